/** Clusterings that the match weights allow: the same agglomeration over weights that were drawn, not averaged. */
import { seededRandom } from "../base/random.ts";
import { type ClusterInput, clusterPairs } from "./cluster.ts";
import { fixedWeight } from "./match-weight.ts";

/**
 * `count` labellings of the rows, each as `clusterPairs` gives them. In each every pair's weight is moved by a standard
 * logistic draw in nats, by which the pair comes out for a match exactly as often as its match probability says
 * (perturb and maximise: Hazan & Jaakkola 2012); judged pairs hold in all of them. Pairs are drawn independently, so an
 * error that the model makes everywhere alike is not in the spread. The same input and seed give the same labellings.
 *
 * @example
 * const input = { size: 2, left: [0], right: [1], weight: [0], threshold: 0 }; // as likely as not
 * const entities = sampleClusterings(input, { count: 400, seed: 1 }).filter((labels) => labels[0] === labels[1]).length;
 * entities > 150 && entities < 250; //=> true
 */
export function sampleClusterings(
  input: ClusterInput,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Uint32Array[] {
  const random = seededRandom(seed);
  const drawn = new Float64Array(input.weight.length);
  return Array.from({ length: count }, () => {
    for (let pair = 0; pair < drawn.length; pair++) {
      const share = Math.min(1 - 2 ** -33, Math.max(2 ** -33, random.next()));
      drawn[pair] = (input.weight[pair] ?? 0) + fixedWeight(Math.log2(share / (1 - share)));
    }
    return clusterPairs({ ...input, weight: drawn });
  });
}
