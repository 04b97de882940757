/** How a count changes with the linkage: over sampled clusterings, and with the match threshold. */
import type { CaptureHistory } from "../model/estimate.ts";
import type { CountRange } from "../model/figure.ts";
import { type DocumentedCount, historiesOf } from "./count.ts";
import { type CountTable, foldRows } from "./count-table.ts";
import { counts } from "./role.ts";

/** A clustering of the table's rows: a label for each, below `size`. Rows that no linkage touched stand alone. */
export type Clustering = { readonly labels: Uint32Array; readonly size: number };

/**
 * Clusterings of one table that differ in some of its rows only: most entities are the same in all of them, and are
 * counted once.
 */
export type Clusterings = {
  readonly fixed: Clustering; // of all rows; a loose row's label is any other's
  readonly loose: Uint32Array; // rows of entities that differ; none shares an entity with another row in any clustering
  readonly labels: readonly Clustering[]; // of the loose rows, in their order
};

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

/** How many count in each of the clusterings. */
export function countClusterings(
  { roles }: DocumentedCount,
  { fixed, loose, labels }: Clusterings,
): readonly number[] {
  const settled = roles.slice();
  const places: number[] = [];
  for (let place = 0; place < loose.length; place++) {
    if (roles[loose[place] as number] !== 0) places.push(place);
    settled[loose[place] as number] = 0;
  }
  const documented = countLabels(settled, fixed);
  const at = Uint32Array.from(places);
  const own = Uint8Array.from(at, (place) => roles[loose[place] as number] as number);
  return labels.map(
    ({ labels: all, size }) =>
      documented + countLabels(own, { labels: at.map((place) => all[place] as number), size }),
  );
}

function countLabels(roles: Uint8Array, { labels, size }: Clustering): number {
  const folded = new Uint8Array(size);
  for (let row = 0; row < roles.length; row++)
    folded[labels[row] as number] = (folded[labels[row] as number] as number) | (roles[row] as number);
  let documented = 0;
  for (let label = 0; label < size; label++) if (counts(folded[label] as number)) documented++;
  return documented;
}

/** The capture histories of the counted entities in each of the clusterings. */
export function* historiesUnder(
  table: CountTable,
  { roles }: DocumentedCount,
  clusterings: Clusterings,
): Generator<readonly CaptureHistory[]> {
  for (const clustering of eachClustering(clusterings))
    yield historiesOf(table, foldRows(table, roles, clustering));
}

/** The clusterings one by one, each of all rows. */
function* eachClustering({ fixed, loose, labels }: Clusterings): Generator<Clustering> {
  for (const own of labels) {
    const all = fixed.labels.slice();
    for (let at = 0; at < loose.length; at++)
      all[loose[at] as number] = fixed.size + (own.labels[at] as number);
    yield { labels: all, size: fixed.size + own.size };
  }
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
