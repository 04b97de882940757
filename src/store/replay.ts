/** The projections made again from the entries, and whether they are what is in the tables. */
import { type Database, inTransaction, inTrial, sql, type Tables, type Transaction } from "./connection.ts";
import { decodeEntry } from "./decode-entry.ts";
import { nextIndex } from "./entries.ts";
import { projectAll, projectedTables } from "./projections.ts";
import { enterWriter } from "./reading-role.ts";
import { rebuildViews } from "./record-views.ts";

/** How one table differs from what the entries give. */
export type TableDifference = {
  readonly table: string;
  readonly missing: number; // rows that the entries give and the table has not
  readonly extra: number; // rows of the table that no entry gives
};

/** Told after each batch how many entries of how many were replayed. */
export type ReplayProgress = (done: number, total: number) => void;

const ENTRIES_AT_ONCE = 2000;

/** All projections made again from the entries, in one transaction: what they were, unless something was broken. */
export async function replayEntries(database: Database): Promise<void> {
  await inTransaction(database, (transaction) => replayInto(transaction, () => {}));
}

/**
 * The tables that differ from the replay of the entries; none when the database is what its entries say. It is tried
 * in a transaction that is rolled back, while others wait to append. Rejects when the entries cannot be replayed.
 */
export async function compareWithReplay(
  database: Database,
  progress: ReplayProgress = () => {},
): Promise<readonly TableDifference[]> {
  return inTrial(database, async (transaction) => {
    const { tables } = transaction;
    await enterWriter(transaction);
    for (const { name, columns } of compared)
      await sql
        .raw(`create temp table was_${name} on commit drop as select ${columns} from ${name}`)
        .execute(tables);
    await replayInto(transaction, progress);
    const differences: TableDifference[] = [];
    for (const each of compared) differences.push(await differenceOf(tables, each));
    return differences.filter(({ missing, extra }) => missing > 0 || extra > 0);
  });
}

type Compared = { readonly name: string; readonly columns: string };

/** Of a version the entries give no more than whether it was accepted or undone. */
const compared: readonly Compared[] = [
  ...projectedTables.map((name) => ({ name, columns: "*" })),
  { name: "versions", columns: "id, state" },
];

async function differenceOf(tables: Tables, { name, columns }: Compared): Promise<TableDifference> {
  const [now, was] = [`select ${columns} from ${name}`, `select ${columns} from was_${name}`];
  const { rows } = await sql
    .raw<{ missing: number; extra: number }>(
      `select (select count(*) from (${now} except all ${was}) as rows) as missing,
        (select count(*) from (${was} except all ${now}) as rows) as extra`,
    )
    .execute(tables);
  const { missing = 0, extra = 0 } = rows[0] ?? {};
  return { table: name, missing, extra };
}

async function replayInto(transaction: Transaction, progress: ReplayProgress): Promise<void> {
  const size = await nextIndex(transaction);
  const { tables } = transaction;
  await enterWriter(transaction);
  for (const table of projectedTables) await tables.deleteFrom(table).execute();
  await tables.updateTable("versions").set({ state: "staged" }).where("state", "<>", "staged").execute();
  for (let start = 0; start < size; start += ENTRIES_AT_ONCE) {
    const rows = await tables
      .selectFrom("entries")
      .select(["index", "payload"])
      .where("index", ">=", start)
      .where("index", "<", start + ENTRIES_AT_ONCE)
      .orderBy("index")
      .execute();
    await projectAll(
      tables,
      rows.map(({ index, payload }) => ({ index, entry: decodeEntry(index, payload) })),
    );
    progress(Math.min(size, start + ENTRIES_AT_ONCE), size);
  }
  await rebuildViews(transaction);
}
