/** Spreadsheets that fit in memory: xlsx, xls, xlsb, ods. The one place that knows SheetJS. Nothing in them is run. */
import { type CellObject, read, utils, type WorkBook, type WorkSheet } from "@e965/xlsx";
import type { Grid } from "./grid-table.ts";
import { mergeFiller } from "./merged-cells.ts";
import { type DateSystem, numberText } from "./number-format.ts";
import { hiddenSheetNotice, rowNotes, sheetNotices } from "./sheet-notes.ts";
import type { Notice, TableFormat } from "./table.ts";
import type { ReadRow } from "./tidy-rows.ts";

/** The sheets of a workbook, hidden ones too. Throws what the library throws for a broken file or a password. */
export function readWorkbook(bytes: Uint8Array, format: TableFormat): readonly Grid[] {
  const book = read(bytes, {
    type: "buffer",
    cellStyles: true,
    cellNF: true,
    cellFormula: true,
    dense: true,
    bookVBA: true,
  });
  const system = book.Workbook?.WBProps?.date1904 === true ? "1904" : "1900";
  return book.SheetNames.map((name, i) => {
    const sheet = book.Sheets[name] ?? {};
    const isHidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) > 0;
    const { rows, notices } = readSheet(sheet, system);
    const hidden = isHidden ? [hiddenSheetNotice] : [];
    return {
      name,
      format,
      rows,
      notices: [...(format === "xls" ? bookNotices(book) : []), ...hidden, ...notices],
    };
  });
}

function bookNotices(book: WorkBook): readonly Notice[] {
  if (!("vbaraw" in book) || book.vbaraw === undefined) return [];
  return [{ code: "macros", message: "the file has macros; they were not run" }];
}

type DenseSheet = WorkSheet & {
  readonly "!data"?: readonly (readonly (CellObject | undefined)[] | undefined)[];
};

function readSheet(
  sheet: DenseSheet,
  system: DateSystem,
): { rows: readonly ReadRow[]; notices: readonly Notice[] } {
  const data = sheet["!data"] ?? [];
  const range = utils.decode_range(sheet["!ref"] ?? "A1");
  const cells: string[][] = Array.from({ length: data.length === 0 ? 0 : range.e.r + 1 }, (_, r) =>
    Array.from({ length: range.e.c + 1 }, (_, c) => cellText(data[r]?.[c], system)),
  );
  const merges = (sheet["!merges"] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }));
  const fill = mergeFiller(merges, range.e.c + 1);
  for (const [r, row] of cells.entries()) fill(row, r);
  const hiddenRows = new Set((sheet["!rows"] ?? []).flatMap((row, r) => (row?.hidden === true ? [r] : [])));
  const colours = cells.map((_, r) => coloursOf(data[r] ?? []));
  const notices = sheetNotices({
    merges: merges.length,
    hiddenRows: hiddenRows.size,
    hiddenColumns: (sheet["!cols"] ?? []).filter((column) => column?.hidden === true).length,
    formulas: data.reduce((sum, row) => sum + (row ?? []).filter((cell) => cell?.f !== undefined).length, 0),
    colouredRows: colours.filter(({ size }) => size > 0).length,
  });
  const rows = cells.map((row, r): ReadRow => {
    const notes = rowNotes(colours[r] ?? new Map(), hiddenRows.has(r));
    return notes.length === 0 ? { cells: row } : { cells: row, notes };
  });
  return { rows, notices };
}

function cellText(cell: CellObject | undefined, system: DateSystem): string {
  if (cell === undefined || cell.v === undefined || cell.t === "z" || cell.t === "e") return cell?.w ?? "";
  if (cell.v instanceof Date)
    return cell.v
      .toISOString()
      .replace(/T00:00:00.*$/, "")
      .replace(/\.\d+Z$/, "");
  if (typeof cell.v === "number")
    return numberText(cell.v, typeof cell.z === "string" ? cell.z : "General", system);
  return typeof cell.v === "boolean" ? String(cell.v) : cell.v.trim();
}

/** The fills of a row, each with the first column that wears it. */
function coloursOf(row: readonly (CellObject | undefined)[]): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  for (const [c, cell] of row.entries()) {
    const colour = fillOf(cell);
    if (colour !== undefined && !colours.has(colour)) colours.set(colour, c);
  }
  return colours;
}

function fillOf(cell: CellObject | undefined): string | undefined {
  const style: unknown = cell?.s;
  if (
    typeof style !== "object" ||
    style === null ||
    !("patternType" in style) ||
    style.patternType !== "solid"
  )
    return undefined;
  if (
    !("fgColor" in style) ||
    typeof style.fgColor !== "object" ||
    style.fgColor === null ||
    !("rgb" in style.fgColor)
  )
    return undefined;
  const rgb = String(style.fgColor.rgb);
  return rgb === "FFFFFF" ? undefined : rgb;
}
