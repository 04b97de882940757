/** From compared pairs to a model: random pairs for u, one pass per blocking rule for m, the prior last. */
import type { Random } from "../base/random.ts";
import { type AllowPair, type BlockedRule, visitBlocks } from "./candidate-pairs.ts";
import type { Comparison } from "./comparison.ts";
import type { EncodedTable } from "./encode.ts";
import { type KinPriors, kinPriors, type OwnLevels, ownLevels } from "./kinship.ts";
import type { LinkModel, ModelComparison } from "./link-model.ts";
import { countPatterns, type PatternCounts, type PatternTable } from "./patterns.ts";
import { type CandidatePairs, learnFrequencies } from "./score.ts";
import { averageM, type Chances, estimatePrior, estimateU, type PassResult, trainPass } from "./train.ts";

export type Training = {
  readonly encoded: EncodedTable;
  readonly comparisons: readonly Comparison[];
  readonly patterns: PatternTable;
  readonly candidates: CandidatePairs & { readonly rule: Uint8Array };
  readonly stride: number; // `candidates` are one in so many of all
  readonly isAllowed: AllowPair;
  readonly rules: readonly BlockedRule[];
};

const RANDOM_PAIRS = 300_000;
const PASS_PAIRS = 60_000; // of one training pass
const MOST_PASSES = 8;
const LEAST_CORROBORATION = 0.5; // bits per match that a second comparison must add: one alone is no evidence
const LEAST_EVIDENCE = 3; // bits per match of a pass: below, what it took for matches agrees no more than strangers
const FEWEST_MATCHES = 10; // expected among a pass's pairs, below which it teaches nothing

/** The trained model, with a warning for every comparison that no pass could train. */
export function trainModel(
  training: Training,
  random: Random,
  seed: number,
): { readonly model: LinkModel; readonly warnings: readonly string[] } {
  const { comparisons, patterns, candidates } = training;
  const levelCounts = comparisons.map(({ levels }) => levels.length);
  const randomCounts = samplePatterns(training, random);
  const sampled = estimateU(randomCounts, levelCounts);
  const sampleCounts = countPatterns(patterns, candidates.pattern);
  const counted = { ...sampleCounts, counts: sampleCounts.counts.map((count) => count * training.stride) };
  const totalPairs = allowedPairs(training.encoded, training.isAllowed);
  const kin = kinPriors(comparisons);
  const own = kin && ownLevels(comparisons);
  const passes = trainPasses(training, sampled, { ...(kin && { kin }), ...(own && { own }) });
  const averaged = averageM(passes, levelCounts);
  const isTrained = comparisons.map((_, c) => passes.some((pass) => (pass.weight[c] ?? 0) >= FEWEST_MATCHES));
  const joint = trainRest(training, {
    averaged,
    isTrained,
    u: sampled,
    totalPairs,
    ...(kin && { kin }),
    ...(own && { own }),
  });
  const m = averaged.map((levels, c) => (isTrained[c] === true ? levels : (joint.m[c] ?? levels)));
  const pure = estimatePrior({
    candidates: counted,
    random: randomCounts,
    totalPairs,
    m,
    u: sampled,
    ...(kin && { kin }),
    ...(own && { own }),
  });
  const model: LinkModel = {
    model: "recount-linkage",
    version: 1,
    seed,
    prior: pure.prior,
    related: pure.related,
    comparisons: comparisons.map((comparison, c) =>
      modelComparison(comparison, [m[c] ?? [], pure.u[c] ?? [], pure.r[c] ?? []]),
    ),
    rules: training.rules.map(({ rule }, index) => ({
      ...rule,
      pairs: candidates.rule.reduce((count, own) => count + (own === index ? 1 : 0), 0),
    })),
  };
  const untrained = comparisons.filter(
    (_, c) => isTrained[c] !== true && (joint.weight[c] ?? 0) < FEWEST_MATCHES,
  );
  return {
    model: learnFrequencies(model, comparisons, { pairs: candidates, table: patterns }),
    warnings: untrained.map(
      ({ name }) => `too few likely matches to train "${name}": it keeps the usual chances`,
    ),
  };
}

type Rest = {
  readonly averaged: Chances;
  readonly isTrained: readonly boolean[];
  readonly u: Chances;
  readonly totalPairs: number;
  readonly kin?: KinPriors;
  readonly own?: OwnLevels;
};

const BEST_ROUNDS = 4;

/**
 * Comparisons that every rule blocks on learn from the pairs that are the best of both their rows, the trained ones
 * held as they are. All candidate pairs would teach them that partial agreement is usual: there are too many of it.
 */
function trainRest(training: Training, { averaged, isTrained, u, totalPairs, kin, own }: Rest): PassResult {
  const { candidates, patterns, encoded } = training;
  let result: PassResult = {
    matches: 0,
    m: averaged,
    weight: averaged.map(() => 0),
    evidence: 0,
    corroboration: 0,
  };
  if (isTrained.every(Boolean)) return result;
  for (let round = 0; round < BEST_ROUNDS; round++) {
    const weights = patternOdds(patterns, result.m, u);
    const ids = mutualBest(encoded.size, candidates, (pattern) => weights[pattern] ?? 0);
    const pass = {
      ...countPatterns(patterns, ids),
      leftOut: isTrained.map(() => false),
      ...(own && { own }),
    };
    result = trainPass(pass, u, {
      start: { m: averaged, isFixed: isTrained, totalPairs },
      ...(kin && { kin }),
    });
  }
  return result;
}

