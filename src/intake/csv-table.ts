/** A delimited text file as a table that streams. */
import type { Parsed } from "../base/errors.ts";
import { joinCsvParts, readCsvPart } from "./csv-columns.ts";
import { decodeStream, decodeText, isEncoding } from "./decode-text.ts";
import { detectCsvForm } from "./detect-delimiter.ts";
import { detectEncoding, type EncodingFinding } from "./detect-encoding.ts";
import { findHeader } from "./find-header.ts";
import { type CsvForm, parseHead, parseRows } from "./parse-csv.ts";
import { reasonOf, refuse } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";
import { HEAD_BYTES, surveyText, type TextSurvey } from "./survey-text.ts";
import type { Notice, RawRow, UnnamedTable } from "./table.ts";
import { isTotals, tidyRows } from "./tidy-rows.ts";

export type CsvOptions = { readonly encoding?: string; readonly delimiter?: string };

const HEAD_ROWS = 200;

/** The table of a CSV file, or why it is none. The whole file is read once, to know its encoding for certain. */
export async function openCsv(
  file: SourceFile,
  options: CsvOptions,
): Promise<Parsed<readonly UnnamedTable[]>> {
  if (options.encoding !== undefined && !isEncoding(options.encoding))
    return refuse("--encoding", "an encoding such as utf-8 or windows-1251", options.encoding);
  const survey = await surveyText(file).catch((error: unknown) => reasonOf(error));
  if (typeof survey === "string") return refuse(file.name, "a file that can be read", survey);
  const found: EncodingFinding =
    options.encoding === undefined ? detectEncoding(survey) : { encoding: options.encoding, by: "mark" };
  if (survey.nuls > 0 && !found.encoding.startsWith("utf-16"))
    return refuse(file.name, "delimited text", "a binary file");
  const head = wholeLines(decodeText(survey.head, found.encoding), survey.head.length < HEAD_BYTES);
  if (head.trim() === "") return refuse(file.name, "rows of text", "a file without any text");
  const form = detectCsvForm(head, options.delimiter);
  const rows = parseHead(head, form, HEAD_ROWS);
  if (rows === undefined)
    return refuse(file.name, "quotes in pairs, rows under 10 MB", "a quote that is not closed");
  return { value: [csvTable(file, { survey, found, form, rows })] };
}

type Survey = {
  readonly survey: TextSurvey;
  readonly found: EncodingFinding;
  readonly form: CsvForm;
  readonly rows: readonly (readonly string[])[];
};

function csvTable(file: SourceFile, { survey, found, form, rows }: Survey): UnnamedTable {
  const separatorRows = /^sep=.?$/i.test(rows[0]?.[0] ?? "") ? 1 : 0;
  const top = findHeader(rows.slice(separatorRows));
  const { header, titles } = top;
  const skipped = separatorRows + top.dataAt;
  const isPlain =
    found.encoding === "utf-8" &&
    survey.badBytes === 0 &&
    form.quote === '"' &&
    !form.trim &&
    /^[\x20-\x7e\t]$/.test(form.delimiter);
  const plain = { delimiter: form.delimiter, width: header.length, skipped };
  return {
    name: file.name,
    format: "csv",
    header,
    titles,
    notices: [
      ...encodingNotices(found, survey),
      { code: "delimiter", message: `cells are parted by ${nameOf(form.delimiter)}` },
      ...(form.quote === '"' ? [] : [quoteNotice(form)]),
      ...top.notices,
      ...totalsNotices(survey, found, form),
    ],
    rows: () => {
      const text = found.encoding === "utf-8" ? file.stream() : decodeStream(file.stream(), found.encoding);
      const whole = looseRows(parseRows(text, form, file.name), form, header.length);
      return tidyRows(dropRows(whole, skipped), { header, keepEmpty: true });
    },
    ...(isPlain && {
      quickColumns: async (progress, readParts) =>
        joinCsvParts(
          readParts === undefined
            ? [await readCsvPart(file.stream(), plain, progress)]
            : await readParts(plain, progress),
        ),
    }),
  };
}

/**
 * Gives back the lines that a lone quote swallowed: where, without it, each of them has the table's width. Few lines in
 * a row that has its width as it stands are a cell with commas and line breaks.
 */
async function* looseRows(
  rows: AsyncIterable<readonly string[]>,
  { delimiter, quote }: CsvForm,
  width: number,
): AsyncIterable<readonly string[]> {
  for await (const cells of rows) {
    const lines = cells.some((cell) => cell.includes("\n"))
      ? cells
          .map((cell) => (cell.includes("\n") ? `${quote}${cell}${quote}` : cell))
          .join(delimiter)
          .split(/\r?\n/)
          .map((line) => line.split(delimiter))
      : [];
    const isLikely = cells.length !== width || delimiter === "\t" || lines.length > 3;
    if (isLikely && lines.length > 1 && lines.every(({ length }) => length === width)) yield* lines;
    else yield cells;
  }
}

async function* dropRows(
  rows: AsyncIterable<readonly string[]>,
  count: number,
): AsyncIterable<{ readonly cells: RawRow["cells"] }> {
  let left = count;
  for await (const cells of rows)
    if (left > 0) left--;
    else yield { cells };
}

/** A cut head ends after a whole line that is in no quoted cell, as long as such a line can be found. */
function wholeLines(text: string, isComplete: boolean): string {
  if (isComplete || !text.includes("\n")) return text;
  const lines = text.split("\n").slice(0, -1);
  const isOdd = (line: string) => line.split('"').length % 2 === 0;
  const last = lines.filter(isOdd).length % 2 === 0 ? lines.length : lines.findLastIndex(isOdd);
  return `${lines.slice(0, last).join("\n")}\n`;
}

function encodingNotices({ encoding, by }: EncodingFinding, { badBytes }: TextSurvey): readonly Notice[] {
  const doubt = by === "default" || by === "library" ? ", which is a guess: look at the letters" : "";
  const notices: Notice[] = [{ code: "encoding", message: `read as ${encoding}${doubt}` }];
  if (encoding === "utf-8" && badBytes > 0)
    notices.push({ code: "bad-bytes", message: `${badBytes} byte(s) are not UTF-8 and became U+FFFD` });
  return notices;
}

const quoteNotice = ({ quote }: CsvForm): Notice => ({
  code: "quotes",
  message: quote === false ? "quotes do not close and are read as letters" : "cells are quoted by '",
});

function totalsNotices(
  { tail }: TextSurvey,
  { encoding }: EncodingFinding,
  form: CsvForm,
): readonly Notice[] {
  // A tail of UTF-16 begins on an even byte because its length is even.
  const lines = decodeText(tail, encoding).trimEnd().split(/\r?\n/).slice(-5).join("\n");
  const rows = parseHead(lines, form, 5) ?? [];
  const last = rows.findLast((cells) => cells.some((cell) => cell !== ""));
  if (last === undefined || !isTotals(last)) return [];
  return [
    {
      code: "totals-row",
      message: `left out a row of totals: ${last.filter((cell) => cell !== "").join(" ")}`,
    },
  ];
}

function nameOf(delimiter: string): string {
  return delimiter === "\t" ? "tabs" : `"${delimiter}"`;
}
