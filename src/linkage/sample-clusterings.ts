/** Clusterings that the match weights allow: the same agglomeration over weights that were drawn, not averaged. */
import { seededRandom } from "../base/random.ts";
import { type ClusterComponentsInput, clusterComponents } from "./cluster-components.ts";
import { fixedWeight } from "./match-weight.ts";

/**
 * `count` labellings of the rows, each as `clusterComponents` gives them. In each every pair's weight is moved by a standard
 * logistic draw in nats, by which the pair comes out for a match exactly as often as its match probability says
 * (perturb and maximise: Hazan & Jaakkola 2012); judged pairs hold in all of them. Pairs are drawn independently, so an
 * error that the model makes everywhere alike is not in the spread. The same input and seed give the same labellings.
 *
 * @example
 * const pairs = { left: Uint32Array.of(0), right: Uint32Array.of(1), weight: Int32Array.of(0) }; // as likely as not
 * const entities = sampleClusterings({ size: 2, pairs, threshold: 0 }, { count: 400, seed: 1 }).filter((labels) => labels[0] === labels[1]).length;
 * entities > 150 && entities < 250; //=> true
 */
export function sampleClusterings(
  input: ClusterComponentsInput,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Uint32Array[] {
  const random = seededRandom(seed);
  const { weight } = input.pairs;
  const drawn = new Int32Array(weight.length);
  return Array.from({ length: count }, () => {
    for (let pair = 0; pair < drawn.length; pair++) {
      const share = Math.min(1 - 2 ** -33, Math.max(2 ** -33, random.next()));
      drawn[pair] = (weight[pair] ?? 0) + fixedWeight(Math.log2(share / (1 - share)));
    }
    return clusterComponents({ ...input, pairs: { ...input.pairs, weight: drawn } });
  });
}
