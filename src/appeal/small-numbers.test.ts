/** Parts of a figure that tell on somebody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTellingCell, publishedParts } from "./small-numbers.ts";

test("a part that is telling rounds all parts beside it", () => {
  const parts = [
    { value: "upper-spring", count: 12 },
    { value: "old-mill", count: 33 },
  ];
  const counts = (isTelling: (part: { readonly value: string }) => boolean) =>
    publishedParts(parts, isTelling).map(({ count }) => count);
  assert.deepEqual(
    counts(() => false),
    [12, 33],
  );
  assert.deepEqual(
    counts(({ value }) => value === "upper-spring"),
    ["about 10", "about 35"],
  );
});

for (const { desc, unit, count, population, telling } of [
  { desc: "few people live there", unit: "person", count: 12, population: 49, telling: true },
  { desc: "all but nine are counted", unit: "person", count: 91, population: 100, telling: true },
  { desc: "ten are not counted", unit: "person", count: 90, population: 100, telling: false },
  { desc: "more are counted than lived there", unit: "person", count: 120, population: 100, telling: true },
  {
    desc: "how many live there is not known",
    unit: "person",
    count: 12,
    population: undefined,
    telling: false,
  },
  { desc: "nobody is counted", unit: "person", count: 0, population: 12, telling: false },
  { desc: "sites are counted", unit: "site", count: 12, population: 12, telling: false },
] as const)
  test(`a count is ${telling ? "" : "not "}telling where ${desc}`, () => {
    assert.equal(isTellingCell(unit, count, population), telling);
  });
