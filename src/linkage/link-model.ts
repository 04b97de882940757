/** The trained model as data: readable JSON that can be kept, compared and used again. */
import type { BlockingRule } from "./blocking-rules.ts";
import type { Comparison, ComparisonPlan } from "./comparison.ts";
import { fixedWeight } from "./match-weight.ts";

export type ModelLevel = {
  readonly label: string;
  readonly m: number; // among matches, of those where both values are there
  readonly u: number; // among non-matches
  readonly usual: number; // frequency of the agreed value that is usual among matches; 0 where none is agreed
};

export type ModelComparison = ComparisonPlan & { readonly levels: readonly ModelLevel[] }; // levels[0] is null

/** Version 1. `prior` is the probability that two rows drawn at random are of one entity. */
export type LinkModel = {
  readonly model: "recount-linkage";
  readonly version: 1;
  readonly seed: number;
  readonly prior: number;
  readonly comparisons: readonly ModelComparison[];
  readonly rules: readonly (BlockingRule & { readonly pairs: number })[]; // pairs that belong to each rule
};

const MOST_FREQUENCY_BITS = 6; // a rare value adds no more, a common one takes no more
const FUZZY_SHARE = 0.5; // of the frequency's bits where the values agree only nearly

/** Fixed-point weights of each level of a comparison; null weighs nothing. */
export function levelWeights({ levels }: ModelComparison): Int32Array {
  return Int32Array.from(levels, ({ m, u }, level) => (level === 0 ? 0 : fixedWeight(Math.log2(m / u))));
}

/**
 * Fixed-point weight that the agreed value's frequency adds: log2(usual / frequency), within 6 bits, half of it
 * where two values only nearly agree. 0 where nothing is agreed.
 */
export function frequencyWeight(
  model: ModelComparison,
  comparison: Comparison,
  [a, b, level]: readonly [a: number, b: number, level: number],
): number {
  const usual = model.levels[level]?.usual ?? 0;
  const frequency = usual === 0 ? undefined : comparison.agreedFrequency(a, b, level);
  if (frequency === undefined) return 0;
  const bits = Math.log2(usual / frequency) * (level === 1 ? 1 : FUZZY_SHARE);
  return fixedWeight(Math.max(-MOST_FREQUENCY_BITS, Math.min(MOST_FREQUENCY_BITS, bits)));
}
