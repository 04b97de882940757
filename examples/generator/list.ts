/** A list before it is written: its tables with their rows, and for each row what it is truly about. */
import type { Day } from "./people.ts";

/** Text, a number, or a day that spreadsheets hold as a date cell. */
export type ListCell = string | number | { readonly date: Day };

/** `part` of a row is its place in `truth`, from 1: "Ali + 4 children" is a person and a group. */
export type TruthPart = { readonly kind: string; readonly entity: string };

export type ListRow = { readonly cells: readonly ListCell[]; readonly truth: readonly TruthPart[] };

export type Merge = {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};

export type ListTable = {
  readonly sheet: string; // "" where the format has no sheets
  readonly head: readonly (readonly ListCell[])[]; // title rows and header rows
  readonly rows: readonly ListRow[];
  readonly foot?: readonly (readonly ListCell[])[]; // totals, signatures
  readonly merges?: readonly Merge[]; // from 0, counted from the first row of the sheet
};

export const formats = [
  "csv",
  "csv-bom",
  "csv-semicolon",
  "csv-windows-1251",
  "tsv-utf-16",
  "xlsx",
  "xls",
  "ods",
  "json",
  "jsonl",
] as const;

export type ExampleList = {
  readonly file: string;
  readonly format: (typeof formats)[number];
  readonly tables: readonly ListTable[];
};

export type Column<T> = { readonly header: string; readonly cell: (item: T) => ListCell };

/** One row per item, its cells drawn column by column. */
export function rowsOf<T>(
  items: readonly T[],
  columns: readonly Column<T>[],
  truth: (item: T) => readonly TruthPart[],
): readonly ListRow[] {
  return items.map((item) => ({ cells: columns.map(({ cell }) => cell(item)), truth: truth(item) }));
}

export const headerOf = <T>(columns: readonly Column<T>[]): readonly string[] =>
  columns.map(({ header }) => header);

/** `rows` with a ditto mark where one of the columns repeats the cell above it. */
export function withDitto(
  rows: readonly ListRow[],
  { columns, mark }: { readonly columns: readonly number[]; readonly mark: string },
): readonly ListRow[] {
  return rows.map(({ cells, truth }, at) => ({
    truth,
    cells: cells.map((cell, column) => {
      const above = rows[at - 1]?.cells[column];
      return columns.includes(column) && cell !== "" && cell === above ? mark : cell;
    }),
  }));
}

/** The rows of `truth.csv` for a list, header excluded. */
export function truthRows(list: ExampleList): readonly (readonly string[])[] {
  return list.tables.flatMap(({ sheet, rows }) =>
    rows.flatMap(({ truth }, row) =>
      truth.map(({ kind, entity }, part) => [
        list.file,
        sheet,
        String(row + 1),
        String(part + 1),
        kind,
        entity,
      ]),
    ),
  );
}
