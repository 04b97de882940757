import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { birthValue, compareBirth, dateLevels } from "./date-levels.ts";
import { editDistance } from "./edit-distance.ts";
import { packDate, packedEdits, packedLevels } from "./packed-dates.ts";

const digits = fc.string({ unit: fc.constantFrom("0", "1", "2", "9"), minLength: 8, maxLength: 8 });

test("packed dates are as many edits apart as their texts", () => {
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      fc.pre(a !== b);
      assert.equal(packedEdits(packDate(a), packDate(b)), editDistance(a, b, 2), `${a} ${b}`);
    }),
    { numRuns: 2000 },
  );
});

test("packed dates have the level of their texts, or none", () => {
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      const births = ["", a, b].map((date) => birthValue(date, ""));
      const level = packedLevels({ values: ["", a, b] }, births)(1, 2);
      if (level >= 0)
        assert.equal(dateLevels[level], compareBirth(birthValue(a, ""), birthValue(b, "")), `${a} ${b}`);
    }),
    { numRuns: 2000 },
  );
});
