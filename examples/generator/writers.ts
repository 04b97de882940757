/** A list as the bytes of its file. The only place of the examples that knows file formats; the same list, the same bytes. */
import * as spreadsheet from "@e965/xlsx";
import iconv from "iconv-lite";
import { utf8 } from "../../src/base/bytes.ts";
import type { ExampleList, ListCell, ListTable } from "./list.ts";
import type { Day } from "./people.ts";

export function writeList(list: ExampleList): Uint8Array {
  switch (list.format) {
    case "csv":
      return utf8(delimited(list, ","));
    case "csv-bom":
      return utf8(`\u{feff}${delimited(list, ",")}`);
    case "csv-semicolon":
      return utf8(delimited(list, ";"));
    case "csv-windows-1251":
      return iconv.encode(delimited(list, ";"), "windows-1251");
    case "tsv-utf-16":
      return iconv.encode(delimited(list, "\t"), "utf-16le", { addBOM: true });
    case "json":
      return utf8(`${JSON.stringify(objects(list), undefined, 2)}\n`);
    case "jsonl":
      return utf8(
        objects(list)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(""),
      );
    default:
      return workbook(list, list.format);
  }
}

/** CSV text of rows of plain text, lines ended by CR LF (RFC 4180). */
export function formatCsv(rows: readonly (readonly string[])[], delimiter = ","): string {
  const quote = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(quote).join(delimiter)}\r\n`).join("");
}

function delimited(list: ExampleList, delimiter: string): string {
  return formatCsv(
    list.tables.flatMap((table) => allRows(table).map((row) => row.map(textOf))),
    delimiter,
  );
}

function objects({ tables }: ExampleList): readonly Readonly<Record<string, string | number>>[] {
  return tables.flatMap(({ head, rows }) => {
    const names = (head.at(-1) ?? []).map(textOf);
    return rows.map(({ cells }) =>
      Object.fromEntries(
        cells
          .map((cell, at) => [names[at] ?? "", typeof cell === "number" ? cell : textOf(cell)] as const)
          .filter(([, cell]) => cell !== ""),
      ),
    );
  });
}

function workbook({ tables }: ExampleList, format: "xlsx" | "xls" | "ods"): Uint8Array {
  const book = spreadsheet.utils.book_new();
  // Properties without a date: the writer would otherwise put none or the clock's.
  book.Props = { Application: "spreadsheet" };
  for (const table of tables) spreadsheet.utils.book_append_sheet(book, sheetOf(table), table.sheet);
  const bytes: unknown = spreadsheet.write(book, {
    type: "array",
    bookType: format === "xls" ? "biff8" : format,
    compression: true,
  });
  return new Uint8Array(bytes as ArrayBuffer);
}

function sheetOf(table: ListTable): spreadsheet.WorkSheet {
  const sheet = spreadsheet.utils.aoa_to_sheet(allRows(table).map((row) => row.map(sheetCell)));
  sheet["!merges"] = (table.merges ?? []).map(({ row, column, rows, columns }) => ({
    s: { r: row, c: column },
    e: { r: row + rows - 1, c: column + columns - 1 },
  }));
  return sheet;
}

function sheetCell(cell: ListCell): unknown {
  if (cell === "") return null;
  return typeof cell === "object" ? { t: "n", v: dateSerial(cell.date), z: "dd.mm.yyyy" } : cell;
}

/** Days of the 1900 date system; right for dates after February 1900. */
const dateSerial = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;

const allRows = ({ head, rows, foot = [] }: ListTable) => [
  ...head,
  ...rows.map(({ cells }) => cells),
  ...foot,
];

function textOf(cell: ListCell): string {
  if (typeof cell !== "object") return String(cell);
  const { year, month, day } = cell.date;
  return `${String(day).padStart(2, "0")}.${String(month).padStart(2, "0")}.${year}`;
}
