/** The entries: appended under one lock, since a sequence would leave gaps, and read by index. */
import { RecountError } from "../base/errors.ts";
import type { Entry } from "../model/entry.ts";
import { sql, type Tables, type Transaction } from "./connection.ts";
import { areFew, type Columns, type CopyValue, copyRows, putRows } from "./copy-rows.ts";
import { decodeEntry } from "./decode-entry.ts";
import { encodeEntry } from "./encode-entry.ts";
import { projectAll } from "./projections.ts";
import { followViews } from "./record-views.ts";

/** Indexes that were given: half-open, `[start, end)`. */
export type IndexRange = { readonly start: number; readonly end: number };

/** An entry with the key that its leaf was salted with. */
export type KeyedEntry = { readonly entry: Entry; readonly key: Uint8Array };

const APPEND_LOCK = 7_266_002;
const LEAVES_AT_ONCE = 32_768;

/**
 * Appends entries and brings every projection along. One at a time: others wait until this transaction ends.
 * `from` is the first index that the transaction gave, where it gave some before.
 */
export async function appendEntries(
  transaction: Transaction,
  entries: readonly Entry[],
  keys: readonly Uint8Array[],
  from?: number,
): Promise<IndexRange> {
  if (keys.length !== entries.length)
    throw new RecountError("bad-keys", `got ${keys.length} keys for ${entries.length} entries`);
  const start = await nextIndex(transaction);
  const rows: { readonly index: number; readonly entry: Entry; readonly key: Uint8Array }[] = [];
  const target = { table: "entries", columns: entryColumns };
  if (areFew(entries)) await putRows(transaction, target, [...encodedRows()]);
  else await copyRows(transaction, target, encodedRows());
  await putRows(
    transaction,
    { table: "entry_keys", columns: keyColumns },
    rows.map(({ index, key }) => [index, key]),
  );
  await projectAll(transaction.tables, rows);
  await followViews(transaction, entries, from ?? start);
  return { start, end: start + entries.length };

  /** Each is made when COPY wants it, while the database takes in those before. */
  function* encodedRows(): Generator<readonly CopyValue[]> {
    for (const [i, entry] of entries.entries()) {
      const [index, key] = [start + i, keys[i] ?? new Uint8Array()];
      const { payload, leaf } = encodeEntry(entry, key);
      rows.push({ index, entry, key });
      yield [index, entry.entry, payload, leaf];
    }
  }
}

const entryColumns: Columns = [
  ["index", "int8"],
  ["kind", "text"],
  ["payload", "bytea"],
  ["leaf", "bytea"],
];
const keyColumns: Columns = [
  ["index", "int8"],
  ["key", "bytea"],
];

/** The next index, and the lock on giving any, held until the transaction ends. */
export async function nextIndex({ tables }: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(${APPEND_LOCK})`.execute(tables);
  return ledgerSize(tables);
}

export async function ledgerSize(tables: Tables): Promise<number> {
  const last = await tables
    .selectFrom("entries")
    .select("index")
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.index + 1;
}

/**
 * The size just after the last entry that changes what can be counted: neither what an appeal is made of nor the record of
 * an estimate, nor who may see what, nor a judgement, which counts from the linkage run on that takes it in.
 */
export async function stateSize(tables: Tables): Promise<number> {
  const last = await tables
    .selectFrom("entries")
    .select("index")
    .where(
      sql<boolean>`kind not in ('appeal', 'publication', 'proposal', 'enrolment', 'letter', 'counter-answer', 'response',
        'judgement', 'undo-judgement', 'review-sample', 'estimate-run',
        'invitation', 'person', 'person-removal', 'restriction', 'sharing', 'custody',
        'custodian', 'custodian-removal', 'custodian-drill', 'enquiry-key', 'succession', 'audit', 'release', 'padding',
        'saved-figure', 'saved-figure-removal')`,
    )
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.index + 1;
}

/** Kinds of entries of which there are few; records are read by `records.ts`. */
export type FewKind = Exclude<Entry["entry"], "record">;

/** All entries of one kind with their indexes, in their order. */
export async function readEntriesOf<Kind extends FewKind>(
  tables: Tables,
  kind: Kind,
): Promise<readonly { readonly index: number; readonly entry: Extract<Entry, { readonly entry: Kind }> }[]> {
  const rows = await tables
    .selectFrom("entries")
    .select(["index", "payload"])
    .where("kind", "=", kind)
    .where("kind", "<>", "record")
    .orderBy("index")
    .execute();
  return rows.map(({ index, payload }) => {
    const entry = decodeEntry(index, payload);
    if (!isOfKind(entry, kind)) throw new RecountError("broken-entry", `entry ${index} is no ${kind}`);
    return { index, entry };
  });
}

function isOfKind<Kind extends FewKind>(
  entry: Entry,
  kind: Kind,
): entry is Extract<Entry, { readonly entry: Kind }> {
  return entry.entry === kind;
}

/** Leaf hashes `[from, to)`, one after the other, 32 bytes each. Throws `not-found` when the ledger is shorter. */
export async function leafHashes(tables: Tables, from: number, to: number): Promise<Uint8Array> {
  const hashes = new Uint8Array(32 * Math.max(0, to - from));
  for (let start = from; start < to; start += LEAVES_AT_ONCE) {
    const end = Math.min(to, start + LEAVES_AT_ONCE);
    const { rows } = await sql<{ leaves: Uint8Array | null }>`
      select string_agg(leaf, ''::bytea order by index) as leaves from entries where index >= ${start} and index < ${end}
    `.execute(tables);
    const leaves = rows[0]?.leaves ?? new Uint8Array();
    if (leaves.length !== 32 * (end - start))
      throw new RecountError(
        "not-found",
        `got a ledger of ${await ledgerSize(tables)} entries, wanted ${to}`,
      );
    hashes.set(leaves, 32 * (start - from));
  }
  return hashes;
}

/** An entry as it lies in its table, nothing of it believed yet. */
export type StoredEntry = {
  readonly index: number;
  readonly kind: string;
  readonly payload: Uint8Array;
  readonly leaf: Uint8Array;
  readonly key: Uint8Array | null;
};

/** What lies in the tables at indexes `[from, to)`, in their order. */
export async function readStoredEntries(
  tables: Tables,
  from: number,
  to: number,
): Promise<readonly StoredEntry[]> {
  return tables
    .selectFrom("entries")
    .leftJoin("entry_keys", "entry_keys.index", "entries.index")
    .select(["entries.index", "kind", "payload", "leaf", "key"])
    .where("entries.index", ">=", from)
    .where("entries.index", "<", to)
    .orderBy("entries.index")
    .execute();
}

/** Entries with their keys, in the order of `indices`; undefined where there is none. */
export async function readEntries(
  tables: Tables,
  indices: readonly number[],
): Promise<readonly (KeyedEntry | undefined)[]> {
  const byIndex = new Map<number, KeyedEntry>();
  for (let at = 0; at < indices.length; at += 2000) {
    const rows = await tables
      .selectFrom("entries")
      .innerJoin("entry_keys", "entry_keys.index", "entries.index")
      .select(["entries.index", "payload", "key"])
      .where("entries.index", "in", indices.slice(at, at + 2000))
      .execute();
    for (const { index, payload, key } of rows)
      byIndex.set(index, { entry: decodeEntry(index, payload), key });
  }
  return indices.map((index) => byIndex.get(index));
}
