/** Dates of a column in one order, told from all its values: `YYYY-MM-DD`, `17.02.1992`, `2/17/1992`, `19920217`. */
import { asciiDigits } from "./normal-value.ts";

export type DateOrder = "year-first" | "day-first" | "month-first";

const COMPACT = /^(\d{4})(\d\d)(\d\d)$/;
const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$/;

/**
 * The order of day, month and year that most values have, or undefined when they are no dates. Day first where both
 * orders fit all values.
 *
 * @example
 * dateOrder(["2/17/1992", "3/4/1990"]); //=> "month-first"
 * dateOrder(["1804974"]); //=> undefined
 */
export function dateOrder(values: readonly string[]): DateOrder | undefined {
  const plain = values.map((value) => asciiDigits(value.trim()));
  const enough = 0.8 * Math.max(1, values.length);
  const count = (test: (value: string) => boolean) => plain.filter(test).length;
  // Bare years are dates only beside longer ones: 1987 alone may be any number.
  const isLong = (value: string) => value.length > 4;
  if (count((value) => isYearFirst(value)) >= enough && plain.some(isLong)) return "year-first";
  if (count((value) => YEAR_LAST.test(value)) < enough) return undefined;
  const parts = plain.map((value) => YEAR_LAST.exec(value)).filter((match) => match !== null);
  const [firstPast12, secondPast12] = [1, 2].map(
    (part) => parts.filter((match) => Number(match[part]) > 12).length,
  );
  return (secondPast12 ?? 0) > (firstPast12 ?? 0) ? "month-first" : "day-first";
}

// Eight bare digits are a date only in years that lists of people have: separators say it for all others.
function isYearFirst(value: string): boolean {
  const compact = COMPACT.exec(value);
  if (compact !== null) return Number(compact[1]) >= 1800 && Number(compact[1]) <= 2100;
  const match = YEAR_FIRST.exec(value);
  return match !== null && Number(match[1]) >= 1000 && Number(match[1]) <= 2100;
}

/**
 * The date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Parts are not checked against the calendar: a slip of the pen still
 * tells people apart. "" when it is no date in that order.
 *
 * @example
 * readDate("17.2.1992", "day-first"); //=> "1992-02-17"
 */
export function readDate(text: string, order: DateOrder): string {
  const plain = asciiDigits(text.trim());
  const last = YEAR_LAST.exec(plain);
  if (last !== null) {
    const [, first = "", second = "", year = ""] = last;
    const [day, month] = order === "month-first" ? [second, first] : [first, second];
    return [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  }
  const match = COMPACT.exec(plain) ?? YEAR_FIRST.exec(plain);
  if (match === null) return "";
  return match
    .slice(1)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, "0"))
    .join("-");
}
