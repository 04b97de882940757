/** Training without labels: one mixture over all pairs of a table, learned from counted patterns. */
import type { PatternCounts } from "./patterns.ts";

/** A chance of each level of each comparison; index 0 (null) is 1: a missing value says nothing. */
export type Chances = readonly (readonly number[])[];

/** Pairs that are no match and yet agree on some comparisons as matches do: relatives, namesakes. */
export type LookAlikes = {
  readonly name: string;
  readonly priors: readonly (readonly number[] | undefined)[]; // undefined where they agree only by chance
};

/** Pairs that people have judged, by their patterns: the same person, or two people. */
export type LabelledPatterns = { readonly same: PatternCounts; readonly different: PatternCounts };

export type TrainInput = {
  readonly candidates: PatternCounts; // of all candidate pairs
  readonly random: PatternCounts;
  readonly levelCounts: readonly number[];
  readonly totalPairs: number; // pairs that could be compared at all
  readonly mostMatches?: number; // where an entity takes one row of each list
  readonly lookAlikes: readonly LookAlikes[];
  readonly labelled?: LabelledPatterns; // not among the candidates
  /** Whether a pattern can be a match; all can unless given. */
  readonly canMatch?: (levels: Uint8Array) => boolean;
  /** How much likelier a pattern is among strangers than its levels one by one; 1 unless given. */
  readonly lift?: (levels: Uint8Array) => number;
};

/** The trained mixture. Shares are of all pairs; what is left are strangers. */
export type Mixture = {
  readonly prior: number; // share of matches
  readonly m: Chances;
  readonly u: Chances; // among strangers
  readonly others: readonly { readonly name: string; readonly share: number; readonly chances: Chances }[];
  readonly spoken: readonly number[]; // of each comparison: expected matches that speak about it
};

const MOST_ROUNDS = 200;
const PRIOR_MATCHES = 8; // strength of the Dirichlet prior on m, in matches: no level stays untrained
const PRIOR_OTHERS = 40; // and on the chances of look-alikes: relatives must stay relatives
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
  const layout = layPatterns(random, levelCounts);
  return chancesOf(levelTotals(layout, layout.counts), {
    prior: levelCounts.map((count) => Array.from({ length: count }, () => 1 / Math.max(1, count - 1))),
    strength: PRIOR_PAIRS,
  });
}

/**
 * The mixture of matches, strangers and look-alikes over all `totalPairs` pairs (Fellegi & Sunter 1969; Winkler 1988;
 * several classes of pairs that are no match: Larsen & Rubin 2001), by expectation maximisation. Pairs that are no
 * candidates are strangers: the prior is learned with the rest, and no blocking rule bends m. Every m has a Dirichlet
 * prior around `expectedMatches`; u is kept free of the matches among random pairs. Labelled pairs count once each, and
 * what people said of them stands in every round (Nigam, McCallum, Thrun & Mitchell 2000).
 */
export function trainMixture(input: TrainInput): Mixture {
  const layout = layPatterns(allPatterns(input), input.levelCounts);
  const sampled = estimateU(input.random, input.levelCounts);
  const start = 1 / Math.sqrt(Math.max(4, input.totalPairs));
  let mixture: Mixture = {
    prior: start,
    m: startOf(input),
    u: sampled,
    others: input.lookAlikes.map(({ name, priors }) => ({
      name,
      share: start,
      chances: sampled.map((levels, c) => priors[c] ?? levels),
    })),
    spoken: [],
  };
  const fixed = fixedOf(input, layout);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = nextMixture(input, fixed, { mixture, sampled });
    const moved = Math.max(largestMove(mixture.m, next.m), Math.abs(Math.log(next.prior / mixture.prior)));
    mixture = next;
    if (moved < 1e-5) break;
  }
  return mixture;
}

/** The m that training starts from: what is expected, and what people called the same. */
function startOf({ levelCounts, labelled }: TrainInput): Chances {
  const layout = layPatterns(labelled?.same ?? { levels: [], counts: [] }, levelCounts);
  const prior = levelCounts.map(expectedMatches);
  return chancesOf(levelTotals(layout, layout.counts), { prior, strength: PRIOR_MATCHES });
}

