/** Connections to PostgreSQL: the one file that knows the driver. */
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { RecountError } from "../base/errors.ts";
import type { Schema } from "./schema.ts";
import { standingOfWay } from "./way-to-database.ts";

export type Tables = Kysely<Schema>;

/** A transaction's tables, and its connection for COPY. */
export type Transaction = { readonly tables: Tables; readonly client: pg.PoolClient };

export type Database = {
  readonly tables: Tables;
  readonly pool: pg.Pool;
  readonly readers: pg.Pool; // of reading transactions: statements are sent without waiting for the one before
};

const OLDEST_SERVER = 150_000; // server_version_num of PostgreSQL 15
const INT8 = 20; // its OID: pg gives strings for it, ours all lie below 2^53

/** A pool of connections. Throws what `connectClient` throws. */
export async function openDatabase(connection: string): Promise<Database> {
  await (await connectClient(connection)).end(); // a clear error before anything is pooled
  const pool = new pg.Pool({ ...driverConfig(connection), max: 8, idleTimeoutMillis: 60_000 });
  pool.on("error", () => {}); // an idle connection was lost: the next query takes a new one or says why not
  const readers = new pg.Pool({
    ...driverConfig(connection),
    max: 6,
    idleTimeoutMillis: 60_000,
    pipeline: true,
  });
  readers.on("error", () => {});
  return { tables: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool, readers };
}

export async function closeDatabase({ pool, readers }: Database): Promise<void> {
  await Promise.all([pool.end(), readers.end()]);
}

/** Whether the address says itself that the way to the database is in the open, so that whoever serves is told. */
export const isToldOpen = (connection: string): boolean =>
  standingOfWay(new pg.Client(driverConfig(connection)), connection) === "told";

/**
 * One connection of its own, for what lives as long as a session: locks. Throws `input-database` when the server
 * is too old, not in UTF-8, or cannot be reached (`cause` has the driver's error), and before anything is sent when it
 * would be sent over a network in the open.
 */
export async function connectClient(connection: string): Promise<pg.Client> {
  const client = new pg.Client(driverConfig(connection));
  if (standingOfWay(client, connection) === "open") throw openWay(client.host);
  client.on("error", () => {}); // a lost session shows at its next query, and in what waits for it
  try {
    await client.connect();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RecountError("input-database", `cannot connect to the database: ${why}`, { cause });
  }
  const problem = await serverProblem(client);
  if (problem === undefined) return client;
  await client.end();
  throw new RecountError("input-database", problem);
}

const openWay = (host: string) =>
  new RecountError(
    "input-database",
    `got a database at ${host} without checked TLS, wanted sslmode=verify-full in DATABASE_URL (with sslrootcert for ` +
      "a certificate authority of your own), or sslmode=disable where that network is closed to everybody else",
  );

/** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
export async function inTransaction<T>(
  { pool }: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { client, giveBack } = await borrowClient(pool);
  try {
    await client.query("begin");
    const result = await work({ tables: tablesOf(client), client });
    await client.query("commit");
    giveBack(false);
    return result;
  } catch (error) {
    giveBack(!(await canRollBack(client)));
    throw error;
  }
}

/** Runs `work` in one transaction that leaves nothing: rolled back whatever comes of it. */
export async function inTrial<T>(
  { pool }: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const { client, giveBack } = await borrowClient(pool);
  try {
    await client.query("begin");
    return await work({ tables: tablesOf(client), client });
  } finally {
    giveBack(!(await canRollBack(client)));
  }
}

/** One state of the tables to read from, whatever is written meanwhile. To be closed. */
export type Snapshot = Transaction & { close(): Promise<void> };

export async function openSnapshot({ pool }: Database): Promise<Snapshot> {
  const { client, giveBack } = await borrowClient(pool);
  const close = async () => giveBack(!(await canRollBack(client)));
  try {
    await client.query("begin isolation level repeatable read, read only");
  } catch (error) {
    await close();
    throw error;
  }
  return { tables: tablesOf(client), client, close };
}

