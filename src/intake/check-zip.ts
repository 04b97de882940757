/** Looks into a zip before anything else inflates it: what it holds, and whether it is a bomb. The one place that knows yauzl. */
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { reasonOf } from "./refusal.ts";

export type ZipContents =
  | {
      readonly ok: true;
      readonly entries: ReadonlySet<string>; // their paths
      readonly inflated: number;
      readonly mimetype: string;
    }
  | { readonly ok: false; readonly received: string; readonly expected: string };

const MAX_INFLATED = 1024 ** 3; // far over any real list, within an old laptop's memory
const MAX_RATIO = 150; // deflate ends at 1032; spreadsheets reach 20 to 40
const RATIO_MATTERS_FROM = 16 * 1024 ** 2;
const MAX_ENTRIES = 10_000;

/** The entries of a zip with their sizes, each inflated once to see that the directory does not lie. */
export async function checkZip(bytes: Uint8Array): Promise<ZipContents> {
  try {
    return await walk(await openZip(bytes), bytes.length);
  } catch (error) {
    return { ok: false, expected: "a whole zip container", received: reasonOf(error) };
  }
}

/** The inflated bytes of one entry of a zip, which is found in the directory, not front to back; nothing where there is none. */
export async function* entryChunks(bytes: Uint8Array, path: string): AsyncIterable<Uint8Array> {
  const zip = await openZip(bytes);
  let found: Entry | undefined;
  for await (const entry of zip.eachEntry()) if (entry.fileName === path) found ??= entry;
  if (found === undefined) return;
  const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(found);
  yield* chunks;
}

const openZip = (bytes: Uint8Array) =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
    lazyEntries: true,
    validateEntrySizes: true,
    autoClose: false,
  });

async function walk(zip: ZipFile, packed: number): Promise<ZipContents> {
  const entries = new Set<string>();
  let [inflated, mimetype] = [0, ""];
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= MAX_ENTRIES || entries.has(entry.fileName))
      return bomb("too many or repeated entries");
    if (entry.isEncrypted())
      return { ok: false, expected: "a file without a password", received: "an encrypted zip" };
    const promised = inflated + entry.uncompressedSize;
    if (isBomb(promised, packed)) return bomb(`${packed} bytes that inflate to ${promised}`);
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      inflated += chunk.length;
      if (isBomb(inflated, packed)) return bomb(`${packed} bytes that inflate past ${inflated}`);
      if (entry.fileName === "mimetype") mimetype += String(chunk);
    }
    entries.add(entry.fileName);
  }
  return { ok: true, entries, inflated, mimetype };
}

const isBomb = (inflated: number, packed: number) =>
  inflated > MAX_INFLATED || (inflated > RATIO_MATTERS_FROM && inflated > MAX_RATIO * packed);

const bomb = (received: string): ZipContents => ({
  ok: false,
  expected: "no zip bomb: at most 1 GB, and at most 150 times the file's size",
  received,
});
