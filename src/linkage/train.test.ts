import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import type { PatternCounts } from "./patterns.ts";
import { learnTogether, patternLift } from "./together.ts";
import { estimateU, expectedMatches, strangersAmong, type TrainInput, trainMixture } from "./train.ts";

const M = [
  [1, 0.8, 0.15, 0.05],
  [1, 0.7, 0.3],
  [1, 0.9, 0.06, 0.04],
  [1, 0.6, 0.4],
];
const U = [
  [1, 0.01, 0.04, 0.95],
  [1, 0.1, 0.9],
  [1, 0.005, 0.045, 0.95],
  [1, 0.02, 0.98],
];

type Class = { readonly share: number; readonly chances: readonly (readonly number[])[] };

/** Patterns of pairs drawn from known classes, the last one taking what is left; every tenth value is missing. */
function drawPatterns(pairs: number, classes: readonly Class[], seed: number): PatternCounts {
  const random = seededRandom(seed);
  const drawLevel = (chances: readonly number[]) => {
    let rest = random.next();
    const level = chances.findIndex((chance, l) => {
      if (l > 0) rest -= chance;
      return rest < 0;
    });
    return level < 0 ? chances.length - 1 : level;
  };
  const counts = new Map<string, number>();
  for (let pair = 0; pair < pairs; pair++) {
    const at = random.next();
    const sums = classes.map((_, k) => classes.slice(0, k + 1).reduce((sum, { share }) => sum + share, 0));
    const own = classes[sums.findIndex((sum) => at < sum)] ?? classes.at(-1);
    const levels = (own?.chances ?? []).map((chances) => (random.below(10) === 0 ? 0 : drawLevel(chances)));
    counts.set(levels.join(), (counts.get(levels.join()) ?? 0) + 1);
  }
  return {
    levels: [...counts.keys()].map((key) => Uint8Array.from(key.split(","), Number)),
    counts: [...counts.values()],
  };
}

/** The patterns that blocking would find: those that agree fully on something. */
function blocked({ levels, counts }: PatternCounts): PatternCounts {
  const kept = [...counts.keys()].filter((id) => levels[id]?.some((level) => level === 1));
  return {
    levels: kept.map((id) => levels[id] ?? new Uint8Array()),
    counts: kept.map((id) => counts[id] ?? 0),
  };
}

const PAIRS = 400_000;
const levelCounts = M.map((levels) => levels.length);
const strangers: Class = { share: 1, chances: U };
const matches: Class = { share: 0.01, chances: M };

function trainInput(classes: readonly Class[], seed: number): TrainInput {
  return {
    candidates: blocked(drawPatterns(PAIRS, classes, seed)),
    random: drawPatterns(200_000, classes, seed + 1),
    levelCounts,
    totalPairs: PAIRS,
    lookAlikes: [],
  };
}

const far = (found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]) =>
  Math.max(
    ...wanted.flatMap((levels, c) => levels.map((chance, l) => Math.abs(chance - (found[c]?.[l] ?? 9)))),
  );

test("u is found from random pairs", () => {
  assert.ok(far(estimateU(drawPatterns(200_000, [strangers], 1), levelCounts), U) < 0.004);
});

test("prior, m and u are found without labels when only some pairs are candidates", () => {
  const { prior, m, u } = trainMixture(trainInput([matches, strangers], 2));
  assert.ok(Math.abs(prior / 0.01 - 1) < 0.05, `prior ${prior}`);
  assert.ok(far(m, M) < 0.03, JSON.stringify(m));
  assert.ok(far(u, U) < 0.006, JSON.stringify(u));
});

test("look-alikes that agree as matches do on some comparisons are told from them", () => {
  // Namesakes: they agree on two comparisons as matches do, on all else as strangers.
  const chances = [M[0] ?? [], U[1] ?? [], M[2] ?? [], U[3] ?? []];
  const classes = [matches, { share: 0.03, chances }, strangers];
  const input = trainInput(classes, 4);
  const { prior, m, others } = trainMixture({
    ...input,
    lookAlikes: [{ name: "namesakes", priors: [M[0], undefined, M[2], undefined] }],
  });
  assert.ok(Math.abs(prior / 0.01 - 1) < 0.1, `prior ${prior}`);
  assert.ok(far(m, M) < 0.05, JSON.stringify(m));
  assert.ok(Math.abs((others[0]?.share ?? 0) / 0.03 - 1) < 0.2, `namesakes ${others[0]?.share}`);
});

