/** A table of cells as capture histories: a column of 0 and 1 per list, then how many. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import type { CaptureHistory } from "../model/estimate.ts";

export type ParsedHistories = {
  readonly lists: readonly string[];
  readonly histories: readonly CaptureHistory[];
  readonly onePerRow: boolean; // without a column of counts: each row is one entity
};

/** What the column of counts is called; any other name will do when it is last and holds more than 0 and 1. */
const COUNT_NAMES = /^(count|counts|n|freq|frequency|number|total)$/i;

/**
 * The histories of rows under a header, or every issue. The last column is the count when its name says so or when it
 * holds anything but 0 and 1; without one each row is an entity, and rows of one pattern are added up. A row of
 * nobody (all 0) with the count 0 says nothing and is left out. Counts are taken as they are, so that a negative or
 * broken one reaches the estimators, whose answer is no.
 *
 * @example
 * const parsed = parseHistories(["a", "b", "count"], [["1", "0", "5"], ["1", "1", "2"]]);
 * parsed.value.histories; //=> [{ lists: ["a"], count: 5 }, { lists: ["a", "b"], count: 2 }]
 */
export function parseHistories(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Parsed<ParsedHistories> {
  const last = header.length - 1;
  const isCounted =
    COUNT_NAMES.test(header[last]?.trim() ?? "") || rows.some((row) => !isBit(row[last] ?? ""));
  const lists = (isCounted ? header.slice(0, -1) : header).map((name) => name.trim());
  const issues = [
    ...headerIssues(lists),
    ...rows.flatMap((row, i) => rowIssues(row, i + 1, header, isCounted)),
  ];
  if (issues.length > 0) return { issues };
  const histories = rows
    .map((row) => ({
      lists: lists.filter((_, i) => row[i]?.trim() === "1"),
      count: isCounted ? Number(row[last]) : 1,
    }))
    .filter((history) => history.lists.length > 0 || history.count !== 0);
  return { value: { lists, histories: isCounted ? histories : addUp(histories), onePerRow: !isCounted } };
}

const isBit = (cell: string) => /^[01]$/.test(cell.trim());

function headerIssues(lists: readonly string[]): readonly Issue[] {
  const twice = lists.find((name, i) => lists.indexOf(name) < i);
  return twice === undefined ? [] : [issueAt("header", "a name of its own for each list", twice)];
}

function rowIssues(
  row: readonly string[],
  number: number,
  header: readonly string[],
  isCounted: boolean,
): readonly Issue[] {
  if (row.length !== header.length)
    return [issueAt(`row ${number}`, `${header.length} cells`, `${row.length} cells`)];
  return row.flatMap((cell, i) => {
    const where = `row ${number}, column ${JSON.stringify(header[i] ?? "")}`;
    if (isCounted && i === row.length - 1)
      return /^-?\d+(\.\d+)?(e\+?\d+)?$/i.test(cell.trim()) ? [] : [issueAt(where, "a number", cell)];
    return isBit(cell) ? [] : [issueAt(where, "0 or 1", cell)];
  });
}

function addUp(histories: readonly CaptureHistory[]): readonly CaptureHistory[] {
  const byPattern = Map.groupBy(histories, ({ lists }) => JSON.stringify(lists));
  return [...byPattern.values()].map((same) => ({
    lists: same[0]?.lists ?? [],
    count: same.reduce((sum, { count }) => sum + count, 0),
  }));
}
