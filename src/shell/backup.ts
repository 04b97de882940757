/** A register as members of an archive, and back: tables, evidence, mappings, keys but the log's, published folders. */
import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fromUtf8 } from "../base/bytes.ts";
import { canonicalBytes, type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import type { Entry } from "../model/entry.ts";
import { type Load, openLoad, type TableDump } from "../store/dump.ts";
import { openStore, type RegisterInfo } from "../store/store.ts";
import { clusterPath } from "./cluster-location.ts";
import { writeFileDurably } from "./files.ts";
import type { Member } from "./locked-archive.ts";
import {
  hasRegister,
  logOrigin,
  makeFolders,
  type OpenOptions,
  type OpenRegister,
  openDatabaseOf,
  type RegisterFolder,
  registerFolder,
  SEED_FILE,
} from "./register-folder.ts";

/** What a backup says of itself, in its first member. */
export type BackupHeader = {
  readonly format: "recount/backup/1";
  readonly register: RegisterInfo;
  readonly size: number; // of the ledger
  readonly root: string; // base64 of the root hash at that size
  readonly checkpoint?: string; // the last that was signed
  readonly migration: string;
  readonly tables: readonly TableDump[];
};

const HEADER = "backup.json";
const FOLDERS = ["evidence", "mappings", "keys", "published"] as const;
/** Of the log itself: with these two a copy could sign another ledger in the log's name. */
const LEFT_OUT = new Set([`keys/${SEED_FILE}`, "keys/high-water"]);
const PIECES_TOGETHER = 1 << 23; // bytes of a table in one member: a member's size must be known before it is written

/** The members of a backup, of one state of the register. Requires that nobody writes meanwhile. */
export async function* backupMembers(
  register: OpenRegister,
  root: string,
  progress: ReportProgress,
): AsyncGenerator<Member> {
  const { store, folder, info } = register;
  const dump = await store.dump();
  try {
    const latest = await store.latestCheckpoint();
    const header: BackupHeader = {
      format: "recount/backup/1",
      register: info,
      size: await store.size(),
      root,
      ...(latest !== undefined && { checkpoint: fromUtf8(latest.bytes) }),
      migration: dump.migration,
      tables: dump.tables,
    };
    yield memberOf(HEADER, canonicalBytes(header as unknown as Json));
    for (const [at, table] of dump.tables.entries()) {
      progress(`backing up ${table.name}`, at, dump.tables.length);
      yield* tableMembers(table, dump.read(table));
    }
  } finally {
    await dump.close();
  }
  for (const name of FOLDERS) yield* folderMembers(folder.data, name, progress);
}

const memberOf = (path: string, bytes: Uint8Array): Member => ({ path, size: bytes.length, pieces: [bytes] });

async function* tableMembers({ name }: TableDump, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const pieces: Uint8Array[] = [];
  let [size, part] = [0, 0];
  const next = () => ({
    path: `tables/${name}/${String(part++).padStart(6, "0")}`,
    size,
    pieces: pieces.splice(0),
  });
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size < PIECES_TOGETHER) continue;
    yield next();
    size = 0;
  }
  yield next();
}

