/** A figure as a file for a spreadsheet: what is counted, then its parts, its lists and their overlaps. */
import { utf8 } from "../../base/bytes.ts";
import { formatCsvLine } from "../../base/csv.ts";
import { formatWorkbook, type SheetRows } from "../../intake/write-workbook.ts";
import { countWords } from "../../pages/count-words.ts";
import type { Language } from "../../pages/language.ts";
import type { PlainKey } from "../../pages/legal-keys.ts";
import { translate } from "../../pages/translate.ts";
import type { DescribedCount } from "./describe-count.ts";

type Value = string | number;

export type CountFileFormat = "csv" | "xlsx";

/** The bytes of the file and their media type. Numbers that may not be shown stand in words. */
export function formatCountFile(
  described: DescribedCount,
  format: CountFileFormat,
  language: Language,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } {
  const sheets = sheetsOf(described, language).filter(({ rows }) => rows.length > 0);
  if (format === "csv") return { bytes: utf8(csvOf(sheets)), type: "text/csv; charset=utf-8" };
  return {
    bytes: formatWorkbook(sheets),
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

function sheetsOf(
  { figure, by, cells, words, size }: DescribedCount,
  language: Language,
): readonly SheetRows[] {
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const shown = (count: DescribedCount["figure"]["documented"]): Value =>
    typeof count === "number" ? count : countWords(language, count);
  const { documented, range, lists, histories } = figure;
  const names = new Map<string, string>(lists.map(({ source, name }) => [source, name]));
  return [
    {
      title: say("counts.figure"),
      rows: [
        [words.counted, shown(documented)],
        ...(range === undefined ? [] : [[say("counts.atLeast"), shown(range.low)]]),
        [say("page.where"), words.where.join(" / ") || say("page.anywhere")],
        [say("page.when"), words.when],
        ...[...words.rules, ...words.matching, ...words.beside].map((rule) => [say("page.rules"), rule]),
        ...words.estimate.map((sentence) => [say("page.estimate"), sentence]),
        [say("page.ledger"), size],
      ],
    },
    {
      title: say("counts.parts"),
      rows:
        cells.length === 0
          ? []
          : [
              [...by.map((grouping) => say(`counts.by.${grouping}`)), say("picture.count")],
              ...cells.map(({ group, documented: count }) => [
                ...by.map((grouping) => group[grouping] || say("picture.unknown")),
                shown(count),
              ]),
            ],
    },
    {
      title: say("counts.lists"),
      rows: lists.map(({ name, count }) => [name, shown(count)]),
    },
    {
      title: say("counts.overlaps"),
      rows:
        histories === "suppressed"
          ? []
          : histories.map(({ lists: on, count }) => [on.map((id) => names.get(id) ?? id).join(" + "), count]),
    },
  ];
}

/** Sheets one below the other, an empty line between; RFC 4180, with the mark by which Excel knows UTF-8. */
function csvOf(sheets: readonly SheetRows[]): string {
  const blocks = sheets.map(({ title, rows }) => [[title], ...rows].map(formatCsvLine).join(""));
  return `\ufeff${blocks.join("\r\n")}`;
}
