/** Training without labels: u from random pairs, m by expectation maximisation over counted patterns. */
import type { PatternCounts } from "./patterns.ts";

/** m and u of each level of one comparison; index 0 (null) is 1 and 1: a missing value says nothing. */
export type LevelChances = { readonly m: readonly number[]; readonly u: readonly number[] };

/** Patterns of the pairs of one blocking rule; comparisons of the columns it blocks on are left out. */
export type TrainingPass = PatternCounts & { readonly leftOut: readonly boolean[] };

export type PassResult = {
  readonly matches: number; // expected among the pass's pairs
  readonly m: readonly (readonly number[])[];
  readonly weight: readonly number[]; // of each comparison: expected matches that speak about it
};

const MOST_ROUNDS = 200;
const PRIOR_MATCHES = 8; // strength of the Dirichlet prior on m, in matches: no level stays untrained
const PRIOR_PAIRS = 1; // and on u, in pairs

/**
 * The m that training starts from and falls back on: matches agree fully in 4 of 5 cases; the rest falls off over
 * the nearer levels. `count` includes null.
 *
 * @example
 * expectedMatches(3); //=> [1, 0.8, 0.2]
 */
export function expectedMatches(count: number): readonly number[] {
  const others = count - 2;
  const share = (level: number) => (2 * (others - level + 2)) / (others * (others + 1));
  return Array.from({ length: count }, (_, level) => {
    if (level === 0) return 1;
    if (level === 1) return others === 0 ? 1 : 0.8;
    return 0.2 * share(level);
  });
}

/** u of each comparison from the patterns of random pairs, with a small even prior. */
export function estimateU(
  random: PatternCounts,
  levelCounts: readonly number[],
): readonly (readonly number[])[] {
  return levelCounts.map((count, c) => {
    const seen = levelTotals(random, c, count, () => 1);
    const total = seen.slice(1).reduce((sum, pairs) => sum + pairs, 0);
    return seen.map((pairs, level) =>
      level === 0 ? 1 : (pairs + PRIOR_PAIRS / (count - 1)) / (total + PRIOR_PAIRS),
    );
  });
}

function levelTotals(
  patterns: PatternCounts,
  comparison: number,
  levelCount: number,
  share: (pattern: number) => number,
): number[] {
  const totals = Array.from({ length: levelCount }, () => 0);
  for (const [id, levels] of patterns.levels.entries()) {
    const level = levels[comparison] ?? 0;
    totals[level] = (totals[level] ?? 0) + (patterns.counts[id] ?? 0) * share(id);
  }
  return totals;
}

/** What a pass starts from. `totalPairs`: given, the pass holds all matches among so many pairs, and u is of those. */
export type PassStart = {
  readonly m: readonly (readonly number[])[];
  readonly isFixed: readonly boolean[]; // comparisons whose m stays
  readonly totalPairs: number;
};

/**
 * m of one pass with u fixed (Winkler 1988; Fellegi & Sunter 1969), under a Dirichlet prior around
 * `expectedMatches`. Comparisons that the pass leaves out keep the prior and weigh nothing.
 */
export function trainPass(
  pass: TrainingPass,
  u: readonly (readonly number[])[],
  start?: PassStart,
): PassResult {
  const prior = u.map((levels) => expectedMatches(levels.length));
  const total = Math.max(1, start?.totalPairs ?? pass.counts.reduce((sum, count) => sum + count, 0));
  let m = start?.m ?? prior;
  let chance = start === undefined ? 0.1 : 1 / Math.sqrt(total);
  let posterior: number[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    posterior = posteriors(pass, { m, u, chance });
    const learned = nextM(pass, posterior, prior);
    const next = learned.map((levels, c) => (start?.isFixed[c] === true ? (m[c] ?? levels) : levels));
    const moved = largestMove(m, next);
    m = next;
    // Never quite 0 or 1: there is no way back from either.
    chance = Math.min(1 - 1e-6, Math.max(1e-12, expectedCount(pass, posterior) / total));
    if (moved < 1e-5) break;
  }
  const weight = u.map((levels, c) => {
    if (pass.leftOut[c] === true) return 0;
    const totals = levelTotals(pass, c, levels.length, (id) => posterior[id] ?? 0);
    return totals.slice(1).reduce((sum, count) => sum + count, 0);
  });
  return { matches: expectedCount(pass, posterior), m, weight };
}

