/** Levels of a date of birth, with ages in its place where a list has only ages. */
import { bitCount } from "../names/bit-count.ts";
import { editDistance } from "./edit-distance.ts";

/** Comparison levels of dates and ages, best first; index 0 is null. */
export const dateLevels = [
  "missing",
  "same date",
  "day and month swapped",
  "one digit off",
  "same year and month",
  "same day and month",
  "same year, the rest unknown",
  "same year",
  "two digits off",
  "1 year apart",
  "2 years apart",
  "5 years apart",
  "same age",
  "ages 1 year apart",
  "ages 2 years apart",
  "ages 5 years apart",
  "age fits the date",
  "age misses the date by up to 3 years",
  "a frequent stand-in",
  "same stand-in",
  "different",
] as const;
export type DateLevel = (typeof dateLevels)[number];

/** A date in digits as far as it is known, and an age. Parts that are unknown are undefined. */
export type BirthValue = {
  readonly digits: string; // YYYY, YYYYMM or YYYYMMDD, not checked: 19331392 still tells people apart
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly age?: number;
  readonly referenceYear?: number; // the year in which the age was true, where it could be learned
  readonly isStandIn?: boolean; // a value far more frequent than its neighbours, such as 0 or 99
};

/**
 * The value of date digits and an age text, either of which may be "".
 *
 * @example
 * birthValue("195604", "").month; //=> 4
 */
export function birthValue(date: string, age: string): BirthValue {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  return {
    digits: date,
    ...(year.length === 4 && { year: Number(year) }),
    ...(month.length === 2 && { month: Number(month) }),
    ...(day.length === 2 && { day: Number(day) }),
    ...(age !== "" && { age: Number(age) }),
  };
}

/**
 * How two dates of birth, or ages in their place, agree. Dates are compared where both have one, else ages where both
 * have one, else the age of one with the year of the other. 1 January counts as a year alone: it is what forms hold
 * when the day is unknown. Symmetric.
 *
 * @example
 * compareBirth(birthValue("19920217", ""), birthValue("19921702", "")); //=> "day and month swapped"
 * compareBirth(birthValue("", "30"), birthValue("", "31")); //=> "ages 1 year apart"
 */
export function compareBirth(a: BirthValue, b: BirthValue): DateLevel {
  if (a.year !== undefined && b.year !== undefined) return compareDates(a, b);
  if (a.age !== undefined && b.age !== undefined) return compareAges(a, b);
  return compareAgeWithDate(a, b);
}

function compareDates(a: BirthValue, b: BirthValue): DateLevel {
  if (isYearOnly(a) || isYearOnly(b))
    return a.year === b.year ? "same year, the rest unknown" : yearsApart(a, b);
  if (a.digits === b.digits) return a.digits.length === 6 ? "same year and month" : "same date";
  if (a.year === b.year && isSwapped(a, b)) return "day and month swapped";
  const isWhole = a.digits.length === 8 && b.digits.length === 8;
  const edits = isWhole ? dateEdits(a.digits, b.digits) : 3;
  if (edits === 1) return "one digit off";
  if (a.year === b.year) return a.month === b.month ? "same year and month" : "same year";
  if (isWhole && a.month === b.month && a.day === b.day) return "same day and month";
  return edits === 2 ? "two digits off" : yearsApart(a, b);
}

/** Edits between two dates of eight digits, 3 for more than 2. Most dates have too few digits in common to count them. */
function dateEdits(a: string, b: string): number {
  let [inA, inB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    inA |= 1 << (a.charCodeAt(i) & 15);
    inB |= 1 << (b.charCodeAt(i) & 15);
  }
  return bitCount(inA & ~inB) > 2 || bitCount(inB & ~inA) > 2 ? 3 : editDistance(a, b, 2);
}

function isSwapped(a: BirthValue, b: BirthValue): boolean {
  return a.day !== undefined && a.day === b.month && b.day === a.month;
}

/** Whether a date tells no more than its year. */
export function isYearOnly({ month, day }: Pick<BirthValue, "month" | "day">): boolean {
  return month === undefined || (month === 1 && day === 1) || month === 0 || day === 0;
}

function yearsApart(a: BirthValue, b: BirthValue): DateLevel {
  const years = Math.abs((a.year ?? 0) - (b.year ?? 0));
  if (years === 0) return "same year";
  if (years === 1) return "1 year apart";
  if (years === 2) return "2 years apart";
  return years <= 5 ? "5 years apart" : "different";
}

function compareAges(a: BirthValue, b: BirthValue): DateLevel {
  if (a.isStandIn === true || b.isStandIn === true)
    return a.age === b.age ? "same stand-in" : "a frequent stand-in";
  const years = Math.abs((a.age ?? 0) - (b.age ?? 0));
  if (years === 0) return "same age";
  if (years === 1) return "ages 1 year apart";
  if (years === 2) return "ages 2 years apart";
  return years <= 5 ? "ages 5 years apart" : "different";
}

function compareAgeWithDate(a: BirthValue, b: BirthValue): DateLevel {
  const [dated, aged] = a.year === undefined ? [b, a] : [a, b];
  const { age, referenceYear, isStandIn } = aged;
  if (dated.year === undefined || age === undefined || referenceYear === undefined) return "missing";
  if (isStandIn === true) return "a frequent stand-in";
  // A birthday later in the year makes the age one less than the difference of the years.
  const gap = referenceYear - dated.year - age;
  if (gap === 0 || gap === 1) return "age fits the date";
  return gap >= -3 && gap <= 4 ? "age misses the date by up to 3 years" : "different";
}
