/** Tables as an XLSX file: the way out beside the ways in, so that one folder knows the library. */
import { utils, write } from "@e965/xlsx";

/** A sheet: its title, and rows of texts and numbers. */
export type SheetRows = {
  readonly title: string;
  readonly rows: readonly (readonly (string | number)[])[];
};

/**
 * The bytes of a workbook with these sheets, in their order. Texts are texts and never formulas.
 *
 * @example
 * formatWorkbook([{ title: "Figure", rows: [["killed", 12]] }]).subarray(0, 2); //=> Uint8Array.of(0x50, 0x4b)
 */
export function formatWorkbook(sheets: readonly SheetRows[]): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  for (const { title, rows } of sheets)
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), sheetName(title));
  const bytes: ArrayBuffer = write(book, { type: "array", bookType: "xlsx", compression: true });
  return new Uint8Array(bytes);
}

// A sheet's name has at most 31 characters, and none of these.
const sheetName = (title: string) => title.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);
