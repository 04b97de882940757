/** Clusters that do not chain: agglomeration by average weight, with cannot-links and at most one row per list. */
import { fixedWeight } from "./match-weight.ts";

export type ClusterInput = {
  readonly size: number;
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly weight: ArrayLike<number>; // fixed-point totals; pairs below `threshold` only speak against
  readonly threshold: number; // fixed-point average above which two clusters become one
  readonly list?: ArrayLike<number>; // given: a cluster takes at most one row of each list
  readonly same?: readonly (readonly [number, number])[];
  readonly different?: readonly (readonly [number, number])[];
};

// What a pair that was never scored says: blocking found nothing in common, so it speaks against.
const UNSCORED = fixedWeight(-4);
// A single pair, however strong, must not outvote all others of two clusters.
const STRONGEST = fixedWeight(14);

type Cluster = {
  readonly rows: number[];
  readonly lists: Set<number>;
  readonly near: Map<number, { sum: number; pairs: number }>; // scored pairs with other clusters
  readonly apart: Set<number>;
  version: number;
};

/**
 * A label per row, numbered by first row. Clusters grow from the pair of clusters with the greatest average weight
 * (pairs never scored count -4 bits each), until no average is at the threshold; ties go to the lower rows. Judged
 * pairs come first and hold: same even against weights, different even against same through others.
 *
 * @example
 * const pairs = { left: [0, 1], right: [1, 2], weight: [9000, 9000], threshold: 0 };
 * Array.from(clusterPairs({ size: 3, ...pairs, different: [[0, 2]] })); //=> [0, 0, 1]
 */
export function clusterPairs(input: ClusterInput): Uint32Array {
  const clusters = startClusters(input);
  const owner = Uint32Array.from({ length: input.size }, (_, row) => row);
  for (const [a, b] of input.different ?? []) keepApart(clusters, a, b);
  for (const [a, b] of input.same ?? []) mergeIfAllowed({ clusters, owner }, find(owner, a), find(owner, b));
  const heap = makeHeap();
  for (const [id, cluster] of clusters) {
    for (const other of cluster.near.keys()) if (id < other) offer({ clusters, heap, input }, id, other);
  }
  for (let best = heap.pop(); best !== undefined; best = heap.pop()) {
    const [a, b] = [clusters.get(best.a), clusters.get(best.b)];
    if (a === undefined || b === undefined || a.version + b.version !== best.version) continue;
    if (!isAllowed(input, a, b, best.b)) continue;
    const merged = mergeIfAllowed({ clusters, owner }, best.a, best.b);
    for (const other of clusters.get(merged)?.near.keys() ?? [])
      offer({ clusters, heap, input }, Math.min(merged, other), Math.max(merged, other));
  }
  return labelRows(input.size, owner);
}

type State = { readonly clusters: Map<number, Cluster>; readonly owner: Uint32Array };
type Offer = { readonly average: number; readonly a: number; readonly b: number; readonly version: number };

/** Only rows with a pair get a cluster to grow: all others stay alone. */
function startClusters({
  left,
  right,
  weight,
  threshold,
  list,
  same,
  different,
}: ClusterInput): Map<number, Cluster> {
  const clusters = new Map<number, Cluster>();
  const clusterOf = (row: number) => {
    let cluster = clusters.get(row);
    if (cluster === undefined) {
      cluster = {
        rows: [row],
        lists: new Set(list && [list[row] ?? 0]),
        near: new Map(),
        apart: new Set(),
        version: 0,
      };
      clusters.set(row, cluster);
    }
    return cluster;
  };
  const growing = new Set<number>();
  for (let i = 0; i < weight.length; i++) {
    if ((weight[i] ?? 0) < threshold) continue;
    growing.add(left[i] ?? 0);
    growing.add(right[i] ?? 0);
  }
  for (const [a, b] of [...(same ?? []), ...(different ?? [])]) {
    clusterOf(a);
    clusterOf(b);
  }
  for (let i = 0; i < weight.length; i++) {
    const [a, b] = [left[i] ?? 0, right[i] ?? 0];
    if (!growing.has(a) || !growing.has(b)) continue;
    const link = { sum: Math.max(-STRONGEST, Math.min(STRONGEST, weight[i] ?? 0)), pairs: 1 };
    clusterOf(a).near.set(b, link);
    clusterOf(b).near.set(a, { ...link });
  }
  return clusters;
}

