/** Files that were sent: in quarantine, locked with a key that stands in the database alone, until they are imported. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { RecountError } from "../base/errors.ts";
import type { SourceFile } from "../intake/source-file.ts";
import { type Digest, digest } from "../model/ids.ts";
import type { Asker } from "../store/jobs.ts";
import type { Upload } from "../store/uploads.ts";
import type { FileScanner } from "./file-scanner.ts";
import { ensureFolder, syncFolder } from "./files.ts";
import type { OpenRegister } from "./register-folder.ts";

export const MOST_UPLOADED = 1024 ** 3; // bytes of one file
const MOST_WAITING = 50; // files of one person
const CIPHER = "aes-256-ctr"; // every key locks one file, so that the counter may begin at zero; the digest shows changes
const COUNTER = new Uint8Array(16);

const quarantine = ({ folder }: OpenRegister) => join(folder.data, "quarantine");
const pathOf = (register: OpenRegister, id: string) => join(quarantine(register), id);

/**
 * Takes a file in as it comes. Nothing of it is on disk in the clear: some of its columns may be sealed later. Throws
 * `too-long` beyond `most` bytes, `input-empty-file` for none, `refused` when too many wait already, and
 * what the scanner throws, where there is one.
 */
export async function takeUpload(
  register: OpenRegister,
  pieces: AsyncIterable<Uint8Array>,
  {
    name,
    asker,
    scanner,
    most = MOST_UPLOADED,
  }: {
    readonly name: string;
    readonly asker: Asker;
    readonly scanner?: FileScanner | undefined;
    readonly most?: number;
  },
): Promise<Omit<Upload, "at">> {
  const { uploads } = register.store;
  if ((await uploads.list(asker)).length >= MOST_WAITING)
    throw new RecountError(
      "refused",
      `got ${MOST_WAITING} files that wait already, wanted some imported first`,
    );
  const [id, key] = [randomUUID(), randomBytes(32)];
  await ensureFolder(quarantine(register), 0o700);
  const part = `${pathOf(register, id)}.part`;
  try {
    const { size, sha256 } = await writeLocked(part, scanner?.(pieces) ?? pieces, { key, most });
    if (size === 0) throw new RecountError("input-empty-file", "got an empty file, wanted one with rows");
    await rename(part, pathOf(register, id));
    await syncFolder(quarantine(register));
    const upload = { id, name, size, digest: digest(sha256), key, ...asker };
    await uploads.add(upload);
    return upload;
  } finally {
    await rm(part, { force: true });
  }
}

/** The file as intake reads it. */
export function uploadedFile(register: OpenRegister, { id, name, size, ...lock }: Upload): SourceFile {
  const stream = () => readLocked(pathOf(register, id), lock);
  const bytes = async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of stream()) pieces.push(piece);
    return new Uint8Array(Buffer.concat(pieces));
  };
  return { name, size, stream, bytes };
}

/**
 * The bytes of a locked file, as they are read. Its last piece is held back until the digest says that all of it is as
 * it was locked: nobody gets the whole of what was changed. Throws `file-changed` then.
 */
export async function* readLocked(
  path: string,
  { key, digest: wanted }: { readonly key: Uint8Array; readonly digest: Digest },
): AsyncGenerator<Uint8Array> {
  const [unlock, hash] = [createDecipheriv(CIPHER, key, COUNTER), createHash("sha256")];
  const locked: AsyncIterable<Uint8Array> = createReadStream(path);
  let held: Uint8Array | undefined;
  for await (const piece of locked) {
    if (held !== undefined) yield held;
    held = unlock.update(piece);
    hash.update(held);
  }
  if (hash.digest("hex") !== wanted)
    throw new RecountError(
      "file-changed",
      "got a file that was changed since it was locked, wanted it as it was",
    );
  if (held !== undefined) yield held;
}

/** Forgets a file that was sent, its key first. */
export async function dropUpload(register: OpenRegister, id: string): Promise<void> {
  await register.store.uploads.drop(id);
  await rm(pathOf(register, id), { force: true });
}

/** Forgets the files that nobody imported within a day. */
export async function dropOldUploads(register: OpenRegister): Promise<void> {
  for (const id of await register.store.uploads.dropOld()) await rm(pathOf(register, id), { force: true });
}

/** Writes bytes locked, as they come, and syncs them. Throws `too-long` beyond `most`. */
export async function writeLocked(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  { key, most }: { readonly key: Uint8Array; readonly most: number },
): Promise<{ readonly size: number; readonly sha256: string }> {
  const [lock, hash] = [createCipheriv(CIPHER, key, COUNTER), createHash("sha256")];
  const file = await open(path, "wx", 0o600);
  try {
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > most) throw new RecountError("too-long", `got more than ${most} bytes, wanted fewer`);
      hash.update(piece);
      await file.writeFile(lock.update(piece));
    }
    await file.sync();
    return { size, sha256: hash.digest("hex") };
  } finally {
    await file.close();
  }
}
