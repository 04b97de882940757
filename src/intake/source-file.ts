/** A source's file as the shell hands it over: a name, a size and bytes. Intake itself never touches a disk. */

export type SourceFile = {
  readonly name: string; // as received, without folders
  readonly size: number; // bytes
  stream(): AsyncIterable<Uint8Array>; // from the first byte, each time it is called
  bytes(): Promise<Uint8Array>;
};

const CHUNK_BYTES = 65_536;

/**
 * A file that is already in memory.
 *
 * @example
 * bytesFile("list.csv", Uint8Array.of(97)).size; //=> 1
 */
export function bytesFile(name: string, bytes: Uint8Array): SourceFile {
  return { name, size: bytes.length, stream: () => chunks(bytes), bytes: async () => bytes };
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}
