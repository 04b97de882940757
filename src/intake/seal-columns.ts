/** Columns whose text nobody but custodians may read: taken out before anything is made of a row. */
import { issueAt, type Parsed } from "../base/errors.ts";
import type { RawRow, Table } from "./table.ts";

/** What stands in a sealed cell that was not empty, whatever was in it. */
export const SEALED_TEXT = "(sealed)";

/**
 * The tables with the text of these columns taken out, wherever a table has them. Column names are compared without
 * case and outer spaces. Issues for a name that no table has: a misspelt one would seal nothing.
 *
 * @example
 * sealColumns([], ["Witness"]).issues[0].received; //=> "a file without columns"
 */
export function sealColumns(tables: readonly Table[], columns: readonly string[]): Parsed<readonly Table[]> {
  const headers = tables.flatMap(({ header }) => header);
  const unknown = columns.filter((column) => !headers.some((header) => isColumn(header, column)));
  if (unknown.length > 0)
    return {
      issues: unknown.map((column) =>
        issueAt(
          `column ${column}`,
          "a column of the file to seal",
          headers.length === 0 ? "a file without columns" : headers.join(", "),
        ),
      ),
    };
  return { value: tables.map((table) => sealTable(table, columns)) };
}

const fold = (text: string) => text.normalize("NFKC").trim().toLowerCase();
const isColumn = (header: string, column: string) => fold(header) === fold(column);

function sealTable(table: Table, columns: readonly string[]): Table {
  const isSealed = table.header.map((header) => columns.some((column) => isColumn(header, column)));
  if (!isSealed.includes(true)) return table;
  // Without quickColumns: it reads the bytes, and would find the text again.
  const { name, file, format, header, titles, notices } = table;
  return { name, file, format, header, titles, notices, rows: () => sealRows(table, isSealed) };
}

async function* sealRows(table: Table, isSealed: readonly boolean[]): AsyncGenerator<RawRow> {
  const sealed = new Set(table.header.filter((_, at) => isSealed[at]));
  for await (const row of table.rows()) {
    const cells = row.cells.map((cell, at) => (isSealed[at] && cell.trim() !== "" ? SEALED_TEXT : cell));
    const notes = row.notes?.filter(({ column }) => !sealed.has(column));
    // Cells beyond the header may be a sealed cell's that slipped: their text goes too.
    const extra = row.extra?.map((cell) => (cell.trim() === "" ? cell : SEALED_TEXT));
    yield { ...row, cells, ...(notes && { notes }), ...(extra && { extra }) };
  }
}