/**
 * Runs `work` in a reading transaction of one state, after statements that need no answer: they are sent together with
 * the first of `work`, and nobody waits for the end of the transaction.
 */
export async function inReading<T>(
  { readers }: Database,
  before: string,
  work: (asked: Asked) => Promise<T>,
): Promise<T> {
  const { client, giveBack } = await borrowClient(readers);
  // As one message: where one of them fails, no other of it is done, and there is no transaction to read in.
  const begun = client.query(`begin isolation level repeatable read, read only; ${before}`);
  begun.catch(() => {}); // said below
  try {
    const result = await work(client);
    await begun;
    return result;
  } catch (error) {
    await begun; // what went wrong first says why
    throw error;
  } finally {
    void canRollBack(client).then((isWell) => giveBack(!isWell));
  }
}

export const { escapeLiteral } = pg;

/** A statement that each connection keeps compiled by its name: parsed and planned once, however often it is asked. */
export type Statement = { readonly name: string; readonly text: string };

/** Whom a statement is asked: one connection, or the next free one of a pool. */
export type Asked = Pick<pg.ClientBase, "query">;

/** The rows that a statement gives. */
export async function ask<Row extends pg.QueryResultRow>(
  of: Asked,
  statement: Statement,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return (await of.query<Row>({ ...statement, values: [...values] })).rows;
}

type Borrowed = { readonly client: pg.PoolClient; readonly giveBack: (isBroken: boolean) => void };

async function borrowClient(pool: pg.Pool): Promise<Borrowed> {
  const client = await pool.connect();
  const onError = () => {}; // the query that runs says it
  client.on("error", onError);
  return {
    client,
    giveBack: (isBroken) => {
      client.off("error", onError);
      client.release(isBroken);
    },
  };
}

/** Ends a transaction without its changes. A connection that cannot even do that is to be thrown away. */
async function canRollBack(client: pg.PoolClient): Promise<boolean> {
  return client.query("rollback").then(
    () => true,
    () => false,
  );
}

/** Whether the driver says that the connection went, rather than that the query was wrong. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // 57P: the server shuts down, crashed or starts; 08: connection exceptions; the rest in the driver's own words.
  const words = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;
  const isOfFile = "path" in error; // of the file system, whose codes are the sockets' too
  return (/^(57P0[1-3]|08|E[A-Z]+)/.test(code) && !isOfFile) || words.test(error.message);
}

/** Whether the database is away, rather than something wrong with what was asked of it. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof RecountError)) return isConnectionLoss(error);
  return ["database-lost", "database-unreachable"].includes(error.code) || isConnectionLoss(error.cause);
}

/** Whether the database refused U+0000, which no text of its own can hold: nothing that it keeps is called so. */
export const isUnstorable = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "22021"; // character_not_in_repertoire

function driverConfig(connection: string): pg.PoolConfig {
  const getTypeParser = ((oid: number, format?: "text" | "binary") =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser;
  return { connectionString: connection, application_name: "recount", types: { getTypeParser } };
}

async function serverProblem(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (server === undefined) return "the database says nothing about itself";
  if (server.number < OLDEST_SERVER) return `got PostgreSQL ${server.version}, wanted 15 or newer`;
  return server.encoding === "UTF8" ? undefined : `got a database in ${server.encoding}, wanted UTF8`;
}

/** Kysely over one connection that is already in a transaction, and is given back by whoever borrowed it. */
function tablesOf(client: pg.PoolClient): Tables {
  const held = { query: client.query.bind(client), release: () => {} } as unknown as pg.PoolClient;
  const pool = { connect: async () => held, end: async () => {}, options: {} };
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

export { sql };

/**
 * Has the database count anew what these tables hold. It does so by itself some minute after much came; until then it
 * reads a table of a million as if it were empty.
 */
export async function countTables({ pool }: Database, tables: readonly string[]): Promise<void> {
  await pool.query(`analyze ${tables.map((table) => `"${table}"`).join(", ")}`);
}

/** Rows from which on a table is counted when they came. */
export const MANY_ROWS = 10_000;
