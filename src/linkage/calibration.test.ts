import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import { measureReliability } from "./calibration.ts";
import { bitsOfProbability, fixedWeight } from "./match-weight.ts";

function drawPairs(tell: (probability: number) => number) {
  const random = seededRandom(1);
  const pairs = Array.from({ length: 20_000 }, () => {
    const probability = 0.01 + 0.98 * random.next();
    return {
      weight: fixedWeight(bitsOfProbability(tell(probability))),
      isMatch: random.next() < probability,
    };
  });
  return measureReliability(
    pairs.map(({ weight }) => weight),
    pairs.map(({ isMatch }) => isMatch),
  );
}

test("probabilities that come true as often as they say have next to no error", () => {
  const { error, bins } = drawPairs((probability) => probability);
  assert.ok(error < 0.015, `${error}`);
  assert.equal(
    bins.reduce((sum, { pairs }) => sum + pairs, 0),
    20_000,
  );
});

test("over-confidence shows", () => {
  const { error } = drawPairs((probability) => (probability > 0.5 ? 0.99 : 0.01));
  assert.ok(error > 0.2, `${error}`);
});
