/** All tables as bytes, of one state, for a backup; and back into a database that has none yet. */
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from, to } from "pg-copy-streams";
import { RecountError } from "../base/errors.ts";
import {
  closeDatabase,
  type Database,
  openDatabase,
  openSnapshot,
  sql,
  type Transaction,
} from "./connection.ts";
import { latestMigration, migrateForward, migrateTo } from "./migrations.ts";
import { ensureReadingRole } from "./reading-role.ts";

/** A table, its columns in the order of its bytes, and how many rows there are. */
export type TableDump = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
};

export type Dump = {
  readonly migration: string; // the last one that the tables went through
  readonly tables: readonly TableDump[];
  /** The rows of a table as COPY gives them in binary. */
  read(table: TableDump): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
};

/** Made again from the records; and what would let somebody, or something, go on where the register was left. */
const LEFT_OUT = [
  "record_views",
  "record_ties",
  "sessions",
  "ceremonies",
  "attempts",
  "jobs",
  "uploads",
  "exports",
  "answered_requests",
];

/** One state of all tables that a backup holds; it stays what it is, whatever is written meanwhile. To be closed. */
export async function openDump(database: Database): Promise<Dump> {
  const snapshot = await openSnapshot(database);
  const { tables, client } = snapshot;
  const { rows } = await sql<{ name: string; columns: readonly string[] }>`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'kysely%'
      and table_name <> all(${LEFT_OUT}::text[])
    group by table_name order by table_name
  `.execute(tables);
  const dumps: TableDump[] = [];
  for (const { name, columns } of rows) {
    const counted = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(
      tables,
    );
    dumps.push({ name, columns, rows: counted.rows[0]?.rows ?? 0 });
  }
  return {
    migration: await latestMigration(tables),
    tables: dumps,
    read: (table) => client.query(to(`copy ${target(table)} to stdout (format binary)`)),
    close: () => snapshot.close(),
  };
}

export type Load = {
  /** The next bytes of a table; all of one table before the next one's. */
  write(table: TableDump, bytes: Uint8Array): Promise<void>;
  /** Ends the last table, holds the rows against what was promised, and brings the tables forward. */
  finish(promised: readonly TableDump[]): Promise<void>;
  close(): Promise<void>;
};

/** Makes the tables as they were at `migration` in a database that has no register. Throws `input-database` for one that has. */
export async function openLoad(connection: string, migration: string): Promise<Load> {
  const database = await openDatabase(connection);
  const client = await database.pool.connect();
  const state: { copying?: Copying } = {};
  const endTable = async () => {
    state.copying?.input.end();
    await state.copying?.done;
    delete state.copying;
  };
  try {
    await refuseUsed(database);
    await ensureReadingRole(database);
    await migrateTo(database.tables, migration);
  } catch (error) {
    client.release();
    await closeDatabase(database);
    throw error;
  }
  return {
    async write(table, bytes) {
      if (state.copying?.table !== table.name) {
        await endTable();
        state.copying = copyInto(client, table);
      }
      const { input, done } = state.copying;
      if (!input.write(bytes)) await Promise.race([once(input, "drain"), done]);
    },
    async finish(promised) {
      await endTable();
      for (const { name, rows } of promised) await checkRows(database, name, rows);
      await migrateForward(database.tables);
      await goOnCounting(database);
    },
    async close() {
      client.release();
      await closeDatabase(database);
    },
  };
}

type Copying = { readonly table: string; readonly input: PassThrough; readonly done: Promise<void> };

function copyInto(client: Transaction["client"], table: TableDump): Copying {
  const input = new PassThrough();
  const done = pipeline(input, client.query(from(`copy ${target(table)} from stdin (format binary)`)));
  done.catch(() => {}); // whoever writes next, or ends it, is told
  return { table: table.name, input, done };
}

const target = ({ name, columns }: TableDump) => `${quoted(name)} (${columns.map(quoted).join(", ")})`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function refuseUsed({ tables }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()
  `.execute(tables);
  if (rows.length > 0)
    throw new RecountError(
      "input-database",
      `got a database with the table ${rows[0]?.name}, wanted an empty one`,
    );
}

/** Numbers that a table gives its rows go on after those that were loaded. */
async function goOnCounting({ tables }: Database): Promise<void> {
  const { rows } = await sql<{ name: string; column: string }>`
    select table_name as name, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'
  `.execute(tables);
  for (const { name, column } of rows)
    await sql`
      select setval(pg_get_serial_sequence(${quoted(name)}, ${column}),
        (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(name)}), false)
    `.execute(tables);
}

async function checkRows({ tables }: Database, name: string, wanted: number): Promise<void> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(
    tables,
  );
  if (rows[0]?.rows !== wanted)
    throw new RecountError("input-backup", `${name}: got ${rows[0]?.rows} rows, wanted ${wanted}`);
}
