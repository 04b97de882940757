/** The schedule of sizes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { paddedSize } from "./padded-size.ts";

test("a padded size is on the schedule, is no smaller, and lies within a step of about the root of it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (size) => {
      const padded = paddedSize(size);
      assert.equal(paddedSize(padded), padded);
      assert.ok(padded >= size && padded - size < Math.max(64, 2 * Math.sqrt(size)));
      assert.ok(paddedSize(size + 1) >= padded);
    }),
  );
});
