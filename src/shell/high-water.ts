/** The largest checkpoint that a log's key has signed, kept outside the database: what was restored may not sign again. */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import { fromBase64, fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { ensureFolder, readFileIfThere, writeFileDurably } from "./files.ts";
import type { RegisterFolder } from "./register-folder.ts";

/** A size and root hash that the log's key stands by. */
export type HighWater = { readonly size: number; readonly root: Uint8Array };

/** A mark with the file that it was read from. */
export type KeptMark = HighWater & { readonly path: string };

const NAME = "high-water";

/**
 * The marks of a log: one beside its key, which a copy of the database does not take back, and one in the user's own
 * folder, which a copy of the whole register does not take back. Those that are not there are left out.
 */
export async function readHighWater(folder: RegisterFolder, origin: string): Promise<readonly KeptMark[]> {
  const marks: KeptMark[] = [];
  for (const path of markPaths(folder, origin)) {
    const bytes = await readFileIfThere(path);
    if (bytes !== undefined) marks.push({ path, ...parseMark(path, fromUtf8(bytes)) });
  }
  return marks;
}

/** Raises both marks; on disk when it resolves, so that no signature outruns them. */
export async function raiseHighWater(
  folder: RegisterFolder,
  origin: string,
  { size, root }: HighWater,
): Promise<void> {
  await ensureFolder(stateFolder(), 0o700);
  for (const path of markPaths(folder, origin))
    await writeFileDurably(path, utf8(`${size}\n${toBase64(root)}\n`), 0o600);
}

function markPaths(folder: RegisterFolder, origin: string): readonly string[] {
  const name = createHash("sha256").update(origin).digest("hex").slice(0, 32); // an origin may hold what no file name can
  return [join(folder.keys, NAME), join(stateFolder(), `${name}.${NAME}`)];
}

/** XDG Base Directory Specification; on Windows the folder that does not roam. */
function stateFolder(): string {
  const given = process.env[process.platform === "win32" ? "LOCALAPPDATA" : "XDG_STATE_HOME"];
  return join(given === undefined || given === "" ? join(homedir(), ".local", "state") : given, "recount");
}

function parseMark(path: string, text: string): HighWater {
  const [sizeText = "", rootText = ""] = text.split("\n");
  const [size, root] = [Number(sizeText), fromBase64(rootText)];
  if (/^\d+$/.test(sizeText) && Number.isSafeInteger(size) && root?.length === 32) return { size, root };
  throw new RecountError(
    "input-high-water",
    `${path}: got ${JSON.stringify(text)}, wanted a size and a root hash`,
  );
}
