/** How well clusters or links match the truth: pairs, and rows (B-cubed). */

export type Accuracy = { readonly precision: number; readonly recall: number; readonly f1: number };

/** Pairwise accuracy of clusters, and the F1 of B-cubed (Bagga and Baldwin 1998) averaged over rows. */
export type ClusterAccuracy = Accuracy & { readonly bcubed: number };

/**
 * Accuracy of clusters against true labels, row by row. Nothing found and nothing to find counts as 1.
 *
 * @example
 * evaluateClusters([0, 0, 1], ["a", "a", "a"]).recall; //=> 1 / 3
 */
export function evaluateClusters(
  entity: ArrayLike<number | string>,
  truth: ArrayLike<number | string>,
): ClusterAccuracy {
  const [found, wanted] = [labelCounts(entity), labelCounts(truth)];
  const both = new Map<number, number>(); // rows of each cluster and label
  for (let row = 0; row < entity.length; row++) {
    const key = (found.labels[row] as number) * wanted.counts.length + (wanted.labels[row] as number);
    both.set(key, (both.get(key) ?? 0) + 1);
  }
  let [precision, recall] = [0, 0];
  for (const [key, rows] of both) {
    precision += rows ** 2 / (found.counts[Math.floor(key / wanted.counts.length)] ?? 1);
    recall += rows ** 2 / (wanted.counts[key % wanted.counts.length] ?? 1);
  }
  const size = Math.max(1, entity.length);
  const bcubed = withF1(entity.length === 0 ? 1 : precision / size, entity.length === 0 ? 1 : recall / size);
  return {
    ...accuracyOf(pairsIn(both.values()), pairsIn(found.counts), pairsIn(wanted.counts)),
    bcubed: bcubed.f1,
  };
}

/** Labels as numbers by first appearance, and how many rows have each. */
function labelCounts(labels: ArrayLike<number | string>): {
  readonly labels: Uint32Array;
  readonly counts: readonly number[];
} {
  const idOf = new Map<number | string, number>();
  const counts: number[] = [];
  const ids = new Uint32Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] ?? "";
    const id = idOf.get(label) ?? counts.push(0) - 1;
    idOf.set(label, id);
    ids[row] = id;
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return { labels: ids, counts };
}

/** Accuracy of links against true links; each is a pair of rows in either order. */
export function evaluateLinks(
  links: readonly (readonly [number, number])[],
  truth: readonly (readonly [number, number])[],
): Accuracy {
  const keyOf = ([a, b]: readonly [number, number]) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const found = new Set(links.map(keyOf));
  const wanted = new Set(truth.map(keyOf));
  return accuracyOf(
    found
      .values()
      .filter((key) => wanted.has(key))
      .toArray().length,
    found.size,
    wanted.size,
  );
}

/**
 * @example
 * accuracyOf(1, 2, 4); //=> { precision: 0.5, recall: 0.25, f1: 1 / 3 }
 */
export function accuracyOf(right: number, found: number, wanted: number): Accuracy {
  return withF1(found === 0 ? 1 : right / found, wanted === 0 ? 1 : right / wanted);
}

function withF1(precision: number, recall: number): Accuracy {
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

function pairsIn(counts: Iterable<number>): number {
  let pairs = 0;
  for (const rows of counts) pairs += (rows * (rows - 1)) / 2;
  return pairs;
}
