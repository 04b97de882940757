/** PostgreSQL's trigrams on a romanised column: what most registers search by, measured in the same run. */
import { rmSync } from "node:fs";
import { romaniseName } from "../../src/names/index.ts";
import { openEmbeddedDatabase } from "../../src/shell/database.ts";
import { connectClient } from "../../src/store/connection.ts";

/** A table of romanised names under a trigram index; `find` gives the numbers of the ten nearest. */
export type TrigramPeer = {
  readonly version: string;
  readonly buildSeconds: number; // romanising, filling the table and indexing it
  readonly indexBytes: number;
  find(text: string): Promise<readonly number[]>;
  close(): Promise<void>;
};

const ROWS_AT_ONCE = 20_000;

/** Requires an empty folder that the database's user may walk through. */
export async function openTrigramPeer(folder: string, names: readonly string[]): Promise<TrigramPeer> {
  const database = await openEmbeddedDatabase(folder);
  const client = await connectClient(database.connection);
  await client.query("create extension pg_trgm");
  await client.query("create table people (number integer, name text)");
  const started = performance.now();
  for (let at = 0; at < names.length; at += ROWS_AT_ONCE) {
    const romanised = names.slice(at, at + ROWS_AT_ONCE).map((name) => romaniseName(name).toLowerCase());
    await client.query(
      "insert into people select $1 + place - 1, name from unnest($2::text[]) with ordinality as one (name, place)",
      [at, romanised],
    );
  }
  await client.query("create index people_by_name on people using gin (name gin_trgm_ops)");
  await client.query("vacuum analyze people");
  const buildSeconds = (performance.now() - started) / 1000;
  await client.query("set pg_trgm.similarity_threshold = 0.4");
  const [size, version] = [
    await client.query("select pg_relation_size('people_by_name') as bytes"),
    await client.query("show server_version"),
  ];
  return {
    version: `PostgreSQL ${version.rows[0].server_version}`,
    buildSeconds,
    indexBytes: Number(size.rows[0].bytes),
    async find(text) {
      const { rows } = await client.query<{ number: number }>(
        "select number from people where name % $1 order by similarity(name, $1) desc, number limit 10",
        [romaniseName(text).toLowerCase()],
      );
      return rows.map(({ number }) => number);
    },
    async close() {
      await client.end();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
