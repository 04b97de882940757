/** Excel's day numbers as dates. */

const MS_PER_DAY = 86_400_000;

/**
 * ISO 8601 text of a serial, with its time when it has one. In the 1900 system day 60 is the 29 February 1900 that
 * never was (ECMA-376, 18.17.4.1), so days before it are one off; in the 1904 system day 0 is 1904-01-01.
 * Undefined for a negative serial, for day 60 and past the year 9999.
 *
 * @example
 * serialDate(25569, "1900"); //=> "1970-01-01"
 * serialDate(24107, "1904"); //=> "1970-01-01"
 */
export function serialDate(serial: number, system: "1900" | "1904"): string | undefined {
  const day = Math.floor(serial);
  if (serial < 0 || (system === "1900" && day === 60)) return undefined;
  const since = system === "1904" ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569);
  const ms = since * MS_PER_DAY + Math.round((serial - day) * 86_400) * 1000;
  if (ms >= 253_402_300_800_000) return undefined;
  const text = new Date(ms).toISOString();
  return serial === day ? text.slice(0, 10) : text.slice(0, 19);
}
