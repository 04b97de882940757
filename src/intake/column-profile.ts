/** What the values of a column look like. */
import { isBlank, isNumber, isNumericDate } from "./cell-shape.ts";
import { harmOf, readSex } from "./harm-words.ts";
import { westernDigits } from "./native-digits.ts";
import { type DateContext, readDate } from "./read-date.ts";
import { harmStatusOf } from "./status-words.ts";
import type { RawRow } from "./table.ts";

export type ColumnProfile = {
  readonly values: readonly string[]; // that say something
  readonly rows: number;
  readonly isUnique: boolean; // a value in each row, no two alike
  readonly dates: number; // shares of the values, 0 to 1
  readonly numbers: number;
  readonly dayNumbers: number; // numbers that may be a year, eight digits of a date, or a day of Excel's
  readonly sexes: number;
  readonly statuses: number;
  readonly letters: number; // values without any digit
  readonly words: number; // mean count of words
  readonly largest: number; // largest number; 0 when there is none
  readonly isCounting: boolean; // 1, 2, 3 ..., or no values at all
  readonly isFlag: boolean; // nothing but 0 and 1
  readonly points: number; // latitude and longitude in one cell
};

/** The profile of column `at` in the sampled rows. */
export function profileColumn(rows: readonly RawRow[], at: number): ColumnProfile {
  const values = rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((text) => !isBlank(text));
  const share = (test: (text: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const numbers = values.filter(isNumber).map((text) => Number(westernDigits(text).replace(/[^\d.]/g, "")));
  return {
    values,
    rows: rows.length,
    isUnique: values.length === rows.length && new Set(values).size === values.length && values.length > 0,
    dates: share((text) => /\d/.test(westernDigits(text)) && (isNumericDate(text) || looksDated(text))),
    numbers: share(isNumber),
    dayNumbers: share((text) =>
      /^(1[0-9]{3}|20[0-9]{2}|[1-9][0-9]{4}|[12][0-9]{7}|[01]?[0-9]\.[12][0-9]{3})$/.test(
        westernDigits(text),
      ),
    ),
    sexes: share((text) => readSex(text) !== undefined),
    statuses: share((text) => harmOf(text) !== undefined || harmStatusOf(text) !== undefined),
    letters: share((text) => !/\p{Nd}/u.test(text)),
    words: values.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / Math.max(1, values.length),
    largest: numbers.reduce((a, b) => Math.max(a, b), 0),
    isCounting: isCounting(numbers) && numbers.length === values.length,
    isFlag: values.length > 0 && values.every((text) => text === "0" || text === "1"),
    points: share((text) => /^-?\d{1,3}\.\d+[ ,;]+-?\d{1,3}\.\d+([ ,;]+-?[\d.]+)*$/.test(text)),
  };
}

/** A list may have lost a few rows since it was numbered. */
function isCounting(numbers: readonly number[]): boolean {
  const steps = numbers.slice(1).filter((number, i) => number === (numbers[i] ?? 0) + 1).length;
  return (numbers[0] ?? 1) <= 1 && steps >= 0.9 * (numbers.length - 1);
}

/** A bare number is a date only as a year or as eight digits; its column must say the rest. */
function looksDated(text: string): boolean {
  return !isNumber(text) && text.length < 40 && readDate(text, { calendar: "persian" }).ok;
}

/**
 * How a column writes its dates: which of day and month comes first (where the values settle it), which calendar
 * years from 1200 to 1500 are of, and whether bare numbers are Excel's days. `isPersian` and `isArabic` say in which
 * languages the table is written. Empty when the defaults do.
 */
export function dateContextOf(
  { values }: ColumnProfile,
  table: {
    readonly isPersian: boolean;
    readonly isArabic: boolean;
    readonly latestYear?: number | undefined;
  },
): DateContext {
  const triples = values.flatMap((text) => {
    const match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})$/.exec(westernDigits(text).replace(/ .*$/, ""));
    return match === null ? [] : [[Number(match[1]), Number(match[2]), match[3]?.length ?? 0] as const];
  });
  const dayFirst = triples.filter(([a, b]) => a > 12 && b <= 12).length;
  const monthFirst = triples.filter(([a, b]) => b > 12 && a <= 12).length;
  const years = values.flatMap((text) => westernDigits(text).match(/(?<!\d)\d{4}(?!\d)/g) ?? []).map(Number);
  const isOld = years.filter((year) => year >= 1200 && year <= 1500).length > years.length / 2;
  const serials = values.filter((text) => /^\d{5}(\.\d+)?$/.test(text)).length;
  return {
    ...(monthFirst > dayFirst ? { order: "month-first" as const } : {}),
    ...(isOld && table.isPersian ? { calendar: "persian" as const } : {}),
    ...(isOld && !table.isPersian && table.isArabic ? { calendar: "islamic" as const } : {}),
    ...(serials > values.length / 2 ? { serials: "1900" as const } : {}),
    ...(triples.some(([, , digits]) => digits === 2) && table.latestYear !== undefined
      ? { latestYear: table.latestYear }
      : {}),
  };
}
