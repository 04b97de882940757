/** Clusters of a whole table, component by component: what no likely pair connects never meets. */
import { type ClusterInput, clusterPairs } from "./cluster.ts";
import { type Component, connectRows } from "./components.ts";
import type { LinkedPairs } from "./linked-pairs.ts";

export type ClusterComponentsInput = Omit<ClusterInput, "left" | "right" | "weight"> & {
  readonly pairs: LinkedPairs;
};

export type ComponentAnswers = {
  readonly pairsOf?: (component: Component) => LinkedPairs; // when they are more than its kept ones
  readonly labelsOf?: (component: Component) => Uint32Array | undefined; // of its rows, where they are known already
};

type Judged = readonly (readonly [number, number])[];

/**
 * What `clusterPairs` gives, a label per row numbered by first row, but only components of which not every two rows are
 * a likely pair are clustered: a table of which the linkage leaves little open costs a pass over its pairs.
 * Requires a threshold that a pair never scored is below.
 *
 * @example
 * const pairs = { left: Uint32Array.of(0, 1), right: Uint32Array.of(1, 2), weight: Int32Array.of(9000, 9000) };
 * Array.from(clusterComponents({ size: 4, pairs, threshold: 0, different: [[0, 2]] })); //=> [0, 0, 1, 2]
 */
export function clusterComponents(
  { size, pairs, threshold, list, same = [], different = [] }: ClusterComponentsInput,
  { pairsOf = (component) => component.pairs, labelsOf = () => undefined }: ComponentAnswers = {},
): Uint32Array {
  const judgedRows = new Set([...same, ...different].flat());
  const isSplit = (row: number) => list !== undefined || judgedRows.has(row);
  const { root, open } = connectRows({ size, pairs, threshold, same, isSplit });
  const judgedIn = (judged: Judged) => Map.groupBy(judged, ([a]) => root[a] ?? 0);
  const [sameIn, differentIn] = [judgedIn(same), judgedIn(different)];
  const place = new Uint32Array(size);
  for (const component of open) {
    const { rows } = component;
    const settled = labelsOf(component);
    if (settled !== undefined) {
      splitComponent(root, rows, settled);
      continue;
    }
    const first = rows[0] ?? 0;
    for (const [at, row] of rows.entries()) place[row] = at;
    const placed = (judged: Judged | undefined) =>
      (judged ?? [])
        .filter(([, b]) => root[b] === first)
        .map(([a, b]) => [place[a] ?? 0, place[b] ?? 0] as const);
    const all = pairsOf(component);
    const labels = clusterPairs({
      size: rows.length,
      left: all.left.map((row) => place[row] as number),
      right: all.right.map((row) => place[row] as number),
      weight: all.weight,
      threshold,
      ...(list !== undefined && { list: rows.map((row) => list[row] as number) }),
      same: placed(sameIn.get(first)),
      different: placed(differentIn.get(first)),
    });
    splitComponent(root, rows, labels);
  }
  return numberRoots(root);
}

/** Rows of a component point to the first row of their cluster from now on. */
function splitComponent(root: Uint32Array, rows: Uint32Array, labels: Uint32Array): void {
  const firsts = new Map<number, number>();
  for (const [at, label] of labels.entries()) {
    const first = firsts.get(label) ?? (rows[at] as number);
    firsts.set(label, first);
    root[rows[at] as number] = first;
  }
}

function numberRoots(root: Uint32Array): Uint32Array {
  const labels = new Uint32Array(root.length);
  let count = 0;
  for (let row = 0; row < root.length; row++) {
    const first = root[row] as number;
    labels[row] = first === row ? count++ : (labels[first] as number);
  }
  return labels;
}
