/** The bytes of every source, kept as received beside the database, named by their SHA-256. */
import { createHash, randomUUID } from "node:crypto";
import { chmod, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RecountError } from "../base/errors.ts";
import type { SourceFile } from "../intake/source-file.ts";
import { type Digest, digest } from "../model/ids.ts";
import { ensureFolder, syncFolder, unlessCode, writeFileDurably } from "./files.ts";
import { lockBytes } from "./locked-archive.ts";

/** Where the bytes of `evidence` lie, or would lie, in the evidence folder. */
export function evidencePath(folder: string, evidence: Digest): string {
  return join(folder, evidence.slice(0, 2), evidence);
}

/**
 * Keeps the bytes of `file`: streamed, hashed, synced with the names that lead to them, read-only. Bytes that are
 * there already stay as they are. When it resolves, they survive a loss of power.
 */
export async function keepEvidence(folder: string, file: SourceFile, signal?: AbortSignal): Promise<Digest> {
  await ensureFolder(folder, 0o700);
  const part = join(folder, `.${randomUUID()}.part`);
  try {
    const evidence = await writeHashed(part, file, signal);
    const path = evidencePath(folder, evidence);
    await ensureFolder(dirname(path), 0o700);
    if (!(await isKept(path, part))) await rename(part, path);
    await syncFolder(dirname(path));
    await syncFolder(folder);
    return evidence;
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Keeps the bytes of a file locked: never on disk in the clear. Its name has the digest of the bytes as received, and
 * that of the locked ones, by which they can be checked without a key.
 */
export async function keepSealedEvidence(
  folder: string,
  bytes: Uint8Array,
  recipients: readonly string[],
): Promise<Digest> {
  const evidence = digestOfBytes(bytes);
  if ((await sealedPath(folder, evidence)) !== undefined) return evidence;
  const locked = await lockBytes({ recipients }, bytes);
  const path = `${evidencePath(folder, evidence)}.${digestOfBytes(locked)}${SEALED_ENDING}`;
  await ensureFolder(folder, 0o700);
  await ensureFolder(dirname(path), 0o700);
  await writeFileDurably(path, locked, 0o600);
  await chmod(path, 0o400);
  await syncFolder(folder);
  return evidence;
}

/** Where the locked bytes of `evidence` lie, and the digest that they must have; undefined when it is not sealed. */
export async function sealedPath(
  folder: string,
  evidence: Digest,
): Promise<{ readonly path: string; readonly locked: Digest } | undefined> {
  const parent = dirname(evidencePath(folder, evidence));
  const names = (await readdir(parent).catch(unlessCode("ENOENT"))) ?? [];
  const name = names.find((each) => each.startsWith(`${evidence}.`) && each.endsWith(SEALED_ENDING));
  if (name === undefined) return undefined;
  return { path: join(parent, name), locked: digest(name.slice(65, -SEALED_ENDING.length)) };
}

const SEALED_ENDING = ".age";
const digestOfBytes = (bytes: Uint8Array) => digest(createHash("sha256").update(bytes).digest("hex"));

async function writeHashed(part: string, file: SourceFile, signal?: AbortSignal): Promise<Digest> {
  const hash = createHash("sha256");
  const target = await open(part, "wx", 0o600);
  try {
    for await (const chunk of file.stream()) {
      signal?.throwIfAborted();
      hash.update(chunk);
      await target.writeFile(chunk);
    }
    await target.sync();
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new RecountError("input-unreadable", `cannot keep the bytes of ${file.name}: ${String(cause)}`, {
      cause,
    });
  } finally {
    await target.close();
  }
  await chmod(part, 0o400);
  return digest(hash.digest("hex"));
}

/** A file of that name and size: a rename is atomic, so it cannot be half of one. */
async function isKept(path: string, part: string): Promise<boolean> {
  const [there, here] = await Promise.all([stat(path).catch(unlessCode("ENOENT")), stat(part)]);
  return there?.size === here.size;
}

/** Removes bytes that no version rests on: those of a file that was refused. */
export async function dropEvidence(folder: string, evidence: Digest): Promise<void> {
  const sealed = await sealedPath(folder, evidence);
  await rm(sealed?.path ?? evidencePath(folder, evidence), { force: true });
}
