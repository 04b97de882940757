/** Records by the index of their entry: what an index kept outside the database compares itself with. */
import { fromUtf8 } from "../base/bytes.ts";
import { type EntityId, entityId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { sql, type Tables } from "./connection.ts";
import { toRecord } from "./records.ts";

/** Indexes of all current records of a kind, ascending; 4 bytes each on the way, so that a million are one answer. */
export async function readCurrentIndexes(tables: Tables, kind: RecordKind): Promise<Uint32Array> {
  const { rows } = await sql<{ packed: Uint8Array | null }>`
    select string_agg(int4send(index::int4), ''::bytea order by index) as packed
    from records where until is null and kind = ${kind}
  `.execute(tables);
  const packed = rows[0]?.packed ?? new Uint8Array();
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Uint32Array.from({ length: packed.length / 4 }, (_, at) => view.getUint32(4 * at));
}

/** The records of these entries, current or not, in ledger order. */
export async function readRecordsAt(
  tables: Tables,
  indexes: readonly number[],
): Promise<readonly StoredRecord[]> {
  if (indexes.length === 0) return [];
  const rows = await tables
    .selectFrom("entries")
    .select(["index", "payload"])
    .where(sql<boolean>`index = any(${indexes}::bigint[])`)
    .orderBy("index")
    .execute();
  return rows.map(toRecord);
}

/** Whom the current ones of these records are taken for: the entity of the last linkage, else the record alone. */
export async function readEntitiesAt(
  tables: Tables,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, EntityId>> {
  if (indexes.length === 0) return new Map();
  const rows = await tables
    .selectFrom("records")
    .leftJoin("assignments", "assignments.record", "records.id")
    .select(["records.index", "records.id", "assignments.entity"])
    .where(sql<boolean>`records.index = any(${indexes}::bigint[])`)
    .where("until", "is", null)
    .execute();
  return new Map(rows.map(({ index, id, entity }) => [index, entityId(fromUtf8(entity ?? id))]));
}
