/** Decomposable graphs of lists: which lists may depend on which, so that the likelihood falls into cliques. */

/** A set of lists and the part of it that earlier sets share: probability factors as set over separator. */
export type Factor = { readonly set: number; readonly separator: number };

export type DecomposableGraph = {
  readonly factors: readonly Factor[];
  readonly cliques: readonly number[]; // maximal sets of lists that all depend on one another
};

/**
 * Every decomposable graph on `lists` nodes: 2, 8, 61, 822 for 2 to 5. Found by trying each set of edges: a graph is
 * decomposable when maximum cardinality search (Tarjan & Yannakakis 1984) meets each node with earlier neighbours
 * that are all joined.
 *
 * @example
 * [2, 3, 4].map((lists) => decomposableGraphs(lists).length); //=> [2, 8, 61]
 */
export function decomposableGraphs(lists: number): readonly DecomposableGraph[] {
  const edges = Array.from({ length: lists }, (_, a) => a).flatMap((a) =>
    Array.from({ length: lists - a - 1 }, (_, i) => [a, a + 1 + i] as const),
  );
  const graphs: DecomposableGraph[] = [];
  for (let chosen = 0; chosen < 2 ** edges.length; chosen++) {
    const joined = Array.from({ length: lists }, () => 0);
    edges.forEach(([a, b], i) => {
      if (!((chosen >> i) & 1)) return;
      joined[a]! |= 1 << b;
      joined[b]! |= 1 << a;
    });
    const factors = eliminate(joined);
    if (factors !== undefined) graphs.push({ factors, cliques: maximal(factors.map(({ set }) => set)) });
  }
  return graphs;
}

/** Factors in the order of the search, or undefined for a graph that is not decomposable. */
function eliminate(joined: readonly number[]): readonly Factor[] | undefined {
  const factors: Factor[] = [];
  const met = joined.map(() => 0); // met neighbours of each node
  let done = 0;
  for (let step = 0; step < joined.length; step++) {
    const node = met.reduce(
      (best, count, i) => ((done >> i) & 1 || (best >= 0 && count <= met[best]!) ? best : i),
      -1,
    );
    const separator = joined[node]! & done;
    if (joined.some((of, i) => (separator >> i) & 1 && ((of | (1 << i)) & separator) !== separator))
      return undefined;
    factors.push({ set: separator | (1 << node), separator });
    done |= 1 << node;
    for (let i = 0; i < joined.length; i++) if ((joined[node]! >> i) & 1) met[i]!++;
  }
  return factors;
}

function maximal(sets: readonly number[]): readonly number[] {
  return sets.filter((set, i) => !sets.some((other, j) => i !== j && (set & other) === set));
}
