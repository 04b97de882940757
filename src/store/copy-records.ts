/** Current records out of the database by binary COPY, the fastest way out: bytes are read as they come. */
import { to } from "pg-copy-streams";
import { RecountError } from "../base/errors.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { type Database, openSnapshot } from "./connection.ts";
import { toRecord } from "./records.ts";

export type CopyFilter = {
  readonly kind: RecordKind;
  readonly from?: number; // only records whose entries have this index or a later one
};

const HEADER_SIZE = 19; // bytes: signature, flags and length of the extension, which PostgreSQL leaves empty
const BATCH = 1000;

/** Current records of a kind in batches, in no order; each is read as it comes, and none is held. */
export async function* copyRecords(
  database: Database,
  { kind, from = 0 }: CopyFilter,
): AsyncGenerator<readonly StoredRecord[]> {
  const query = `select r.index, e.payload from records r join entries e on e.index = r.index
    where r.until is null and r.kind = '${kind}' and r.index >= ${Math.trunc(from)}`;
  let batch: StoredRecord[] = [];
  for await (const [index, payload] of copyOut(database, query)) {
    if (index === undefined || payload === undefined) continue;
    batch.push(toRecord({ index: Number(index.readBigInt64BE()), payload }));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Entries of all current records of a kind, ascending. */
export async function copyRecordIndices(database: Database, kind: RecordKind): Promise<Float64Array> {
  const query = `select index from records where until is null and kind = '${kind}'`;
  const found: number[] = [];
  for await (const [index] of copyOut(database, query))
    if (index !== undefined) found.push(Number(index.readBigInt64BE()));
  return Float64Array.from(found).sort();
}

/** The rows of a query, each a list of the bytes of its columns: PostgreSQL, "COPY", section "Binary Format". */
async function* copyOut(database: Database, query: string): AsyncGenerator<readonly Buffer[]> {
  const snapshot = await openSnapshot(database);
  try {
    const stream = snapshot.client.query(to(`copy (${query}) to stdout (format binary)`));
    let rest: Buffer = Buffer.alloc(0);
    let hasHeader = false;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      if (!hasHeader && bytes.length >= HEADER_SIZE) {
        hasHeader = true;
        at = HEADER_SIZE;
      }
      while (hasHeader) {
        const row = readTuple(bytes, at);
        if (row === undefined) break;
        if (row.values !== undefined) yield row.values;
        at = row.end;
      }
      rest = bytes.subarray(at);
    }
    if (rest.length > 0)
      throw new RecountError("broken-copy", `got ${rest.length} bytes after the last row, wanted none`);
  } finally {
    await snapshot.close();
  }
}

/** The tuple that begins at `at`, or undefined while it is not whole; without values it is the trailer. */
function readTuple(
  bytes: Buffer,
  at: number,
): { readonly values?: readonly Buffer[]; readonly end: number } | undefined {
  if (at + 2 > bytes.length) return undefined;
  const count = bytes.readInt16BE(at);
  if (count < 0) return { end: at + 2 };
  const values: Buffer[] = [];
  let end = at + 2;
  for (let field = 0; field < count; field++) {
    if (end + 4 > bytes.length) return undefined;
    const length = Math.max(0, bytes.readInt32BE(end)); // -1 for null, of which there are none here
    end += 4;
    if (end + length > bytes.length) return undefined;
    values.push(bytes.subarray(end, end + length));
    end += length;
  }
  return { values, end };
}
