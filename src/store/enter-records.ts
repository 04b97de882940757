/** Records entered by hand: each the next version of its source, accepted at once, and several in one transaction. */
import { randomUUID } from "node:crypto";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Entry } from "../model/entry.ts";
import type { SourceRecord } from "../model/record.ts";
import { type Database, inTransaction, sql, type Tables, type Transaction } from "./connection.ts";
import { type Columns, putRows } from "./copy-rows.ts";
import { appendEntries, nextIndex } from "./entries.ts";
import { dropStaged, type VersionPlan } from "./versions.ts";

/** A form that was filled in. */
export type EnteredForm = {
  readonly plan: VersionPlan;
  readonly before: readonly Entry[]; // the organisation and the source, when they are new
  readonly record: Omit<SourceRecord, "version">;
};

/** The version that a form became, or why it is none: the record is there, or lists were imported as its source. */
export type FormOutcome = { readonly version: string } | { readonly refused: "known" | "of-lists" };

/**
 * Enters forms in their order. In the ledger all records stand before all versions. `newKeys` gives a key for each entry.
 */
export async function enterForms(
  database: Database,
  forms: readonly EnteredForm[],
  newKeys: (count: number) => readonly Uint8Array[],
): Promise<readonly FormOutcome[]> {
  return inTransaction(database, async (transaction) => {
    const { tables } = transaction;
    await nextIndex(transaction); // nobody else gives a version its number from here on
    const known = await readKnown(tables, forms);
    const sources = await readSources(tables, forms);
    const entered: Entered[] = [];
    const outcomes = forms.map((form): FormOutcome => {
      const { source } = form.plan;
      const before = sources.get(source) ?? noVersions;
      if (known.has(form.record.id)) return { refused: "known" };
      if (before.mappings.some((mapping) => mapping !== form.plan.mapping)) return { refused: "of-lists" };
      const version = versionOf(form, before);
      known.add(form.record.id);
      sources.set(source, { ...before, number: version.number, records: before.records + 1 });
      entered.push({ form, version });
      return { version: version.version };
    });
    for (const { staged } of sources.values()) for (const id of staged) await dropStaged(tables, id);
    await insertVersions(transaction, entered);
    const names = new Map(
      forms.flatMap(({ before }) => before).map((entry) => [JSON.stringify(entry), entry]),
    );
    const entries = [
      ...names.values(),
      ...entered.map(
        ({ form, version }): Entry => ({
          entry: "record",
          record: { ...form.record, version: version.number },
        }),
      ),
      ...entered.map(({ version }) => version),
    ];
    if (entered.length > 0) await appendEntries(transaction, entries, newKeys(entries.length));
    return outcomes;
  });
}

type VersionEntry = Extract<Entry, { readonly entry: "version" }>;
type Entered = { readonly form: EnteredForm; readonly version: VersionEntry };

/** What a source has: its newest version's number, its current records, how its versions were read, what was left staged. */
type SourceState = {
  readonly number: number;
  readonly records: number;
  readonly mappings: readonly string[];
  readonly staged: readonly string[];
};

const noVersions: SourceState = { number: 0, records: 0, mappings: [], staged: [] };

const versionOf = ({ plan }: EnteredForm, { number, records }: SourceState): VersionEntry => ({
  entry: "version",
  version: randomUUID(),
  source: plan.source,
  number: number + 1,
  file: plan.file,
  evidence: plan.evidence,
  records: 1,
  unchanged: records,
  removed: [],
});

/** Those of the forms' records that are current already. */
async function readKnown(tables: Tables, forms: readonly EnteredForm[]): Promise<Set<string>> {
  const ids = forms.map(({ record }) => Buffer.from(utf8(record.id)));
  const { rows } = await sql<{ id: Uint8Array }>`
    select id from records where id = any(${ids}::bytea[]) and until is null
  `.execute(tables);
  return new Set(rows.map(({ id }) => fromUtf8(id)));
}

async function readSources(tables: Tables, forms: readonly EnteredForm[]): Promise<Map<string, SourceState>> {
  const ids = [...new Set(forms.map(({ plan }) => plan.source as string))];
  const { rows } = await sql<SourceState & { readonly source: string }>`
    select source, max(number) as number, array_agg(distinct encode(mapping, 'hex')) as mappings,
      coalesce(array_agg(id::text) filter (where state = 'staged'), '{}') as staged,
      (select count(*) from records where records.source = versions.source and until is null) as records
    from versions where source = any(${ids}::text[]) group by source
  `.execute(tables);
  return new Map(rows.map(({ source, ...state }) => [source, state]));
}

async function insertVersions(transaction: Transaction, entered: readonly Entered[]): Promise<void> {
  const rows = entered.map(({ form: { plan, record }, version: { version, number } }) => [
    version,
    plan.source,
    number,
    utf8(plan.file),
    Buffer.from(plan.evidence, "hex"),
    Buffer.from(plan.mapping, "hex"),
    "staged", // its entry accepts it
    1,
    1,
    record.issues.length === 0 ? 0 : 1,
    1,
  ]);
  await putRows(transaction, { table: "versions", columns: versionColumns }, rows);
}

const versionColumns: Columns = [
  ["id", "uuid"],
  ["source", "text"],
  ["number", "int4"],
  ["file", "bytea"],
  ["evidence", "bytea"],
  ["mapping", "bytea"],
  ["state", "text"],
  ["rows", "int4"],
  ["records", "int4"],
  ["issues", "int4"],
  ["batches", "int4"],
];
