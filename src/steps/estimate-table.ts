/** Estimating from a table of capture patterns in a file, without a register. */
import { RecountError } from "../base/errors.ts";
import { type EstimateOptions, estimateHistories } from "../estimate/index.ts";
import { parseHistories } from "../estimate/parse-histories.ts";
import { detectCsvForm } from "../intake/detect-delimiter.ts";
import { parseHead } from "../intake/parse-csv.ts";
import type { SourceFile } from "../intake/source-file.ts";
import type { EstimateReport } from "../model/estimate.ts";

export type EstimatedTable = {
  readonly lists: readonly string[]; // as the header names them
  readonly report: EstimateReport;
  readonly onePerRow: boolean;
};

const SHOWN_ISSUES = 5;

/** The report on a table's histories. Throws `input-refused` for a file that is no such table. */
export async function estimateTable(
  { name: path, bytes: read }: Pick<SourceFile, "name" | "bytes">,
  options: EstimateOptions,
): Promise<EstimatedTable> {
  const bytes = await read();
  const text = decode(bytes, path);
  const rows = parseHead(text, { ...detectCsvForm(text), trim: true }, Number.MAX_SAFE_INTEGER);
  const [header, ...body] = rows ?? [];
  if (header === undefined) throw refused(path, "got no rows, wanted a header and rows of 0 and 1");
  const parsed = parseHistories(header, body);
  if ("issues" in parsed) {
    const { length } = parsed.issues;
    const shown = parsed.issues.slice(0, SHOWN_ISSUES).map((issue) => `${issue.path}: ${issue.message}`);
    const more = length > SHOWN_ISSUES ? [`and ${length - SHOWN_ISSUES} more`] : [];
    throw refused(path, [...shown, ...more].join("\n"));
  }
  const { lists, histories, onePerRow } = parsed.value;
  const named = [...(options.merge ?? []), ...(options.impossible ?? [])].flat();
  const unknown = named.find((list) => !lists.includes(list));
  if (unknown !== undefined)
    throw refused(path, `got the list ${JSON.stringify(unknown)}, wanted one of ${lists.join(", ")}`);
  return { lists, onePerRow, report: estimateHistories(histories, options) };
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RecountError("input-refused", `${path}: got bytes that are not UTF-8, wanted a CSV table`, {
      cause,
    });
  }
}

const refused = (path: string, reason: string) => new RecountError("input-refused", `${path}: ${reason}`);
