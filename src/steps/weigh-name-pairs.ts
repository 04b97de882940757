/** Weights for a file of pairs of names: its columns, then `weight` and `probability`. */
import { extname } from "node:path";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { type CsvForm, parseRows } from "../intake/parse-csv.ts";
import { weighNames } from "../linkage/name-weights/weigh-names.ts";
import { type PreparedName, prepareName } from "../names/index.ts";
import { openSourceFile, writeFileDurably } from "../shell/files.ts";

/** The columns that hold the two names, in the order of preference. */
const COLUMNS = [
  ["latin_name", "other_name"],
  ["name1", "name2"],
] as const;

/** Tabs part the cells of a .tsv, where a quote is a letter like others; commas those of a .csv. */
const FORMS: Readonly<Record<string, CsvForm>> = {
  ".tsv": { delimiter: "\t", quote: false, trim: false },
  ".csv": { delimiter: ",", quote: '"', trim: false },
};

export type WeighedPairs = { readonly pairs: number; readonly columns: readonly [string, string] };

/**
 * Writes `out` with each row of `path` and the weight (bits) and probability of its two names. A row at a time, in
 * flat memory. Throws `input-refused` for a file without the columns, or with a row that has other cells than the
 * header.
 */
export async function weighNamePairs(
  path: string,
  out: string,
  progress: ReportProgress,
): Promise<WeighedPairs> {
  const [form, outForm] = [formOf(path), formOf(out)];
  const file = await openSourceFile(path);
  const counts: { pairs: number; columns: readonly [string, string] } = { pairs: 0, columns: ["", ""] };
  async function* lines(): AsyncIterable<string> {
    let header: Header | undefined;
    for await (const cells of parseRows(file.stream(), form, file.name)) {
      if (header === undefined) {
        header = readHeader(cells, file.name);
        counts.columns = header.columns;
        yield formatRow([...cells, "weight", "probability"], outForm);
        continue;
      }
      counts.pairs++;
      if (cells.length !== header.width)
        throw refusal(`${file.name}, row ${counts.pairs}`, `${header.width} cells`, `${cells.length}`);
      yield formatRow(
        [...cells, ...weightCells(prepared(cells, header.left), prepared(cells, header.right))],
        outForm,
      );
      if (counts.pairs % 10_000 === 0) progress("weighing names", counts.pairs, 0);
    }
    if (header === undefined) throw refusal(file.name, "a header", "no rows");
  }
  await writeFileDurably(out, lines());
  return { pairs: counts.pairs, columns: counts.columns };
}

type Header = {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly columns: readonly [string, string];
};

function readHeader(cells: readonly string[], name: string): Header {
  const columns = COLUMNS.find((pair) => pair.every((column) => cells.includes(column)));
  if (columns === undefined)
    throw refusal(name, "columns latin_name and other_name, or name1 and name2", cells.join(", "));
  return { width: cells.length, left: cells.indexOf(columns[0]), right: cells.indexOf(columns[1]), columns };
}

const prepared = (cells: readonly string[], at: number): PreparedName => prepareName(cells[at] ?? "");

function weightCells(a: PreparedName, b: PreparedName): readonly string[] {
  const { weightBits, probability } = weighNames(a, b);
  return [weightBits.toFixed(4), probability.toPrecision(6)];
}

function formOf(path: string): CsvForm {
  const form = FORMS[extname(path).toLowerCase()];
  if (form === undefined)
    throw new RecountError("input-usage", `got ${JSON.stringify(path)}, wanted a .tsv or .csv file`);
  return form;
}

/** Only between a .csv and a .tsv can a cell hold what parts the cells: there it is quoted, or becomes a space. */
function formatRow(cells: readonly string[], form: CsvForm): string {
  const clean = cells.map((cell) => {
    if (form.quote === false) return cell.replace(/[\t\r\n]/g, " ");
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  });
  return `${clean.join(form.delimiter)}\n`;
}

function refusal(path: string, expected: string, received: string): RecountError {
  return new RecountError("input-refused", `${path}: got ${JSON.stringify(received)}, wanted ${expected}`);
}
