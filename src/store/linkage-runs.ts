/** What linkage found: one entry a run, and beside it the model, the assignments and the pairs for review. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Entry } from "../model/entry.ts";
import { type EntityId, entityId, type RecordId, recordId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import type { EntityChange } from "../register/entity-changes.ts";
import {
  countTables,
  type Database,
  inTransaction,
  MANY_ROWS,
  sql,
  type Tables,
  type Transaction,
} from "./connection.ts";
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
  /** Given: `assignments` and `before` are of some records. All others stay as they are, but for these, which go. */
  readonly gone?: readonly RecordId[];
  readonly review: readonly ReviewPair[];
  /** Given: of the pairs there were only those go in which one of these records stands. */
  readonly reviewOf?: readonly RecordId[];
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
  const saved = await inTransaction(database, async (transaction) => {
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
    await dropReviewPairs(transaction, linkage);
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
  if (linkage.assignments.length >= MANY_ROWS) await countTables(database, ["assignments", "review_pairs"]);
  return saved;
}

async function dropReviewPairs({ tables }: Transaction, { reviewOf }: Linkage): Promise<void> {
  if (reviewOf === undefined) await tables.deleteFrom("review_pairs").execute();
  else {
    const records = reviewOf.map((record) => Buffer.from(utf8(record)));
    await sql`
      delete from review_pairs where "left" = any(${records}::bytea[]) or "right" = any(${records}::bytea[])
    `.execute(tables);
  }
}

const assignmentColumns: Columns = [
  ["record", "bytea"],
  ["entity", "bytea"],
];

/** Of a million records a run changes few: two indexes of a million keys are not made again for them. */
async function writeAssignments(
  transaction: Transaction,
  { assignments, before, gone }: Pick<Linkage, "assignments" | "before" | "gone">,
): Promise<void> {
  const { tables } = transaction;
  const changed = assignments.filter(([record, entity]) => before?.get(record) !== entity);
  const stale = [
    ...(gone ?? missing(assignments, before)),
    ...changed.flatMap(([record]) => (before?.has(record) ? [record] : [])),
  ];
  const isMost = gone === undefined && stale.length > MOST_CHANGED * (before?.size ?? 0);
  if (before === undefined || isMost) {
    await tables.deleteFrom("assignments").execute();
    return copyAssignments(transaction, assignments);
  }
  const records = stale.map((record) => Buffer.from(utf8(record)));
  if (records.length > 0)
    await sql`delete from assignments where record = any(${records}::bytea[])`.execute(tables);
  await copyAssignments(transaction, changed);
}

/** The records that had an assignment and have none now. */
function missing(
  assignments: Linkage["assignments"],
  before: ReadonlyMap<RecordId, EntityId> = new Map(),
): readonly RecordId[] {
  const placed = new Set(before.size === 0 ? [] : assignments.map(([record]) => record));
  return [...before.keys()].filter((record) => !placed.has(record));
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

/** The entity of each current record that the latest run saw, by its entry, in no order. */
export async function* copyEntities(
  database: Database,
): AsyncGenerator<readonly { readonly index: number; readonly entity: EntityId }[]> {
  const query = `select r.index, a.entity from records r join assignments a on a.record = r.id
    where r.until is null`;
  for await (const rows of copyOut(database, query))
    yield rows.map(([index, entity]) => ({
      index: Number(index?.readBigInt64BE()),
      entity: entityId(entity?.toString() ?? ""),
    }));
}

/** The entities of these records in the latest run; records that it did not see are left out. */
export async function readAssignmentsOf(
  tables: Tables,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, EntityId>> {
  return new Map(await assignmentsWhere(tables, "record", records));
}

/** The records of these entities in the latest run, current or not, each with its entity. */
export async function readHolders(
  tables: Tables,
  entities: readonly EntityId[],
): Promise<readonly (readonly [RecordId, EntityId])[]> {
  return assignmentsWhere(tables, "entity", entities);
}

async function assignmentsWhere(
  tables: Tables,
  column: "record" | "entity",
  ids: readonly string[],
): Promise<readonly (readonly [RecordId, EntityId])[]> {
  if (ids.length === 0) return [];
  const wanted = ids.map((id) => Buffer.from(utf8(id)));
  const { rows } = await sql<{ record: Uint8Array; entity: Uint8Array }>`
    select record, entity from assignments where ${sql.ref(column)} = any(${wanted}::bytea[])
  `.execute(tables);
  return rows.map(({ record, entity }) => [recordId(fromUtf8(record)), entityId(fromUtf8(entity))]);
}

/** An assignment of the latest run whose record is current, with the record's kind. */
export type PlacedAssignment = {
  readonly kind: string;
  readonly index: number;
  readonly record: RecordId;
  readonly entity: EntityId;
};

/** All of them, in the ledger's order. */
export async function readPlacedAssignments(tables: Tables): Promise<readonly PlacedAssignment[]> {
  const rows = await tables
    .selectFrom("assignments")
    .innerJoin("records", "records.id", "assignments.record")
    .select(["kind", "records.index", "record", "entity"])
    .where("until", "is", null)
    .orderBy("records.index")
    .execute();
  return rows.map(({ kind, index, record, entity }) => ({
    kind,
    index,
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
