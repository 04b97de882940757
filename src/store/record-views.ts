/** What viewers read of records: a row per record and audience, kept in step with the records in their transaction. */
import type { RawBuilder } from "kysely";
import { sha256 } from "#sha256";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { ReportProgress } from "../base/progress.ts";
import { type Audience, audienceOf, type Restrictions } from "../model/audience.ts";
import type { Entry } from "../model/entry.ts";
import type { RecordId, SourceId } from "../model/ids.ts";
import type { RecordKind, SourceRecord } from "../model/record.ts";
import { consentOf, type Source } from "../model/source.ts";
import { type RecordPart, recordParts } from "../register/record-parts.ts";
import { type Tie, tiesOfPart } from "../register/record-ties.ts";
import { sql, type Tables, type Transaction } from "./connection.ts";
import { areFew, type Columns, type CopyValue, copyRows, insertRows, type Target } from "./copy-rows.ts";
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

const tieColumns: Columns = [
  ["index", "int8"],
  ["audience", "text"],
  ["organisation", "text"],
  ["source", "text"],
  ["tie", "bytea"],
];

/** What stands for a tie in its table: of one length, however long what is named. */
export const tieDigest = ({ kind, to }: Tie): Uint8Array => sha256(utf8(`${kind}\n${to}`));

/** What entries change of the rows of one source. */
type Change = {
  isUndone: boolean; // records that a version brought are in the register no more
  isShownOtherwise: boolean; // who may see its records
  readonly versions: number[]; // that brought records and ended others
  readonly records: RecordId[]; // that were restricted
};

/**
 * Brings the rows along after entries that change which records are current, or who may see them. `from` is the first
 * index that their transaction gave: no record that they brought stands before it.
 */
export async function followViews(
  transaction: Transaction,
  entries: readonly Entry[],
  from: number,
): Promise<void> {
  const changes = new Map<SourceId, Change>();
  const changeOf = (id: SourceId): Change => {
    const change = changes.get(id) ?? { isUndone: false, isShownOtherwise: false, versions: [], records: [] };
    changes.set(id, change);
    return change;
  };
  for (const entry of entries) {
    if (entry.entry === "version") changeOf(entry.source).versions.push(entry.number);
    else if (entry.entry === "undo-version") changeOf(entry.source).isUndone = true;
    else if (entry.entry === "source") changeOf(entry.source.id).isShownOtherwise = true;
    else if (entry.entry === "restriction") changeOf(entry.source).records.push(entry.record);
  }
  if (changes.size === 0) return;
  await enterWriter(transaction);
  const sources = new Map((await listSources(transaction.tables)).map((source) => [source.id, source]));
  for (const [id, change] of changes) {
    const source = sources.get(id);
    if (source !== undefined) await followSource(transaction, source, { ...change, from });
  }
}

/** By the records' own indexes: a table of a million rows is not read for one that came. */
async function followSource(
  transaction: Transaction,
  source: Source,
  { isUndone, isShownOtherwise, versions, records, from }: Change & { readonly from: number },
): Promise<void> {
  const { tables } = transaction;
  if (versions.length > 0)
    await dropRows(
      tables,
      sql`index in (select index from records where source = ${source.id} and until = any(${versions}::integer[]))`,
    );
  if (isUndone) await dropRows(tables, sql`source = ${source.id}`);
  else if (isShownOtherwise)
    await dropRows(
      tables,
      sql`index in (select index from records where source = ${source.id} and until is null)`,
    );
  if (isUndone || isShownOtherwise) return addViews(transaction, source, sql`true`);
  if (versions.length > 0) await addViews(transaction, source, sql`records.index >= ${from}`);
  if (records.length === 0) return;
  const ids = sql`records.id = any(${records.map((id) => Buffer.from(utf8(id)))}::bytea[])`;
  await dropRows(tables, sql`index in (select index from records where ${ids} and until is null)`);
  await addViews(transaction, source, ids);
}

