/** What linkage found: one entry a run, and beside it the model, the assignments and the pairs for review. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Entry } from "../model/entry.ts";
import { type EntityId, entityId, type RecordId, recordId } from "../model/ids.ts";
import { type Database, inTransaction, type Tables } from "./connection.ts";
import { copyRows } from "./copy-rows.ts";
import { appendEntries, type IndexRange } from "./entries.ts";

/** A pair that a person should look at; the weight in bits. */
export type ReviewPair = { readonly left: RecordId; readonly right: RecordId; readonly weight: number };

export type Linkage = {
  readonly model: Uint8Array; // the file whose digest the entry has
  readonly assignments: readonly (readonly [RecordId, EntityId])[];
  readonly review: readonly ReviewPair[];
  readonly entry: Extract<Entry, { readonly entry: "linkage-run" }>;
  readonly key: Uint8Array;
};

export type SavedLinkage = { readonly index: number; readonly model: Uint8Array; readonly size: number };

/** Saves a run in place of the one before, whose entry stays. One transaction. */
export async function saveLinkage(database: Database, linkage: Linkage): Promise<IndexRange> {
  return inTransaction(database, async (transaction) => {
    const { tables } = transaction;
    const range = await appendEntries(transaction, [linkage.entry], [linkage.key]);
    await tables
      .insertInto("linkage_runs")
      .values({ index: range.start, size: linkage.entry.size, model: Buffer.from(linkage.model) })
      .execute();
    await tables.deleteFrom("assignments").execute();
    await copyRows(
      transaction,
      {
        table: "assignments",
        columns: [
          ["record", "bytea"],
          ["entity", "bytea"],
        ],
      },
      linkage.assignments.map(([record, entity]) => [utf8(record), utf8(entity)]),
    );
    await tables.deleteFrom("review_pairs").execute();
    await copyRows(
      transaction,
      {
        table: "review_pairs",
        columns: [
          ["left", "bytea"],
          ["right", "bytea"],
          ["weight", "float8"],
        ],
      },
      linkage.review.map(({ left, right, weight }) => [utf8(left), utf8(right), weight]),
    );
    return range;
  });
}

export async function latestLinkage(tables: Tables): Promise<SavedLinkage | undefined> {
  return tables
    .selectFrom("linkage_runs")
    .select(["index", "model", "size"])
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The entity of each record of the latest run, in the order of their ids' bytes. */
export async function readAssignments(tables: Tables): Promise<ReadonlyMap<RecordId, EntityId>> {
  const rows = await tables
    .selectFrom("assignments")
    .select(["record", "entity"])
    .orderBy("record")
    .execute();
  return new Map(rows.map(({ record, entity }) => [recordId(fromUtf8(record)), entityId(fromUtf8(entity))]));
}

/** Heaviest first. */
export async function readReviewPairs(tables: Tables): Promise<readonly ReviewPair[]> {
  const rows = await tables
    .selectFrom("review_pairs")
    .selectAll()
    .orderBy("weight", "desc")
    .orderBy("left")
    .orderBy("right")
    .execute();
  return rows.map(({ left, right, weight }) => ({
    left: recordId(fromUtf8(left)),
    right: recordId(fromUtf8(right)),
    weight,
  }));
}
