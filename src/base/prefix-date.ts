/** Prefix dates: `1992`, `1992-02`, `1992-02-17`. Each is an interval of days, never a guessed day. */

/** A date as far as it is known, in the proleptic Gregorian calendar. `formatPrefixDate` gives its text. */
export type PrefixDate = { readonly year: number; readonly month?: number; readonly day?: number };

/** Days from 1970-01-01, half-open: `[start, end)`. */
export type DayInterval = { readonly start: number; readonly end: number };

const MS_PER_DAY = 86_400_000;

/**
 * The prefix date of its text (ISO 8601 calendar dates, four-digit years), or undefined: 31 February is no date.
 *
 * @example
 * parsePrefixDate("1992-02"); //=> { year: 1992, month: 2 }
 */
export function parsePrefixDate(text: string): PrefixDate | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return makePrefixDate(year ?? 0, month, day);
}

/**
 * The date of its parts, or undefined when there is no such year (1 to 9999), month or day.
 *
 * @example
 * makePrefixDate(1971, 2, 31); //=> undefined
 */
export function makePrefixDate(year: number, month?: number, day?: number): PrefixDate | undefined {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  if (month === undefined) return day === undefined ? { year } : undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (day === undefined) return { year, month };
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/**
 * @example
 * formatPrefixDate({ year: 1992, month: 2 }); //=> "1992-02"
 */
export function formatPrefixDate({ year, month, day }: PrefixDate): string {
  const parts = [String(year).padStart(4, "0")];
  if (month !== undefined) parts.push(String(month).padStart(2, "0"));
  if (day !== undefined) parts.push(String(day).padStart(2, "0"));
  return parts.join("-");
}

/**
 * The first day that a date may mean, as yyyymmdd and not counted from an epoch: two multiplications, and no object made.
 *
 * @example
 * firstDay({ year: 1992, month: 2 }); //=> 19920201
 */
export function firstDay({ year, month = 1, day = 1 }: PrefixDate): number {
  return year * 10_000 + month * 100 + day;
}

/**
 * The last day that a date may mean, as yyyymmdd.
 *
 * @example
 * lastDay({ year: 1992, month: 2 }); //=> 19920229
 */
export function lastDay({ year, month, day }: PrefixDate): number {
  if (month === undefined) return year * 10_000 + 1231;
  return year * 10_000 + month * 100 + (day ?? daysInMonth(year, month));
}

/**
 * The days that a prefix date may mean.
 *
 * @example
 * dayInterval({ year: 1970, month: 1 }); //=> { start: 0, end: 31 }
 */
export function dayInterval({ year, month, day }: PrefixDate): DayInterval {
  if (month === undefined) return { start: dayNumber(year, 1, 1), end: dayNumber(year + 1, 1, 1) };
  const start = dayNumber(year, month, day ?? 1);
  return { start, end: start + (day === undefined ? daysInMonth(year, month) : 1) };
}

/** Whether every day of `inner` lies in `outer`. */
export function containsInterval(outer: DayInterval, inner: DayInterval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Days in the month; `month` from 1. Requires 1 <= month <= 12. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function dayNumber(year: number, month: number, day: number): number {
  // Date.UTC takes years 0 to 99 for 1900 to 1999: set the full year apart.
  return new Date(0).setUTCFullYear(year, month - 1, day) / MS_PER_DAY;
}
