/** Rows of cells to rows of a table: numbered, aligned with the header, ditto marks filled, totals left out. */
import type { Note } from "../model/mention.ts";
import { isNumber } from "./cell-shape.ts";
import { foldHeader } from "./fold-header.ts";
import type { RawRow } from "./table.ts";

/** What a reader of a format gives: cells, and notes that the format carries (colours, hidden rows). */
export type ReadRow = { readonly cells: readonly string[]; readonly notes?: readonly PlacedNote[] };

/** A note on the cell at an index; of the whole row without one. */
export type PlacedNote = { readonly at?: number; readonly text: string };

export type TidyOptions = {
  readonly header: readonly string[];
  readonly keepEmpty: boolean; // whether a row without any text is a row (in CSV) or paper (in a spreadsheet)
};

/** Rows from the first data row on; an empty row is counted in either case, so that numbers lead back to the file. */
export async function* tidyRows(
  rows: AsyncIterable<ReadRow> | Iterable<ReadRow>,
  { header, keepEmpty }: TidyOptions,
): AsyncIterable<RawRow> {
  let above: readonly string[] = [];
  let held: RawRow[] = []; // rows of totals: data again when more data follow them
  let number = 0;
  for await (const { cells, notes } of rows) {
    number++;
    const isEmpty = cells.every((cell) => cell === "");
    if (isEmpty && !keepEmpty) continue;
    const placed = notes?.map(({ at = -1, text }): Note => ({ column: header[at] ?? "", text }));
    const row = tidyRow(
      { row: number, cells, ...(placed === undefined ? {} : { notes: placed }) },
      header,
      above,
    );
    if (isTotals(cells)) {
      held.push(row);
      continue;
    }
    if (!isEmpty && held.length > 0) {
      yield* held;
      held = [];
    }
    above = row.cells;
    if (held.length > 0) held.push(row);
    else yield row;
  }
  yield* held.filter(({ cells }) => !isTotals(cells));
}

function tidyRow(row: RawRow, header: readonly string[], above: readonly string[]): RawRow {
  const { cells } = row;
  let tidy: readonly string[] = cells;
  if (cells.length < header.length)
    tidy = [...cells, ...Array<string>(header.length - cells.length).fill("")];
  else if (cells.length > header.length) tidy = cells.slice(0, header.length);
  const extra = cells.slice(header.length).filter((cell) => cell !== "");
  const dittos = above.length === 0 ? [] : tidy.flatMap((cell, i) => (isDitto(cell) ? [i] : []));
  if (dittos.length === 0 && extra.length === 0) return tidy === cells ? row : { ...row, cells: tidy };
  const notes = dittos.map((i) => ({
    column: header[i] ?? "",
    text: `ditto mark ${tidy[i]}, filled from above`,
  }));
  return {
    ...row,
    cells: tidy.map((cell, i) => (dittos.includes(i) ? (above[i] ?? "") : cell)),
    ...(notes.length > 0 || row.notes ? { notes: [...(row.notes ?? []), ...notes] } : {}),
    ...(extra.length > 0 ? { extra } : {}),
  };
}

/**
 * Whether a cell says "as above".
 *
 * @example
 * [isDitto("-//-"), isDitto("〃"), isDitto("-"), isDitto('"')]; //=> [true, true, false, true]
 */
export function isDitto(cell: string): boolean {
  if (cell === "" || cell.length > 9) return false;
  return /^\s*([-–—]*\s*(["״”〃]|''|„|\/\/)\s*[-–—]*|ditto|idem|то же)\s*$/i.test(cell);
}

const totalWords =
  "total totals totally sum subtotal итого всего сумма cəmi cemi yekun toplam ընդամենը სულ ჯამი جمع المجموع مجموع إجمالي الإجمالي усього разом suma somme summe insgesamt gesamt".split(
    " ",
  );
const totals = new Set(totalWords.map(foldHeader));
/** Most rows are told from totals by two letters, without folding any word. */
const totalOpenings = new Set(totalWords.map((word) => word.slice(0, 2)));
/** First two letters, in lower case, of all that may be a word for a total or a ditto mark in letters. */
export const meaningfulOpenings: ReadonlySet<string> = new Set([...totalOpenings, "di", "id"]);

/**
 * Whether a row adds up the rows above: its first text is a word for a total, and the rest is numbers or nothing.
 *
 * @example
 * isTotals(["", "Итого: 45", "", "45"]); //=> true
 */
export function isTotals(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== "");
  if (first === undefined || !opensTotals(first)) return false;
  const rest = cells.filter((cell) => cell !== "" && cell !== first);
  if (!rest.every(isNumber)) return false;
  // A lone surname may be a word for a total: then its row has more to say than one cell, or says it in a number.
  return rest.length > 0 || /\d|:/.test(first) || foldHeader(first).split(" ").length === 1;
}

/**
 * Whether a text begins with a word for a total.
 *
 * @example
 * opensTotals("Total: 45"); //=> true
 */
export function opensTotals(text: string): boolean {
  if (text.length > 40 || !totalOpenings.has(text.trimStart().slice(0, 2).toLowerCase())) return false;
  return totals.has(foldHeader(text).split(" ")[0] ?? "");
}
