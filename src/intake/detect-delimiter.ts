/** How the cells of a text are told apart, found by trying: the right delimiter gives rows of one width. */
import { type CsvForm, parseHead } from "./parse-csv.ts";

const delimiters = [",", ";", "\t", "|"] as const;
const SAMPLE_ROWS = 200;

/**
 * The form under which most rows of the head have one width; among equals the one with more columns.
 * A text without any delimiter is one column. Requires whole lines.
 *
 * @example
 * detectCsvForm("a;b\n1,5;2\n3,7;4\n").delimiter; //=> ";"
 */
export function detectCsvForm(head: string, delimiter?: string): CsvForm {
  const named = delimiter ?? /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1];
  const weighed = (named === undefined ? delimiters : [named]).map((sign) => {
    const form = { delimiter: sign, quote: quoteOf(head, sign), trim: false };
    return { form, evenness: evenness(head, form) };
  });
  const { form } = weighed.reduce((a, b) => (b.evenness > a.evenness ? b : a));
  return { ...form, trim: hasSpacesAfter(head, form) };
}

/**
 * Double quotes are the rule; single ones only where nearly every cell wears them (O'Hara is no quoted cell), and none
 * where double ones do not close.
 */
function quoteOf(head: string, delimiter: string): CsvForm["quote"] {
  const cells = (parseHead(head, { delimiter, quote: false, trim: false }, SAMPLE_ROWS) ?? []).flat();
  if (cells.filter((cell) => /^'.*'$/s.test(cell)).length > 0.8 * cells.length) return "'";
  return parseHead(head, { delimiter, quote: '"', trim: false }, SAMPLE_ROWS) === undefined ? false : '"';
}

/** Share of rows that have the commonest width, times its logarithm. */
function evenness(head: string, form: CsvForm): number {
  const counts = new Map<number, number>();
  const rows = parseHead(head, form, SAMPLE_ROWS) ?? [];
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, count] = [...counts].reduce(
    (a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a),
    [1, 0],
  );
  return (count / Math.max(1, rows.length)) * Math.log2(width);
}

function hasSpacesAfter(head: string, { delimiter }: CsvForm): boolean {
  if (delimiter === "\t") return false;
  const signs = head.split(delimiter).length - 1;
  return signs > 0 && head.split(`${delimiter} `).length - 1 > 0.9 * signs;
}
