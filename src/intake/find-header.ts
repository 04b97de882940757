/** Where a table begins: titles above, a header of one or two rows (or none), rows of numbers or tags under it. */
import { isBlank, isNumber, isNumericDate } from "./cell-shape.ts";
import { type HeadlessTable, headlessGazetteer } from "./gazetteer-tables.ts";
import { conceptsOf } from "./header-concepts.ts";
import type { Notice } from "./table.ts";

export type FoundHeader = {
  readonly header: readonly string[];
  readonly titles: readonly string[];
  readonly dataAt: number; // index of the first data row among all rows
  readonly notices: readonly Notice[];
};

type Row = readonly string[];

const SEARCHED_ROWS = 30;

/** The header of the first rows of a table. Cells merged in a header must have been filled across. */
export function findHeader(rows: readonly Row[]): FoundHeader {
  const known = headlessGazetteer(rows);
  if (known !== undefined) return knownHeader(known);
  const width = commonWidth(rows);
  const at = headerAt(rows, width);
  const titles = rows
    .slice(0, at)
    .map((row) => [...new Set(filled(row))].join(" "))
    .filter((title) => title !== "");
  const notices: Notice[] = [];
  if (at > 0)
    notices.push({ code: "title-rows", message: `skipped ${at} title row(s): ${titles.join(" / ")}` });
  const first = rows[at] ?? [];
  if (isHeadless(first, rows.slice(at + 1)))
    return {
      header: first.map((_, i) => `column ${i + 1}`),
      titles,
      dataAt: at,
      notices: [...notices, { code: "no-header", message: "found no header; columns are numbered" }],
    };
  const isDouble = isTwoRowHeader(first, rows[at + 1], rows[at + 2]);
  const labels = isDouble ? joinHeaders(first, rows[at + 1] ?? []) : first;
  if (isDouble) notices.push({ code: "two-row-header", message: "joined a header of two rows" });
  const below = skipUnderHeader(rows, at + (isDouble ? 2 : 1));
  const header = distinctLabels(labels, width);
  return { header, titles, dataAt: below.at, notices: [...notices, ...below.notices] };
}

function knownHeader({ name, header }: HeadlessTable): FoundHeader {
  const message = `found no header; the columns are those of ${name}`;
  return { header, titles: [], dataAt: 0, notices: [{ code: "no-header", message }] };
}

const filled = (row: Row) => row.filter((cell) => cell.trim() !== "");

function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const last = row.findLastIndex((cell) => cell.trim() !== "") + 1;
    if (last > 0) counts.set(last, (counts.get(last) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] >= best[1] ? next : best), [0, 0])[0];
}

/** The first row that is filled by half, or that speaks in two header words; titles fill a cell or two. */
function headerAt(rows: readonly Row[], width: number): number {
  const searched = rows.slice(0, SEARCHED_ROWS);
  const isWide = (row: Row) => new Set(filled(row)).size >= Math.max(Math.min(2, width), width / 2);
  const spoken = searched.findIndex(
    (row) => filled(row).length > 1 && new Set(filled(row)).size > 1 && headerWords(row) >= 2,
  );
  const wide = searched.findIndex(isWide);
  if (spoken !== -1 && (wide === -1 || spoken < wide || !isLabelRow(searched[wide] ?? []))) return spoken;
  return Math.max(0, wide);
}

const headerWords = (row: Row) => row.filter((cell) => cell.length < 60 && conceptsOf(cell).size > 0).length;

const isData = (cell: string) => isNumber(cell) || isNumericDate(cell);
const isLabelRow = (row: Row) => !filled(row).some(isData);

/** A row of data stands first when more of its cells are numbers or dates, as below them, than are words of a header. */
function isHeadless(first: Row, below: readonly Row[]): boolean {
  if (below.length === 0) return false;
  // A year may head a column of numbers.
  const data = first.flatMap((cell, i) => (isData(cell) && !/^(19|20)\d\d$/.test(cell.trim()) ? [i] : []));
  const likeBelow = data.filter((i) => {
    const cells = below.map((row) => row[i] ?? "").filter((cell) => !isBlank(cell));
    return cells.length > 0 && cells.filter(isData).length >= 0.8 * cells.length;
  });
  return likeBelow.length > 2 * headerWords(first);
}

function isTwoRowHeader(first: Row, second: Row | undefined, third: Row | undefined): boolean {
  if (second === undefined || third === undefined || !isLabelRow(first) || !isLabelRow(second)) return false;
  const gaps = first.flatMap((cell, i) => (cell.trim() === "" || cell === first[i - 1] ? [i] : []));
  const isUnderGaps = gaps.length > 0 && gaps.every((i) => (second[i] ?? "").trim() !== "");
  const leavesOthers = first.some((cell, i) => {
    const under = (second[i] ?? "").trim();
    return cell.trim() !== "" && (under === "" || under === cell.trim());
  });
  return (
    isUnderGaps && (leavesOthers || filled(first).length < filled(second).length) && headerWords(second) > 0
  );
}

function joinHeaders(first: Row, second: Row): readonly string[] {
  let group = "";
  return Array.from({ length: Math.max(first.length, second.length) }, (_, i) => {
    const [above, below] = [(first[i] ?? "").trim(), (second[i] ?? "").trim()];
    if (above !== "") group = above;
    if (below === "" || below === above) return above;
    return above !== "" || first[i] !== undefined ? `${group} / ${below}`.replace(/^ \/ /, "") : below;
  });
}

function skipUnderHeader(rows: readonly Row[], from: number): { at: number; notices: readonly Notice[] } {
  const row = filled(rows[from] ?? []);
  if (row.length >= 3 && row.every((cell, i) => cell.trim() === String(i + 1)))
    return {
      at: from + 1,
      notices: [{ code: "numbering-row", message: "skipped a row that numbers the columns" }],
    };
  const tags = row.filter((cell) => /^#[a-z]+(\s*\+[a-z0-9_]+)*$/i.test(cell.trim()));
  if (tags.length >= 2 && tags.length > row.length / 2)
    return { at: from + 1, notices: [{ code: "hashtag-row", message: "skipped a row of HXL tags" }] };
  return { at: from, notices: [] };
}

function distinctLabels(labels: Row, width: number): readonly string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: Math.max(labels.length, width) }, (_, i) => {
    const label = (labels[i] ?? "").replace(/\s+/g, " ").trim() || `column ${i + 1}`;
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
