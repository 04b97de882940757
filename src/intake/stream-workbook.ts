/** Sheets of xlsx files too large for memory, row by row. Each is gone through once before, for what stands at its end. */
import { entryChunks } from "./check-zip.ts";
import { findHeader } from "./find-header.ts";
import { type MergedRange, mergeFiller } from "./merged-cells.ts";
import { reasonOf, refusalError } from "./refusal.ts";
import { hiddenSheetNotice, rowNotes, type SheetCounts, sheetNotices } from "./sheet-notes.ts";
import { sheetItems } from "./sheet-rows.ts";
import type { SourceFile } from "./source-file.ts";
import type { RawRow, UnnamedTable } from "./table.ts";
import { type ReadRow, tidyRows } from "./tidy-rows.ts";
import { type PartReader, readParts, type SheetPart, type WorkbookParts } from "./workbook-parts.ts";

/** Inflated bytes from which a workbook is streamed: SheetJS needs some ten times as much memory. */
export const STREAM_FROM_BYTES = 8 * 1024 ** 2;

const HEAD_ROWS = 200;

/** The tables of a large workbook, of sheets with any text. Throws for a broken workbook. */
export async function streamWorkbook(file: SourceFile): Promise<readonly UnnamedTable[]> {
  const bytes = await file.bytes();
  const partOf: PartReader = (path) => entryChunks(bytes, path);
  const parts = await readParts(partOf);
  const tables: UnnamedTable[] = [];
  for (const sheet of parts.sheets) {
    const large = { sheet, parts, partOf, file: file.name };
    const survey = await surveySheet(large);
    if (survey.hasText) tables.push(largeTable(large, survey));
  }
  return tables;
}

type LargeSheet = {
  readonly sheet: SheetPart;
  readonly parts: WorkbookParts;
  readonly partOf: PartReader;
  readonly file: string;
};

/** What has to be known of a sheet before its rows are read: its merged ranges stand behind them. */
type Survey = {
  readonly head: readonly ReadRow[];
  readonly merges: readonly MergedRange[];
  readonly width: number;
  readonly counts: SheetCounts;
  readonly hasText: boolean;
};

async function surveySheet(large: LargeSheet): Promise<Survey> {
  const merges: MergedRange[] = [];
  let [width, hasText] = [0, false];
  let [hiddenRows, hiddenColumns, formulas, colouredRows] = [0, 0, 0, 0];
  for await (const item of sheetItems(large.partOf(large.sheet.path), large.parts)) {
    if ("merge" in item) merges.push(item.merge);
    else if ("hiddenColumns" in item) hiddenColumns += item.hiddenColumns;
    else {
      const { cells, colours, isHidden } = item.row;
      width = Math.max(width, cells.length);
      hasText ||= cells.some((cell) => cell !== "");
      hiddenRows += isHidden ? 1 : 0;
      formulas += item.row.formulas;
      colouredRows += colours.size > 0 ? 1 : 0;
    }
  }
  const counts = { merges: merges.length, hiddenRows, hiddenColumns, formulas, colouredRows };
  const widest = merges.reduce((most, { right }) => Math.max(most, right + 1), width);
  const head: ReadRow[] = [];
  for await (const row of sheetRows(large, { merges, width: widest })) if (head.push(row) >= HEAD_ROWS) break;
  return { head, merges, width: widest, counts, hasText };
}

/** All rows of the paper: those that the file leaves out are empty. */
async function* sheetRows(
  { sheet, parts, partOf }: LargeSheet,
  { merges, width }: Pick<Survey, "merges" | "width">,
): AsyncIterable<ReadRow> {
  const fill = mergeFiller(merges, width);
  let next = 0;
  for await (const item of sheetItems(partOf(sheet.path), parts)) {
    if (!("row" in item)) continue;
    const { at, cells, colours, isHidden } = item.row;
    for (; next < at; next++) yield filledRow([], next, fill);
    next = at + 1;
    const notes = rowNotes(colours, isHidden);
    yield { ...filledRow(cells, at, fill), ...(notes.length === 0 ? {} : { notes }) };
  }
}

function filledRow(cells: string[], at: number, fill: (cells: string[], at: number) => void): ReadRow {
  fill(cells, at);
  return { cells };
}

function largeTable(large: LargeSheet, survey: Survey): UnnamedTable {
  const { header, titles, dataAt, notices } = findHeader(survey.head.map(({ cells }) => cells));
  return {
    name: large.sheet.name,
    format: "xlsx",
    header,
    titles,
    notices: [
      ...(large.sheet.isHidden ? [hiddenSheetNotice] : []),
      ...sheetNotices(survey.counts),
      ...notices,
    ],
    rows: () =>
      refusing(tidyRows(after(dataAt, sheetRows(large, survey)), { header, keepEmpty: false }), large.file),
  };
}

async function* after<Row>(count: number, rows: AsyncIterable<Row>): AsyncIterable<Row> {
  let at = 0;
  for await (const row of rows) if (at++ >= count) yield row;
}

async function* refusing(rows: AsyncIterable<RawRow>, file: string): AsyncIterable<RawRow> {
  try {
    yield* rows;
  } catch (error) {
    const received = reasonOf(error);
    throw refusalError({ path: file, expected: "a whole workbook", received, message: received }, error);
  }
}
