/** A table of a source's file, before anybody says what its columns mean. */
import type { Note } from "../model/mention.ts";
import type { ReadCsvParts } from "./csv-columns.ts";
import type { TableColumns } from "./table-columns.ts";

export type TableFormat = "csv" | "xlsx" | "xls" | "xlsb" | "ods" | "json" | "json-lines" | "parquet";

export type NoticeCode =
  | "encoding"
  | "bad-bytes"
  | "delimiter"
  | "quotes"
  | "title-rows"
  | "two-row-header"
  | "no-header"
  | "numbering-row"
  | "hashtag-row"
  | "totals-row"
  | "merged-cells"
  | "hidden-rows"
  | "hidden-columns"
  | "hidden-sheet"
  | "colours"
  | "formulas"
  | "macros"
  | "external-links"
  | "nested";

/** What was found in a table and what was done about it, in words. */
export type Notice = { readonly code: NoticeCode; readonly message: string };

/** One data row. `cells` are aligned with the header: as many, as text; dates of spreadsheets as ISO 8601. */
export type RawRow = {
  readonly row: number; // data row in its table, from 1
  readonly cells: readonly string[];
  readonly notes?: readonly Note[]; // a colour, a hidden row, a ditto mark that was filled
  readonly extra?: readonly string[]; // cells beyond the header's last column
};

export type Table = {
  readonly name: string; // of the sheet, or of the file
  readonly file: string; // the name of the file
  readonly format: TableFormat;
  readonly header: readonly string[]; // no two alike, none empty
  readonly titles: readonly string[]; // lines that stood above the header
  readonly notices: readonly Notice[];
  rows(): AsyncIterable<RawRow>; // from the first row, each time it is called
  /**
   * The same as columns, straight from the bytes, by `readParts` where it is given; undefined where only the rows can
   * say what they mean.
   */
  quickColumns?(
    progress: (rows: number) => void,
    readParts?: ReadCsvParts,
  ): Promise<TableColumns | undefined>;
};

/** A table as the readers of formats give it, before it is known of which file it is. */
export type UnnamedTable = Omit<Table, "file">;
