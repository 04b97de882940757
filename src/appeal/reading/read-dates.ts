/** Dates and periods as an appeal writes them. The one place that knows the library of dates. */
import { casual } from "chrono-node";
import { formatPrefixDate, makePrefixDate } from "../../base/prefix-date.ts";
import { type Span, spanOf, withoutOverlaps } from "./span.ts";

/** A date or period; `from` and `until` are prefix dates, both included whole. A day without a year has neither. */
export type DateSpan = Span & { readonly from?: string; readonly until?: string };

const YEAR = "(?:1[5-9]|20)\\d\\d";

/** Whole forms first: what stands in an earlier one is not read again by a later one. */
const periods: readonly (readonly [
  pattern: RegExp,
  ends: (parts: readonly string[]) => readonly [number, number],
])[] = [
  [new RegExp(`\\b(?:between|from)\\s+(${YEAR})\\s+(?:and|to|until|till)\\s+(${YEAR})\\b`, "giu"), years],
  [new RegExp(`\\b(${YEAR})\\s*(?:[-–—]|to|until|till|through)\\s*(${YEAR})(?!\\d|[.,]\\d)`, "giu"), years],
  [new RegExp(`\\b(${YEAR})[-–—/](\\d\\d)(?!\\d|[.,-]\\d)`, "giu"), shortRange],
  [
    /\b(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(1[5-9]\d0|20\d0)['’]?s\b/giu,
    ([decade = ""]) => [Number(decade), Number(decade) + 9],
  ],
  [/\b(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(1[5-9]|2[01])(?:th|st)[\s-]century\b/giu, century],
  [
    new RegExp(
      `\\b(?:spring|summer|autumn|fall|winter|beginning|end|middle)\\s+(?:of\\s+)?(${YEAR})\\b`,
      "giu",
    ),
    years,
  ],
];

function years([from = "", until = from]: readonly string[]): readonly [number, number] {
  return [Number(from), Number(until)];
}

function shortRange([from = "", ending = ""]: readonly string[]): readonly [number, number] {
  return [Number(from), Number(from.slice(0, 2) + ending)];
}

function century([nth = ""]: readonly string[]): readonly [number, number] {
  return [(Number(nth) - 1) * 100 + 1, Number(nth) * 100];
}

// A year that a number's own signs or a counted noun follow is no date: that is read with the quantities.
const LONE_YEAR = new RegExp(`(?<![\\d.,/#№-])\\b(${YEAR})\\b(?![,.]?\\d|\\s*%)`, "gu");

/**
 * Dates and periods in order of the text. A lone number from 1500 to 2099 is taken for a year unless `isCounted` says
 * that it counts something.
 *
 * @example
 * readDates("between 1987 and 1991", () => false)[0].until; //=> "1991"
 */
export function readDates(text: string, isCounted: (span: Span) => boolean): readonly DateSpan[] {
  const wide = periods.flatMap(([pattern, ends]) =>
    [...text.matchAll(pattern)].flatMap((match) => period(spanOf(match), ends(match.slice(1)))),
  );
  const lone = [...text.matchAll(LONE_YEAR)]
    .map((match) => ({ ...spanOf(match), from: match[1] ?? "", until: match[1] ?? "" }))
    .filter((span) => !isCounted(span));
  const found = withoutOverlaps([
    ...numericDates(text),
    ...dayRanges(text),
    ...monthRanges(text),
    ...calendarDates(text),
    ...wholeDays(text),
    ...wide,
  ]);
  return withoutOverlaps([...found, ...lone]);
}

function period(span: Span, [from, until]: readonly [number, number]): readonly DateSpan[] {
  if (from > until) return [];
  return [{ ...span, from: String(from), until: String(until) }];
}

/** Days first where points part them; where slashes do, only what cannot be read in two ways. */
function numericDates(text: string): readonly DateSpan[] {
  return [...text.matchAll(/(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?![\d/]|\.\d)/gu)].map((match) => {
    const [first, sign, second, year] = [Number(match[1]), match[2], Number(match[3]), Number(match[4])];
    const dayFirst = makePrefixDate(year, second, first);
    const monthFirst = sign === "/" && first !== second ? makePrefixDate(year, first, second) : undefined;
    const isAmbiguous = dayFirst !== undefined && monthFirst !== undefined;
    const date = isAmbiguous ? makePrefixDate(year) : (dayFirst ?? monthFirst);
    const said = date === undefined ? {} : { from: formatPrefixDate(date), until: formatPrefixDate(date) };
    return { ...spanOf(match), ...said };
  });
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH_RANGE = new RegExp(
  `\\b((?:${MONTHS.join("|")})[a-z]*)\\s*(?:and|to|until|[-–—/])\\s*((?:${MONTHS.join("|")})[a-z]*)\\s+(?:of\\s+)?(${YEAR})\\b`,
  "giu",
);
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const DAY_RANGE = new RegExp(
  `(?<!\\d)${DAY}\\s*(?:and|to|[-–—/])\\s*${DAY}\\s+(?:of\\s+)?((?:${MONTHS.join("|")})[a-z]*)\\s+(${YEAR})\\b`,
  "giu",
);

const WHOLE_DAY = new RegExp(
  `(?<!\\d)${DAY}\\s+(?:of\\s+)?((?:${MONTHS.join("|")})[a-z]*)\\.?,?\\s+(${YEAR})\\b`,
  "giu",
);

/** "5 May 1998", also where an hour stands before it, with which the library would read one moment. */
function wholeDays(text: string): readonly DateSpan[] {
  return [...text.matchAll(WHOLE_DAY)].flatMap((match) => {
    const [, day, name = "", year] = match;
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    const date = makePrefixDate(Number(year), month, Number(day));
    return date === undefined
      ? []
      : [{ ...spanOf(match), from: formatPrefixDate(date), until: formatPrefixDate(date) }];
  });
}

/** "3 to 4 August 1995", "19 and 20 September 1993": the library takes the first two for hours, or reads one day. */
function dayRanges(text: string): readonly DateSpan[] {
  return [...text.matchAll(DAY_RANGE)].flatMap((match) => {
    const [, first, second, name = "", year] = match;
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    const [from, until] = [first, second].map((day) => makePrefixDate(Number(year), month, Number(day)));
    if (from === undefined || until === undefined || (from.day ?? 0) >= (until.day ?? 0)) return [];
    return [{ ...spanOf(match), from: formatPrefixDate(from), until: formatPrefixDate(until) }];
  });
}

/** "July and August 1994": one period, of which the library reads the second month. */
function monthRanges(text: string): readonly DateSpan[] {
  return [...text.matchAll(MONTH_RANGE)].flatMap((match) => {
    const [, first = "", second = "", year] = match;
    const [from, until] = [first, second].map((name) =>
      makePrefixDate(Number(year), MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1),
    );
    if (from === undefined || until === undefined || (from.month ?? 0) >= (until.month ?? 0)) return [];
    return [{ ...spanOf(match), from: formatPrefixDate(from), until: formatPrefixDate(until) }];
  });
}

const DATED = new RegExp(`\\b(?:${MONTHS.join("|")})[a-z]*\\b|\\d\\s*[-./]\\s*\\d`, "iu");

type Point = NonNullable<ReturnType<typeof casual.parse>[number]["end"]>;

/** Days and months of the calendar; what is said from today ("yesterday", "this week") is none. */
function calendarDates(text: string): readonly DateSpan[] {
  return casual.parse(text, new Date(0)).flatMap(({ index, text: found, start, end }) => {
    if (!start.isCertain("month") || start.isCertain("hour")) return [];
    if (/^\p{L}+,\s*\d{1,2}$/u.test(found)) return []; // "in November, 8 were"
    if (/^\d\/\d{1,2}$/u.test(found)) return []; // a fraction, or a day that nobody can tell from a month
    if (!DATED.test(found)) return []; // "for eleven days" is reckoned from today
    if (!start.isCertain("year") && !start.isCertain("day")) return []; // "may" is mostly a verb
    const trimmed = found.replace(/^(?:on|in|at|of)\s+/i, "");
    const at = index + found.length - trimmed.length;
    const [from, until] = [
      prefixOf(start),
      end === null || end === undefined ? prefixOf(start) : prefixOf(end),
    ];
    const span = { text: trimmed, start: at, end: at + trimmed.length };
    return [from === undefined || until === undefined ? span : { ...span, from, until }];
  });
}

function prefixOf(point: Point): string | undefined {
  const part = (name: "year" | "month" | "day") =>
    point.isCertain(name) ? (point.get(name) ?? undefined) : undefined;
  const year = part("year");
  const date = year === undefined ? undefined : makePrefixDate(year, part("month"), part("day"));
  return date === undefined ? undefined : formatPrefixDate(date);
}