async function dropRows(tables: Tables, which: RawBuilder<unknown>): Promise<void> {
  await sql`delete from record_views where ${which}`.execute(tables);
  await sql`delete from record_ties where ${which}`.execute(tables);
}

/** Makes all rows anew; `progress` is told of the records. */
export async function rebuildViews(
  transaction: Transaction,
  progress: ReportProgress = () => undefined,
): Promise<void> {
  const { tables } = transaction;
  await enterWriter(transaction);
  await dropRows(tables, sql`true`);
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from records where until is null
  `.execute(tables);
  const [{ total } = { total: 0 }] = rows;
  let done = 0;
  for (const source of await listSources(tables))
    await addViews(transaction, source, sql`true`, (added) => {
      done += added;
      progress("preparing records to be shown", done, total);
    });
}

/** Whether there are records whose rows were never made, as in a register of before there were any. */
export async function lacksViews(transaction: Transaction): Promise<boolean> {
  await enterWriter(transaction);
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (select from records where until is null) and not exists (select from record_views) as lacks
  `.execute(transaction.tables);
  return rows[0]?.lacks === true;
}

/** Rows for those of the current records of a source that have none. */
async function addViews(
  transaction: Transaction,
  source: Source,
  which: RawBuilder<unknown>,
  onAdded: (records: number) => void = () => undefined,
): Promise<void> {
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
    const rows = await readRowless(tables, source, { which, after });
    const last = rows.at(-1);
    if (last === undefined) return;
    await writeRows(transaction, rows, { source, audiencesFor });
    onAdded(rows.length);
    if (rows.length < BATCH) return;
    after = last.index;
  }
}

type RowlessRecord = { readonly index: number; readonly payload: Uint8Array };

/** The first current records of a source after an index that have no rows. */
async function readRowless(
  tables: Tables,
  { id }: Source,
  { which, after }: { readonly which: RawBuilder<unknown>; readonly after: number },
): Promise<readonly RowlessRecord[]> {
  const { rows } = await sql<RowlessRecord>`
    select records.index, entries.payload from records join entries on entries.index = records.index
    where records.source = ${id} and until is null and ${which}
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

/** Each is made when COPY wants it, while the database takes in those before; its ties go to `ties`. */
function* viewRows(
  rows: readonly RowlessRecord[],
  { source, audiencesFor }: Cutting,
  ties: (readonly CopyValue[])[],
): Generator<readonly CopyValue[]> {
  for (const row of rows) {
    const record = toRecord(row);
    for (const [audience, part] of recordParts(record, audiencesFor(record))) {
      if (audience === "sealed") continue;
      for (const tie of tiesOfPart(record, part))
        ties.push([record.index, audience, source.organisation, source.id, tieDigest(tie)]);
      yield viewRow(record.index, { audience, part, source });
    }
  }
}

/** Many by tables of the transaction's own, since PostgreSQL copies into none that has row-level security. */
async function writeRows(
  transaction: Transaction,
  records: readonly RowlessRecord[],
  cutting: Cutting,
): Promise<void> {
  const ties: (readonly CopyValue[])[] = [];
  const rows = viewRows(records, cutting, ties);
  if (areFew(records)) await insertRows(transaction, { table: "record_views", columns }, [...rows]);
  else await copyGuarded(transaction, { table: "record_views", columns }, rows);
  if (areFew(ties)) await insertRows(transaction, { table: "record_ties", columns: tieColumns }, ties);
  else await copyGuarded(transaction, { table: "record_ties", columns: tieColumns }, ties);
}

async function copyGuarded(
  transaction: Transaction,
  { table, columns: copied }: Target,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const { tables } = transaction;
  const [own, guarded] = [sql.table(`new_${table}`), sql.table(table)];
  await sql`create temp table if not exists ${own} (like ${guarded}) on commit delete rows`.execute(tables);
  await copyRows(transaction, { table: `new_${table}`, columns: copied }, rows);
  await sql`insert into ${guarded} select * from ${own}`.execute(tables);
  await sql`truncate ${own}`.execute(tables);
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