type Chances = {
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  readonly chance: number;
};

/** Match probability of each pattern. */
export function posteriors(pass: TrainingPass, { m, u, chance }: Chances): number[] {
  return pass.levels.map((levels) => {
    let odds = chance / (1 - chance);
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c] ?? 0;
      if (level !== 0 && pass.leftOut[c] !== true) odds *= (m[c]?.[level] ?? 1) / (u[c]?.[level] ?? 1);
    }
    return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
  });
}

function nextM(
  pass: TrainingPass,
  posterior: readonly number[],
  prior: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return prior.map((before, c) => {
    if (pass.leftOut[c] === true) return before;
    const seen = levelTotals(pass, c, before.length, (id) => posterior[id] ?? 0);
    const total = seen.slice(1).reduce((sum, count) => sum + count, 0);
    return seen.map((count, level) =>
      level === 0 ? 1 : (count + PRIOR_MATCHES * (before[level] ?? 0)) / (total + PRIOR_MATCHES),
    );
  });
}

function expectedCount({ counts }: PatternCounts, posterior: readonly number[]): number {
  return counts.reduce((sum, count, id) => sum + count * (posterior[id] ?? 0), 0);
}

function largestMove(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number {
  return Math.max(
    0,
    ...after.flatMap((levels, c) => levels.map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))),
  );
}

/** m of all passes, each comparison averaged by the matches that spoke about it; the prior where none did. */
export function averageM(
  passes: readonly PassResult[],
  levelCounts: readonly number[],
): readonly (readonly number[])[] {
  return levelCounts.map((count, c) => {
    const total = passes.reduce((sum, pass) => sum + (pass.weight[c] ?? 0), 0);
    if (total === 0) return expectedMatches(count);
    return Array.from({ length: count }, (_, level) =>
      passes.reduce((sum, pass) => sum + ((pass.weight[c] ?? 0) / total) * (pass.m[c]?.[level] ?? 0), 0),
    );
  });
}

export type PriorInput = {
  readonly candidates: PatternCounts; // of all candidate pairs
  readonly random: PatternCounts;
  readonly totalPairs: number; // pairs that could be compared at all
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
};

/**
 * The prior probability of a match inside EM, with u made pure: matches are taken out of the random pairs, and no
 * level is rarer among non-matches than the candidate pairs show it to be. Candidates not found are no matches.
 */
export function estimatePrior(input: PriorInput): {
  readonly prior: number;
  readonly u: readonly (readonly number[])[];
} {
  const { candidates, totalPairs, m } = input;
  const pass = { ...candidates, leftOut: m.map(() => false) };
  let u = input.u;
  let prior = 1 / Math.sqrt(Math.max(4, totalPairs));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const posterior = posteriors(pass, { m, u, chance: prior });
    const next = Math.min(0.9, Math.max(0.5 / totalPairs, expectedCount(candidates, posterior) / totalPairs));
    const moved = Math.abs(Math.log(next / prior));
    prior = next;
    u = pureU(input, posterior, prior);
    if (moved < 1e-6) break;
  }
  return { prior, u };
}

function pureU(
  { candidates, random, totalPairs, m, u: sampled }: PriorInput,
  posterior: readonly number[],
  prior: number,
): readonly (readonly number[])[] {
  return m.map((levels, c) => {
    const spoken = levelTotals(random, c, levels.length, () => 1).slice(1);
    const sampleSize = spoken.reduce((sum, count) => sum + count, 0);
    const drawn = random.counts.reduce((sum, count) => sum + count, 0);
    const speaking = Math.max(1, (totalPairs * sampleSize) / Math.max(1, drawn)); // pairs with both values
    const seen = levelTotals(candidates, c, levels.length, (id) => 1 - (posterior[id] ?? 0));
    const raw = levels.map((chance, level) => {
      if (level === 0) return 1;
      const withoutMatches = (sampled[c]?.[level] ?? 0) - prior * chance;
      const floor = PRIOR_PAIRS / levels.length / (sampleSize + 1);
      return Math.max(withoutMatches, (seen[level] ?? 0) / speaking, floor);
    });
    const total = raw.slice(1).reduce((sum, chance) => sum + chance, 0);
    return raw.map((chance, level) => (level === 0 ? 1 : chance / total));
  });
}
