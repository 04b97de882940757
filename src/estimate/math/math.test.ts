/** Numbers that estimators stand on: against closed forms, brute force and moments. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../../base/random.ts";
import { drawBinomial, drawGamma, drawMultinomial, drawPoisson } from "./draw.ts";
import { logGamma } from "./log-gamma.ts";
import { normalBelow, normalQuantile } from "./normal.ts";
import { poissonAbove, poissonBelow } from "./poisson.ts";
import { maximise } from "./simplex.ts";

test("ln Gamma follows its recurrence and knows Gamma(1/2)", () => {
  assert.ok(Math.abs(logGamma(0.5) - 0.5 * Math.log(Math.PI)) < 1e-14);
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
      const want = logGamma(x) + Math.log(x);
      assert.ok(Math.abs(logGamma(x + 1) - want) <= 1e-13 * (1 + Math.abs(want)));
    }),
  );
});

test("the normal quantile undoes the distribution, in the tails too", () => {
  for (const p of [1e-9, 0.025, 0.5, 0.9, 1 - 1e-9])
    assert.ok(Math.abs(normalBelow(normalQuantile(p)) - p) < 1e-11);
  assert.ok(Math.abs(normalBelow(-7) / 1.279812543885835e-12 - 1) < 1e-10);
});

test("the tails of a Poisson number meet, and keep their digits far out", () => {
  for (const [count, mean] of [
    [0, 0.3],
    [4, 4],
    [12, 3],
    [900, 1000],
  ] as const)
    assert.ok(Math.abs(poissonBelow(count, mean) + poissonAbove(count + 1, mean) - 1) < 1e-12);
  assert.ok(Math.abs(poissonBelow(1, 2) - 3 * Math.exp(-2)) < 1e-15);
  assert.ok(Math.abs(poissonAbove(200, 50) / 2.0247590148474414e-57 - 1) < 1e-10);
  assert.ok(Math.abs(poissonBelow(0, 100) / Math.exp(-100) - 1) < 1e-12);
});

const programmes = [
  { desc: "one that has no solution", objective: [1], rows: [[1], [1]], bounds: [1, 2], kind: "infeasible" },
  { desc: "one without a bound", objective: [1, 0], rows: [[1, -1]], bounds: [1], kind: "unbounded" },
  {
    desc: "a row that follows from others",
    objective: [1, 2],
    rows: [
      [1, 1],
      [2, 2],
    ],
    bounds: [3, 6],
    kind: "optimal",
    value: 6,
  },
  {
    desc: "Beale's, on which the plain simplex cycles",
    objective: [0.75, -150, 0.02, -6, 0, 0, 0],
    rows: [
      [0.25, -60, -0.04, 9, 1, 0, 0],
      [0.5, -90, -0.02, 3, 0, 1, 0],
      [0, 0, 1, 0, 0, 0, 1],
    ],
    bounds: [0, 0, 1],
    kind: "optimal",
    value: 0.05,
  },
];
for (const { desc, kind, value, ...programme } of programmes)
  test(`the simplex solves ${desc}`, () => {
    const answer = maximise(programme);
    assert.equal(answer.kind, kind);
    if (value !== undefined) assert.ok(answer.kind === "optimal" && Math.abs(answer.value - value) < 1e-9);
  });

test("no mixture of corners beats the simplex: transport of two goods to two places, by brute force", () => {
  const small = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(fc.array(small, { minLength: 4, maxLength: 4 }), small, small, small, (gain, a, b, c) => {
      const d = a + b - c;
      fc.pre(d >= 0);
      const rows = [
        [1, 1, 0, 0],
        [0, 0, 1, 1],
        [1, 0, 1, 0],
        [0, 1, 0, 1],
      ];
      const answer = maximise({ objective: gain, rows, bounds: [a, b, c, d] });
      let best = Number.NEGATIVE_INFINITY;
      for (let x = 0; x <= Math.min(a, c); x++) {
        const at = [x, a - x, c - x, b - (c - x)];
        if (at.every((value) => value >= 0))
          best = Math.max(
            best,
            at.reduce((sum, value, i) => sum + value * (gain[i] ?? 0), 0),
          );
      }
      assert.ok(answer.kind === "optimal" && Math.abs(answer.value - best) < 1e-9);
    }),
  );
});

const random = seededRandom(11);
const SAMPLE = 40_000;
const draws = [
  { desc: "gamma, shape 0.3", draw: () => drawGamma(random, 0.3), mean: 0.3, variance: 0.3 },
  { desc: "gamma, shape 40", draw: () => drawGamma(random, 40), mean: 40, variance: 40 },
  { desc: "Poisson, mean 3", draw: () => drawPoisson(random, 3), mean: 3, variance: 3 },
  { desc: "Poisson, mean 200", draw: () => drawPoisson(random, 200), mean: 200, variance: 200 },
  { desc: "binomial, few", draw: () => drawBinomial(random, 30, 0.1), mean: 3, variance: 2.7 },
  { desc: "binomial, many", draw: () => drawBinomial(random, 5000, 0.7), mean: 3500, variance: 1050 },
];
for (const { desc, draw, mean, variance } of draws)
  test(`${desc}: mean and variance are those of the distribution`, () => {
    const sample = Array.from({ length: SAMPLE }, draw);
    const got = sample.reduce((sum, x) => sum + x, 0) / SAMPLE;
    const spread = sample.reduce((sum, x) => sum + (x - got) ** 2, 0) / SAMPLE;
    assert.ok(Math.abs(got - mean) < 5 * Math.sqrt(variance / SAMPLE), `mean ${got}`);
    assert.ok(Math.abs(spread / variance - 1) < 0.08, `variance ${spread}`);
  });

test("a multinomial draw adds up and gives nothing to a weight of 0", () => {
  const into = new Float64Array(4);
  for (let i = 0; i < 200; i++) {
    drawMultinomial(random, 57, { weights: [1, 0, 3, 0], into });
    assert.equal(
      into.reduce((sum, x) => sum + x, 0),
      57,
    );
    assert.equal(into[1]! + into[3]!, 0);
  }
});
