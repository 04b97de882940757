/** Spreadsheets that fit in memory: xlsx, xls, xlsb, ods. The one place that knows SheetJS. Nothing in them is run. */
import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { serialDate } from "./excel-serial.ts";
import type { Grid } from "./grid-table.ts";
import type { Notice, TableFormat } from "./table.ts";
import type { PlacedNote, ReadRow } from "./tidy-rows.ts";

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
    const hidden: readonly Notice[] = isHidden
      ? [{ code: "hidden-sheet", message: "the sheet is hidden; it was read" }]
      : [];
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
  system: "1900" | "1904",
): { rows: readonly ReadRow[]; notices: readonly Notice[] } {
  const data = sheet["!data"] ?? [];
  const range = utils.decode_range(sheet["!ref"] ?? "A1");
  const cells: string[][] = Array.from({ length: data.length === 0 ? 0 : range.e.r + 1 }, (_, r) =>
    Array.from({ length: range.e.c + 1 }, (_, c) => cellText(data[r]?.[c], system)),
  );
  const merges = sheet["!merges"] ?? [];
  for (const { s, e } of merges) fillMerge(cells, s, e);
  const hiddenRows = new Set((sheet["!rows"] ?? []).flatMap((row, r) => (row?.hidden === true ? [r] : [])));
  const notes = cells.map((_, r) => rowNotes(data[r] ?? [], hiddenRows.has(r)));
  const hiddenColumns = (sheet["!cols"] ?? []).filter((column) => column?.hidden === true).length;
  const formulas = data.reduce(
    (sum, row) => sum + (row ?? []).filter((cell) => cell?.f !== undefined).length,
    0,
  );
  const notices: Notice[] = [];
  const notice = (count: number, code: Notice["code"], message: string) =>
    count > 0 && notices.push({ code, message: `${count} ${message}` });
  notice(merges.length, "merged-cells", "merged range(s); each of their cells got the text");
  notice(hiddenRows.size, "hidden-rows", "hidden row(s); they were read and noted");
  notice(hiddenColumns, "hidden-columns", "hidden column(s); they were read");
  notice(formulas, "formulas", "formula(s); their stored values were read, nothing was computed");
  notice(
    notes.filter((list) => list.some(isColour)).length,
    "colours",
    "row(s) with coloured cells; kept as notes",
  );
  if (!cells.some((row) => row.some((cell) => cell !== "")))
    notices.push({ code: "empty-sheet", message: "the sheet is empty" });
  return {
    rows: cells.map((row, r) => ({ cells: row, ...(notes[r]?.length ? { notes: notes[r] } : {}) })),
    notices,
  };
}

function fillMerge(cells: string[][], start: { r: number; c: number }, end: { r: number; c: number }): void {
  const text = cells[start.r]?.[start.c] ?? "";
  // A merge across a whole row is a title or a section, not the same value in every column.
  const isAcross = end.r === start.r && end.c - start.c + 1 >= (cells[start.r]?.length ?? 0);
  if (isAcross) return;
  for (let r = start.r; r <= end.r; r++)
    for (let c = start.c; c <= end.c; c++) if (cells[r]?.[c] === "") cells[r]![c] = text;
}

function cellText(cell: CellObject | undefined, system: "1900" | "1904"): string {
  if (cell === undefined || cell.v === undefined || cell.t === "z" || cell.t === "e") return cell?.w ?? "";
  if (cell.v instanceof Date)
    return cell.v
      .toISOString()
      .replace(/T00:00:00.*$/, "")
      .replace(/\.\d+Z$/, "");
  if (typeof cell.v === "number" && typeof cell.z === "string" && SSF.is_date(cell.z))
    return serialDate(cell.v, system) ?? String(cell.v);
  if (typeof cell.v === "number") return paddedNumber(cell.v, cell);
  return typeof cell.v === "boolean" ? String(cell.v) : cell.v.trim();
}

/** A number as its sheet shows it when the format only adds zeros in front (an identifier), else in full. */
function paddedNumber(value: number, { z, w }: CellObject): string {
  return typeof z === "string" && /^0{2,}$/.test(z) && w !== undefined ? w : plainNumber(value);
}

function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

const isColour = ({ text }: PlacedNote) => text.startsWith("colour ");

/** Notes of a row: that it is hidden, and its colours, once for each colour with the first column that wears it. */
function rowNotes(row: readonly (CellObject | undefined)[], isHidden: boolean): readonly PlacedNote[] {
  const colours = new Map<string, number>();
  for (const [c, cell] of row.entries()) {
    const colour = fillOf(cell);
    if (colour !== undefined && !colours.has(colour)) colours.set(colour, c);
  }
  const notes = [...colours].map(([colour, c]) => ({
    at: c,
    text: `colour ${colour}`,
  }));
  return isHidden ? [{ text: "hidden row" }, ...notes] : notes;
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
