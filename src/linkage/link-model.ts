/** The trained model as data: readable JSON that can be kept, compared and used again. */
import type { BlockingRule } from "./blocking-rules.ts";
import type { Comparison, ComparisonPlan } from "./comparison.ts";
import { fixedWeight, weightBits } from "./match-weight.ts";
import type { Together } from "./together.ts";

export type ModelLevel = {
  readonly label: string;
  readonly m: number; // among matches, of those where both values are there
  readonly u: number; // among strangers
  readonly r: number; // among relatives; u where they agree only by chance
  readonly n: number; // among namesakes; u where they agree only by chance
  readonly p: number; // among people of one place; u where they agree only by chance
  readonly usual: number; // frequency of the agreed value that is usual among matches; 0 where none is agreed
};

export type ModelComparison = ComparisonPlan & { readonly levels: readonly ModelLevel[] }; // levels[0] is null

/** Version 2. `prior` is the probability that two rows drawn at random are of one entity. */
export type LinkModel = {
  readonly model: "recount-linkage";
  readonly version: 2;
  readonly seed: number;
  readonly prior: number;
  readonly related: number; // probability that two rows drawn at random are of relatives
  readonly namesakes: number; // of namesakes
  readonly neighbours: number; // of people of one place who are no relatives
  readonly comparisons: readonly ModelComparison[];
  readonly together: readonly Together[]; // what strangers show together more often than by chance
  readonly rules: readonly (BlockingRule & { readonly pairs: number })[]; // pairs that belong to each rule
};

const MOST_FREQUENCY_BITS = 6; // a rare value adds no more, a common one takes no more
const FUZZY_SHARE = 0.5; // of the frequency's bits where the values agree only nearly

/** Fixed-point weights of each level of a comparison; null weighs nothing. */
export function levelWeights({ levels }: ModelComparison): Int32Array {
  return Int32Array.from(levels, ({ m, u }, level) => (level === 0 ? 0 : fixedWeight(Math.log2(m / u))));
}

/** Fixed-point weights of each level against relatives (r), namesakes (n) or neighbours (p) in place of strangers. */
export function lookAlikeWeights({ levels }: ModelComparison, among: "r" | "n" | "p"): Int32Array {
  return Int32Array.from(levels, (chances, level) =>
    level === 0 ? 0 : fixedWeight(Math.log2(chances.m / chances[among])),
  );
}

const FAR = fixedWeight(12);

/**
 * The total of two weights, against strangers and against look-alikes: log2 of what is left of the odds when both could
 * be the reason, -log2(2^-a + 2^-b). Never above either.
 *
 * @example
 * eitherWeight(2048, 2048); //=> 1024
 */
export function eitherWeight(strangers: number, relatives: number): number {
  const [low, high] = strangers < relatives ? [strangers, relatives] : [relatives, strangers];
  if (high - low > FAR) return low; // what is taken away rounds to nothing
  return low - fixedWeight(Math.log2(1 + 2 ** weightBits(low - high)));
}

/** The most that a value's frequency can add at a level, fixed-point. */
export function mostFrequencyWeight(level: number): number {
  return fixedWeight(MOST_FREQUENCY_BITS * (level === 1 ? 1 : FUZZY_SHARE));
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
