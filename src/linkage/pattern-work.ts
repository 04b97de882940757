/** Patterns of given pairs, found in runs of so many that threads can share, and put together in the order of pairs. */
import type { Comparison } from "./comparison.ts";
import { meetPatterns, type PatternTable, type ReadLevels } from "./patterns.ts";
import { fetchRows, type RowTable } from "./row-words.ts";
import { sharedWords } from "./shared-words.ts";

/** Pairs by canonical position. A unit is `RUN` of them. */
export type PatternWork = {
  readonly kind: "patterns";
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly rows: RowTable;
};

/** The pattern of each pair of a run, and the levels of the run's patterns, side by side. */
export type PatternRun = { readonly ids: Uint32Array; readonly levels: Uint8Array };

const RUN = 1 << 14; // pairs
const FETCHED = 1 << 9; // pairs whose rows are fetched at once

export function patternWork({ left, right, rows }: Omit<PatternWork, "kind">): PatternWork {
  return { kind: "patterns", left: sharedWords(left), right: sharedWords(right), rows };
}

export const unitsOfPatterns = ({ left }: PatternWork) => Math.ceil(left.length / RUN);

export function findPatterns(
  { left, right, rows }: PatternWork,
  readLevels: ReadLevels,
  comparisons: readonly Comparison[],
): (unit: number) => PatternRun {
  const width = comparisons.length;
  const found = new Uint8Array(width);
  const pair = { words: rows.words, p: 0, q: 0 };
  const fetched = { sum: 0 };
  return (unit) => {
    const patterns = meetPatterns(comparisons);
    const [from, until] = [unit * RUN, Math.min(left.length, (unit + 1) * RUN)];
    const ids = new Uint32Array(until - from);
    for (let at = from; at < until; at++) {
      if ((at - from) % FETCHED === 0) {
        const next = Math.min(until, at + FETCHED);
        fetched.sum = fetchRows(rows, left.subarray(at, next)) + fetchRows(rows, right.subarray(at, next));
      }
      pair.p = (left[at] as number) * rows.width;
      pair.q = (right[at] as number) * rows.width;
      readLevels(found, pair);
      ids[at - from] = patterns.idOf(found);
    }
    const levels = new Uint8Array(patterns.size() * width);
    for (let id = 0; id < patterns.size(); id++) levels.set(patterns.levelsOf(id), id * width);
    return { ids, levels };
  };
}

export type FoundPatterns = { readonly ids: Uint32Array; readonly table: PatternTable };

/** The patterns of all runs, numbered as they are met. */
export function joinPatterns(comparisons: readonly Comparison[], runs: readonly PatternRun[]): FoundPatterns {
  const table = meetPatterns(comparisons);
  const width = comparisons.length;
  const ids = new Uint32Array(runs.reduce((sum, run) => sum + run.ids.length, 0));
  let start = 0;
  for (const run of runs) {
    const renamed = Uint32Array.from({ length: run.levels.length / width }, (_, id) =>
      table.idOf(run.levels.subarray(id * width, (id + 1) * width)),
    );
    for (let at = 0; at < run.ids.length; at++) ids[start + at] = renamed[run.ids[at] as number] as number;
    start += run.ids.length;
  }
  return { ids, table };
}
