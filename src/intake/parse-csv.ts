/** Delimited text to rows of cells. The one place that knows the library of CSV. */
import { Readable } from "node:stream";
import { CsvError, type Options, parse as parseStream } from "csv-parse";
import { parse as parseWhole } from "csv-parse/sync";
import { issueAt } from "../base/errors.ts";
import { reasonOf, refusalError } from "./refusal.ts";

/** How cells are told apart. `quote` is false when quotes are letters like others. */
export type CsvForm = {
  readonly delimiter: string;
  readonly quote: '"' | "'" | false;
  readonly trim: boolean; // whether spaces after delimiters belong to no cell
};

const MAX_ROW_BYTES = 10 * 1024 * 1024;

const optionsOf = ({ delimiter, quote, trim }: CsvForm): Options => ({
  delimiter,
  quote,
  escape: quote,
  trim,
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: MAX_ROW_BYTES,
});

/** The first rows of `text`, or undefined when its quotes do not close. */
export function parseHead(
  text: string,
  form: CsvForm,
  rows: number,
): readonly (readonly string[])[] | undefined {
  try {
    return parseWhole(text, { ...optionsOf(form), to: rows } as Options) as unknown as string[][];
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** Every row of the text, in flat memory. Throws `input-refused` for a row of 10 MB and for a quote left open. */
export async function* parseRows(
  text: AsyncIterable<Uint8Array | string>,
  form: CsvForm,
  name: string,
): AsyncIterable<string[]> {
  const parser = parseStream(optionsOf(form));
  const source = Readable.from(text, { objectMode: false });
  // An error of the source does not travel down a pipe by itself.
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const cells of parser) yield cells as string[];
  } catch (error) {
    throw error instanceof CsvError ? csvRefusal(error, name) : unreadable(error, name);
  } finally {
    source.destroy();
  }
}

function csvRefusal(error: CsvError, name: string): Error {
  const { code } = error;
  const line = `line ${String(error["lines"])}`;
  if (code === "CSV_MAX_RECORD_SIZE")
    return refusalError(issueAt(name, "rows under 10 MB", `a longer row, ${line}`), error);
  if (code === "CSV_QUOTE_NOT_CLOSED")
    return refusalError(issueAt(name, "quotes in pairs", `a quote that is not closed, ${line}`), error);
  return refusalError(issueAt(name, "rows of delimited text", reasonOf(error)), error);
}

/** A stream that failed under our hands, unless it was already refused in words. */
function unreadable(error: unknown, name: string): Error {
  if (error instanceof Error && "code" in error && error.code === "input-refused") return error;
  return refusalError(issueAt(name, "a file that can be read", reasonOf(error)), error);
}
