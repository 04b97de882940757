/** How a count changes with the linkage: over sampled clusterings, and with the match threshold. */
import type { CaptureHistory } from "../model/estimate.ts";
import type { CountRange } from "../model/figure.ts";
import { countHistories, type DocumentedCount } from "./count.ts";
import { type CountTable, foldRows } from "./count-table.ts";
import { counts } from "./role.ts";

/** A clustering of the table's rows: a label for each, below `size`. Rows that no linkage touched stand alone. */
export type Clustering = { readonly labels: Uint32Array; readonly size: number };

/**
 * The quantile of the sampled counts that "at least" says. A number that holds in 39 of 40 clusterings that the weights
 * allow; its counterpart at the other end makes the 95 % that the estimates use too.
 */
export const LOW_QUANTILE = 0.025;

/** How many entities count when rows are clustered so. */
export function countClustering(
  table: CountTable,
  { roles }: DocumentedCount,
  clustering: Clustering,
): number {
  let documented = 0;
  for (const role of foldRows(table, roles, clustering).roles) if (counts(role)) documented++;
  return documented;
}

/** The capture histories of the counted entities when rows are clustered so. */
export function historiesUnder(
  table: CountTable,
  { roles }: DocumentedCount,
  clustering: Clustering,
): readonly CaptureHistory[] {
  return countHistories(table, foldRows(table, roles, clustering));
}

/**
 * Low and high of the counts over the clusterings, at `LOW_QUANTILE` from either end (nearest rank, so that each is a
 * count that was seen), with the count itself between them. Undefined without a clustering.
 *
 * @example
 * rangeOfCounts(10, [9, 11, 10], 1); //=> { low: 9, high: 11, quantile: 0.025, clusterings: 3, seed: 1 }
 */
export function rangeOfCounts(
  documented: number,
  sampled: readonly number[],
  seed: number,
): CountRange | undefined {
  if (sampled.length === 0) return undefined;
  const sorted = [...sampled].sort((a, b) => a - b);
  const rank = Math.max(1, Math.floor(LOW_QUANTILE * sorted.length));
  return {
    low: Math.min(documented, sorted[rank - 1] ?? documented),
    high: Math.max(documented, sorted[sorted.length - rank] ?? documented),
    quantile: LOW_QUANTILE,
    clusterings: sampled.length,
    seed,
  };
}
