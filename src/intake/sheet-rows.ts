/** The rows of one sheet of an xlsx file, as its XML streams. Stored values are read; nothing is computed. */
import type { MergedRange } from "./merged-cells.ts";
import { numberText } from "./number-format.ts";
import { readXml, type XmlAttributes, type XmlHandler } from "./read-xml.ts";
import { isTrue, plainText, type WorkbookParts } from "./workbook-parts.ts";

export type SheetRow = {
  readonly at: number; // from 0; rows without cells may be left out of the file
  readonly cells: string[];
  readonly colours: ReadonlyMap<string, number>; // with the first column that wears each
  readonly formulas: number;
  readonly isHidden: boolean;
};

export type SheetItem =
  | { readonly row: SheetRow }
  | { readonly merge: MergedRange }
  | { readonly hiddenColumns: number };

const MAX_ROWS = 1_048_576; // of Excel
const MAX_COLUMNS = 16_384;
const MAX_ROW_LETTERS = 10 * 1024 ** 2;

/** Rows in order, merged ranges and hidden columns. Throws for broken XML, places no sheet has, and rows over 10 MB. */
export function sheetItems(
  chunks: AsyncIterable<Uint8Array>,
  parts: WorkbookParts,
): AsyncIterable<SheetItem> {
  return readXml(chunks, (emit: (item: SheetItem) => void) => sheetHandler(parts, emit));
}

type OpenRow = {
  at: number;
  cells: string[];
  colours: Map<string, number>;
  formulas: number;
  isHidden: boolean;
  letters: number;
};
type OpenCell = { at: number; type: string; style: number; text: string };

function sheetHandler(parts: WorkbookParts, emit: (item: SheetItem) => void): XmlHandler {
  let row = openRow({}, -1);
  let cell: OpenCell | undefined;
  let isText = false;
  const openElement = (name: string, attributes: XmlAttributes) => {
    if (name === "row") row = openRow(attributes, row.at);
    else if (name === "c") cell = openCell(attributes, row.cells.length);
    else if (name === "f" && cell !== undefined) row.formulas++;
    else if (name === "mergeCell") emit({ merge: parseRange(attributes["ref"] ?? "") });
    else if (name === "col" && isTrue(attributes["hidden"])) emit({ hiddenColumns: columnSpan(attributes) });
  };
  const closeElement = (name: string) => {
    if (name === "c" && cell !== undefined) {
      addCell(row, cell, parts);
      cell = undefined;
    } else if (name === "row") {
      const { letters: _, ...read } = row;
      emit({ row: read });
    }
  };
  return {
    open: (name, attributes) => {
      isText = cell !== undefined && (name === "v" || name === "t");
      openElement(name, attributes);
    },
    text: (more) => {
      if (isText && cell !== undefined) cell.text += more;
    },
    close: (name) => {
      isText = false;
      closeElement(name);
    },
  };
}

function openRow({ r, hidden }: XmlAttributes, before: number): OpenRow {
  const at = r === undefined ? before + 1 : Number(r) - 1;
  if (!Number.isInteger(at) || at < before || at >= MAX_ROWS)
    throw new RangeError(`row ${r} after row ${before + 1}`);
  return { at, cells: [], colours: new Map(), formulas: 0, isHidden: isTrue(hidden), letters: 0 };
}

function openCell({ r, t = "n", s = "0" }: XmlAttributes, next: number): OpenCell {
  const at = r === undefined ? next : parsePlace(r).column;
  return { at, type: t, style: Number(s), text: "" };
}

function addCell(row: OpenRow, cell: OpenCell, parts: WorkbookParts): void {
  const text = cellText(cell, parts);
  row.letters += text.length;
  if (row.letters > MAX_ROW_LETTERS)
    throw new RangeError(`a longer row ${row.at + 1}, wanted rows under 10 MB`);
  while (row.cells.length < cell.at) row.cells.push("");
  row.cells[cell.at] = text;
  const colour = parts.styles[cell.style]?.colour;
  if (colour !== undefined && !row.colours.has(colour)) row.colours.set(colour, cell.at);
}

/** The text of a cell by its type (ECMA-376, 18.18.11). */
function cellText({ type, style, text }: OpenCell, { texts, styles, system }: WorkbookParts): string {
  if (type === "s") return texts[Number(text)] ?? "";
  if (type === "str" || type === "inlineStr") return plainText(text);
  if (type === "b") return isTrue(text) ? "true" : "false";
  if (type === "d") return text.replace(/T00:00:00.*$/, "").replace(/(\.\d+)?Z?$/, "");
  if (type === "e" || text.trim() === "") return text;
  return numberText(Number(text), styles[style]?.format ?? "General", system);
}

const columnSpan = ({ min = "1", max = min }: XmlAttributes) =>
  Math.min(MAX_COLUMNS, Number(max)) - Number(min) + 1;

function parseRange(text: string): MergedRange {
  const [from = "", to = from] = text.split(":");
  const [first, last] = [parsePlace(from), parsePlace(to)];
  return { top: first.row, left: first.column, bottom: last.row, right: last.column };
}

/** `AB12`: column 27, row 11. */
function parsePlace(text: string): { readonly row: number; readonly column: number } {
  let [column, at] = [0, 0];
  for (let code = letter(text, at); code > 0 && column < MAX_COLUMNS; code = letter(text, ++at))
    column = column * 26 + code;
  const row = Number(text.slice(at));
  if (column < 1 || column > MAX_COLUMNS || !(row >= 1 && row <= MAX_ROWS))
    throw new RangeError(`got the cell "${text.slice(0, 20)}", wanted one of a sheet`);
  return { row: row - 1, column: column - 1 };
}

function letter(text: string, at: number): number {
  const code = (text.charCodeAt(at) | 32) - 96;
  return code >= 1 && code <= 26 ? code : 0;
}
