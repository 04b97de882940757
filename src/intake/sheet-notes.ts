/** What a sheet carries besides its texts, kept as notes of its rows and told as notices of its table. */
import type { Notice } from "./table.ts";
import type { PlacedNote } from "./tidy-rows.ts";

export type SheetCounts = {
  readonly merges: number;
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  readonly formulas: number;
  readonly colouredRows: number;
};

/** Notes of a row: that it is hidden, and its colours, each once with the first column that wears it. */
export function rowNotes(colours: ReadonlyMap<string, number>, isHidden: boolean): readonly PlacedNote[] {
  const notes = [...colours].map(([colour, at]) => ({ at, text: `colour ${colour}` }));
  return isHidden ? [{ text: "hidden row" }, ...notes] : notes;
}

/** A line for each thing that was found at all. */
export function sheetNotices(counts: SheetCounts): readonly Notice[] {
  const lines: readonly (readonly [count: number, code: Notice["code"], message: string])[] = [
    [counts.merges, "merged-cells", "merged range(s); each of their cells got the text"],
    [counts.hiddenRows, "hidden-rows", "hidden row(s); they were read and noted"],
    [counts.hiddenColumns, "hidden-columns", "hidden column(s); they were read"],
    [counts.formulas, "formulas", "formula(s); their stored values were read, nothing was computed"],
    [counts.colouredRows, "colours", "row(s) with coloured cells; kept as notes"],
  ];
  return lines
    .filter(([count]) => count > 0)
    .map(([count, code, message]) => ({ code, message: `${count} ${message}` }));
}

export const hiddenSheetNotice: Notice = {
  code: "hidden-sheet",
  message: "the sheet is hidden; it was read",
};
