/** Sheets of xlsx files too large for memory, row by row. The one place that knows ExcelJS. */
import { Readable } from "node:stream";
import ExcelJs from "exceljs";
import { findHeader } from "./find-header.ts";
import { reasonOf, refusalError } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";
import type { Notice, UnnamedTable } from "./table.ts";
import { type ReadRow, tidyRows } from "./tidy-rows.ts";

/** Inflated bytes from which a workbook is streamed: SheetJS needs some ten times as much memory. */
export const STREAM_FROM_BYTES = 48 * 1024 ** 2;

const HEAD_ROWS = 200;
const first = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"];

/** The tables of a large workbook. `offsets` are those of the zip's local headers. Throws for a broken workbook. */
export async function streamWorkbook(
  file: SourceFile,
  offsets: ReadonlyMap<string, number>,
): Promise<readonly UnnamedTable[]> {
  const bytes = reorderedZip(await file.bytes(), offsets);
  const heads = new Map<string, ReadRow[]>();
  for await (const { sheet, row } of sheetRows(bytes)) {
    const head = heads.get(sheet) ?? [];
    if (head.length < HEAD_ROWS) head.push(row);
    heads.set(sheet, head);
  }
  return [...heads].map(([name, head]) => largeTable({ name, head, bytes, file: file.name }));
}

type LargeSheet = {
  readonly name: string;
  readonly head: readonly ReadRow[];
  readonly bytes: Uint8Array;
  readonly file: string;
};

function largeTable({ name, head, bytes, file }: LargeSheet): UnnamedTable {
  const { header, titles, dataAt, notices } = findHeader(head.map(({ cells }) => cells));
  const streamed: Notice = {
    code: "merged-cells",
    message: "a large workbook: merged cells were not filled",
  };
  const rows = () => tidyRows(rowsOf(name, dataAt, bytes), { header, keepEmpty: false });
  return {
    name,
    format: "xlsx",
    header,
    titles,
    notices: [streamed, ...notices],
    rows: () => named(rows(), file),
  };
}

async function* named<T>(rows: AsyncIterable<T>, file: string): AsyncIterable<T> {
  try {
    yield* rows;
  } catch (error) {
    throw refusalError(
      { path: file, expected: "a whole workbook", received: reasonOf(error), message: reasonOf(error) },
      error,
    );
  }
}

async function* rowsOf(name: string, from: number, bytes: Uint8Array): AsyncIterable<ReadRow> {
  let at = 0;
  for await (const { sheet, row } of sheetRows(bytes)) if (sheet === name && at++ >= from) yield row;
}

async function* sheetRows(
  bytes: Uint8Array,
): AsyncIterable<{ readonly sheet: string; readonly row: ReadRow }> {
  const reader = new ExcelJs.stream.xlsx.WorkbookReader(Readable.from([Buffer.from(bytes)]), {
    sharedStrings: "cache",
    styles: "cache",
    worksheets: "emit",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  for await (const sheet of reader) {
    let next = 1;
    const name = "name" in sheet ? String(sheet.name) : "sheet";
    for await (const row of sheet) {
      // Rows without cells are not in the file; they are counted all the same.
      for (; next < row.number; next++) yield { sheet: name, row: { cells: [] } };
      next = row.number + 1;
      yield { sheet: name, row: readRow(row) };
    }
  }
}

function readRow(row: ExcelJs.Row): ReadRow {
  const cells = Array.from({ length: row.cellCount }, (_, i) => cellText(row.getCell(i + 1).value));
  return row.hidden === true ? { cells, notes: [{ text: "hidden row" }] } : { cells };
}

function cellText(value: ExcelJs.CellValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/T00:00:00.*$/, "")
      .replace(/\.\d+Z$/, "");
  if (typeof value !== "object") return String(value).trim();
  if ("richText" in value)
    return value.richText
      .map(({ text }) => text)
      .join("")
      .trim();
  if ("text" in value) return String(value.text).trim();
  if ("result" in value) return cellText(value.result as ExcelJs.CellValue);
  return "";
}

/**
 * The zip with what sheets refer to before the sheets: ExcelJS reads front to back, and parks a sheet that comes
 * before its strings in a temporary file, which would be a disk. The directory at the end stays as it was: unread.
 */
function reorderedZip(bytes: Uint8Array, offsets: ReadonlyMap<string, number>): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = buffer.readUInt32LE(buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6])) + 16);
  const starts = [...offsets.values(), end].sort((a, b) => a - b);
  const slices = [...offsets].map(([name, start]) => ({
    rank: first.indexOf(name) === -1 ? first.length : first.indexOf(name),
    slice: buffer.subarray(start, starts.find((other) => other > start) ?? end),
  }));
  const ordered = slices.sort((a, b) => a.rank - b.rank).map(({ slice }) => slice);
  return Buffer.concat([...ordered, buffer.subarray(end)]);
}
