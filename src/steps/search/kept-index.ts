/** Indexes of names as files in the register's cache: read when they are what is wanted, else made anew. */
import { join } from "node:path";
import type { NameColumns, NameIndex } from "../../names/search/name-index.ts";
import { formatSnapshot, parseSnapshot } from "../../names/search/snapshot.ts";
import { ensureFolder, readFileIfThere, writeFileDurably } from "../../shell/files.ts";

/** Where an index is kept, and what it has to be made of. */
export type Kept = { readonly cache: string; readonly file: string; readonly label: string };

/** The index as it was left; undefined where there is none, or it is broken, of other names or read otherwise now. */
export async function readKeptIndex({ cache, file, label }: Kept): Promise<NameIndex | undefined> {
  const bytes = await readFileIfThere(join(cache, file));
  const read = bytes === undefined ? undefined : parseSnapshot(bytes);
  return read !== undefined && "value" in read && read.value.label === label ? read.value.index : undefined;
}

/** Keeps an index; no other user may read it. */
export async function keepIndex({ cache, file, label }: Kept, index: NameColumns): Promise<void> {
  await ensureFolder(cache, 0o700);
  await writeFileDurably(join(cache, file), formatSnapshot(index, label), 0o600);
}
