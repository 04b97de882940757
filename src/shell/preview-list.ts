/** A list before it is brought in: how it would be read, what is wrong with which row, what would change. */
import { InputRefused, type Issue } from "../base/errors.ts";
import { firstRows } from "../intake/infer-table.ts";
import type { Mapping } from "../intake/mapping.ts";
import { readRecords } from "../intake/read-records.ts";
import { openTables } from "../intake/read-tables.ts";
import type { SourceFile } from "../intake/source-file.ts";
import type { SourceId } from "../model/ids.ts";
import type { Cell, RecordKind, SourceRecord } from "../model/record.ts";
import type { Store } from "../store/store.ts";
import { chooseMapping } from "./import-mapping.ts";
import { compareWith, type RecordFate, type VersionDifference } from "./import-version.ts";
import type { OpenRegister } from "./register-folder.ts";
import { rekeyDrafts } from "./rekey-drafts.ts";

export type PreviewRequest = {
  readonly file: SourceFile;
  readonly source: SourceId;
  readonly mapping?: Mapping; // as somebody corrected it
  readonly records?: RecordKind; // what a row is, for inferring anew
  readonly most?: number; // rows with issues, and rows that change, that are shown; the first hundred unless given
};

export type PreviewRow = {
  readonly table: string;
  readonly row: number;
  readonly fate: RecordFate;
  readonly cells: readonly Cell[];
  readonly before?: readonly Cell[]; // of a row that changes
  readonly issues: readonly Issue[];
};

export type ListPreview = {
  readonly mapping: Mapping;
  readonly origin: "given" | "saved" | "inferred";
  readonly tables: readonly {
    readonly table: string;
    readonly header: readonly string[];
    readonly samples: readonly (readonly string[])[]; // rows, aligned with the header
    readonly notices: readonly string[];
  }[];
  readonly rows: number;
  readonly records: number;
  readonly issues: number;
  readonly recordsWithIssues: number;
  readonly withIssues: readonly PreviewRow[]; // the first of them
  readonly changing: readonly PreviewRow[]; // the first of them
  readonly difference: VersionDifference;
};

const SAMPLES = 4;
const SHOWN = 100;

/** Reads the whole list and writes nothing. Throws `InputRefused` for a file that is not taken in at all. */
export async function previewList(register: OpenRegister, request: PreviewRequest): Promise<ListPreview> {
  const { store, folder } = register;
  const { file, source, records, most = SHOWN } = request;
  const opened = await openTables(file);
  if ("issues" in opened) throw new InputRefused(opened.issues);
  const tables = opened.value;
  const chosen =
    request.mapping === undefined
      ? await chooseMapping(folder, tables, { source, records })
      : { mapping: request.mapping, origin: "given" as const };
  const shown = await Promise.all(
    tables.map(async (table) => ({
      table: table.name,
      header: table.header,
      samples: (await firstRows(table, SAMPLES)).map(({ cells }) => cells),
      notices: table.notices.map(({ message }) => message),
    })),
  );
  const read = () => readRecords(file, tables, chosen.mapping);
  return { ...chosen, tables: shown, ...(await compareRows(store, source, { read, most })) };
}

async function compareRows(
  store: Store,
  source: SourceId,
  { read, most }: { readonly read: Parameters<typeof rekeyDrafts>[2]; readonly most: number },
): Promise<Omit<ListPreview, "mapping" | "origin" | "tables">> {
  const comparison = await compareWith(store, source);
  const [withIssues, changing]: [PreviewRow[], PreviewRow[]] = [[], []];
  const counts = { rows: 0, records: 0, issues: 0, recordsWithIssues: 0 };
  for await (const draft of await rekeyDrafts(store, source, read)) {
    const record = comparison.identify(draft, { source, number: 0 });
    const fate = comparison.fateOf(record);
    comparison.newOnes([record]);
    counts.records += 1;
    counts.issues += record.issues.length;
    if (record.part === 1) counts.rows += 1;
    if (record.issues.length > 0) counts.recordsWithIssues += 1;
    if (record.issues.length > 0 && withIssues.length < most) withIssues.push(rowOf(record, fate));
    if (fate === "changed" && changing.length < most) {
      const before = (await store.record(record.id))?.cells ?? [];
      changing.push({ ...rowOf(record, fate), before });
    }
  }
  return { ...counts, withIssues, changing, difference: comparison.difference() };
}

const rowOf = ({ table, row, cells, issues }: SourceRecord, fate: RecordFate): PreviewRow => ({
  table,
  row,
  fate,
  cells,
  issues,
});
