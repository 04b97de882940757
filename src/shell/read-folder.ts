/** Reading what somebody else wrote: a published folder whole, a text file. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fromUtf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { systemCode } from "./files.ts";

/** Every file of the folder by its path with slashes. Throws `input-unreadable`; links are refused, not followed. */
export async function readFolder(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) continue;
      if (!entry.isFile()) throw unreadable(path, "a plain file", "a link or device");
      files.set(relative(folder, path).split(sep).join("/"), await readFile(path));
    }
  } catch (error) {
    if (error instanceof RecountError) throw error;
    throw unreadable(folder, "a folder that can be read", systemCode(error));
  }
  return files;
}

/** The text of a UTF-8 file. Throws `input-unreadable`. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, "a file that can be read", systemCode(error));
  });
  try {
    return fromUtf8(bytes);
  } catch {
    throw unreadable(path, "text in UTF-8", "other bytes");
  }
}

function unreadable(path: string, expected: string, received: string): RecountError {
  return new RecountError("input-unreadable", `${path}: got ${received}, wanted ${expected}`);
}
