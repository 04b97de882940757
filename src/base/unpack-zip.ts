/** The files of a zip, unpacked: the same in the browser and in Node. */
import { concatBytes } from "./bytes.ts";
import { issueAt, type Parsed } from "./errors.ts";
import { crc32, readZip, type ZipEntry } from "./zip.ts";

const MOST_BYTES = 2 ** 30; // of all files together: a published folder is a few megabytes

/**
 * The files by their paths, without the one folder that all of them lie in. Issues for what is no zip, for files that
 * are not as long as it says or have another checksum, for two of one path (programs unpack one or the other), and for
 * more than a gigabyte.
 */
export async function unpackZip(zip: Uint8Array): Promise<Parsed<ReadonlyMap<string, Uint8Array>>> {
  const read = readZip(zip);
  if ("issues" in read) return read;
  const wanted = (expected: string, received: string) => ({ issues: [issueAt("zip", expected, received)] });
  const total = read.value.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST_BYTES) return wanted(`files of ${MOST_BYTES} bytes at most`, `${total} bytes`);
  const skipped = isOneFolder(read.value) ? 1 : 0;
  const files = new Map<string, Uint8Array>();
  for (const entry of read.value) {
    const path = entry.path.split("/").slice(skipped).join("/");
    if (files.has(path)) return wanted("each file once", `${path} twice`);
    const bytes = await unpack(entry);
    if (bytes === undefined || bytes.length !== entry.size || crc32(bytes) !== entry.crc)
      return wanted("files as the zip says they are", `${path} otherwise`);
    files.set(path, bytes);
  }
  return { value: files };
}

function isOneFolder(entries: readonly ZipEntry[]): boolean {
  const folders = new Set(entries.map(({ path }) => path.split("/")[0]));
  return folders.size === 1 && entries.every(({ path }) => path.includes("/"));
}

/** The bytes, or undefined when they cannot be unpacked or become more than the zip says. */
async function unpack({ method, packed, size }: ZipEntry): Promise<Uint8Array | undefined> {
  if (method === "stored") return packed;
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Blob([Uint8Array.from(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return concatBytes(...parts);
      length += value.length;
      if (length > size) return undefined;
      parts.push(value);
    }
  } catch {
    return undefined;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
