import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "./random.ts";

test("the same seed gives the same sequence, another seed another", () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random.below(1_000_000));
  };
  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
});

test("numbers below a bound fill it evenly", () => {
  const random = seededRandom(1);
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]! += 1;
  // chi-squared with 9 degrees of freedom: 27.9 is its 99.9 % point
  assert.ok(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0) < 27.9);
});
