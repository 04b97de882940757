/** Weights of candidate pairs under a model, and the frequencies that are usual among matches. */
import type { Comparison } from "./comparison.ts";
import { eitherWeight, frequencyWeight, kinWeights, type LinkModel, levelWeights } from "./link-model.ts";
import { bitsOfProbability, fixedWeight, matchProbability, weightBits } from "./match-weight.ts";
import type { PatternTable } from "./patterns.ts";

/** Candidate pairs by canonical position, with their pattern and the rule that they belong to. */
export type CandidatePairs = {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly pattern: Uint32Array;
};

/** Fixed-point weights of each pattern, the prior's included, values' frequencies not. */
export type PatternWeights = {
  readonly strangers: Int32Array;
  readonly relatives: Int32Array;
  readonly either: Int32Array; // against both
};

const NO_RELATIVES = fixedWeight(100); // bits: no relatives to be taken for

export function patternWeights(model: LinkModel, table: PatternTable): PatternWeights {
  const sumUp = (weights: readonly Int32Array[], prior: number) =>
    Int32Array.from({ length: table.size() }, (_, id) =>
      table.levelsOf(id).reduce((sum, level, c) => sum + (weights[c]?.[level] ?? 0), prior),
    );
  const { strangers: prior, relatives: kinPrior } = priorWeights(model);
  const strangers = sumUp(model.comparisons.map(levelWeights), prior);
  const relatives = sumUp(model.comparisons.map(kinWeights), kinPrior);
  return {
    strangers,
    relatives,
    either: strangers.map((own, id) => eitherWeight(own, relatives[id] ?? NO_RELATIVES)),
  };
}

/** Fixed-point prior weights of a match: against strangers, and against relatives. */
export function priorWeights({ prior, related }: LinkModel): {
  readonly strangers: number;
  readonly relatives: number;
} {
  return {
    strangers: fixedWeight(bitsOfProbability(prior)),
    relatives: related === 0 ? NO_RELATIVES : fixedWeight(Math.log2(prior / related)),
  };
}

/** The model with, for each level, the frequency of the agreed value that is usual among likely matches. */
export function learnFrequencies(
  model: LinkModel,
  comparisons: readonly Comparison[],
  { pairs, table }: { readonly pairs: CandidatePairs; readonly table: PatternTable },
): LinkModel {
  const weights = patternWeights(model, table).either;
  const sums = comparisons.map(({ levels }) => levels.map(() => ({ logs: 0, share: 0 })));
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
      sum.logs += share * Math.log2(frequency);
      sum.share += share;
    }
  }
  const usual = ({ logs, share }: { logs: number; share: number }) =>
    share < ENOUGH ? 0 : 2 ** (logs / share);
  return {
    ...model,
    comparisons: model.comparisons.map((comparison, c) => ({
      ...comparison,
      levels: comparison.levels.map((level, l) => ({
        ...level,
        usual: usual(sums[c]?.[l] ?? { logs: 0, share: 0 }),
      })),
    })),
  };
}

const LIKELY = fixedWeight(-6); // pairs below it add nothing that counts to what is usual
const ENOUGH = 5; // matches at a level before its frequencies are used
const HOPELESS = fixedWeight(-16);

/** Fixed-point total weight of two rows (canonical positions) at their levels. */
export type WeighPair = (levels: Uint8Array, left: number, right: number) => number;

/** Weighs pairs: prior, levels and frequencies, against strangers and relatives. Far below zero, without frequencies. */
export function pairWeigher(model: LinkModel, comparisons: readonly Comparison[]): WeighPair {
  const prior = priorWeights(model);
  const own = model.comparisons.map(levelWeights);
  const kin = model.comparisons.map(kinWeights);
  return (levels, left, right) => {
    let [strangers, relatives] = [prior.strangers, prior.relatives];
    for (let c = 0; c < levels.length; c++) {
      strangers += own[c]?.[levels[c] as number] ?? 0;
      relatives += kin[c]?.[levels[c] as number] ?? 0;
    }
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
