/** Numbers of a spreadsheet as text: by their formats they are dates, identifiers with zeros in front, or numbers. */
import { serialDate } from "./excel-serial.ts";

export type DateSystem = "1900" | "1904";

/**
 * Whether a number format shows a date or a time (ECMA-376, 18.8.31): it has letters of a date outside quotes, escapes
 * and brackets.
 *
 * @example
 * ["dd.mm.yyyy", '0 "days"', "[Red]0.00E+00", "General"].map(isDateFormat); //=> [true, false, false, false]
 */
export function isDateFormat(format: string): boolean {
  if (/^general$/i.test(format)) return false;
  const elapsed = /\[(h+|m+|s+)\]/i.test(format);
  const bare = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|E[+-]/g, "");
  return elapsed || /[ymdhs]/i.test(bare);
}

/**
 * A stored number as text: a date as ISO 8601, a number in a format of zeros with them in front, else in full.
 *
 * @example
 * numberText(26000, "dd.mm.yyyy", "1900"); //=> "1971-03-08"
 * [numberText(42, "00000", "1900"), numberText(1e15, "General", "1900")]; //=> ["00042", "1000000000000000"]
 */
export function numberText(value: number, format: string, system: DateSystem): string {
  if (isDateFormat(format)) return serialDate(value, system) ?? plainNumber(value);
  const isPadded = /^0{2,}$/.test(format) && value >= 0;
  return isPadded ? Math.round(value).toString().padStart(format.length, "0") : plainNumber(value);
}

function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}
