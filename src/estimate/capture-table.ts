/** Capture histories as a table of cells: bit i of a cell's number says whether the i-th list saw it. */
import type { CaptureHistory } from "../model/estimate.ts";

/** Counts by cell; cell 0, those nobody saw, is always 0. `possible` is 0 for a cell that is empty by design. */
export type CaptureTable = {
  readonly lists: readonly string[];
  readonly counts: Float64Array; // length 2 ** lists.length
  readonly possible: Uint8Array; // 0 where the design allows nobody
  readonly observed: number;
};

export type TableOptions = {
  /** Patterns of lists on which nobody can stand, since the lists' scopes do not meet. */
  readonly impossible?: readonly (readonly string[])[];
};

/** Why a method that has no place for structural zeros refuses a table with some. */
export const EMPTY_BY_DESIGN =
  "got patterns that are impossible by design, wanted a table in which every pattern can occur";

/**
 * The table of histories that passed `checkHistories`, lists in the order given. A pattern that holds an impossible
 * one is impossible too.
 *
 * @example
 * captureTable([{ lists: ["a"], count: 3 }, { lists: ["a", "b"], count: 2 }], ["a", "b"]).counts; //=> new Float64Array([0, 3, 0, 2])
 */
export function captureTable(
  histories: readonly CaptureHistory[],
  lists: readonly string[],
  { impossible = [] }: TableOptions = {},
): CaptureTable {
  const bitOf = new Map(lists.map((list, i) => [list, 1 << i]));
  const cellOf = (names: readonly string[]) => names.reduce((cell, name) => cell | (bitOf.get(name) ?? 0), 0);
  const counts = new Float64Array(1 << lists.length);
  for (const { lists: on, count } of histories) counts[cellOf(on)]! += count;
  const shut = impossible.filter((names) => names.every((name) => bitOf.has(name))).map(cellOf);
  const possible = Uint8Array.from(counts, (_, cell) =>
    shut.some((pattern) => (cell & pattern) === pattern) ? 0 : 1,
  );
  return { lists, counts, possible, observed: counts.reduce((sum, count) => sum + count, 0) };
}

/**
 * The number of lists in a cell.
 *
 * @example
 * [0, 1, 6, 7].map(sizeOf); //=> [0, 1, 2, 3]
 */
export function sizeOf(cell: number): number {
  let size = 0;
  for (let rest = cell; rest !== 0; rest &= rest - 1) size++;
  return size;
}

/**
 * Histories with each group of lists as one: a list that was copied from another is no second look. The group takes
 * its first name; patterns that fall together add up.
 *
 * @example
 * mergeLists([{ lists: ["a", "copy"], count: 4 }, { lists: ["copy"], count: 1 }], [["a", "copy"]]); //=> [{ lists: ["a"], count: 5 }]
 */
export function mergeLists(
  histories: readonly CaptureHistory[],
  groups: readonly (readonly string[])[],
): readonly CaptureHistory[] {
  const nameOf = new Map(groups.flatMap((group) => group.map((list) => [list, group[0] ?? list] as const)));
  const merged = new Map<string, CaptureHistory>();
  for (const { lists, count } of histories) {
    const on = [...new Set(lists.map((list) => nameOf.get(list) ?? list))].sort();
    const key = JSON.stringify(on);
    merged.set(key, { lists: on, count: count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged.values()];
}
