/** A register's folder: what lies where, and how it is made and opened. */
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { slug } from "../model/ids.ts";
import type { RegisterInfo } from "../store/register-info.ts";
import { openStore, type Store } from "../store/store.ts";
import { type EmbeddedDatabase, openEmbeddedDatabase } from "./database.ts";
import { ensureFolder, readFileIfThere, writeFileDurably } from "./files.ts";

/** Where things lie. Evidence, keys, mappings and cache are closed to other users; `published` is meant for strangers. */
export type RegisterFolder = {
  readonly data: string;
  readonly database: string; // the embedded cluster
  readonly evidence: string;
  readonly keys: string;
  readonly mappings: string;
  readonly cache: string; // what can be made again
  readonly published: string;
};

export type OpenRegister = {
  readonly folder: RegisterFolder;
  readonly info: RegisterInfo;
  readonly store: Store;
  readonly connection: string; // of the database, for another process on this computer
  readonly logSeed: Uint8Array; // 32 bytes: the Ed25519 seed of the log's key
  /** Random keys for `count` entries, 32 bytes each. */
  readonly newKeys: (count: number) => readonly Uint8Array[];
  close(): Promise<void>;
};

export type OpenOptions = {
  readonly databaseUrl?: string | undefined; // of a server, instead of the embedded database
  readonly progress?: ReportProgress; // of what a register made by the version before needs once
};

export type InitOptions = OpenOptions & {
  readonly name?: string; // of the register; the folder's name unless given
  readonly now: Date;
};

/** In the folder of keys: by it a folder is known for a register. */
export const SEED_FILE = "log-ed25519.seed";

/** The layout of a register's folder, whether or not there is one. */
export function registerFolder(dataDir: string): RegisterFolder {
  const data = resolve(dataDir);
  return {
    data,
    database: join(data, "database"),
    evidence: join(data, "evidence"),
    keys: join(data, "keys"),
    mappings: join(data, "mappings"),
    cache: join(data, "cache"),
    published: join(data, "published"),
  };
}

/** Whether there is a register in the folder: its log has a key. */
export async function hasRegister(dataDir: string): Promise<boolean> {
  return (await readFileIfThere(join(registerFolder(dataDir).keys, SEED_FILE))) !== undefined;
}

/**
 * Makes a register and opens it. Throws `input-register-exists` where there is one; a folder whose making was
 * interrupted is completed.
 */
export async function initRegister(dataDir: string, options: InitOptions): Promise<OpenRegister> {
  const folder = registerFolder(dataDir);
  if (await hasRegister(folder.data))
    throw new RecountError("input-register-exists", `there is a register in ${folder.data} already`);
  await makeFolders(folder);
  const database = await openDatabaseOf(folder, options);
  try {
    const store = await openStore(database.connection);
    try {
      const info = (await registerBegun(store)) ?? (await createRegister(store, folder, options));
      // Last, since by it the folder is known for a register: before it, everything above can be done again.
      await writeFileDurably(join(folder.keys, SEED_FILE), randomBytes(32), 0o600);
      return await bindRegister({ folder, info, store, database });
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens the register in a folder. Throws `input-no-register` where there is none. */
export async function openRegister(dataDir: string, options: OpenOptions = {}): Promise<OpenRegister> {
  const folder = registerFolder(dataDir);
  if (!(await hasRegister(folder.data)))
    throw new RecountError(
      "input-no-register",
      `there is no register in ${folder.data}: make one with recount init`,
    );
  const database = await openDatabaseOf(folder, options);
  try {
    const store = await openStore(database.connection, options.progress);
    const info = await store.register();
    if (info !== undefined) return await bindRegister({ folder, info, store, database });
    await store.close();
    throw new RecountError("input-no-register", `the database of ${folder.data} has no register in it`);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Makes what lies in a register's folder, empty. */
export async function makeFolders(folder: RegisterFolder): Promise<void> {
  // Under root the database's user has to walk through, but need not read.
  await ensureFolder(folder.data, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const closed of [folder.evidence, folder.keys, folder.mappings]) await ensureFolder(closed, 0o700);
  await ensureFolder(folder.published, 0o755);
}

/** The database that a folder's register has: the embedded one, or the one that was named. To be closed. */
export async function openDatabaseOf(
  folder: RegisterFolder,
  { databaseUrl }: OpenOptions,
): Promise<OpenedDatabase> {
  if (databaseUrl !== undefined) return { connection: databaseUrl, close: async () => {} };
  return openEmbeddedDatabase(folder.database);
}

export type OpenedDatabase = Pick<EmbeddedDatabase, "connection" | "close">;

/** The origin of a log has to be unlike any other's in the world, and without spaces or a plus sign. */
export const logOrigin = (name: string, id: string): string => `recount/${slug(name)}/${id}`;

async function createRegister(
  store: Store,
  folder: RegisterFolder,
  options: InitOptions,
): Promise<RegisterInfo> {
  const id = randomUUID();
  const name = options.name ?? basename(folder.data);
  const info = { id, name, origin: logOrigin(name, id), createdAt: options.now.toISOString() };
  await store.createRegister(info);
  return info;
}

/** A register whose making was interrupted. One with entries has its key elsewhere: a second key would fork its log. */
async function registerBegun(store: Store): Promise<RegisterInfo | undefined> {
  const info = await store.register();
  if (info === undefined || (await store.size()) === 0) return info;
  throw new RecountError(
    "input-register-exists",
    `the database holds the register ${JSON.stringify(info.name)} already, whose keys lie in another folder`,
  );
}

async function bindRegister(parts: {
  readonly folder: RegisterFolder;
  readonly info: RegisterInfo;
  readonly store: Store;
  readonly database: OpenedDatabase;
}): Promise<OpenRegister> {
  const { folder, info, store, database } = parts;
  const logSeed = await readFile(join(folder.keys, SEED_FILE));
  if (logSeed.length !== 32)
    throw new RecountError(
      "bad-key",
      `got a log seed of ${logSeed.length} bytes in ${folder.keys}, wanted 32`,
    );
  return {
    folder,
    info,
    store,
    connection: database.connection,
    logSeed,
    newKeys,
    async close() {
      await store.close();
      await database.close();
    },
  };
}

const KEY_SIZE = 32; // bytes

/** From one call of the system's generator, but each with memory of its own: what goes to a thread takes no others along. */
function newKeys(count: number): readonly Uint8Array[] {
  const random = randomBytes(KEY_SIZE * count);
  return Array.from({ length: count }, (_, at) =>
    Uint8Array.from(random.subarray(KEY_SIZE * at, KEY_SIZE * (at + 1))),
  );
}
