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
  const [found, wanted, both] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const keysOf = (row: number) => [String(entity[row]), String(truth[row])] as const;
  for (let row = 0; row < entity.length; row++) {
    const [cluster, label] = keysOf(row);
    count(found, cluster);
    count(wanted, label);
    count(both, `${cluster}\u001f${label}`);
  }
  let [precision, recall] = [0, 0];
  for (const [key, rows] of both) {
    const [cluster = "", label = ""] = key.split("\u001f");
    precision += rows ** 2 / (found.get(cluster) ?? 1);
    recall += rows ** 2 / (wanted.get(label) ?? 1);
  }
  const size = Math.max(1, entity.length);
  const bcubed = withF1(entity.length === 0 ? 1 : precision / size, entity.length === 0 ? 1 : recall / size);
  return { ...accuracyOf(pairsIn(both), pairsIn(found), pairsIn(wanted)), bcubed: bcubed.f1 };
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

function pairsIn(counts: ReadonlyMap<string, number>): number {
  return counts.values().reduce((sum, rows) => sum + (rows * (rows - 1)) / 2, 0);
}
