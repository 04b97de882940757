/** Training without labels: u from random pairs, m by expectation maximisation over counted patterns. */
import type { KinPriors, OwnLevels } from "./kinship.ts";
import type { PatternCounts } from "./patterns.ts";

/** A chance of each level of each comparison; index 0 (null) is 1: a missing value says nothing. */
export type Chances = readonly (readonly number[])[];

/** Patterns of the pairs of one blocking rule; comparisons of the columns it blocks on are left out. */
export type TrainingPass = PatternCounts & {
  readonly leftOut: readonly boolean[];
  /** Given: a pattern at none of these levels is no match. */
  readonly own?: OwnLevels;
};

export type PassResult = {
  readonly matches: number; // expected among the pass's pairs
  readonly m: Chances;
  readonly weight: readonly number[]; // of each comparison: expected matches that speak about it
  readonly evidence: number; // bits that its comparisons tell of a match on average
  readonly corroboration: number; // the same without the comparison that tells most
};

const MOST_ROUNDS = 200;
const PRIOR_MATCHES = 8; // strength of the Dirichlet prior on m, in matches: no level stays untrained
const PRIOR_RELATIVES = 40; // strength of the prior on r: relatives must stay relatives
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
export function estimateU(random: PatternCounts, levelCounts: readonly number[]): Chances {
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
  readonly m: Chances;
  readonly isFixed: readonly boolean[]; // comparisons whose m stays
  readonly totalPairs: number;
};

export type PassOptions = { readonly kin?: KinPriors; readonly start?: PassStart };

/**
 * m of one pass with u fixed (Winkler 1988; Fellegi & Sunter 1969), under a Dirichlet prior around
 * `expectedMatches`. Comparisons that the pass leaves out keep the prior and weigh nothing. With `kin`, relatives
 * (kinship.ts) are a third class beside matches and strangers.
 */
export function trainPass(pass: TrainingPass, u: Chances, { kin, start }: PassOptions = {}): PassResult {
  const prior = u.map((levels) => expectedMatches(levels.length));
  const total = Math.max(1, start?.totalPairs ?? sumOf(pass.counts));
  let m = start?.m ?? prior;
  let r = kin === undefined ? u : kinChances(kin, u);
  let chance = start === undefined ? 0.1 : 1 / Math.sqrt(total);
  let related = kin === undefined ? 0 : chance;
  let found: Posteriors = { match: [], related: [] };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    found = posteriors(pass, { m, u, r, chance, related });
    const learned = nextChances(pass, found.match, { prior, strength: PRIOR_MATCHES });
    const next = learned.map((levels, c) => (start?.isFixed[c] === true ? (m[c] ?? levels) : levels));
    const moved = largestMove(m, next);
    m = next;
    if (kin !== undefined) r = nextKin(pass, found.related, { kin, u });
    // Never quite 0 or 1: there is no way back from either.
    chance = Math.min(0.999, Math.max(1e-12, expectedCount(pass, found.match) / total));
    if (kin !== undefined)
      related = Math.min(0.999 - chance, Math.max(1e-12, expectedCount(pass, found.related) / total));
    if (moved < 1e-5) break;
  }
  const weight = u.map((levels, c) => {
    if (pass.leftOut[c] === true) return 0;
    return sumOf(levelTotals(pass, c, levels.length, (id) => found.match[id] ?? 0).slice(1));
  });
  const divergences = m.map((levels, c) => (pass.leftOut[c] === true ? 0 : divergence(levels, u[c] ?? [])));
  const evidence = sumOf(divergences);
  const corroboration = evidence - Math.max(0, ...divergences);
  return { matches: expectedCount(pass, found.match), m, weight, evidence, corroboration };
}

/** r that training starts from: own values agree by chance, others as the kin's priors say. */
function kinChances(kin: KinPriors, u: Chances): Chances {
  return u.map((levels, c) => kin[c] ?? levels);
}

type KinLearning = { readonly kin: KinPriors; readonly u: Chances };

function nextKin(pass: TrainingPass, related: readonly number[], { kin, u }: KinLearning): Chances {
  const learned = nextChances(pass, related, { prior: kinChances(kin, u), strength: PRIOR_RELATIVES });
  return learned.map((levels, c) => (kin[c] === undefined ? (u[c] ?? levels) : levels));
}

/** Mean match weight of a comparison among matches, in bits (Kullback and Leibler 1951). */
function divergence(m: readonly number[], u: readonly number[]): number {
  return m.reduce((bits, chance, level) => {
    if (level === 0 || chance === 0) return bits;
    return bits + chance * Math.log2(chance / (u[level] ?? 1));
  }, 0);
}

