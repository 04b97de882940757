/** Name keys of records, for search: made by names/, only kept and looked up here. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { type RecordId, recordId } from "../model/ids.ts";
import { type Database, inTransaction, sql, type Tables } from "./connection.ts";
import { copyRows } from "./copy-rows.ts";

/** A record and all its name keys. */
export type RecordNameKeys = readonly [record: RecordId, keys: readonly string[]];

/** Saves the keys of these records in place of what they had. */
export async function saveNameKeys(database: Database, rows: readonly RecordNameKeys[]): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const records = rows.map(([record]) => Buffer.from(utf8(record)));
    await sql`delete from name_keys where record = any(${records}::bytea[])`.execute(transaction.tables);
    await copyRows(
      transaction,
      {
        table: "name_keys",
        columns: [
          ["key", "bytea"],
          ["record", "bytea"],
        ],
      },
      rows.flatMap(([record, keys]) => [...new Set(keys)].map((key) => [utf8(key), utf8(record)])),
    );
  });
}

/**
 * Current records that have some of the keys, at most `limit`: those first that share most of them, rare keys
 * counting more than common ones.
 */
export async function findByNameKeys(
  tables: Tables,
  keys: readonly string[],
  limit: number,
): Promise<readonly RecordId[]> {
  const wanted = [...new Set(keys)].map((key) => Buffer.from(utf8(key)));
  const { rows } = await sql<{ record: Uint8Array }>`
    with hits as (select key, record, count(*) over (partition by key) as sharers
      from name_keys where key = any(${wanted}::bytea[]))
    select hits.record from hits join records on records.id = hits.record and records.until is null
    group by hits.record, records.index
    order by sum(1 / ln(1.0 + sharers)) desc, records.index
    limit ${limit}
  `.execute(tables);
  return rows.map(({ record }) => recordId(fromUtf8(record)));
}