async function* folderMembers(data: string, name: string, progress: ReportProgress): AsyncGenerator<Member> {
  const entries = await readdir(join(data, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part"));
  for (const [at, entry] of files.entries()) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(data.length + 1).replaceAll("\\", "/");
    if (LEFT_OUT.has(path)) continue;
    progress(`backing up ${name}`, at, files.length);
    yield { path, size: (await stat(file)).size, pieces: createReadStream(file) };
  }
}

export type Restored = { readonly header: BackupHeader; readonly folder: RegisterFolder };

/**
 * Makes a register of a backup's members in a new or empty folder. Its log is a new one under a new key, whose next
 * entry says which log it follows. What was begun is removed again when it fails.
 */
export async function restoreMembers(
  dataDir: string,
  members: AsyncIterable<Member>,
  { databaseUrl, progress }: OpenOptions & { readonly progress: ReportProgress },
): Promise<Restored> {
  const folder = registerFolder(dataDir);
  await refuseFull(folder.data);
  await makeFolders(folder);
  try {
    const database = await openDatabaseOf(folder, { databaseUrl });
    try {
      const header = await readMembers(folder, database.connection, { members, progress });
      await beginNewLog(folder, database.connection, header);
      return { header, folder };
    } finally {
      await database.close();
    }
  } catch (error) {
    await removeRegister(folder.data);
    throw error;
  }
}

/** Removes a register's folder and, where it lies elsewhere, its embedded database. Requires that nobody uses it. */
export async function removeRegister(dataDir: string): Promise<void> {
  const folder = registerFolder(dataDir);
  const cluster = await clusterPath(folder.database);
  if (cluster !== undefined) await rm(cluster, { recursive: true, force: true });
  await rm(folder.data, { recursive: true, force: true });
}

async function refuseFull(data: string): Promise<void> {
  const names = await readdir(data).catch((): readonly string[] => []);
  if (names.length === 0 && !(await hasRegister(data))) return;
  throw new RecountError(
    "input-folder",
    `got ${data}, in which something lies, wanted a new or an empty folder`,
  );
}

type Reading = { readonly members: AsyncIterable<Member>; readonly progress: ReportProgress };

async function readMembers(
  folder: RegisterFolder,
  connection: string,
  { members, progress }: Reading,
): Promise<BackupHeader> {
  const state: { header?: BackupHeader; load?: Load } = {};
  let done = 0;
  try {
    for await (const member of members) {
      const { header, load } = state;
      if (header === undefined || load === undefined) {
        state.header = await readHeader(member);
        state.load = await openLoad(connection, state.header.migration);
      } else if (member.path.startsWith("tables/")) await loadPiece(member, header, load);
      else await writeMember(folder, member);
      progress("restoring", ++done, 0);
    }
    if (state.header === undefined || state.load === undefined) throw notABackup("an empty archive");
    await state.load.finish(state.header.tables);
    return state.header;
  } finally {
    await state.load?.close();
  }
}

async function readHeader(member: Member): Promise<BackupHeader> {
  const value = member.path === HEADER ? parseCanonicalJson(await bytesOf(member)) : undefined;
  const isHeader = typeof value === "object" && value !== null && "format" in value;
  if (isHeader && value.format === "recount/backup/1") return value as unknown as BackupHeader;
  throw notABackup(`${member.path} first`);
}

async function loadPiece(member: Member, { tables }: BackupHeader, load: Load): Promise<void> {
  const [, name] = member.path.split("/");
  const table = tables.find((known) => known.name === name);
  if (table === undefined) throw notABackup(member.path);
  for await (const piece of member.pieces) await load.write(table, piece);
}

async function writeMember(folder: RegisterFolder, member: Member): Promise<void> {
  const parts = member.path.split("/");
  const isOurs = FOLDERS.some((name) => name === parts[0]) && parts.length > 1;
  if (!isOurs || parts.some((part) => part === "" || part === "." || part === ".."))
    throw notABackup(member.path);
  const path = join(folder.data, ...parts);
  await mkdir(dirname(path), { recursive: true, mode: parts[0] === "published" ? 0o755 : 0o700 });
  const mode = parts[0] === "evidence" ? 0o400 : parts[0] === "published" ? 0o644 : 0o600;
  const file = await open(path, "wx", mode);
  try {
    for await (const piece of member.pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The key last, since by it the folder is known for a register. */
async function beginNewLog(
  folder: RegisterFolder,
  connection: string,
  { register, size, root, checkpoint }: BackupHeader,
): Promise<void> {
  const store = await openStore(connection);
  try {
    const entry: Entry = {
      entry: "succession",
      origin: register.origin,
      size,
      root,
      ...(checkpoint !== undefined && { checkpoint }),
    };
    const info = { ...register, origin: logOrigin(register.name, randomUUID()) };
    await store.beginLog(info, { entry, key: randomBytes(32) });
    await writeFileDurably(join(folder.keys, SEED_FILE), randomBytes(32), 0o600);
  } finally {
    await store.close();
  }
}

async function bytesOf({ pieces }: Member): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const notABackup = (got: string) =>
  new RecountError("input-backup", `got ${got}, wanted a backup that recount backup made`);
