/** From compared pairs to a model: random pairs for strangers, candidate pairs for matches, in one mixture. */
import type { AllowPair, BlockedRule } from "./candidate-pairs.ts";
import type { Comparison } from "./comparison.ts";
import type { EncodedTable } from "./encode.ts";
import { kinPriors, neighbourPriors, ownLevels, sharesOwn } from "./kinship.ts";
import type { LinkModel, ModelComparison } from "./link-model.ts";
import { namesakePriors } from "./namesakes.ts";
import { countPatterns, type PatternCounts, type PatternTable } from "./patterns.ts";
import { type CandidatePairs, learnFrequencies } from "./score.ts";
import { learnTogether, patternLift, type Together } from "./together.ts";
import {
  type LabelledPatterns,
  type Mixture,
  strangersAmong,
  type TrainInput,
  trainMixture,
} from "./train.ts";

export type Training = {
  readonly encoded: EncodedTable;
  readonly comparisons: readonly Comparison[];
  readonly patterns: PatternTable;
  readonly candidates: CandidatePairs & { readonly rule: Uint8Array };
  readonly random: Uint32Array; // patterns of random allowed pairs
  readonly labelled?: LabelledPatterns; // of judged pairs, which are no candidates then
  readonly stride: number; // `candidates` are one in so many of all
  readonly isAllowed: AllowPair;
  readonly rules: readonly BlockedRule[];
};

const FEWEST_MATCHES = 10; // that speak about a comparison, below which its m is mostly the prior

/** The trained model, with a warning for every comparison of which too few likely matches speak. */
export function trainModel(
  training: Training,
  seed: number,
): { readonly model: LinkModel; readonly warnings: readonly string[] } {
  const { comparisons, patterns, candidates } = training;
  const input = trainInput(training);
  // What strangers show together is told from matches by a first mixture that knows nothing of it.
  const first = trainMixture(input);
  const together = learnTogether(comparisons, input.random, strangersAmong(input.random, first, input));
  const lift = patternLift(together, comparisons);
  const mixture = together.length === 0 ? first : trainMixture({ ...input, lift });
  const model = modelOf(training, mixture, { together, seed });
  const untrained = comparisons.filter((_, c) => (mixture.spoken[c] ?? 0) < FEWEST_MATCHES);
  return {
    model: learnFrequencies(model, comparisons, { pairs: candidates, table: patterns }),
    warnings: untrained.map(
      ({ name }) => `too few likely matches to train "${name}": it keeps the usual chances`,
    ),
  };
}

function trainInput(training: Training): TrainInput {
  const { comparisons, patterns, candidates, stride, encoded, isAllowed } = training;
  const randomCounts = countPatterns(patterns, training.random);
  const kin = kinPriors(comparisons);
  const own = kin && ownLevels(comparisons);
  const near = kin && neighbourPriors(comparisons);
  const namesakes = namesakePriors(comparisons);
  const mostMatches = mostMatchesOf(encoded, isAllowed);
  const totalPairs = allowedPairs(encoded, isAllowed);
  const counted = countPatterns(patterns, candidates.pattern);
  return {
    candidates: { ...counted, counts: counted.counts.map((count) => count * stride) },
    random: atMost(totalPairs, randomCounts),
    levelCounts: comparisons.map(({ levels }) => levels.length),
    totalPairs,
    ...(mostMatches !== undefined && { mostMatches }),
    ...(training.labelled !== undefined && { labelled: training.labelled }),
    lookAlikes: [
      namesakes,
      kin && { name: "relatives", priors: kin },
      near && { name: "neighbours", priors: near },
    ].filter((own) => own !== undefined),
    ...(own && { canMatch: (levels: Uint8Array) => sharesOwn(own, levels) }),
  };
}

type Learned = { readonly together: readonly Together[]; readonly seed: number };

function modelOf(
  { comparisons, rules, candidates }: Training,
  { prior, m, u, others }: Mixture,
  { together, seed }: Learned,
): LinkModel {
  const [namesakes, relatives, neighbours] = ["namesakes", "relatives", "neighbours"].map((name) =>
    others.find((own) => own.name === name),
  );
  return {
    model: "recount-linkage",
    version: 2,
    seed,
    prior,
    related: relatives?.share ?? 0,
    namesakes: namesakes?.share ?? 0,
    neighbours: neighbours?.share ?? 0,
    comparisons: comparisons.map((comparison, c): ModelComparison => {
      const { name, kind, fields, levels } = comparison;
      const chanceOf = (chances: readonly (readonly number[])[] | undefined, level: number) =>
        chances?.[c]?.[level] ?? u[c]?.[level] ?? 1;
      return {
        name,
        kind,
        fields,
        levels: levels.map((label, level) => ({
          label,
          m: chanceOf(m, level),
          u: chanceOf(u, level),
          r: chanceOf(relatives?.chances, level),
          n: chanceOf(namesakes?.chances, level),
          p: chanceOf(neighbours?.chances, level),
          usual: 0,
        })),
      };
    }),
    together,
    rules: rules.map(({ rule }, index) => ({
      ...rule,
      pairs: candidates.rule.reduce((count, own) => count + (own === index ? 1 : 0), 0),
    })),
  };
}

/** Pairs of a small table are drawn many times over: they count for no more than there are. */
function atMost(totalPairs: number, { levels, counts }: PatternCounts): PatternCounts {
  const share = Math.min(
    1,
    totalPairs /
      Math.max(
        1,
        counts.reduce((sum, count) => sum + count, 0),
      ),
  );
  return { levels, counts: counts.map((count) => share * count) };
}

function rowsOfLists({ list, lists }: EncodedTable): readonly number[] {
  const rows = lists.map(() => 0);
  for (const own of list) rows[own] = (rows[own] ?? 0) + 1;
  return rows;
}

function isRestricted({ list, lists }: EncodedTable, isAllowed: AllowPair): boolean {
  const second = list.indexOf(list[0] ?? 0, 1);
  return lists.length > 1 && second > 0 && !isAllowed(0, second);
}

function allowedPairs(encoded: EncodedTable, isAllowed: AllowPair): number {
  const all = (encoded.size * (encoded.size - 1)) / 2;
  if (!isRestricted(encoded, isAllowed)) return Math.max(1, all);
  return Math.max(
    1,
    rowsOfLists(encoded).reduce((left, count) => left - (count * (count - 1)) / 2, all),
  );
}

/** Where an entity takes one row of each list, each pair of lists has at most the rows of the smaller one in common. */
function mostMatchesOf(encoded: EncodedTable, isAllowed: AllowPair): number | undefined {
  if (!isRestricted(encoded, isAllowed)) return undefined;
  const rows = rowsOfLists(encoded);
  return rows.reduce(
    (sum, own, i) => rows.slice(i + 1).reduce((part, other) => part + Math.min(own, other), sum),
    0,
  );
}
