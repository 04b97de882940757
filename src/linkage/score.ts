/** Weights of candidate pairs under a model, and the frequencies that are usual among matches. */
import type { Comparison } from "./comparison.ts";
import { frequencyWeight, type LinkModel, levelWeights } from "./link-model.ts";
import { bitsOfProbability, fixedWeight, matchProbability, weightBits } from "./match-weight.ts";
import type { PatternTable } from "./patterns.ts";

/** Candidate pairs by canonical position, with their pattern and the rule that they belong to. */
export type CandidatePairs = {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly pattern: Uint32Array;
};

/** Fixed-point weight of each pattern, the prior's included, values' frequencies not. */
export function patternWeights(model: LinkModel, table: PatternTable): Int32Array {
  const weights = model.comparisons.map(levelWeights);
  const prior = fixedWeight(bitsOfProbability(model.prior));
  return Int32Array.from({ length: table.size() }, (_, id) =>
    table.levelsOf(id).reduce((sum, level, c) => sum + (weights[c]?.[level] ?? 0), prior),
  );
}

/** The model with, for each level, the frequency of the agreed value that is usual among likely matches. */
export function learnFrequencies(
  model: LinkModel,
  comparisons: readonly Comparison[],
  { pairs, table }: { readonly pairs: CandidatePairs; readonly table: PatternTable },
): LinkModel {
  const weights = patternWeights(model, table);
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

/** Fixed-point total weight of each pair: prior, levels and frequencies. Far below zero, frequencies are left out. */
export function scorePairs(
  model: LinkModel,
  comparisons: readonly Comparison[],
  { pairs, table }: { readonly pairs: CandidatePairs; readonly table: PatternTable },
): Int32Array {
  const weights = patternWeights(model, table);
  return Int32Array.from(pairs.pattern, (pattern, i) => {
    const weight = weights[pattern] ?? 0;
    if (weight < HOPELESS) return weight;
    const [left, right, levels] = [pairs.left[i] ?? 0, pairs.right[i] ?? 0, table.levelsOf(pattern)];
    return comparisons.reduce((sum, comparison, c) => {
      const level = levels[c] ?? 0;
      const modelled = model.comparisons[c];
      if (level === 0 || modelled === undefined) return sum;
      const ids = [comparison.ids[left] ?? 0, comparison.ids[right] ?? 0, level] as const;
      return sum + frequencyWeight(modelled, comparison, ids);
    }, weight);
  });
}

const HOPELESS = fixedWeight(-16);
