/** The files of a zip, in the browser; the folder that they lie in is left out of their paths. */
import { crc32, readZip, type ZipEntry } from "../../base/zip.ts";
import type { FolderFiles } from "../chosen-folder.ts";

/** Nothing when it is no zip, or one whose files are not what it says. */
export async function unpackZip(zip: Uint8Array): Promise<FolderFiles> {
  const read = readZip(zip);
  if ("issues" in read) return new Map();
  const folders = new Set(read.value.map(({ path }) => path.split("/")[0]));
  const skipped = folders.size === 1 && read.value.every(({ path }) => path.includes("/")) ? 1 : 0;
  const files = new Map<string, Uint8Array>();
  for (const entry of read.value) {
    const bytes = await unpack(entry);
    if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) return new Map();
    files.set(entry.path.split("/").slice(skipped).join("/"), bytes);
  }
  return files;
}

async function unpack({ method, packed }: ZipEntry): Promise<Uint8Array> {
  if (method === "stored") return packed;
  const stream = new Blob([Uint8Array.from(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
