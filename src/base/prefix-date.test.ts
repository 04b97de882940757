import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  containsInterval,
  dayInterval,
  formatPrefixDate,
  makePrefixDate,
  parsePrefixDate,
} from "./prefix-date.ts";

for (const { desc, text } of [
  { desc: "a day that no month has", text: "1971-02-31" },
  { desc: "29 February of a common year", text: "1900-02-29" },
  { desc: "month 13", text: "1992-13" },
  { desc: "the year 0", text: "0000" },
  { desc: "a time of day", text: "1992-02-17T10:00" },
  { desc: "one digit for a month", text: "1992-2" },
]) {
  test(`refuses ${desc}`, () => assert.equal(parsePrefixDate(text), undefined));
}

test("takes 29 February of a leap year", () =>
  assert.deepEqual(parsePrefixDate("2000-02-29"), { year: 2000, month: 2, day: 29 }));

const dates = fc
  .record({
    year: fc.integer({ min: 1, max: 9999 }),
    month: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    day: fc.option(fc.integer({ min: 1, max: 28 }), { nil: undefined }),
  })
  .map(
    ({ year, month, day }) => makePrefixDate(year, month, month === undefined ? undefined : day) ?? { year },
  );

test("reads back what it wrote", () => {
  fc.assert(fc.property(dates, (date) => assert.deepEqual(parsePrefixDate(formatPrefixDate(date)), date)));
});

test("a finer date lies within its coarser ones", () => {
  fc.assert(
    fc.property(dates, (date) => {
      assert.ok(containsInterval(dayInterval({ year: date.year }), dayInterval(date)));
    }),
  );
});
