import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { birthValue, compareBirth } from "./date-levels.ts";

const rows = [
  { desc: "the same day", a: ["19920217", ""], b: ["19920217", ""], level: "same date" },
  { desc: "day and month swapped", a: ["19920310", ""], b: ["19921003", ""], level: "day and month swapped" },
  { desc: "one digit wrong", a: ["19920217", ""], b: ["19920218", ""], level: "one digit off" },
  {
    desc: "two neighbouring digits swapped",
    a: ["19920217", ""],
    b: ["19290217", ""],
    level: "one digit off",
  },
  {
    desc: "another day of the month",
    a: ["19920217", ""],
    b: ["19920205", ""],
    level: "same year and month",
  },
  { desc: "the month alone", a: ["199202", ""], b: ["19920217", ""], level: "same year and month" },
  { desc: "two months that are alike", a: ["199202", ""], b: ["199202", ""], level: "same year and month" },
  { desc: "another year", a: ["19460217", ""], b: ["19920217", ""], level: "same day and month" },
  { desc: "the year alone", a: ["1992", ""], b: ["19920217", ""], level: "same year, the rest unknown" },
  {
    desc: "1 January for a year alone",
    a: ["19920101", ""],
    b: ["19920217", ""],
    level: "same year, the rest unknown",
  },
  {
    desc: "1 January twice is no exact date",
    a: ["19920101", ""],
    b: ["19920101", ""],
    level: "same year, the rest unknown",
  },
  { desc: "another day of the year", a: ["19920217", ""], b: ["19921130", ""], level: "same year" },
  { desc: "years one apart", a: ["1992", ""], b: ["19910217", ""], level: "1 year apart" },
  { desc: "years two apart", a: ["1992", ""], b: ["1990", ""], level: "2 years apart" },
  { desc: "years five apart", a: ["1992", ""], b: ["1987", ""], level: "5 years apart" },
  { desc: "years far apart", a: ["1992", ""], b: ["1961", ""], level: "different" },
  { desc: "a date that no calendar has", a: ["19331392", ""], b: ["19331292", ""], level: "one digit off" },
  { desc: "the same age", a: ["", "30"], b: ["", "30"], level: "same age" },
  { desc: "ages one apart", a: ["", "30"], b: ["", "31"], level: "ages 1 year apart" },
  { desc: "ages far apart", a: ["", "30"], b: ["", "60"], level: "different" },
  {
    desc: "dates before ages where both have both",
    a: ["19920217", "31"],
    b: ["19920217", "60"],
    level: "same date",
  },
  { desc: "nothing on one side", a: ["", ""], b: ["19920217", ""], level: "missing" },
  {
    desc: "an age and a date without a year to count from",
    a: ["", "30"],
    b: ["19920217", ""],
    level: "missing",
  },
] as const;

for (const { desc, a, b, level } of rows)
  test(`${desc}: ${level}`, () =>
    assert.equal(compareBirth(birthValue(a[0], a[1]), birthValue(b[0], b[1])), level));

for (const { age, level } of [
  { age: "32", level: "age fits the date" },
  { age: "31", level: "age fits the date" },
  { age: "29", level: "age misses the date by up to 3 years" },
  { age: "12", level: "different" },
])
  test(`an age of ${age} in 2024 and a birth in 1992: ${level}`, () => {
    const aged = { ...birthValue("", age), referenceYear: 2024 };
    assert.equal(compareBirth(aged, birthValue("19920717", "")), level);
  });

test("comparing births is symmetric", () => {
  const digits = fc.stringMatching(/^(?:19[0-9]{2}(?:[01][0-9](?:[0-3][0-9])?)?)?$/);
  const birth = fc
    .tuple(digits, fc.constantFrom("", "3", "30", "31", "0"))
    .map(([date, age]) => ({ ...birthValue(date, age), referenceYear: 2000 }));
  fc.assert(fc.property(birth, birth, (a, b) => assert.equal(compareBirth(a, b), compareBirth(b, a))));
});