/** Log2 odds of each pattern, without a prior. */
function patternOdds(patterns: PatternTable, m: Chances, u: Chances): Float64Array {
  const bits = m.map((levels, c) =>
    levels.map((chance, l) => (l === 0 ? 0 : Math.log2(chance / (u[c]?.[l] ?? 1)))),
  );
  return Float64Array.from({ length: patterns.size() }, (_, id) =>
    patterns.levelsOf(id).reduce((sum, level, c) => sum + (bits[c]?.[level] ?? 0), 0),
  );
}

/** Patterns of the pairs than which neither row has a better one; of equal ones the first in canonical order. */
function mutualBest(
  size: number,
  { left, right, pattern }: CandidatePairs,
  weigh: (pattern: number) => number,
): number[] {
  const best = new Int32Array(size).fill(-1);
  const isBetter = (pair: number, known: number) =>
    known < 0 || weigh(pattern[pair] ?? 0) > weigh(pattern[known] ?? 0);
  for (let pair = 0; pair < pattern.length; pair++) {
    for (const row of [left[pair] ?? 0, right[pair] ?? 0])
      if (isBetter(pair, best[row] ?? -1)) best[row] = pair;
  }
  return Array.from(pattern).filter(
    (_, pair) => best[left[pair] ?? 0] === pair && best[right[pair] ?? 0] === pair,
  );
}

function modelComparison(
  { name, kind, fields, levels }: Comparison,
  [m, u, r]: readonly [m: readonly number[], u: readonly number[], r: readonly number[]],
): ModelComparison {
  return {
    name,
    kind,
    fields,
    levels: levels.map((label, level) => ({
      label,
      m: m[level] ?? 1,
      u: u[level] ?? 1,
      r: r[level] ?? 1,
      usual: 0,
    })),
  };
}

/** Patterns of random allowed pairs. */
function samplePatterns({ encoded, patterns, isAllowed }: Training, random: Random): PatternCounts {
  const ids: number[] = [];
  const { size } = encoded;
  for (let tries = 0; size > 1 && ids.length < RANDOM_PAIRS && tries < 4 * RANDOM_PAIRS; tries++) {
    const [a, b] = [random.below(size), random.below(size)];
    if (a === b || !isAllowed(a, b)) continue;
    ids.push(patterns.patternOf(Math.min(a, b), Math.max(a, b)));
  }
  return countPatterns(patterns, ids);
}

function allowedPairs({ size, list, lists }: EncodedTable, isAllowed: AllowPair): number {
  const all = (size * (size - 1)) / 2;
  const first = list.indexOf(list[0] ?? 0, 1);
  const isRestricted = lists.length > 1 && first > 0 && !isAllowed(0, first);
  if (!isRestricted) return Math.max(1, all);
  const rows = lists.map((_, index) => list.reduce((count, own) => count + (own === index ? 1 : 0), 0));
  return Math.max(1, all - rows.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0));
}

/** One pass per rule with enough pairs; comparisons of its columns are left out of it. */
function trainPasses(
  training: Training,
  u: Chances,
  { kin, own }: { readonly kin?: KinPriors; readonly own?: OwnLevels },
): readonly PassResult[] {
  const { rules, comparisons, patterns, isAllowed } = training;
  const passes = passRules(rules).map((rule) => {
    const ids: number[] = [];
    visitBlocks(rule, (left, right) => {
      if (isAllowed(left, right)) ids.push(patterns.patternOf(left, right));
      return ids.length < PASS_PAIRS;
    });
    return {
      ...countPatterns(patterns, ids),
      leftOut: comparisons.map(({ fields }) => fields.some((field) => rule.fields.includes(field))),
      ...(own && { own }),
    };
  });
  return passes
    .filter(({ leftOut }) => leftOut.includes(false))
    .map((pass) => trainPass(pass, u, kin && { kin }))
    .filter(isTelling);
}

function isTelling({ matches, evidence, corroboration }: PassResult): boolean {
  return matches >= FEWEST_MATCHES && evidence >= LEAST_EVIDENCE && corroboration >= LEAST_CORROBORATION;
}

/** Few rules that block on different columns: each column is left out of some pass. */
function passRules(rules: readonly BlockedRule[]): readonly BlockedRule[] {
  const blocked = new Set<string>();
  const chosen: BlockedRule[] = [];
  for (const rule of rules) {
    const isNew = rule.fields.length === 0 || rule.fields.some((field) => !blocked.has(field));
    if (chosen.length >= MOST_PASSES || !isNew) continue;
    chosen.push(rule);
    for (const field of rule.fields) blocked.add(field);
  }
  return chosen;
}
