/** Where a register's cluster lies: in its data folder, or elsewhere by a pointer when the server's user may not go there. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import {
  ensureFolder,
  readFileIfThere,
  syncFolder,
  systemCode,
  unlessCode,
  writeFileDurably,
} from "./files.ts";
import { closedParent, refuseClosed, type ServerUser } from "./server-user.ts";

/** `isMade` is false from before the cluster is begun until it is complete: only then may it be missing. */
type Pointer = { readonly path: string; readonly isMade: boolean };

export type LocationOptions = {
  readonly user: ServerUser | undefined;
  readonly elsewhere: string; // where clusters lie that cannot lie in their data folder
};

/**
 * The folder of the cluster that belongs at `wanted`. Root's data folders are often closed to the server's user: then
 * it is a folder of its own in `elsewhere`, and `wanted.location` says for ever after which. The pointer is on disk
 * before the cluster is begun, so that nothing is made that is not found again. Throws `input-database-missing` when
 * what it points to is gone: an empty cluster in its place would look like an empty register.
 */
export async function locateCluster(wanted: string, options: LocationOptions): Promise<string> {
  const pointer = await readPointer(wanted);
  if (pointer !== undefined) return checkPointer(wanted, pointer);
  const closed = closedParent(options.user, wanted);
  if (closed === undefined) return wanted;
  // A cluster that another user made there is theirs, and is neither copied nor passed over.
  if (existsSync(join(wanted, "PG_VERSION"))) return refuseClosed(options.user, closed);
  await makeElsewhere(options, closed);
  const { path } = await claimPlace(wanted, options.elsewhere);
  return path;
}

/** Where the cluster that belongs at `wanted` lies when that is elsewhere; undefined when no pointer says so. */
export async function clusterPath(wanted: string): Promise<string | undefined> {
  return (await readPointer(wanted))?.path;
}

/** Notes that the cluster is complete: from now on it may not be missing. */
export async function confirmCluster(wanted: string): Promise<void> {
  const pointer = await readPointer(wanted);
  if (pointer === undefined || pointer.isMade) return;
  await writeFileDurably(pointerPath(wanted), formatPointer({ ...pointer, isMade: true }));
}

const pointerPath = (wanted: string) => `${wanted}.location`;
const formatPointer = (pointer: Pointer) => utf8(`${JSON.stringify(pointer, null, 2)}\n`);

async function makeElsewhere({ user, elsewhere }: LocationOptions, closed: string): Promise<void> {
  try {
    await ensureFolder(elsewhere, 0o711);
    await syncFolder(dirname(elsewhere));
  } catch (cause) {
    refuseClosed(user, closed, cause);
  }
}

/** Of processes that begin at the same moment the first one's pointer counts: a link, unlike a rename, replaces nothing. */
async function claimPlace(wanted: string, elsewhere: string): Promise<Pointer> {
  const id = randomUUID();
  const part = `${pointerPath(wanted)}.${id}.part`;
  try {
    await writeFileDurably(part, formatPointer({ path: join(elsewhere, id), isMade: false }));
    await link(part, pointerPath(wanted)).catch(unlessCode("EEXIST"));
  } finally {
    await rm(part, { force: true });
  }
  await syncFolder(dirname(wanted));
  const claimed = await readPointer(wanted);
  if (claimed !== undefined) return claimed;
  throw new RecountError("database-init", `${pointerPath(wanted)} was written and is not there`);
}

async function readPointer(wanted: string): Promise<Pointer | undefined> {
  const path = pointerPath(wanted);
  const bytes = await readFileIfThere(path);
  if (bytes === undefined) return undefined;
  const pointer = parsePointer(bytes);
  if (pointer !== undefined) return pointer;
  throw new RecountError(
    "input-database-missing",
    `${path} does not say where the database lies, wanted {"path": ..., "isMade": ...}`,
  );
}

function parsePointer(bytes: Uint8Array): Pointer | undefined {
  try {
    const { path, isMade } = JSON.parse(fromUtf8(bytes)) as {
      readonly path?: unknown;
      readonly isMade?: unknown;
    };
    return typeof path === "string" && isAbsolute(path) && typeof isMade === "boolean"
      ? { path, isMade }
      : undefined;
  } catch {
    return undefined;
  }
}

async function checkPointer(wanted: string, { path, isMade }: Pointer): Promise<string> {
  if (!isMade) return path;
  try {
    await stat(join(path, "PG_VERSION"));
    return path;
  } catch (cause) {
    const isClosed = systemCode(cause) === "EACCES";
    throw new RecountError(
      isClosed ? "input-closed-folder" : "input-database-missing",
      isClosed
        ? `the database lies in ${path}, as ${pointerPath(wanted)} says, which this user may not enter: run as root`
        : `the database lies in ${path}, as ${pointerPath(wanted)} says, and there is none: bring that folder back`,
      { cause },
    );
  }
}
