/** The clusters that a report shows: those held together by the weakest links, and the largest. */
import type { PartResult } from "../../linkage/link.ts";
import { weightBits } from "../../linkage/match-weight.ts";
import type { ReportCluster } from "../../pages/linkage-report/report-data.ts";

/** Where a kept pair stands among them. */
export type PairIndex = {
  readonly at: (left: number, right: number) => number | undefined;
  readonly inside: ReadonlyMap<number, readonly number[]>; // kept pairs of each entity
};

/** Kept pairs by entity and by their rows. */
export function pairIndex({ pairs, entity }: PartResult): PairIndex {
  const inside = new Map<number, number[]>();
  const byRows = new Map<number, number>();
  const size = entity.length;
  for (let pair = 0; pair < pairs.left.length; pair++) {
    const [left, right] = [pairs.left[pair] ?? 0, pairs.right[pair] ?? 0];
    const label = entity[left] ?? 0;
    if (label !== entity[right]) continue;
    byRows.set(left * size + right, pair);
    const own = inside.get(label);
    if (own === undefined) inside.set(label, [pair]);
    else own.push(pair);
  }
  return { at: (left, right) => byRows.get(left * size + right), inside };
}

/** Rows are rows of the table. Half of them by weakest link, the others by size; clusters of one record are left out. */
export function chooseClusters(
  result: PartResult,
  { inside }: PairIndex,
  most: number,
): readonly ReportCluster[] {
  const weakest = new Map<number, number>();
  for (const [label, pairs] of inside) weakest.set(label, weakestLink(result, pairs));
  const weak = [...weakest].sort(([a, x], [b, y]) => x - y || a - b).map(([label]) => label);
  const large = [...inside].sort(([a, x], [b, y]) => y.length - x.length || a - b).map(([label]) => label);
  const chosen = new Set<number>();
  for (let i = 0; i < weak.length && chosen.size < most; i++)
    for (const label of [weak[i], large[i]]) if (label !== undefined) chosen.add(label);
  const rows = rowsOf(result, chosen);
  return [...chosen].map(
    (label): ReportCluster => ({
      rows: rows.get(label) ?? [],
      links: (inside.get(label) ?? []).map((pair) => [
        result.pairs.left[pair] ?? 0,
        result.pairs.right[pair] ?? 0,
        weightBits(result.pairs.weight[pair] ?? 0),
      ]),
      weakest: weightBits(weakest.get(label) ?? 0),
    }),
  );
}

/** The lightest link of the heaviest tree over the pairs (Kruskal 1956), fixed-point. */
function weakestLink({ pairs }: PartResult, own: readonly number[]): number {
  const parent = new Map<number, number>();
  const find = (row: number): number => {
    const above = parent.get(row) ?? row;
    return above === row ? row : find(above);
  };
  let lightest = 0;
  for (const pair of own.toSorted((a, b) => (pairs.weight[b] ?? 0) - (pairs.weight[a] ?? 0) || a - b)) {
    const [a, b] = [find(pairs.left[pair] ?? 0), find(pairs.right[pair] ?? 0)];
    if (a === b) continue;
    parent.set(b, a);
    lightest = pairs.weight[pair] ?? 0;
  }
  return lightest;
}

function rowsOf({ entity }: PartResult, labels: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>([...labels].map((label) => [label, []]));
  for (const [row, label] of entity.entries()) rows.get(label)?.push(row);
  return rows;
}
