import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { daysInMonth, formatPrefixDate } from "../base/prefix-date.ts";
import { convertDate } from "./convert-calendar.ts";
import { serialDate } from "./excel-serial.ts";
import { type DateContext, readDate } from "./read-date.ts";

const textOf = (text: string, context?: DateContext) => {
  const reading = readDate(text, context);
  return reading.ok ? formatPrefixDate(reading.date) : `refused: ${reading.expected}`;
};

test("reads dates as people write them, no more precise than they are", () => {
  const cases: readonly (readonly [text: string, want: string, context?: DateContext])[] = [
    ["17.02.1971", "1971-02-17"],
    ["1971-02-17T00:00:00", "1971-02-17"],
    ["19710217", "1971-02-17"],
    ["00.02.1971", "1971-02"],
    ["??.??.1971", "1971"],
    ["02.1971", "1971-02"],
    ["около 1971 г.", "1971"],
    ["1971 (?)", "1971"],
    ["17-Feb-71", "1971-02-17"],
    ["Feb 17, 1971", "1971-02-17"],
    ["17.II.1971", "1971-02-17"],
    ["17 февраля 1971 г.", "1971-02-17"],
    ["17 лютого 1971 року", "1971-02-17"],
    ["17 fevral 1971-ci il", "1971-02-17"],
    ["17 Şubat 1971", "1971-02-17"],
    ["1971 թ. փետրվարի 17", "1971-02-17"],
    ["17 თებერვალი 1971", "1971-02-17"],
    ["١٧ فبراير ١٩٧١", "1971-02-17"],
    ["17 تشرين الثاني 1991", "1991-11-17"],
    ["۱ مهر ۱۳۷۱", "1992-09-23"],
    ["15 رمضان 1413", "1993-03-09"],
    ["17 décembre 1991", "1991-12-17"],
    ["3 de mayo de 1990", "1990-05-03"],
    ["०१/०२/१९९०", "1990-02-01"],
    ["весна 1992", "1992"],
    ["03/04/1971", "1971-04-03"],
    ["03/04/1971", "1971-03-04", { order: "month-first" }],
    ["1.2.15", "2015-02-01"],
    ["1.2.15", "1915-02-01", { latestYear: 1993 }],
    ["1371/07/01", "1992-09-23", { calendar: "persian" }],
    ["1413/9/15", "1993-03-09", { calendar: "islamic" }],
    ["26000", "1971-03-08", { serials: "1900" }],
    ["24538", "1971-03-08", { serials: "1904" }],
  ];
  for (const [text, want, context] of cases) assert.equal(textOf(text, context), want, text);
});

test("refuses what is no date, and a calendar that it would have to guess", () => {
  for (const text of ["31.02.1971", "29.02.1971", "13.13.1971", "1970-1972", "196?", "Али", "45", "1.1", "0"])
    assert.equal(textOf(text), "refused: a date", text);
  assert.equal(textOf("02/25/1971"), "refused: a date");
  assert.equal(textOf("1371"), "refused: a date whose calendar is known");
  assert.equal(textOf("1370/12/30", { calendar: "persian" }), "1992-03-20");
  assert.equal(textOf("1371/12/30", { calendar: "persian" }), "refused: a date");
});

test("a year of another calendar that lies in two Gregorian years says so", () => {
  const reading = readDate("1371", { calendar: "persian" });
  assert.ok(reading.ok && reading.note !== undefined);
  assert.match(reading.note, /1371 \(persian\) lies in two years; 1992/);
});

const days = fc
  .record({
    year: fc.integer({ min: 1900, max: 2028 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .filter(({ year, month, day }) => day <= daysInMonth(year, month));

test("every day is read back from each way of writing it", () => {
  fc.assert(
    fc.property(days, ({ year, month, day }) => {
      const want = formatPrefixDate({ year, month, day });
      assert.equal(textOf(`${day}.${month}.${year}`), want);
      assert.equal(textOf(`${month}/${day}/${year}`, { order: "month-first" }), want);
      assert.equal(textOf(want), want);
      for (const language of ["en", "ru", "tr", "hy", "ka", "fr", "es", "uk"]) {
        const written = new Intl.DateTimeFormat(`${language}-u-nu-latn`, {
          dateStyle: "long",
          timeZone: "UTC",
        });
        assert.equal(
          textOf(written.format(new Date(want))),
          want,
          `${language}: ${written.format(new Date(want))}`,
        );
      }
    }),
  );
});

test("every Persian day of two centuries agrees with the calendar of the platform", () => {
  const parts = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  fc.assert(
    fc.property(days, ({ year, month, day }) => {
      const want = { year, month, day };
      const part = (type: string) =>
        Number(
          parts.formatToParts(new Date(formatPrefixDate(want))).find((piece) => piece.type === type)?.value,
        );
      const written = { year: part("year"), month: part("month"), day: part("day") };
      assert.deepEqual(convertDate("persian", written)?.date, want);
    }),
  );
});

test("a serial is its day in both of Excel's systems", () => {
  assert.equal(serialDate(1, "1900"), "1900-01-01");
  assert.equal(serialDate(59, "1900"), "1900-02-28");
  assert.equal(serialDate(60, "1900"), undefined);
  assert.equal(serialDate(61, "1900"), "1900-03-01");
  assert.equal(serialDate(25_569.5, "1900"), "1970-01-01T12:00:00");
  fc.assert(
    fc.property(fc.integer({ min: 1462, max: 60_000 }), (serial) =>
      assert.equal(serialDate(serial, "1900"), serialDate(serial - 1462, "1904")),
    ),
  );
});
