/** The fold: what each entry does to the tables that are made of entries. */
import { utf8 } from "../base/bytes.ts";
import type { Entry } from "../model/entry.ts";
import { sql, type Tables } from "./connection.ts";

type EntryOf<Kind extends Entry["entry"]> = Extract<Entry, { readonly entry: Kind }>;

/** The tables that hold nothing but what entries give. */
export const projectedTables = [
  "organisations",
  "sources",
  "records",
  "judgements",
  "review_samples",
  "appeals",
  "restrictions",
  "record_views",
  "record_ties",
] as const;

/** An entry where it stands in the ledger. */
export type IndexedEntry = { readonly index: number; readonly entry: Entry };

/**
 * Brings the projections from just before the first of these entries to just after the last. Records that follow one
 * another go in together, and so do versions that end none: a list of a million is not a million statements.
 */
export async function projectAll(tables: Tables, entries: readonly IndexedEntry[]): Promise<void> {
  for (const run of runsOf(entries)) {
    const records = run.flatMap(({ index, entry }) => (entry.entry === "record" ? [{ index, entry }] : []));
    const versions = run.flatMap(({ entry }) => (endsNone(entry) ? [entry.version] : []));
    if (records.length > 0) await projectRecords(tables, records);
    else if (versions.length > 0) await acceptVersions(tables, versions);
    else for (const { index, entry } of run) await project(tables, index, entry);
  }
}

const endsNone = (entry: Entry): entry is EntryOf<"version"> =>
  entry.entry === "version" && entry.removed.length === 0;

/** Entries that go in together, in their order: records of different ids, versions that end none, or one of any kind. */
function* runsOf(entries: readonly IndexedEntry[]): Generator<readonly IndexedEntry[]> {
  const ids = new Set<string>();
  let run: IndexedEntry[] = [];
  for (const each of entries) {
    const { entry } = each;
    const last = run.at(-1)?.entry;
    const isNext =
      entry.entry === "record"
        ? last?.entry === "record" && !ids.has(entry.record.id)
        : last !== undefined && endsNone(last) && endsNone(entry);
    if (!isNext && run.length > 0) {
      yield run;
      run = [];
      ids.clear();
    }
    if (entry.entry === "record") ids.add(entry.record.id);
    run.push(each);
  }
  if (run.length > 0) yield run;
}

async function project(tables: Tables, index: number, entry: Entry): Promise<void> {
  switch (entry.entry) {
    case "organisation":
      return projectName(tables, "organisations", { id: entry.organisation.id, index });
    case "source":
      return projectName(tables, "sources", { id: entry.source.id, index });
    case "record":
      return projectRecords(tables, [{ index, entry }]);
    case "version":
      return projectVersion(tables, entry);
    case "undo-version":
      return projectUndo(tables, entry);
    case "appeal":
      return projectAppeal(tables, index, entry);
    case "judgement":
      return projectJudgement(tables, index);
    case "undo-judgement":
      return projectUndoneJudgement(tables, index, entry);
    case "review-sample":
      return projectSample(tables, index, entry);
    case "restriction":
      return projectRestriction(tables, entry);
    case "sharing":
    case "invitation":
    case "person":
    case "person-removal":
    case "publication":
    case "proposal":
    case "enrolment":
    case "letter":
    case "counter-answer":
    case "response":
    case "linkage-run": // its result is kept by digest and saved beside it
    case "scope": // few: read from the entries themselves
    case "fate":
    case "fate-withdrawal":
    case "custody":
    case "estimate-run":
    case "succession":
    case "audit":
    case "release":
    case "padding":
    case "custodian":
    case "custodian-removal":
    case "custodian-drill":
    case "enquiry-key":
    case "saved-figure":
    case "saved-figure-removal":
      return;
  }
}

async function projectName(
  tables: Tables,
  table: "organisations" | "sources",
  row: { readonly id: string; readonly index: number },
): Promise<void> {
  await tables
    .insertInto(table)
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ index: row.index }))
    .execute();
}

/** Records that follow one another in the ledger: each id once. */
async function projectRecords(
  tables: Tables,
  entries: readonly { readonly index: number; readonly entry: EntryOf<"record"> }[],
): Promise<void> {
  if (entries.length === 0) return;
  const records = entries.map(({ entry }) => entry.record);
  const ids = records.map(({ id }) => Buffer.from(utf8(id)));
  const versions = records.map(({ version }) => version);
  await sql`
    update records set until = given.version from unnest(${ids}::bytea[], ${versions}::integer[]) as given (id, version)
    where records.id = given.id and until is null
  `.execute(tables);
  await sql`
    insert into records (index, id, source, kind, since)
    select * from unnest(${entries.map(({ index }) => index)}::bigint[], ${ids}::bytea[],
      ${records.map(({ source }) => source)}::text[], ${records.map(({ kind }) => kind)}::text[], ${versions}::integer[])
  `.execute(tables);
}

async function projectVersion(
  tables: Tables,
  { source, number, version, removed }: EntryOf<"version">,
): Promise<void> {
  await endRecords(tables, { source, number, ids: removed });
  await acceptVersions(tables, [version]);
}

async function acceptVersions(tables: Tables, versions: readonly string[]): Promise<void> {
  await tables.updateTable("versions").set({ state: "accepted" }).where("id", "in", versions).execute();
}

/** Records that version `number` of a source ends: they are current no more. */
export async function endRecords(
  tables: Tables,
  {
    source,
    number,
    ids,
  }: { readonly source: string; readonly number: number; readonly ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  const bytes = ids.map((id) => Buffer.from(utf8(id)));
  await sql`
    update records set until = ${number} where source = ${source} and until is null and id = any(${bytes}::bytea[])
  `.execute(tables);
}

/** Takes back the newest version: what it brought goes, what it ended is current again. */
async function projectUndo(tables: Tables, { source, version }: EntryOf<"undo-version">): Promise<void> {
  const { number } = await tables
    .updateTable("versions")
    .set({ state: "undone" })
    .where("id", "=", version)
    .returning("number")
    .executeTakeFirstOrThrow();
  await tables.deleteFrom("records").where("source", "=", source).where("since", "=", number).execute();
  await tables
    .updateTable("records")
    .set({ until: null })
    .where("source", "=", source)
    .where("until", "=", number)
    .execute();
}

async function projectAppeal(tables: Tables, index: number, entry: EntryOf<"appeal">): Promise<void> {
  await tables.insertInto("appeals").values({ slug: entry.appeal, version: entry.version, index }).execute();
}

async function projectJudgement(tables: Tables, index: number): Promise<void> {
  await tables.insertInto("judgements").values({ index, withdrawn: null }).execute();
}

async function projectUndoneJudgement(
  tables: Tables,
  index: number,
  { judgement }: EntryOf<"undo-judgement">,
): Promise<void> {
  await tables.updateTable("judgements").set({ withdrawn: index }).where("index", "=", judgement).execute();
}

async function projectSample(
  tables: Tables,
  index: number,
  { sample }: EntryOf<"review-sample">,
): Promise<void> {
  await tables.insertInto("review_samples").values({ index, run: sample.run }).execute();
}

async function projectRestriction(
  tables: Tables,
  { record, source, field, audience }: EntryOf<"restriction">,
): Promise<void> {
  await tables
    .insertInto("restrictions")
    .values({ record: Buffer.from(utf8(record)), source, field, audience })
    .onConflict((conflict) => conflict.columns(["record", "field"]).doUpdateSet({ audience }))
    .execute();
}
