/** Files on disk: read with clear errors, written so that a crash leaves the old bytes or the new ones. */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { RecountError } from "../base/errors.ts";
import type { SourceFile } from "../intake/source-file.ts";

/**
 * A list's file. Throws `input-no-file`, `input-not-a-file`, `input-unreadable` or `input-empty-file`, here and not
 * in the middle of an import. `name` is what it is called for people, where its path does not say so.
 */
export async function openSourceFile(path: string, name: string = basename(path)): Promise<SourceFile> {
  const size = await readableSize(path);
  if (size === 0) throw new RecountError("input-empty-file", `${path} is empty, wanted a file with rows`);
  return {
    name,
    size,
    stream: () => createReadStream(path, { highWaterMark: 1 << 18 }),
    bytes: () => readFile(path),
  };
}

/** Writes `bytes`, whole or piece by piece, beside `path`, syncs and renames: on disk when it resolves, never half. */
export async function writeFileDurably(
  path: string,
  bytes: Uint8Array | AsyncIterable<string> | Iterable<string>,
  mode: 0o600 | 0o644 = 0o644,
): Promise<void> {
  await replaceFile(path, bytes, mode);
  await syncFolder(dirname(path));
}

const FILES_AT_ONCE = 16; // a disk syncs several in the time of one

/**
 * Writes each file as `writeFileDurably` does, and makes the folders that lack. All are on disk when it resolves; each
 * folder is synced once, so that many small files cost little more than one.
 */
export async function writeFilesDurably(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const folders = [...new Set(Array.from(files.keys(), (path) => dirname(path)))];
  for (const folder of folders) await ensureFolder(folder, 0o755);
  const waiting = files.entries();
  const writeWaiting = async () => {
    for (const [path, bytes] of waiting) await replaceFile(path, bytes, 0o644);
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, writeWaiting));
  await Promise.all(folders.map(syncFolder));
}

/** Synced and renamed, with the folder's own names still to be synced. */
async function replaceFile(
  path: string,
  bytes: Uint8Array | AsyncIterable<string> | Iterable<string>,
  mode: number,
): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(part, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Makes a folder's names durable. Windows has no such call, and writes them through by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes a folder, and its parents, of which `mode` is only the last one's. */
export async function ensureFolder(path: string, mode: 0o700 | 0o711 | 0o755): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await mkdir(path, { mode }).catch(unlessCode("EEXIST"));
}

/** The bytes of a file, or undefined when there is none. */
export async function readFileIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(unlessCode("ENOENT"));
}

/** Swallows the system errors of these codes, as undefined, and throws all others. */
export function unlessCode(...codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (codes.includes(systemCode(error))) return undefined;
    throw error;
  };
}

/** The system's code of an error (`ENOENT`), or "". */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

async function readableSize(path: string): Promise<number> {
  const file = await open(path, "r").catch((cause: unknown) => refuseFile(path, cause));
  try {
    const about = await stat(path);
    if (about.isFile()) return about.size;
    const what = about.isDirectory() ? "a folder" : "neither a file nor a folder";
    throw new RecountError("input-not-a-file", `${path} is ${what}, wanted a file`);
  } finally {
    await file.close();
  }
}

function refuseFile(path: string, cause: unknown): never {
  const code = systemCode(cause);
  if (code === "ENOENT" || code === "ENOTDIR")
    throw new RecountError("input-no-file", `there is no file ${path}`, { cause });
  const why = code === "EACCES" || code === "EPERM" ? "this user may not read it" : String(cause);
  throw new RecountError("input-unreadable", `cannot read ${path}: ${why}`, { cause });
}
