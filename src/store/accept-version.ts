/** A staged version becomes the source's current one, or the current one is taken back: each in one transaction. */
import { RecountError } from "../base/errors.ts";
import type { Entry } from "../model/entry.ts";
import type { RecordId } from "../model/ids.ts";
import type { SourceVersion } from "../model/source.ts";
import {
  countTables,
  type Database,
  inTransaction,
  MANY_ROWS,
  sql,
  type Tables,
  type Transaction,
} from "./connection.ts";
import { appendEntries, type IndexRange, type KeyedEntry, nextIndex } from "./entries.ts";
import { dropStaged, listVersions, type StoredVersion, stagedVersion } from "./versions.ts";

export type Acceptance = {
  readonly unchanged: number; // rows whose records stay as they are
  readonly removed: readonly RecordId[];
  readonly key: Uint8Array; // of the `version` entry
  /** Entries before the records: the organisation and the source, when they are new. */
  readonly before?: readonly KeyedEntry[];
};

/**
 * Makes a staged version the source's current one, in one transaction: its records become entries in an order shuffled
 * by the hash of their keys, so that neighbours in the list are not neighbours in the ledger; then the `version` entry.
 */
export async function acceptVersion(
  database: Database,
  { id }: SourceVersion,
  { unchanged, removed, key, before = [] }: Acceptance,
): Promise<IndexRange> {
  const taken = await inTransaction(database, async (transaction) => {
    const { tables } = transaction;
    const version = await stagedVersion(tables, id);
    const { source, number, file, evidence, records } = version;
    const { start, end: first } = await appendEntries(
      transaction,
      before.map(({ entry }) => entry),
      before.map((each) => each.key),
    );
    await checkNewest(tables, version);
    await enterRecords(transaction, version);
    const entry: Entry = {
      entry: "version",
      version: id,
      source,
      number,
      file,
      evidence,
      records,
      unchanged,
      removed: removed.toSorted(),
    };
    const { end } = await appendEntries(transaction, [entry], [key], first);
    await tables.deleteFrom("staged_records").where("version", "=", id).execute();
    return { start, end };
  });
  if (taken.end - taken.start >= MANY_ROWS)
    await countTables(database, ["entries", "entry_keys", "records", "record_views", "record_ties"]);
  return taken;
}

/** Takes a source's newest accepted version out again. Throws `refused` for an older one or one that is not accepted. */
export async function undoVersion(
  database: Database,
  { id, source }: SourceVersion,
  key: Uint8Array,
): Promise<IndexRange> {
  return inTransaction(database, async (transaction) => {
    await nextIndex(transaction);
    const versions = await listVersions(transaction.tables, source);
    const newest = versions.findLast(({ state }) => state === "accepted");
    if (newest?.id !== id)
      throw new RecountError(
        "refused",
        `got version ${id}, wanted the newest accepted one of ${source} (${newest?.id ?? "there is none"})`,
      );
    for (const { id: other, state } of versions)
      if (state === "staged") await dropStaged(transaction.tables, other);
    return appendEntries(transaction, [{ entry: "undo-version", source, version: id }], [key]);
  });
}

/** In one statement each: the records that these supersede, then entries, keys and records from the staged ones. */
async function enterRecords(transaction: Transaction, { id, source, number }: StoredVersion): Promise<void> {
  const { tables } = transaction;
  await sql`
    update records set until = ${number} where until is null
      and id in (select id from staged_records where version = ${id})
  `.execute(tables);
  const start = await nextIndex(transaction);
  await sql`
    with numbered as materialized (
      select *, ${start}::bigint - 1 + row_number() over (order by sha256(key)) as index
      from staged_records where version = ${id}
    ), entered as (
      insert into entries (index, kind, payload, leaf) select index, 'record', payload, leaf from numbered
    ), keyed as (
      insert into entry_keys (index, key) select index, key from numbered
    )
    insert into records (index, id, source, kind, since) select index, id, ${source}, kind, ${number} from numbered
  `.execute(tables);
}

async function checkNewest(tables: Tables, { source, number }: StoredVersion): Promise<void> {
  const later = (await listVersions(tables, source)).find((other) => other.number > number);
  if (later === undefined) return;
  throw new RecountError(
    "refused",
    `version ${later.number} of ${source} came in between; import the file again`,
  );
}
