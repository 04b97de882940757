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
import { type PatternTable, stridesOf } from "./patterns.ts";
import type { RowPair } from "./row-words.ts";
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

/** Fixed-point total weight of two rows, by their levels and ids. */
export type WeighPair = (levels: Uint8Array, rows: RowPair) => number;

/** Weighs pairs: prior, levels and frequencies, against all look-alikes. Far below zero, without frequencies. */
export function pairWeigher(model: LinkModel, comparisons: readonly Comparison[]): WeighPair {
  const weigh = keptWeights(model, comparisons);
  const frequencies = comparisons.map((comparison, c) => frequencyWeigher(model, comparison, c));
  return (levels, { words, p, q }) => {
    const { strangers, relatives } = weigh(levels);
    const either = eitherWeight(strangers, relatives);
    if (either < HOPELESS) return either;
    let rarity = 0;
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c] as number;
      if (level !== 0)
        rarity += (frequencies[c] as FrequencyWeigher)(words[p + c] as number, words[q + c] as number, level);
    }
    // Relatives share a rare name as much as one person does: rarity speaks against strangers alone.
    return eitherWeight(strangers + rarity, relatives);
  };
}

type LevelsWeights = ReturnType<ReturnType<typeof levelsWeigher>>;

const SLOTS = 1 << 12; // patterns kept: most pairs have one of few

/** What `levelsWeigher` says, kept for the patterns that come again and again. */
function keptWeights(
  model: LinkModel,
  comparisons: readonly Comparison[],
): (levels: Uint8Array) => LevelsWeights {
  const weigh = levelsWeigher(model);
  const strides = stridesOf(comparisons);
  const codes = new Float64Array(SLOTS).fill(-1);
  const kept: LevelsWeights[] = [];
  return (levels) => {
    let [code, slot] = [0, 0];
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c] as number;
      code += level * (strides[c] as number);
      slot = Math.imul(slot, 31) + level;
    }
    slot &= SLOTS - 1;
    if (codes[slot] !== code) {
      codes[slot] = code;
      kept[slot] = weigh(levels);
    }
    return kept[slot] as LevelsWeights;
  };
}

/** What the frequency of the value that two ids agree on adds at a level that is not null, fixed-point. */
type FrequencyWeigher = (a: number, b: number, level: number) => number;

const NOT_YET = -(2 ** 31);

function frequencyWeigher(model: LinkModel, comparison: Comparison, c: number): FrequencyWeigher {
  const modelled = model.comparisons[c];
  if (modelled === undefined) return () => 0;
  const isUsed = modelled.levels.map(({ usual }) => usual !== 0);
  const same = new Int32Array(comparison.distinct).fill(NOT_YET); // of equal ids, at their only level
  return (a, b, level) => {
    if (isUsed[level] !== true) return 0;
    if (a !== b) return frequencyWeight(modelled, comparison, [a, b, level]);
    const known = same[a] as number;
    if (known !== NOT_YET) return known;
    const own = frequencyWeight(modelled, comparison, [a, a, level]);
    same[a] = own;
    return own;
  };
}
