/** Versions of sources, and their staging in batches that nobody sees. */
import { randomUUID } from "node:crypto";
import { fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { type Digest, digest, type SourceId, sourceId } from "../model/ids.ts";
import type { SourceRecord } from "../model/record.ts";
import type { SourceVersion } from "../model/source.ts";
import { type Database, inTransaction, sql, type Tables } from "./connection.ts";
import { type Columns, putRows } from "./copy-rows.ts";
import { type EncodedEntry, encodeEntry } from "./encode-entry.ts";
import type { VersionRow } from "./schema.ts";

/** A file about to be taken in: the same evidence and mapping give the same records. */
export type VersionPlan = {
  readonly source: SourceId;
  readonly file: string;
  readonly evidence: Digest;
  readonly mapping: Digest;
};

export type StoredVersion = SourceVersion & { readonly mapping: Digest };

export type BegunVersion = {
  readonly version: StoredVersion;
  readonly batchesDone: number;
  readonly rowsDone: number; // rows of the file that need not be read again
};

/** What goes with a batch: a key for each record, and how many rows of the file it covers. */
export type BatchContext = {
  readonly keys: readonly Uint8Array[];
  readonly rows: number;
  readonly encoded?: readonly EncodedEntry[]; // of each record under its key, where they are made already
};

export async function listVersions(tables: Tables, source?: SourceId): Promise<readonly StoredVersion[]> {
  const query = tables.selectFrom("versions").selectAll().orderBy("source").orderBy("number");
  const rows = await (source === undefined ? query : query.where("source", "=", source)).execute();
  return rows.map(toVersion);
}

/** How the versions of a source were read, each mapping once. */
export async function readMappings(tables: Tables, source: SourceId): Promise<readonly Digest[]> {
  const rows = await tables
    .selectFrom("versions")
    .select("mapping")
    .distinct()
    .where("source", "=", source)
    .execute();
  return rows.map(({ mapping }) => digest(toHex(mapping)));
}

/** How many records with issues the newest accepted version of each source has. */
export async function readLatestIssues(tables: Tables): Promise<ReadonlyMap<SourceId, number>> {
  const { rows } = await sql<{ source: SourceId; issues: number }>`
    select sources.id as source, newest.issues from sources, lateral (
      select issues from versions where source = sources.id and state = 'accepted' order by number desc limit 1
    ) as newest
  `.execute(tables);
  return new Map(rows.map(({ source, issues }) => [source, issues]));
}

/** The newest version of that file, accepted or staged. */
export async function findVersion(
  tables: Tables,
  source: SourceId,
  evidence: Digest,
): Promise<StoredVersion | undefined> {
  const row = await tables
    .selectFrom("versions")
    .selectAll()
    .where("source", "=", source)
    .where("evidence", "=", Buffer.from(evidence, "hex"))
    .where("state", "in", ["accepted", "staged"])
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

/**
 * Begins a version, or goes on with one that was staged of the same file and mapping. Other staged versions of the
 * source are dropped: their differences were taken against a state that this one is about to change.
 */
export async function beginVersion(database: Database, plan: VersionPlan): Promise<BegunVersion> {
  return inTransaction(database, async ({ tables }) => {
    const staged = await tables
      .selectFrom("versions")
      .selectAll()
      .where("source", "=", plan.source)
      .where("state", "=", "staged")
      .forUpdate()
      .execute();
    const same = staged.find((row) => {
      const { evidence, mapping } = toVersion(row);
      return evidence === plan.evidence && mapping === plan.mapping;
    });
    for (const { id } of staged) if (id !== same?.id) await dropStaged(tables, id);
    const row = same ?? (await insertVersion(tables, plan));
    return { version: toVersion(row), batchesDone: row.batches, rowsDone: row.rows };
  });
}

/** Stages records as the version's next batch; resolves to its number, from 1, once it is on disk. */
export async function stageBatch(
  database: Database,
  version: SourceVersion,
  records: readonly SourceRecord[],
  { keys, rows, encoded }: BatchContext,
): Promise<number> {
  if (keys.length !== records.length)
    throw new RecountError("bad-keys", `got ${keys.length} keys for ${records.length} records`);
  const staged = records.map((record, position) => {
    const key = keys[position] ?? new Uint8Array();
    return {
      record,
      position,
      key,
      ...(encoded?.[position] ?? encodeEntry({ entry: "record", record }, key)),
    };
  });
  return inTransaction(database, async (transaction) => {
    const issues = records.reduce((count, record) => count + record.issues.length, 0);
    const batch = await countBatch(transaction.tables, version, { rows, records: records.length, issues });
    await putRows(
      transaction,
      { table: "staged_records", columns: stagedColumns },
      staged.map(({ record, position, payload, leaf, key }) => [
        version.id,
        batch,
        position,
        utf8(record.id),
        record.kind,
        payload,
        leaf,
        key,
      ]),
    );
    return batch;
  });
}

const stagedColumns: Columns = [
  ["version", "uuid"],
  ["batch", "int4"],
  ["position", "int4"],
  ["id", "bytea"],
  ["kind", "text"],
  ["payload", "bytea"],
  ["leaf", "bytea"],
  ["key", "bytea"],
];

/** Drops a staged version, as if it had never begun. */
export async function discardVersion(database: Database, { id }: SourceVersion): Promise<void> {
  await inTransaction(database, async ({ tables }) => {
    await stagedVersion(tables, id);
    await dropStaged(tables, id);
  });
}

async function insertVersion(
  tables: Tables,
  { source, file, evidence, mapping }: VersionPlan,
): Promise<VersionRow> {
  const before = await listVersions(tables, source);
  return tables
    .insertInto("versions")
    .values({
      id: randomUUID(),
      source,
      number: Math.max(0, ...before.map(({ number }) => number)) + 1,
      file: utf8(file),
      evidence: Buffer.from(evidence, "hex"),
      mapping: Buffer.from(mapping, "hex"),
      state: "staged",
      rows: 0,
      records: 0,
      issues: 0,
      batches: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Counts the batch in and gives its number; the row's lock keeps a second writer of the same version waiting. */
async function countBatch(
  tables: Tables,
  { id, source }: SourceVersion,
  added: { readonly rows: number; readonly records: number; readonly issues: number },
): Promise<number> {
  const row = await tables
    .updateTable("versions")
    .set(({ eb }) => ({
      batches: eb("batches", "+", 1),
      rows: eb("rows", "+", added.rows),
      records: eb("records", "+", added.records),
      issues: eb("issues", "+", added.issues),
    }))
    .where("id", "=", id)
    .where("state", "=", "staged")
    .returning("batches")
    .executeTakeFirst();
  return row?.batches ?? refuseNotStaged(id, source);
}

export async function stagedVersion(tables: Tables, id: string): Promise<StoredVersion> {
  const row = await tables
    .selectFrom("versions")
    .selectAll()
    .where("id", "=", id)
    .where("state", "=", "staged")
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? refuseNotStaged(id) : toVersion(row);
}

export async function dropStaged(tables: Tables, id: string): Promise<void> {
  await tables.deleteFrom("staged_records").where("version", "=", id).execute();
  await tables.deleteFrom("versions").where("id", "=", id).where("state", "=", "staged").execute();
}

function refuseNotStaged(id: string, source?: SourceId): never {
  const of = source === undefined ? "" : ` of ${source}`;
  throw new RecountError(
    "refused",
    `version ${id}${of} is not staged: another import dropped or accepted it`,
  );
}

function toVersion(row: VersionRow): StoredVersion {
  const { id, number, state, rows, records, issues } = row;
  return {
    id,
    number,
    state,
    rows,
    records,
    issues,
    source: sourceId(row.source),
    file: fromUtf8(row.file),
    evidence: digest(toHex(row.evidence)),
    mapping: digest(toHex(row.mapping)),
  };
}
