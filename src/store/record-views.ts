/** What viewers read of records: a row per record and audience, kept in step with the records in their transaction. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { type Audience, audienceOf, type Restrictions } from "../model/audience.ts";
import type { Entry } from "../model/entry.ts";
import type { RecordId, SourceId } from "../model/ids.ts";
import type { RecordKind, SourceRecord } from "../model/record.ts";
import { consentOf, type Source } from "../model/source.ts";
import { type RecordPart, recordParts } from "../register/record-parts.ts";
import { sql, type Tables, type Transaction } from "./connection.ts";
import { type Columns, type CopyValue, copyRows } from "./copy-rows.ts";
import { enterWriter } from "./reading-role.ts";
import { toRecord } from "./records.ts";
import { listSources } from "./sources.ts";

const BATCH = 5000;

const columns: Columns = [
  ["index", "int8"],
  ["audience", "text"],
  ["organisation", "text"],
  ["source", "text"],
  ["kind", "text"],
  ["id", "bytea"],
  ["named", "int4"],
  ["payload", "bytea"],
];

/** Brings the rows along after entries that change which records are current, or who may see them. */
export async function followViews(transaction: Transaction, entries: readonly Entry[]): Promise<void> {
  const changed = new Map<SourceId, "records" | "audiences">();
  for (const entry of entries) {
    if (entry.entry === "version" || entry.entry === "undo-version")
      changed.set(entry.source, changed.get(entry.source) ?? "records");
    else if (entry.entry === "source") changed.set(entry.source.id, "audiences");
    else if (entry.entry === "restriction") await dropViews(transaction, entry.source, entry.record);
    if (entry.entry === "restriction") changed.set(entry.source, changed.get(entry.source) ?? "records");
  }
  if (changed.size === 0) return;
  const sources = new Map((await listSources(transaction.tables)).map((source) => [source.id, source]));
  for (const [id, what] of changed) {
    const source = sources.get(id);
    if (source === undefined) continue;
    await enterWriter(transaction);
    await dropViews(transaction, id, what === "audiences" ? "all" : "ended");
    await addViews(transaction, source);
  }
}

/** Makes all rows anew. */
export async function rebuildViews(transaction: Transaction): Promise<void> {
  await enterWriter(transaction);
  await transaction.tables.deleteFrom("record_views").execute();
  for (const source of await listSources(transaction.tables)) await addViews(transaction, source);
}

/** Whether there are records whose rows were never made, as in a register of before there were any. */
export async function lacksViews(transaction: Transaction): Promise<boolean> {
  await enterWriter(transaction);
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (select from records where until is null) and not exists (select from record_views) as lacks
  `.execute(transaction.tables);
  return rows[0]?.lacks === true;
}

async function dropViews(
  transaction: Transaction,
  source: SourceId,
  which: "all" | "ended" | RecordId,
): Promise<void> {
  await enterWriter(transaction);
  const ended = sql<boolean>`not exists (
    select from records where records.index = record_views.index and records.until is null)`;
  const query = transaction.tables.deleteFrom("record_views").where("source", "=", source);
  if (which === "all") await query.execute();
  else if (which === "ended") await query.where(ended).execute();
  else
    await query
      .where("index", "in", (of) =>
        of
          .selectFrom("records")
          .select("index")
          .where("id", "=", Buffer.from(utf8(which))),
      )
      .execute();
}

/** Rows for the current records of a source that have none. */
async function addViews(transaction: Transaction, source: Source): Promise<void> {
  const { tables } = transaction;
  const restrictions = await readRestrictions(tables, source.id);
  const consent = consentOf(source);
  const byKind = new Map<RecordKind, (path: string) => Audience>();
  const audiencesFor = ({ id, kind }: SourceRecord) => {
    const own = restrictions.get(id);
    if (own !== undefined) return audienceOf(kind, consent, own);
    const usual = byKind.get(kind) ?? audienceOf(kind, consent, {});
    byKind.set(kind, usual);
    return usual;
  };
  for (let after = -1; ; ) {
    const rows = await readRowless(tables, source, after);
    const last = rows.at(-1);
    if (last === undefined) return;
    await writeRows(transaction, viewRows(rows, { source, audiencesFor }));
    after = last.index;
  }
}

type RowlessRecord = { readonly index: number; readonly payload: Uint8Array };

/** The first current records of a source after an index that have no rows. */
async function readRowless(tables: Tables, { id }: Source, after: number): Promise<readonly RowlessRecord[]> {
  const { rows } = await sql<RowlessRecord>`
    select records.index, entries.payload from records join entries on entries.index = records.index
    where records.source = ${id} and until is null
      and records.index > ${after} and entries.index > ${after}
      and not exists (select from record_views where record_views.index = records.index)
    order by records.index limit ${BATCH}
  `.execute(tables);
  return rows;
}

type Cutting = {
  readonly source: Source;
  readonly audiencesFor: (record: SourceRecord) => (path: string) => Audience;
};

/** Each is made when COPY wants it, while the database takes in those before. */
function* viewRows(
  rows: readonly RowlessRecord[],
  { source, audiencesFor }: Cutting,
): Generator<readonly CopyValue[]> {
  for (const row of rows) {
    const record = toRecord(row);
    for (const [audience, part] of recordParts(record, audiencesFor(record)))
      if (audience !== "sealed") yield viewRow(record.index, { audience, part, source });
  }
}

/** By a table of the transaction's own, since PostgreSQL copies into none that has row-level security. */
async function writeRows(transaction: Transaction, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  const { tables } = transaction;
  await sql`create temp table if not exists view_rows (like record_views) on commit delete rows`.execute(
    tables,
  );
  await copyRows(transaction, { table: "view_rows", columns }, rows);
  await sql`insert into record_views select * from view_rows`.execute(tables);
  await sql`truncate view_rows`.execute(tables);
}

function viewRow(
  index: number,
  {
    audience,
    part,
    source,
  }: { readonly audience: Audience; readonly part: RecordPart; readonly source: Source },
): readonly CopyValue[] {
  const { kind, row, mentions } = part;
  return [
    index,
    audience,
    source.organisation,
    source.id,
    kind,
    utf8(row?.id ?? ""),
    hasOwnName(mentions["names"]) ? 1 : 0,
    utf8(JSON.stringify(part)),
  ];
}

function hasOwnName(names: unknown): boolean {
  return Array.isArray(names) && names.some((name) => name !== null && name.of === "self");
}

/** The newest restriction of each field of each restricted record of a source. */
async function readRestrictions(
  tables: Tables,
  source: SourceId,
): Promise<ReadonlyMap<RecordId, Restrictions>> {
  const rows = await tables
    .selectFrom("restrictions")
    .select(["record", "field", "audience"])
    .where("source", "=", source)
    .execute();
  const byRecord = new Map<RecordId, { [path: string]: Audience }>();
  for (const { record, field, audience } of rows) {
    const id = fromUtf8(record) as RecordId;
    byRecord.set(id, { ...byRecord.get(id), [field]: audience });
  }
  return byRecord;
}
