import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateClusters, evaluateLinks } from "./evaluate.ts";

test("pairs and B-cubed are those of a case worked by hand", () => {
  // Truth {1 2 3} {4 5}, found {1 2} {3 4 5}: pairs found 4, true 4, both 2; B-cubed precision and recall are 11/15.
  const { precision, recall, f1, bcubed } = evaluateClusters([0, 0, 1, 1, 1], ["a", "a", "a", "b", "b"]);
  assert.deepEqual([precision, recall, f1], [0.5, 0.5, 0.5]);
  assert.ok(Math.abs(bcubed - 11 / 15) < 1e-12);
});

test("the truth has full marks, and one cluster of all has full recall only", () => {
  assert.deepEqual(evaluateClusters([5, 5, 7], [1, 1, 2]), { precision: 1, recall: 1, f1: 1, bcubed: 1 });
  assert.equal(evaluateClusters([0, 0, 0], [1, 1, 2]).recall, 1);
  assert.equal(evaluateClusters([0, 0, 0], [1, 1, 2]).precision, 1 / 3);
});

test("links count in either direction and once", () => {
  assert.deepEqual(
    evaluateLinks(
      [
        [1, 0],
        [0, 1],
        [2, 3],
      ],
      [[0, 1]],
    ),
    { precision: 0.5, recall: 1, f1: 2 / 3 },
  );
});
