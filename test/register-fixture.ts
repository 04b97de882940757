/** Fresh registers for tests: one database cluster for the whole run, and a copy of a template for each register. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { type EmbeddedDatabase, openEmbeddedDatabase } from "../src/shell/database.ts";
import { type Binaries, installedBinaries } from "../src/shell/postgres-binaries.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { connectClient } from "../src/store/connection.ts";
import { openStore } from "../src/store/store.ts";

/** A server on which tests make databases as they need them. */
export type TestServer = {
  readonly name: string;
  /** The connection string of a new, migrated, empty database. */
  freshDatabase(): Promise<string>;
  /** The connection string of a new database without any table. */
  freshEmptyDatabase(): Promise<string>;
  close(): Promise<void>;
};

/** The fixed moment at which registers of tests are made. */
export const testNow = new Date("2026-01-02T03:04:05.000Z");

/** A temporary folder that the database's user may walk through; removed when the run ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "recount-test-"));
  chmodSync(folder, 0o711);
  folders.add(folder);
  return folder;
}

/** A new register in a temporary folder, its database on the shared cluster. The test closes it. */
export async function freshRegister(name = "register"): Promise<OpenRegister> {
  const server = await embeddedServer();
  return initRegister(join(temporaryFolder(), "register"), {
    databaseUrl: await server.freshDatabase(),
    name,
    now: testNow,
  });
}

/**
 * A register that the tests of a file share: made before them, filled, and closed after them. Gives what asks for it.
 * One hook does both, since hooks of a file that is read while others run do not wait for one another.
 */
export function sharedRegister(
  make: () => Promise<OpenRegister>,
  fill?: (register: OpenRegister) => Promise<void>,
): () => OpenRegister {
  const held: { register?: OpenRegister } = {};
  before(async () => {
    held.register = await make();
    await fill?.(held.register);
  });
  after(() => held.register?.close());
  return () => held.register ?? assert.fail("got no register, wanted one: making it failed");
}

/** The embedded database, shared by all tests of the run. */
export function embeddedServer(): Promise<TestServer> {
  return shared("embedded", async () => clusterServer("the embedded PostgreSQL"));
}

/** The server of DATABASE_URL, else one run from the system's PostgreSQL; undefined when there is neither. */
export async function outsideServer(): Promise<TestServer | undefined> {
  const url = process.env["DATABASE_URL"];
  if (url !== undefined && url !== "")
    return shared("outside", () => serverAt("the server of DATABASE_URL", url));
  const binaries = installedBinaries();
  if (binaries === undefined || !existsSync(binaries.folder)) return undefined;
  return shared("outside", () => clusterServer(`the server of ${binaries.folder}`, binaries));
}

const folders = new Set<string>();
process.env["XDG_STATE_HOME"] = temporaryFolder(); // what registers keep outside their folder

const servers = new Map<string, Promise<TestServer>>();
const unstarted = () => {}; // the test that asked for it has failed and said why

const users: (() => Promise<void>)[] = [];

/** Has something that asks the shared servers by itself ended before they are: hooks run in the order of the files. */
export function closeBeforeServers(close: () => Promise<void>): void {
  users.push(close);
}

/**
 * Ends the shared servers and all that asks them. A run of tests does so by itself; a program that is none has to, since
 * the connection that holds the database keeps it from ending.
 */
export async function closeServers(): Promise<void> {
  for (const close of users.splice(0)) await close();
  for (const server of servers.values()) await server.then((running) => running.close(), unstarted);
  servers.clear();
}

after(closeServers);
// Not with the servers: the hooks of other files still close registers in these folders.
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function shared(name: string, start: () => Promise<TestServer>): Promise<TestServer> {
  const server = servers.get(name) ?? start();
  servers.set(name, server);
  return server;
}

async function clusterServer(name: string, binaries?: Binaries): Promise<TestServer> {
  const cluster: EmbeddedDatabase = await openEmbeddedDatabase(
    join(temporaryFolder(), "database"),
    binaries === undefined ? {} : { binaries },
  );
  try {
    const server = await serverAt(name, cluster.connection);
    return { ...server, close: () => cluster.close() }; // its databases go with its folder
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

async function serverAt(name: string, connection: string): Promise<TestServer> {
  const made: string[] = [];
  const make = async (template: string) => {
    const database = `recount_test_${randomUUID().replaceAll("-", "")}`;
    await run(connection, `create database ${database} template ${template} encoding 'UTF8' locale 'C'`);
    made.push(database);
    return database;
  };
  const template = await make("template0");
  await (await openStore(databaseAt(connection, template))).close();
  return {
    name,
    freshEmptyDatabase: async () => databaseAt(connection, await make("template0")),
    freshDatabase: async () => databaseAt(connection, await make(template)),
    async close() {
      for (const database of made) await run(connection, `drop database ${database} with (force)`);
    },
  };
}

async function run(connection: string, statement: string): Promise<void> {
  const client = await connectClient(connection);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseAt(connection: string, database: string): string {
  const url = new URL(connection);
  url.pathname = `/${database}`;
  return url.href;
}
