import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { filterOf, holdsText } from "./bloom-filter.ts";

test("a filter holds every text that it was made of", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const filter = filterOf(texts, 10);
      return texts.every((text) => holdsText(filter, text));
    }),
  );
});

test("of other texts it holds about one in a thousand", () => {
  const filter = filterOf(
    Array.from({ length: 5000 }, (_, i) => `word ${i}`),
    10,
  );
  const held = Array.from({ length: 20_000 }, (_, i) => `other ${i}`).filter((text) =>
    holdsText(filter, text),
  );
  assert.ok(held.length < 60, `${held.length} of 20,000`);
});
