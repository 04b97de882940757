/** Files that were made to be taken away: locked with a key that stands in the database alone, and gone after a day. */
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { utf8 } from "../base/bytes.ts";
import { digest } from "../model/ids.ts";
import type { MadeExport } from "../store/exports.ts";
import { ensureFolder, syncFolder } from "./files.ts";
import type { OpenRegister } from "./register-folder.ts";
import { readLocked, writeLocked } from "./uploads.ts";

const MOST_EXPORTED = 16 * 1024 ** 3; // bytes of one file
const folderOf = ({ folder }: OpenRegister) => join(folder.data, "exports");
const pathOf = (register: OpenRegister, job: string) => join(folderOf(register), job);

/** Keeps what a job makes as it comes; a try that was interrupted is begun anew. */
export async function keepExport(
  register: OpenRegister,
  { job, name }: Pick<MadeExport, "job" | "name">,
  pieces: AsyncIterable<string>,
): Promise<MadeExport> {
  await ensureFolder(folderOf(register), 0o700);
  const [key, part] = [randomBytes(32), `${pathOf(register, job)}.part`];
  await rm(part, { force: true });
  try {
    const { size, sha256 } = await writeLocked(part, bytesOf(pieces), { key, most: MOST_EXPORTED });
    await rename(part, pathOf(register, job));
    await syncFolder(folderOf(register));
    const made = { job, name, size, digest: digest(sha256), key };
    await register.store.exports.add(made);
    return made;
  } finally {
    await rm(part, { force: true });
  }
}

/** Its bytes, as they are read. Throws `file-changed` before the last of them where they are not those that were made. */
export const exportedBytes = (register: OpenRegister, made: MadeExport): AsyncGenerator<Uint8Array> =>
  readLocked(pathOf(register, made.job), made);

/** Forgets the files of more than a day. */
export async function dropOldExports(register: OpenRegister): Promise<void> {
  for (const job of await register.store.exports.dropOld()) await rm(pathOf(register, job), { force: true });
}

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield utf8(piece);
}
