/** Current records out of the database by binary COPY, the fastest way out: bytes are read as they come. */
import type { RecordKind, StoredRecord } from "../model/record.ts";
import type { Database } from "./connection.ts";
import { copyOut } from "./copy-out.ts";
import { toRecord } from "./records.ts";

export type CopyFilter = {
  readonly kind: RecordKind;
  readonly from?: number; // only records whose entries have this index or a later one
};

/** Current records of a kind in batches, in no order; each batch is read as it comes, and none is held. */
export async function* copyRecords(
  database: Database,
  { kind, from = 0 }: CopyFilter,
): AsyncGenerator<readonly StoredRecord[]> {
  const query = `select r.index, e.payload from records r join entries e on e.index = r.index
    where r.until is null and r.kind = '${kind}' and r.index >= ${Math.trunc(from)}`;
  for await (const rows of copyOut(database, query))
    yield rows.map(([index, payload]) =>
      toRecord({ index: Number(index?.readBigInt64BE()), payload: payload ?? new Uint8Array() }),
    );
}

/** Entries of all current records of a kind, ascending. */
export async function copyRecordIndices(database: Database, kind: RecordKind): Promise<Float64Array> {
  const query = `select index from records where until is null and kind = '${kind}'`;
  const found: number[] = [];
  for await (const rows of copyOut(database, query))
    for (const [index] of rows) found.push(Number(index?.readBigInt64BE()));
  return Float64Array.from(found).sort();
}