type Classes = {
  readonly m: Chances;
  readonly u: Chances;
  readonly r: Chances; // among relatives
  readonly chance: number; // of a match
  readonly related: number; // of relatives
};

/** Probability of each pattern to be a match, and to be of relatives. */
export type Posteriors = { readonly match: readonly number[]; readonly related: readonly number[] };

/** Class probabilities of each pattern. */
export function posteriors(pass: TrainingPass, { m, u, r, chance, related }: Classes): Posteriors {
  const match: number[] = [];
  const kin: number[] = [];
  for (const levels of pass.levels) {
    let odds = chance / (1 - chance - related);
    let kinOdds = related / (1 - chance - related);
    for (let c = 0; c < levels.length; c++) {
      const level = levels[c] ?? 0;
      if (level === 0 || pass.leftOut[c] === true) continue;
      const stranger = u[c]?.[level] ?? 1;
      odds *= (m[c]?.[level] ?? 1) / stranger;
      kinOdds *= (r[c]?.[level] ?? 1) / stranger;
    }
    if (pass.own !== undefined && !sharesOwn(pass.own, levels)) odds = 0;
    const all = Math.min(Number.MAX_VALUE, odds + kinOdds + 1);
    match.push(Math.min(odds, Number.MAX_VALUE) / all);
    kin.push(Math.min(kinOdds, Number.MAX_VALUE) / all);
  }
  return { match, related: kin };
}

function sharesOwn(own: OwnLevels, levels: Uint8Array): boolean {
  return levels.some((level, c) => own[c]?.[level] === true);
}

type Dirichlet = { readonly prior: Chances; readonly strength: number };

function nextChances(
  pass: TrainingPass,
  posterior: readonly number[],
  { prior, strength }: Dirichlet,
): Chances {
  return prior.map((before, c) => {
    if (pass.leftOut[c] === true) return before;
    const seen = levelTotals(pass, c, before.length, (id) => posterior[id] ?? 0);
    const total = sumOf(seen.slice(1));
    return seen.map((count, level) =>
      level === 0 ? 1 : (count + strength * (before[level] ?? 0)) / (total + strength),
    );
  });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

function expectedCount({ counts }: PatternCounts, posterior: readonly number[]): number {
  return counts.reduce((sum, count, id) => sum + count * (posterior[id] ?? 0), 0);
}

function largestMove(before: Chances, after: Chances): number {
  return Math.max(
    0,
    ...after.flatMap((levels, c) => levels.map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))),
  );
}

/** m of all passes, each comparison averaged by the matches that spoke about it; the prior where none did. */
export function averageM(passes: readonly PassResult[], levelCounts: readonly number[]): Chances {
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
  readonly m: Chances;
  readonly u: Chances;
  readonly kin?: KinPriors;
  readonly own?: OwnLevels;
};

export type TrainedClasses = {
  readonly prior: number;
  readonly related: number;
  readonly u: Chances;
  readonly r: Chances;
};

/**
 * The prior probability of a match inside EM, with u made pure: matches are taken out of the random pairs, and no
 * level is rarer among strangers than the candidate pairs show it to be. Candidates not found are no matches.
 */
export function estimatePrior(input: PriorInput): TrainedClasses {
  const { candidates, totalPairs, m, kin, own } = input;
  const pass = { ...candidates, leftOut: m.map(() => false), ...(own && { own }) };
  let u = input.u;
  let r = kin === undefined ? u : kinChances(kin, u);
  let prior = 1 / Math.sqrt(Math.max(4, totalPairs));
  let related = kin === undefined ? 0 : prior;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = posteriors(pass, { m, u, r, chance: prior, related });
    const shareOf = (posterior: readonly number[]) =>
      Math.min(0.45, Math.max(0.5 / totalPairs, expectedCount(candidates, posterior) / totalPairs));
    const next = shareOf(found.match);
    const moved = Math.abs(Math.log(next / prior));
    prior = next;
    if (kin !== undefined) {
      related = shareOf(found.related);
      r = nextKin(pass, found.related, { kin, u });
    }
    const explained = found.match.map((match, id) => match + (found.related[id] ?? 0));
    u = pureU(input, explained, prior);
    if (moved < 1e-6) break;
  }
  return { prior, related, u, r: kin === undefined ? u : r };
}

function pureU(
  { candidates, random, totalPairs, m, u: sampled }: PriorInput,
  posterior: readonly number[],
  prior: number,
): Chances {
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
