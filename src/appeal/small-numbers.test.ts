/** Parts of a figure that tell on somebody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isHomogeneous, isTellingCell, isVillage, publishedParts } from "./small-numbers.ts";

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

for (const { desc, count, parts, wanted } of [
  { desc: "all in one year", count: 40, parts: [{ value: "1992", count: 40 }], wanted: true },
  {
    desc: "all but nine in one year",
    count: 40,
    parts: [
      { value: "1992", count: 31 },
      { value: "1993", count: 9 },
    ],
    wanted: true,
  },
  {
    desc: "ten in another year",
    count: 40,
    parts: [
      { value: "1992", count: 30 },
      { value: "1993", count: 10 },
    ],
    wanted: false,
  },
  { desc: "no year known", count: 40, parts: [{ value: "", count: 40 }], wanted: false },
  { desc: "nobody counted", count: 0, parts: [], wanted: false },
])
  test(`a breakdown is ${wanted ? "" : "not "}homogeneous with ${desc}`, () => {
    assert.equal(isHomogeneous(count, parts), wanted);
  });

test("a settlement whose population nobody knows is taken for a village", () => {
  assert.deepEqual([undefined, 4999, 5000].map(isVillage), [true, true, false]);
});
