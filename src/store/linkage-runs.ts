/** What linkage found: one entry a run, and beside it the model, the assignments and the pairs for review. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Entry } from "../model/entry.ts";
import { type EntityId, entityId, type RecordId, recordId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import type { EntityChange } from "../register/entity-changes.ts";
import { type Database, inTransaction, sql, type Tables, type Transaction } from "./connection.ts";
import { copyOut } from "./copy-out.ts";
import { type Columns, copyRows } from "./copy-rows.ts";
import { appendEntries, type IndexRange } from "./entries.ts";
import { toRecord } from "./records.ts";

/** A pair that a person should look at. */
export type ReviewPair = {
  readonly left: RecordId;
  readonly right: RecordId;
  readonly weight: number; // bits
  readonly teaches: number; // what its answer is expected to settle: linkage/teaching-value.ts
};

export type Linkage = {
  readonly model: Uint8Array; // the file whose digest the entry has
  readonly assignments: readonly (readonly [RecordId, EntityId])[];
  /** Those of the run before, for whoever has them: only what became of them is written then. */
  readonly before?: ReadonlyMap<RecordId, EntityId>;
  readonly review: readonly ReviewPair[];
  readonly changes: readonly EntityChange[];
  readonly entry: Extract<Entry, { readonly entry: "linkage-run" }>;
  readonly key: Uint8Array;
};

export type SavedLinkage = {
  readonly index: number;
  readonly model: Uint8Array;
  readonly size: number;
  readonly changes: readonly EntityChange[]; // merges and splits of entities that the run before knew
};

/** Saves a run in place of the one before, whose entry stays. One transaction. */
export async function saveLinkage(database: Database, linkage: Linkage): Promise<IndexRange> {
  return inTransaction(database, async (transaction) => {
    const { tables } = transaction;
    const range = await appendEntries(transaction, [linkage.entry], [linkage.key]);
    await tables
      .insertInto("linkage_runs")
      .values({
        index: range.start,
        size: linkage.entry.size,
        model: Buffer.from(linkage.model),
        changes: Buffer.from(utf8(JSON.stringify(linkage.changes))),
      })
      .execute();
    await writeAssignments(transaction, linkage);
    await tables.deleteFrom("review_pairs").execute();
    await copyRows(
      transaction,
      {
        table: "review_pairs",
        columns: [
          ["left", "bytea"],
          ["right", "bytea"],
          ["weight", "float8"],
          ["teaches", "float8"],
        ],
      },
      linkage.review.map(({ left, right, weight, teaches }) => [utf8(left), utf8(right), weight, teaches]),
    );
    return range;
  });
}

const assignmentColumns: Columns = [
  ["record", "bytea"],
  ["entity", "bytea"],
];

/** Of a million records a run changes few: two indexes of a million keys are not made again for them. */
async function writeAssignments(
  transaction: Transaction,
  { assignments, before }: Pick<Linkage, "assignments" | "before">,
): Promise<void> {
  const { tables } = transaction;
  const placed = new Set(before === undefined ? [] : assignments.map(([record]) => record));
  const gone = [...(before?.keys() ?? [])].filter((record) => !placed.has(record));
  const changed = assignments.filter(([record, entity]) => before?.get(record) !== entity);
  const stale = [...gone, ...changed.flatMap(([record]) => (before?.has(record) ? [record] : []))];
  if (before === undefined || stale.length > MOST_CHANGED * before.size) {
    await tables.deleteFrom("assignments").execute();
    return copyAssignments(transaction, assignments);
  }
  const records = stale.map((record) => Buffer.from(utf8(record)));
  if (records.length > 0)
    await sql`delete from assignments where record = any(${records}::bytea[])`.execute(tables);
  await copyAssignments(transaction, changed);
}

const MOST_CHANGED = 0.2; // of the assignments: beyond, writing all of them is quicker

async function copyAssignments(transaction: Transaction, assignments: Linkage["assignments"]): Promise<void> {
  const rows = assignments.values().map(([record, entity]) => [utf8(record), utf8(entity)]);
  await copyRows(transaction, { table: "assignments", columns: assignmentColumns }, rows);
}

export async function latestLinkage(tables: Tables): Promise<SavedLinkage | undefined> {
  const row = await tables
    .selectFrom("linkage_runs")
    .select(["index", "model", "size", "changes"])
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, changes: JSON.parse(fromUtf8(row.changes)) };
}

/** The entity of each record of the latest run, in no order. */
export async function readAssignments(database: Database): Promise<ReadonlyMap<RecordId, EntityId>> {
  const found = new Map<RecordId, EntityId>();
  for await (const rows of copyOut(database, "select record, entity from assignments"))
    for (const [record, entity] of rows)
      if (record !== undefined && entity !== undefined)
        found.set(recordId(record.toString()), entityId(entity.toString()));
  return found;
}

/** An assignment of the latest run whose record is current, with the record's kind. */
export type PlacedAssignment = {
  readonly kind: string;
  readonly record: RecordId;
  readonly entity: EntityId;
};

/** All of them, in the ledger's order. */
export async function readPlacedAssignments(tables: Tables): Promise<readonly PlacedAssignment[]> {
  const rows = await tables
    .selectFrom("assignments")
    .innerJoin("records", "records.id", "assignments.record")
    .select(["kind", "record", "entity"])
    .where("until", "is", null)
    .orderBy("records.index")
    .execute();
  return rows.map(({ kind, record, entity }) => ({
    kind,
    record: recordId(fromUtf8(record)),
    entity: entityId(fromUtf8(entity)),
  }));
}

/**
 * The current records of each of these entities in the latest run, in index order. An entity that has none, since no
 * run saw it or its records are gone, is not in the map.
 */
export async function readEntityRecords(
  tables: Tables,
  entities: readonly EntityId[],
): Promise<ReadonlyMap<EntityId, readonly StoredRecord[]>> {
  const wanted = entities.map((id) => Buffer.from(utf8(id)));
  const { rows } = await sql<{ entity: Uint8Array; index: number; payload: Uint8Array }>`
    select assignments.entity, records.index, entries.payload from assignments
      join records on records.id = assignments.record and until is null
      join entries on entries.index = records.index
    where assignments.entity = any(${wanted}::bytea[])
    order by records.index
  `.execute(tables);
  const byEntity = Map.groupBy(rows, ({ entity }) => entityId(fromUtf8(entity)));
  return new Map([...byEntity].map(([entity, of]) => [entity, of.map(toRecord)]));
}

/** Those first whose answer would teach most. */
export async function readReviewPairs(tables: Tables): Promise<readonly ReviewPair[]> {
  const rows = await tables
    .selectFrom("review_pairs")
    .selectAll()
    .orderBy("teaches", "desc")
    .orderBy("left")
    .orderBy("right")
    .execute();
  return rows.map(({ left, right, weight, teaches }) => ({
    left: recordId(fromUtf8(left)),
    right: recordId(fromUtf8(right)),
    weight,
    teaches,
  }));
}
