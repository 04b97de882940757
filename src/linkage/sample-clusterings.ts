/** Clusterings that the match weights allow: the same agglomeration over weights that were drawn, not averaged. */
import { seededRandom } from "../base/random.ts";
import { type ClusterComponentsInput, clusterComponents } from "./cluster-components.ts";
import { connect, find } from "./components.ts";
import { fixedWeight } from "./match-weight.ts";

export type Sampling = {
  readonly count: number;
  readonly seed: number;
  readonly rows?: Uint32Array; // ascending: those that are wanted; all when absent
};

/**
 * `count` labellings of the rows, each as `clusterComponents` gives them. In each every pair's weight is moved by a standard
 * logistic draw in nats, by which the pair comes out for a match exactly as often as its match probability says
 * (perturb and maximise: Hazan & Jaakkola 2012); judged pairs hold in all of them. Pairs are drawn independently, so an
 * error that the model makes everywhere alike is not in the spread. The same input and seed give the same labellings, of
 * some of the `rows` the clusters that they have among all. Requires `rows` that no pair and no judged same connects with others.
 *
 * @example
 * const pairs = { left: Uint32Array.of(0), right: Uint32Array.of(1), weight: Int32Array.of(0) }; // as likely as not
 * const entities = sampleClusterings({ size: 2, pairs, threshold: 0 }, { count: 400, seed: 1 }).filter((labels) => labels[0] === labels[1]).length;
 * entities > 150 && entities < 250; //=> true
 */
export function sampleClusterings(
  input: ClusterComponentsInput,
  { count, seed, rows = Uint32Array.from({ length: input.size }, (_, row) => row) }: Sampling,
): readonly Uint32Array[] {
  const random = seededRandom(seed);
  const { weight } = input.pairs;
  const own = inputAmong(input, rows);
  const drawn = new Int32Array(own.picked.length);
  return Array.from({ length: count }, () => {
    let at = 0;
    for (let pair = 0; pair < weight.length; pair++) {
      const share = random.next(); // drawn for each pair, so that it is the same whichever are wanted
      if (own.picked[at] !== pair) continue;
      const kept = Math.min(1 - 2 ** -33, Math.max(2 ** -33, share));
      drawn[at++] = (weight[pair] ?? 0) + fixedWeight(Math.log2(kept / (1 - kept)));
    }
    return clusterComponents({ ...own.input, pairs: { ...own.input.pairs, weight: drawn } });
  });
}

type Judged = readonly (readonly [number, number])[];

/** The input as if these rows were all, by their places among them, and which pairs are theirs. */
function inputAmong(
  { size, pairs, threshold, list, same = [], different = [] }: ClusterComponentsInput,
  rows: Uint32Array,
): { readonly input: ClusterComponentsInput; readonly picked: Uint32Array } {
  const place = new Int32Array(size).fill(-1);
  for (let at = 0; at < rows.length; at++) place[rows[at] as number] = at;
  const placed = (row: number): number => place[row] ?? -1;
  const picked = Uint32Array.from(pairs.left.keys().filter((pair) => placed(pairs.left[pair] ?? 0) >= 0));
  const among = (judged: Judged) =>
    judged.flatMap(([a, b]): Judged => (placed(a) < 0 || placed(b) < 0 ? [] : [[placed(a), placed(b)]]));
  return {
    picked,
    input: {
      size: rows.length,
      pairs: {
        left: picked.map((pair) => placed(pairs.left[pair] ?? 0)),
        right: picked.map((pair) => placed(pairs.right[pair] ?? 0)),
        weight: Int32Array.from(picked, (pair) => pairs.weight[pair] ?? 0),
      },
      threshold,
      ...(list !== undefined && { list: rows.map((row) => list[row] ?? 0) }),
      same: among(same),
      different: among(different),
    },
  };
}

/**
 * The first of the rows that pairs of any weight and judged sames connect a row with: what no clustering reaches beyond.
 *
 * @example
 * const pairs = { left: Uint32Array.of(0, 2), right: Uint32Array.of(1, 3), weight: Int32Array.of(-9000, 0) };
 * connectedRows({ size: 4, pairs, same: [[1, 2]] }); //=> Uint32Array.of(0, 0, 0, 0)
 */
export function connectedRows({
  size,
  pairs: { left, right },
  same,
}: Pick<ClusterComponentsInput, "size" | "pairs"> & { readonly same: Judged }): Uint32Array {
  const root = Uint32Array.from({ length: size }, (_, row) => row);
  for (let pair = 0; pair < left.length; pair++) connect(root, left[pair] as number, right[pair] as number);
  for (const [a, b] of same) connect(root, a, b);
  for (let row = 0; row < size; row++) root[row] = find(root, row);
  return root;
}
