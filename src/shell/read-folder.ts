/** Reading what somebody else wrote: a published folder whole, a text file. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fromUtf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { unpackZip } from "../base/unpack-zip.ts";
import { systemCode } from "./files.ts";

/**
 * Every file of the folder, or of a zip of it, by its path with slashes. Throws `input-unreadable`; links are refused,
 * not followed.
 */
export async function readFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  try {
    if ((await stat(folder)).isFile()) return await readZipFile(folder);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) continue;
      if (!entry.isFile()) throw unreadable(path, "a plain file", "a link or device");
      files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
    }
  } catch (error) {
    if (error instanceof RecountError) throw error;
    throw unreadable(folder, "a folder or zip that can be read", whyNot(error));
  }
  return files;
}

async function readZipFile(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const unpacked = await unpackZip(await readFile(path));
  if ("value" in unpacked) return unpacked.value;
  throw new RecountError("input-unreadable", `${path}: ${unpacked.issues[0]?.message ?? ""}`);
}

/** The text of a UTF-8 file. Throws `input-unreadable`. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, "a file that can be read", whyNot(error));
  });
  try {
    return fromUtf8(bytes);
  } catch {
    throw unreadable(path, "text in UTF-8", "other bytes");
  }
}

/** Why the system does not give it, in words where they are known. */
function whyNot(error: unknown): string {
  const code = systemCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return "nothing there";
  if (code === "EISDIR") return "a folder";
  return code === "EACCES" || code === "EPERM" ? "what this user may not read" : code;
}

function unreadable(path: string, expected: string, received: string): RecountError {
  return new RecountError("input-unreadable", `${path}: got ${received}, wanted ${expected}`);
}