test("levels that strangers show together are learned from random pairs, and no match is made of them", () => {
  // The second comparison repeats half of the first: who agrees there agrees here in 6 of 10 cases, not in 1.
  const likeFirst = (patterns: PatternCounts): PatternCounts => ({
    levels: patterns.levels.flatMap((own) => [own, Uint8Array.of(own[0] ?? 0, 1, own[2] ?? 0, own[3] ?? 0)]),
    counts: patterns.counts.flatMap((count, id) => {
      const isBoth = patterns.levels[id]?.[0] === 1;
      return isBoth ? [count / 2, count / 2] : [count, 0];
    }),
  });
  const plain = trainInput([matches, strangers], 8);
  const input = { ...plain, random: likeFirst(plain.random) };
  const named = levelCounts.map((count, c) => ({
    name: `c${c}`,
    levels: Array.from({ length: count }, (_, l) => `l${l}`),
  }));
  const found = learnTogether(named, input.random, strangersAmong(input.random, trainMixture(input), input));
  assert.deepEqual(
    found.map(({ comparisons, levels }) => [...comparisons, ...levels]),
    [["c0", "c1", "l1", "l1"]],
  );
  assert.ok((found[0]?.lift ?? 0) > 2, JSON.stringify(found));
  assert.equal(patternLift(found, named)(Uint8Array.of(1, 2, 1, 1)), 1);
});

const merge = (...parts: readonly PatternCounts[]): PatternCounts => ({
  levels: parts.flatMap(({ levels }) => levels),
  counts: parts.flatMap(({ counts }) => counts),
});
const part = ({ levels, counts }: PatternCounts, share: number): PatternCounts => ({
  levels,
  counts: counts.map((count) => count * share),
});

test("labels find the matches that training without them takes for somebody else", () => {
  // Two kinds of pairs are as many. Those of two people agree as matches are expected to, and matches are not:
  // nothing but a person's word can say which is which.
  const chances = [
    [1, 0.05, 0.7, 0.25],
    [1, 0.9, 0.1],
    [1, 0.05, 0.7, 0.25],
    [1, 0.9, 0.1],
  ];
  const [people, twins] = [{ share: 0.01, chances }, matches];
  const same = drawPatterns(0.01 * PAIRS, [{ share: 1, chances }], 20);
  const different = drawPatterns(0.01 * PAIRS, [{ share: 1, chances: M }], 21);
  const others = drawPatterns(0.98 * PAIRS, [strangers], 22);
  const even = levelCounts.map((count) =>
    Array.from({ length: count }, (_, l) => 1 / (l === 0 ? 1 : count - 1)),
  );
  const [labels, rest] = [0.05, 0.95];
  const input: TrainInput = {
    candidates: merge(part(same, rest), part(different, rest), others),
    random: drawPatterns(200_000, [people, twins, strangers], 23),
    levelCounts,
    totalPairs: PAIRS,
    lookAlikes: [{ name: "twins", priors: even }],
  };
  const labelled = { same: part(same, labels), different: part(different, labels) };
  const [without, learned] = [trainMixture(input), trainMixture({ ...input, labelled })];
  assert.ok(far(without.m, chances) > 0.3, JSON.stringify(without.m));
  assert.ok(far(learned.m, chances) < 0.05, JSON.stringify(learned.m));
  assert.ok(Math.abs(learned.prior / 0.01 - 1) < 0.1, `prior ${learned.prior}`);
});

test("a level that nothing showed is untrained but never impossible", () => {
  const { m } = trainMixture({
    candidates: { levels: [Uint8Array.of(1), Uint8Array.of(3)], counts: [50, 500] },
    random: { levels: [Uint8Array.of(3)], counts: [1000] },
    levelCounts: [4],
    totalPairs: 10_000,
    lookAlikes: [],
  });
  assert.ok((m[0]?.[2] ?? 0) > 0);
});

test("an entity with one row of each list bounds the matches", () => {
  const input = trainInput([{ ...matches, share: 0.05 }, strangers], 12);
  const { prior } = trainMixture({ ...input, mostMatches: 0.02 * PAIRS });
  assert.ok(prior <= 0.02 + 1e-9, `${prior}`);
});

test("a pattern that cannot be a match is none, whatever agrees", () => {
  const input = trainInput([matches, strangers], 14);
  const free = trainMixture(input);
  const bound = trainMixture({ ...input, canMatch: (levels) => levels[0] === 1 });
  assert.ok((bound.m[0]?.[1] ?? 0) > 0.99);
  assert.ok(bound.prior < free.prior);
});

test("expected chances of matches add up to one for any number of levels", () => {
  for (let count = 2; count < 25; count++) {
    const sum = expectedMatches(count)
      .slice(1)
      .reduce((total, chance) => total + chance, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12, `${count} levels: ${sum}`);
  }
});
