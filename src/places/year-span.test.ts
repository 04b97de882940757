import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { placeId } from "../model/ids.ts";
import { placePrecisions } from "../model/place.ts";
import { formatWorldTable, parseWorldTable } from "./tables/world-table.ts";
import { formatSpans, holdsIn, parseSpans } from "./year-span.ts";

const year = fc.integer({ min: 1, max: 9998 });
const text = fc
  .stringMatching(/^[^\s|=[\]\t]([^|=[\]\t\n\r]{0,20}[^\s|=[\]\t])?$/u)
  .filter((word) => word.trim() === word);
const span = fc.oneof(
  fc.constant({}),
  fc.record({ from: year }),
  fc.record({ until: year }),
  fc.tuple(year, year).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) + 1 })),
);

test("texts with their years are read back as they were written", () => {
  const spans = fc.array(fc.tuple(text, span).map(([name, years]) => ({ text: name, ...years })));
  fc.assert(fc.property(spans, (all) => assert.deepEqual(parseSpans(formatSpans(all)), all)));
});

test("brackets that hold no years stay in the text, and impossible years are left out", () => {
  assert.deepEqual(parseSpans("Mill [upper]"), [{ text: "Mill [upper]" }]);
  assert.deepEqual(parseSpans("Mill [-]"), [{ text: "Mill [-]" }]);
  assert.deepEqual(parseSpans("Mill [1990-1980]"), [{ text: "Mill" }]);
  assert.deepEqual(parseSpans(" | "), []);
});

test("a span holds from its first year up to and without its last", () => {
  fc.assert(
    fc.property(year, year, (from, at) => {
      assert.equal(holdsIn({ from }, at), at >= from);
      assert.equal(holdsIn({ until: from }, at), at < from);
    }),
  );
});

test("a table of the world is read back as it was written", () => {
  const name = fc.record({ text, language: fc.constantFrom("az", "und-Cyrl") }, { noNullPrototype: true });
  const place = fc.record(
    {
      id: text.map(placeId),
      names: fc.array(name, { minLength: 1 }),
      precision: fc.constantFrom(...placePrecisions),
      parents: fc.array(text.map((id) => ({ place: placeId(id), source: "GeoNames" }))),
      latitude: fc.integer({ min: -90, max: 90 }),
      pcode: text,
      codes: fc.array(text, { minLength: 1 }),
    },
    { requiredKeys: ["id", "names", "precision", "parents"], noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(place), (places) =>
      assert.deepEqual(parseWorldTable(formatWorldTable(places)), places),
    ),
  );
});
