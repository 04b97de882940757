/** What the register can make again, kept beside it so that it need not: columns of numbers in the data folder. */
import { join } from "node:path";
import { type ColumnFile, formatColumnFile, parseColumnFile } from "../base/column-file.ts";
import { ensureFolder, readFileIfThere, writeFileDurably } from "./files.ts";
import type { RegisterFolder } from "./register-folder.ts";

/** Keeps a file of this name in place of the one before. */
export async function writeCache(folder: RegisterFolder, name: string, file: ColumnFile): Promise<void> {
  await ensureFolder(folder.cache, 0o700);
  await writeFileDurably(join(folder.cache, name), formatColumnFile(file), 0o600);
}

/** The file as it was kept; undefined when there is none or its digest says that it is not whole. */
export async function readCache(folder: RegisterFolder, name: string): Promise<ColumnFile | undefined> {
  const bytes = await readFileIfThere(join(folder.cache, name));
  if (bytes === undefined) return undefined;
  return parseColumnFile(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
}