/** Of each random pattern, the pairs that are of strangers under the mixture. */
export function strangersAmong(random: PatternCounts, mixture: Mixture, input: TrainInput): Float64Array {
  const layout = layPatterns(random, input.levelCounts);
  const { labelled: _, ...unlabelled } = input;
  return expectedPairs(mixture, fixedOf({ ...unlabelled, candidates: random }, layout)).strangers;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** Patterns side by side in one array, so that a round of training is a few sweeps over memory. */
type Layout = {
  readonly width: number;
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
  readonly levelCounts: readonly number[];
};

type Fixed = {
  readonly layout: Layout;
  readonly canMatch: Uint8Array; // NO, MAYBE or SURELY of each pattern
  readonly lift: Float64Array;
  readonly spoken: readonly number[]; // random pairs with both values of each comparison
  readonly drawn: number; // random pairs
};

function layPatterns({ levels, counts }: PatternCounts, levelCounts: readonly number[]): Layout {
  const width = levelCounts.length;
  const laid = new Uint8Array(width * counts.length);
  for (const [id, own] of levels.entries()) laid.set(own, id * width);
  return { width, levels: laid, counts: Float64Array.from(counts), levelCounts };
}

const [NO, MAYBE, SURELY] = [0, 1, 2];

/** Patterns of the candidates, and after them those of labelled pairs. */
function allPatterns({ candidates, labelled }: TrainInput): PatternCounts {
  if (labelled === undefined) return candidates;
  const parts = [candidates, labelled.same, labelled.different];
  return {
    levels: parts.flatMap(({ levels }) => levels),
    counts: parts.flatMap(({ counts }) => counts),
  };
}

function fixedOf(input: TrainInput, layout: Layout): Fixed {
  const { candidates, random, canMatch, lift, labelled } = input;
  const drawn = layPatterns(random, layout.levelCounts);
  const free = candidates.levels.map((levels) => (canMatch?.(levels) === false ? NO : MAYBE));
  const same = labelled?.same.levels.map(() => SURELY) ?? [];
  const different = labelled?.different.levels.map(() => NO) ?? [];
  return {
    layout,
    spoken: levelTotals(drawn, drawn.counts).map((levels) => sumOf(levels.slice(1))),
    drawn: Math.max(1, sumOf(random.counts)),
    canMatch: Uint8Array.from([...free, ...same, ...different]),
    lift: Float64Array.from(allPatterns(input).levels, (levels) => lift?.(levels) ?? 1),
  };
}

type Round = { readonly mixture: Mixture; readonly sampled: Chances };

function nextMixture(input: TrainInput, fixed: Fixed, { mixture, sampled }: Round): Mixture {
  const { layout } = fixed;
  const { matches, others, strangers } = expectedPairs(mixture, fixed);
  const matched = levelTotals(layout, matches);
  const least = 0.5 / input.totalPairs; // never quite 0: there is no way back
  const most = (input.mostMatches ?? Number.POSITIVE_INFINITY) / input.totalPairs;
  const shareOf = (pairs: Float64Array) =>
    Math.min(0.45, Math.max(least, pairs.reduce((sum, own) => sum + own, 0) / input.totalPairs));
  const prior = Math.min(most, shareOf(matches));
  const m = chancesOf(matched, {
    prior: input.levelCounts.map(expectedMatches),
    strength: PRIOR_MATCHES,
  });
  const seen = levelTotals(layout, strangers);
  const u = pureU(input.totalPairs, fixed, { sampled, m, prior, seen, others: mixture.others });
  return {
    prior,
    m,
    u,
    others: input.lookAlikes.map(({ name, priors }, i) => {
      const own = others[i] ?? new Float64Array(0);
      const learned = chancesOf(levelTotals(layout, own), {
        prior: u.map((levels, c) => priors[c] ?? levels),
        strength: PRIOR_OTHERS,
      });
      const chances = learned.map((levels, c) => (priors[c] === undefined ? (u[c] ?? levels) : levels));
      return { name, share: shareOf(own), chances };
    }),
    spoken: matched.map((levels) => sumOf(levels.slice(1))),
  };
}

type Expected = {
  readonly matches: Float64Array; // pairs of each pattern
  readonly others: readonly Float64Array[];
  readonly strangers: Float64Array;
};

/** Expected pairs of each class in each pattern: what Bayes's rule says. */
function expectedPairs(mixture: Mixture, { layout, canMatch, lift }: Fixed): Expected {
  const { counts } = layout;
  const ratios = [mixture.m, ...mixture.others.map(({ chances }) => chances)].map((chances) =>
    ratioOf(layout, chances, mixture.u),
  );
  const shares = [mixture.prior, ...mixture.others.map(({ share }) => share)];
  const rest = Math.max(1e-6, 1 - sumOf(shares));
  const classes = ratios.map(() => new Float64Array(counts.length));
  const strangers = new Float64Array(counts.length);
  const odds = new Float64Array(ratios.length);
  for (let id = 0; id < counts.length; id++) {
    const isSure = canMatch[id] === SURELY;
    const alone = isSure ? 0 : rest * (lift[id] as number);
    let all = alone;
    for (let k = 0; k < odds.length; k++) {
      const isOut = k === 0 ? canMatch[id] === NO : isSure;
      odds[k] = isOut
        ? 0
        : Math.min(1e150, (shares[k] as number) * ((ratios[k] as Float64Array)[id] as number));
      all += odds[k] as number;
    }
    const count = counts[id] as number;
    strangers[id] = (count * alone) / all;
    for (let k = 0; k < odds.length; k++)
      (classes[k] as Float64Array)[id] = (count * (odds[k] as number)) / all;
  }
  const [matches = strangers, ...others] = classes;
  return { matches, others, strangers };
}

/** Of each pattern, how much likelier it is under `chances` than under `u`. */
function ratioOf({ width, levels, counts }: Layout, chances: Chances, u: Chances): Float64Array {
  const ratios = chances.map((own, c) =>
    Float64Array.from(own, (chance, level) => (level === 0 ? 1 : chance / (u[c]?.[level] ?? 1))),
  );
  const found = new Float64Array(counts.length).fill(1);
  for (let c = 0; c < width; c++) {
    const own = ratios[c] as Float64Array;
    for (let id = 0, at = c; id < found.length; id++, at += width)
      found[id] = (found[id] as number) * (own[levels[at] as number] as number);
  }
  return found;
}

/** Pairs at each level of each comparison. */
function levelTotals({ width, levels, levelCounts }: Layout, pairs: Float64Array): readonly number[][] {
  return levelCounts.map((count, c) => {
    const totals = new Float64Array(count);
    for (let id = 0, at = c; id < pairs.length; id++, at += width) {
      const level = levels[at] as number;
      totals[level] = (totals[level] as number) + (pairs[id] as number);
    }
    return [...totals];
  });
}

type Dirichlet = { readonly prior: Chances; readonly strength: number };

function chancesOf(totals: readonly (readonly number[])[], { prior, strength }: Dirichlet): Chances {
  return totals.map((seen, c) => {
    const total = sumOf(seen.slice(1));
    return seen.map((pairs, level) =>
      level === 0 ? 1 : (pairs + strength * (prior[c]?.[level] ?? 0)) / (total + strength),
    );
  });
}

type Pure = {
  readonly sampled: Chances;
  readonly m: Chances;
  readonly prior: number;
  readonly seen: readonly (readonly number[])[]; // strangers among the candidates, by level
  readonly others: Mixture["others"];
};

/**
 * u with matches and look-alikes taken out of the random pairs; no level is rarer among strangers than the candidate pairs show it
 * to be.
 */
function pureU(
  totalPairs: number,
  { spoken, drawn }: Fixed,
  { sampled, m, prior, seen, others }: Pure,
): Chances {
  return m.map((levels, c) => {
    const sampleSize = spoken[c] ?? 0;
    const speaking = Math.max(1, (totalPairs * sampleSize) / drawn); // pairs with both values
    const raw = levels.map((chance, level) => {
      if (level === 0) return 1;
      const alike = others.reduce(
        (sum, own) => sum + own.share * (own.chances[c]?.[level] ?? 0),
        prior * chance,
      );
      const withoutAlike = (sampled[c]?.[level] ?? 0) - alike;
      const floor = PRIOR_PAIRS / levels.length / (sampleSize + 1);
      return Math.max(withoutAlike, (seen[c]?.[level] ?? 0) / speaking, floor);
    });
    const total = sumOf(raw.slice(1));
    return raw.map((chance, level) => (level === 0 ? 1 : chance / total));
  });
}

function largestMove(before: Chances, after: Chances): number {
  return Math.max(
    0,
    ...after.flatMap((levels, c) => levels.map((p, l) => Math.abs(p - (before[c]?.[l] ?? 0)))),
  );
}
