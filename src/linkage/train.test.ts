import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import type { PatternCounts } from "./patterns.ts";
import { averageM, estimatePrior, estimateU, expectedMatches, posteriors, trainPass } from "./train.ts";

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

/** Patterns of `pairs` pairs, a share of them matches, drawn from known m and u; every tenth value is missing. */
function drawPatterns(pairs: number, share: number, seed: number): PatternCounts {
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
    const chances = random.next() < share ? M : U;
    const levels = chances.map((own) => (random.below(10) === 0 ? 0 : drawLevel(own)));
    counts.set(levels.join(), (counts.get(levels.join()) ?? 0) + 1);
  }
  return {
    levels: [...counts.keys()].map((key) => Uint8Array.from(key.split(","), Number)),
    counts: [...counts.values()],
  };
}

const far = (found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]) =>
  Math.max(
    ...wanted.flatMap((levels, c) => levels.map((chance, l) => Math.abs(chance - (found[c]?.[l] ?? 9)))),
  );
const levelCounts = M.map((levels) => levels.length);

test("u is found from random pairs", () => {
  assert.ok(far(estimateU(drawPatterns(200_000, 0, 1), levelCounts), U) < 0.004);
});

test("m is found from unlabelled pairs with u fixed", () => {
  const pass = { ...drawPatterns(60_000, 0.2, 2), leftOut: [false, false, false, false] };
  const { m, matches } = trainPass(pass, U);
  assert.ok(far(m, M) < 0.02, JSON.stringify(m));
  assert.ok(Math.abs(matches / 12_000 - 1) < 0.03, `${matches}`);
});

test("a comparison that is left out keeps its prior, weighs nothing, and others train it", () => {
  const patterns = drawPatterns(60_000, 0.2, 3);
  const first = trainPass({ ...patterns, leftOut: [true, false, false, false] }, U);
  const second = trainPass({ ...patterns, leftOut: [false, true, false, false] }, U);
  assert.deepEqual(first.m[0], expectedMatches(4));
  assert.equal(first.weight[0], 0);
  assert.ok(far(averageM([first, second], levelCounts), M) < 0.02);
});

test("the prior is found inside EM when only some pairs are candidates", () => {
  const all = drawPatterns(400_000, 0.01, 4);
  // Candidates: every pattern that agrees on something; the rest is only counted.
  const kept = [...all.counts.keys()].filter((id) => (all.levels[id] ?? []).some((level) => level === 1));
  const candidates = {
    levels: kept.map((id) => all.levels[id] ?? new Uint8Array()),
    counts: kept.map((id) => all.counts[id] ?? 0),
  };
  const random = drawPatterns(100_000, 0.01, 5);
  const { prior, u } = estimatePrior({
    candidates,
    random,
    totalPairs: 400_000,
    m: M,
    u: estimateU(random, levelCounts),
  });
  assert.ok(Math.abs(prior / 0.01 - 1) < 0.05, `${prior}`);
  assert.ok(far(u, U) < 0.006, JSON.stringify(u));
});

test("a pass without matches shows that it has none to teach", () => {
  // Strangers that all agree on one thing, as the rows of one source do.
  const strangers = drawPatterns(20_000, 0, 6);
  const levels = strangers.levels.map((own) => Uint8Array.of(own[0] ?? 0, 1, own[2] ?? 0, own[3] ?? 0));
  const none = trainPass({ ...strangers, levels, leftOut: [true, false, false, true] }, U);
  const some = trainPass({ ...drawPatterns(20_000, 0.1, 7), leftOut: [true, false, false, true] }, U);
  assert.ok(none.corroboration < 0.5, `${none.corroboration} bits beside the one thing`);
  assert.ok(some.corroboration > 1 && some.evidence > 5, `${some.corroboration} of ${some.evidence} bits`);
});

test("a level that nothing showed is untrained but never impossible", () => {
  const pass = { levels: [Uint8Array.of(1), Uint8Array.of(3)], counts: [50, 500], leftOut: [false] };
  const { m } = trainPass(pass, [[1, 0.01, 0.01, 0.98]]);
  assert.ok((m[0]?.[2] ?? 0) > 0);
  assert.ok(
    posteriors(pass, {
      m,
      u: [[1, 0.01, 0.01, 0.98]],
      r: [[1, 0.01, 0.01, 0.98]],
      chance: 0.1,
      related: 0,
    }).match.every((p) => p > 0 && p < 1),
  );
});

test("expected chances of matches add up to one for any number of levels", () => {
  for (let count = 2; count < 25; count++) {
    const sum = expectedMatches(count)
      .slice(1)
      .reduce((total, chance) => total + chance, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12, `${count} levels: ${sum}`);
  }
});

test("a pair that shares nothing of its own is no match while training, whatever else agrees", () => {
  const levels = [Uint8Array.of(2, 1), Uint8Array.of(1, 1)];
  const own = [
    [false, true, false],
    [false, false, false],
  ];
  const half = [1, 0.5, 0.5];
  const classes = {
    m: [half, [1, 0.9, 0.1]],
    u: [half, [1, 0.1, 0.9]],
    r: [half, half],
    chance: 0.5,
    related: 0,
  };
  const pass = { levels, counts: [1, 1], leftOut: [false, false] };
  const [free, bound] = [posteriors(pass, classes), posteriors({ ...pass, own }, classes)];
  assert.ok((free.match[0] ?? 0) > 0.8);
  assert.equal(bound.match[0], 0);
  assert.equal(bound.match[1], free.match[1]);
});
