/** The current records of the register: those that no later version changed or removed. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { parseRecordEntry } from "../model/entry.ts";
import { type RecordId, recordId, type SourceId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { type Database, openSnapshot, sql, type Tables } from "./connection.ts";

export type RecordFilter = {
  readonly kinds?: readonly RecordKind[];
  readonly source?: SourceId;
  readonly batch?: number; // records at once; 2000 unless told
};

/** Current records in index order, all of one state: what is accepted meanwhile is not among them. */
export async function* readRecords(
  database: Database,
  filter: RecordFilter = {},
): AsyncGenerator<readonly StoredRecord[]> {
  const snapshot = await openSnapshot(database);
  try {
    for (let after = -1; ; ) {
      const batch = await recordsAfter(snapshot.tables, filter, after);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      after = last.index;
    }
  } finally {
    await snapshot.close();
  }
}

export async function readRecord(tables: Tables, id: RecordId): Promise<StoredRecord | undefined> {
  const row = await tables
    .selectFrom("records")
    .innerJoin("entries", "entries.index", "records.index")
    .select(["records.index", "entries.payload"])
    .where("records.id", "=", utf8(id))
    .where("until", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : toRecord(row);
}

/** The current ones of these records, in the order of `ids`; those that are not current are left out. One query. */
export async function readRecordsByIds(
  tables: Tables,
  ids: readonly RecordId[],
): Promise<readonly StoredRecord[]> {
  if (ids.length === 0) return [];
  const wanted = ids.map((id) => Buffer.from(utf8(id)));
  const { rows } = await sql<RecordRow>`
    select records.index, entries.payload from unnest(${wanted}::bytea[]) with ordinality as wanted (id, place)
      join records on records.id = wanted.id and until is null
      join entries on entries.index = records.index
    order by wanted.place
  `.execute(tables);
  return rows.map(toRecord);
}

export async function countRecords(tables: Tables, source?: SourceId): Promise<number> {
  const query = tables
    .selectFrom("records")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("until", "is", null);
  const { count } = await (source === undefined
    ? query
    : query.where("source", "=", source)
  ).executeTakeFirstOrThrow();
  return count;
}

/** Ids of a source's current records, in index order. */
export async function readRecordIds(tables: Tables, source: SourceId): Promise<readonly RecordId[]> {
  const rows = await tables
    .selectFrom("records")
    .select("id")
    .where("source", "=", source)
    .where("until", "is", null)
    .orderBy("index")
    .execute();
  return rows.map(({ id }) => recordId(fromUtf8(id)));
}

/** The first records after an entry. Both tables are told where to begin: else each batch reads all entries before it. */
async function recordsAfter(
  tables: Tables,
  filter: RecordFilter,
  after: number,
): Promise<readonly StoredRecord[]> {
  const { kinds, source, batch = 2000 } = filter;
  const { rows } = await sql<RecordRow>`
    select records.index, entries.payload from records join entries on entries.index = records.index
    where until is null and records.index > ${after} and entries.index > ${after}
      and (${source ?? null}::text is null or source = ${source ?? null})
      and (${kinds ?? null}::text[] is null or records.kind = any(${kinds ?? null})) ${ofFew(kinds)}
    order by records.index limit ${batch}
  `.execute(tables);
  return rows.map(toRecord);
}

/** Says that people are not asked for, who are nearly all of a register: the others have an index of their own. */
export const ofFew = (kinds: readonly RecordKind[] = ["person"]) =>
  kinds.includes("person") ? sql`` : sql`and records.kind <> 'person'`;

type RecordRow = { readonly index: number; readonly payload: Uint8Array };

/** The record of an entry. Throws `broken-entry` when it is another entry's. */
export function toRecord({ index, payload }: RecordRow): StoredRecord {
  const record = parseRecordEntry(payload);
  if (record === undefined) throw new RecountError("broken-entry", `entry ${index} is no record`);
  return { ...record, index };
}
