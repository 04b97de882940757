/** The pairs that people are asked about: those that could go either way, with what their answer would settle. */
import { REVIEW } from "../../linkage/link.ts";
import { matchProbability, weightBits } from "../../linkage/match-weight.ts";
import { teachingValue } from "../../linkage/teaching-value.ts";
import type { ReviewPair } from "../../store/store.ts";
import type { KindRun } from "./link-kind.ts";

/** Pairs likelier than one in ten to be one entity, and likelier than one in ten not to be; some of them by rows. */
export function reviewPairs(
  { idOf, result }: KindRun,
  isWanted: (left: number, right: number) => boolean = () => true,
): readonly ReviewPair[] {
  const { left, right, weight } = result.pairs;
  const sizes = new Uint32Array(result.entities);
  for (const entity of result.entity) sizes[entity] = (sizes[entity] ?? 0) + 1;
  const alike = new Map<number, number>();
  const open: number[] = [];
  for (let pair = 0; pair < weight.length; pair++) {
    const own = weight[pair] ?? 0;
    if (own < REVIEW.from || own >= REVIEW.until) continue;
    alike.set(binOf(own), (alike.get(binOf(own)) ?? 0) + 1);
    if (isWanted(left[pair] ?? 0, right[pair] ?? 0)) open.push(pair);
  }
  return open.map((pair) => {
    const [a, b] = [left[pair] ?? 0, right[pair] ?? 0];
    const bits = weightBits(weight[pair] ?? 0);
    const joined = joinedPairs(result.entity, sizes, [a, b]);
    const like = alike.get(binOf(weight[pair] ?? 0)) ?? 1;
    const teaches = teachingValue({ probability: matchProbability(bits), joined, alike: like });
    return { left: idOf(a), right: idOf(b), weight: bits, teaches };
  });
}

/** Pairs within a sixteenth of a bit have the same comparison pattern but for chance and the rarity of their values. */
const binOf = (weight: number) => Math.floor(16 * weightBits(weight));

/** Pairs of records that the answer joins, or, inside one entity, parts at least. */
function joinedPairs(
  entity: Uint32Array,
  sizes: Uint32Array,
  [left, right]: readonly [number, number],
): number {
  const [a, b] = [entity[left] ?? 0, entity[right] ?? 0];
  const [sizeA, sizeB] = [sizes[a] ?? 1, sizes[b] ?? 1];
  return a === b ? Math.max(1, sizeA - 1) : sizeA * sizeB;
}
