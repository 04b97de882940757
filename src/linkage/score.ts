/** Weights of candidate pairs under a model, and the frequencies that are usual among matches. */
import type { Comparison } from "./comparison.ts";
import {
  eitherWeight,
  frequencyWeight,
  type LinkModel,
  levelWeights,
  lookAlikeWeights,
} from "./link-model.ts";
import { fixedWeight, matchProbability, weightBits } from "./match-weight.ts";
import type { PatternTable } from "./patterns.ts";
import { patternLift } from "./together.ts";

/** Candidate pairs by canonical position, with their pattern and the rule that they belong to. */
export type CandidatePairs = {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly pattern: Uint32Array;
};

/** Fixed-point weights of each pattern, the prior's included, values' frequencies not. */
export type PatternWeights = {
  readonly strangers: Int32Array; // against strangers, namesakes and neighbours among them
  readonly relatives: Int32Array;
  readonly either: Int32Array; // against both
};

const NO_LOOK_ALIKES = fixedWeight(100); // bits: nobody to be taken for

export function patternWeights(model: LinkModel, table: PatternTable): PatternWeights {
  const weigh = levelsWeigher(model);
  const [strangers, relatives] = [new Int32Array(table.size()), new Int32Array(table.size())];
  for (let id = 0; id < strangers.length; id++) {
    const found = weigh(table.levelsOf(id));
    strangers[id] = found.strangers;
    relatives[id] = found.relatives;
  }
  return { strangers, relatives, either: strangers.map((own, id) => eitherWeight(own, relatives[id] ?? 0)) };
}

/** Weights of levels against strangers (namesakes and neighbours among them) and against relatives, fixed-point. */
export function levelsWeigher(model: LinkModel): (levels: Uint8Array) => {
  readonly strangers: number;
  readonly relatives: number;
} {
  const prior = priorWeights(model);
  const own = model.comparisons.map(levelWeights);
  const [kin, named, near] = (["r", "n", "p"] as const).map((among) =>
    model.comparisons.map((comparison) => lookAlikeWeights(comparison, among)),
  );
  const lift = patternLift(
    model.together,
    model.comparisons.map(({ name, levels }) => ({ name, levels: levels.map(({ label }) => label) })),
  );
  return (levels) => {
    let { strangers, relatives, namesakes, neighbours } = prior;
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c] as number;
      strangers += own[c]?.[level] ?? 0;
      relatives += kin?.[c]?.[level] ?? 0;
      namesakes += named?.[c]?.[level] ?? 0;
      neighbours += near?.[c]?.[level] ?? 0;
    }
    const lifted = lift(levels);
    if (lifted !== 1) strangers -= fixedWeight(Math.log2(lifted));
    return { strangers: eitherWeight(eitherWeight(strangers, namesakes), neighbours), relatives };
  };
}

/** Fixed-point prior weights of a match, against strangers and against each kind of look-alikes. */
export function priorWeights({ prior, related, namesakes, neighbours }: LinkModel): {
  readonly strangers: number;
  readonly relatives: number;
  readonly namesakes: number;
  readonly neighbours: number;
} {
  const against = (share: number) => (share === 0 ? NO_LOOK_ALIKES : fixedWeight(Math.log2(prior / share)));
  return {
    strangers: against(Math.max(1e-6, 1 - prior - related - namesakes - neighbours)),
    relatives: against(related),
    namesakes: against(namesakes),
    neighbours: against(neighbours),
  };
}

/** The model with, for each level, the frequency of the agreed value that is usual among likely matches. */
export function learnFrequencies(
  model: LinkModel,
  comparisons: readonly Comparison[],
  { pairs, table }: { readonly pairs: CandidatePairs; readonly table: PatternTable },
): LinkModel {
  const weights = patternWeights(model, table).either;
  const sums = comparisons.map(({ levels }) => levels.map(() => ({ frequency: 0, share: 0 })));
  for (let i = 0; i < pairs.left.length; i++) {
    const weight = weights[pairs.pattern[i] ?? 0] ?? 0;
    if (weight < LIKELY) continue;
    const share = matchProbability(weightBits(weight));
    const [left, right, levels] = [
      pairs.left[i] ?? 0,
      pairs.right[i] ?? 0,
      table.levelsOf(pairs.pattern[i] ?? 0),
    ];
    for (const [c, { ids, agreedFrequency }] of comparisons.entries()) {
      const level = levels[c] ?? 0;
      const frequency = level === 0 ? undefined : agreedFrequency(ids[left] ?? 0, ids[right] ?? 0, level);
      const sum = sums[c]?.[level];
      if (frequency === undefined || sum === undefined) continue;
      sum.frequency += share * frequency;
      sum.share += share;
    }
  }
  // The mean and not its logarithm's: over values as frequent as p, strangers agree on one with chance p^2, and the
  // weight of an agreement on it is log2(m / p). Only with the mean do weights of one level average to that level's.
  const usual = ({ frequency, share }: { frequency: number; share: number }) =>
    share < ENOUGH ? 0 : frequency / share;
  return {
    ...model,
    comparisons: model.comparisons.map((comparison, c) => ({
      ...comparison,
      levels: comparison.levels.map((level, l) => ({
        ...level,
        usual: usual(sums[c]?.[l] ?? { frequency: 0, share: 0 }),
      })),
    })),
  };
}

const LIKELY = fixedWeight(-6); // pairs below it add nothing that counts to what is usual
const ENOUGH = 5; // matches at a level before its frequencies are used
const HOPELESS = fixedWeight(-16);

/** Fixed-point total weight of two rows (canonical positions) at their levels. */
export type WeighPair = (levels: Uint8Array, left: number, right: number) => number;

/** Weighs pairs: prior, levels and frequencies, against all look-alikes. Far below zero, without frequencies. */
export function pairWeigher(model: LinkModel, comparisons: readonly Comparison[]): WeighPair {
  const weigh = levelsWeigher(model);
  return (levels, left, right) => {
    const { strangers, relatives } = weigh(levels);
    const either = eitherWeight(strangers, relatives);
    if (either < HOPELESS) return either;
    // Relatives share a rare name as much as one person does: rarity speaks against strangers alone.
    return eitherWeight(strangers + frequencyTotal({ model, comparisons }, [left, right], levels), relatives);
  };
}

type Modelled = { readonly model: LinkModel; readonly comparisons: readonly Comparison[] };

/** What the frequencies of all agreed values add to a pair, fixed-point. */
function frequencyTotal(
  { model, comparisons }: Modelled,
  [left, right]: readonly [number, number],
  levels: Uint8Array,
): number {
  return comparisons.reduce((sum, comparison, c) => {
    const level = levels[c] ?? 0;
    const modelled = model.comparisons[c];
    if (level === 0 || modelled === undefined) return sum;
    const ids = [comparison.ids[left] ?? 0, comparison.ids[right] ?? 0, level] as const;
    return sum + frequencyWeight(modelled, comparison, ids);
  }, 0);
}
