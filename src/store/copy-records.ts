/** Current records out of the database by binary COPY, the fastest way out: bytes are read as they come. */
import { fromUtf8 } from "../base/bytes.ts";
import { type RecordId, recordId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import { type Database, sql, type Tables } from "./connection.ts";
import { copyOut } from "./copy-out.ts";
import { decodeEntry } from "./decode-entry.ts";
import { toRecord } from "./records.ts";

export type CopyFilter = {
  readonly kind?: RecordKind; // of all kinds unless given
  readonly from?: number; // only records whose entries have this index or a later one
  readonly until?: number; // and an earlier one than this
};

/** Current records in batches, in no order; each batch is read as it comes, and none is held. */
export async function* copyRecords(
  database: Database,
  { kind, from = 0, until }: CopyFilter,
): AsyncGenerator<readonly StoredRecord[]> {
  const query = `select r.index, e.payload from records r join entries e on e.index = r.index
    where r.until is null and r.index >= ${Math.trunc(from)}
    ${kind === undefined ? "" : `and r.kind = '${kind}'`}
    ${until === undefined ? "" : `and r.index < ${Math.trunc(until)}`}`;
  for await (const rows of copyOut(database, query))
    yield rows.map(([index, payload]) =>
      toRecord({ index: Number(index?.readBigInt64BE()), payload: payload ?? new Uint8Array() }),
    );
}

/** A record that is current no more. */
export type EndedRecord = { readonly index: number; readonly id: RecordId; readonly kind: RecordKind };

/**
 * The records of entries before `size` that ended since the ledger had that size. Undefined when a version was taken
 * back since, which makes records current again.
 */
export async function readEndedRecords(
  tables: Tables,
  size: number,
): Promise<readonly EndedRecord[] | undefined> {
  const entries = await tables
    .selectFrom("entries")
    .select(["index", "payload"])
    .where("kind", "in", ["version", "undo-version"])
    .where("kind", "<>", "record")
    .where("index", ">=", size)
    .execute();
  const changes = entries.map(({ index, payload }) => decodeEntry(index, payload));
  if (changes.some(({ entry }) => entry === "undo-version")) return undefined;
  const versions = changes.filter((change) => change.entry === "version");
  const { rows } = await sql<{ index: number; id: Uint8Array; kind: RecordKind }>`
    select records.index, records.id, records.kind
    from unnest(${versions.map(({ source }) => source)}::text[], ${versions.map(({ number }) => number)}::integer[])
      as given (source, number)
    join records on records.source = given.source and records.until = given.number
    where records.until is not null and records.index < ${size}
  `.execute(tables);
  return rows.map(({ index, id, kind }) => ({ index, id: recordId(fromUtf8(id)), kind }));
}