function keepApart(clusters: Map<number, Cluster>, a: number, b: number): void {
  clusters.get(a)?.apart.add(b);
  clusters.get(b)?.apart.add(a);
}

function isAllowed({ list }: ClusterInput, a: Cluster, b: Cluster, idOfB: number): boolean {
  return !a.apart.has(idOfB) && (list === undefined || !a.lists.values().some((own) => b.lists.has(own)));
}

function averageWeight(a: Cluster, b: Cluster, idOfB: number): number {
  const link = a.near.get(idOfB) ?? { sum: 0, pairs: 0 };
  const all = a.rows.length * b.rows.length;
  return (link.sum + (all - link.pairs) * UNSCORED) / all;
}

function offer(
  { clusters, heap, input }: { clusters: Map<number, Cluster>; heap: Heap; input: ClusterInput },
  idOfA: number,
  idOfB: number,
): void {
  const [a, b] = [clusters.get(idOfA), clusters.get(idOfB)];
  if (a === undefined || b === undefined || !isAllowed(input, a, b, idOfB)) return;
  const average = averageWeight(a, b, idOfB);
  if (average >= input.threshold) heap.push({ average, a: idOfA, b: idOfB, version: a.version + b.version });
}

/** Makes one cluster of two unless they must stay apart; returns the id that holds the first one's rows now. */
function mergeIfAllowed({ clusters, owner }: State, idOfA: number, idOfB: number): number {
  const [keep, gone] = idOfA < idOfB ? [idOfA, idOfB] : [idOfB, idOfA];
  const [into, from] = [clusters.get(keep), clusters.get(gone)];
  if (into === undefined || from === undefined || keep === gone || into.apart.has(gone)) return idOfA;
  into.rows.push(...from.rows);
  for (const list of from.lists) into.lists.add(list);
  for (const other of from.apart) {
    clusters.get(other)?.apart.delete(gone);
    keepApart(clusters, keep, other);
  }
  into.near.delete(gone);
  for (const [other, link] of from.near) {
    if (other === keep) continue;
    const known = into.near.get(other) ?? { sum: 0, pairs: 0 };
    const sum = { sum: known.sum + link.sum, pairs: known.pairs + link.pairs };
    into.near.set(other, sum);
    const back = clusters.get(other)?.near;
    back?.delete(gone);
    back?.set(keep, { ...sum });
  }
  into.version += from.version + 1;
  clusters.delete(gone);
  owner[gone] = keep;
  return keep;
}

function find(owner: Uint32Array, row: number): number {
  let root = row;
  while (owner[root] !== root) root = owner[root] ?? root;
  return root;
}

function labelRows(size: number, owner: Uint32Array): Uint32Array {
  const labelOf = new Map<number, number>();
  return Uint32Array.from({ length: size }, (_, row) => {
    const root = find(owner, row);
    const label = labelOf.get(root) ?? labelOf.size;
    if (label === labelOf.size) labelOf.set(root, label);
    return label;
  });
}

type Heap = { readonly push: (offer: Offer) => void; readonly pop: () => Offer | undefined };

/** A binary heap: greatest average first, then lowest rows. */
function makeHeap(): Heap {
  const items: Offer[] = [];
  const isBefore = (x: Offer | undefined, y: Offer | undefined) =>
    x !== undefined &&
    (y === undefined ||
      x.average > y.average ||
      (x.average === y.average && (x.a < y.a || (x.a === y.a && x.b < y.b))));
  const swap = (i: number, j: number) => {
    const [x, y] = [items[i], items[j]];
    if (x === undefined || y === undefined) return;
    items[i] = y;
    items[j] = x;
  };
  const push = (item: Offer) => {
    items.push(item);
    for (let i = items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!isBefore(items[i], items[parent])) break;
      swap(i, parent);
      i = parent;
    }
  };
  const pop = () => {
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return top;
    items[0] = last;
    for (let i = 0; ; ) {
      const [l, r] = [2 * i + 1, 2 * i + 2];
      const child = isBefore(items[r], items[l]) ? r : l;
      if (!isBefore(items[child], items[i])) break;
      swap(i, child);
      i = child;
    }
    return top;
  };
  return { push, pop };
}
