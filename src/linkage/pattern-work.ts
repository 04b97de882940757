/** Patterns of given pairs, found in runs of so many that threads can share, and put together in the order of pairs. */
import type { Comparison } from "./comparison.ts";
import { meetPatterns, type PatternTable, type ReadLevels } from "./patterns.ts";
import { sharedWords } from "./shared-words.ts";

/** Pairs by canonical position. A unit is `RUN` of them. */
export type PatternWork = {
  readonly kind: "patterns";
  readonly left: Uint32Array;
  readonly right: Uint32Array;
};

/** The pattern of each pair of a run, and the levels of the run's patterns, side by side. */
export type PatternRun = { readonly ids: Uint32Array; readonly levels: Uint8Array };

const RUN = 1 << 14; // pairs

export function patternWork(left: Uint32Array, right: Uint32Array): PatternWork {
  return { kind: "patterns", left: sharedWords(left), right: sharedWords(right) };
}

export const unitsOfPatterns = ({ left }: PatternWork) => Math.ceil(left.length / RUN);

export function findPatterns(
  { left, right }: PatternWork,
  readLevels: ReadLevels,
  comparisons: readonly Comparison[],
): (unit: number) => PatternRun {
  const width = comparisons.length;
  const found = new Uint8Array(width);
  return (unit) => {
    const patterns = meetPatterns(comparisons);
    const [from, until] = [unit * RUN, Math.min(left.length, (unit + 1) * RUN)];
    const ids = new Uint32Array(until - from);
    for (let at = from; at < until; at++) {
      readLevels(found, left[at] as number, right[at] as number);
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
