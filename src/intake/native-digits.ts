/** Digits of every script as 0 to 9. */

const digit = /\p{Nd}/u;

/**
 * The text with its decimal digits as ASCII ones; the rest is left alone.
 *
 * @example
 * westernDigits("۱۳۷۱/۰۲"); //=> "1371/02"
 */
export function westernDigits(text: string): string {
  return /[^\p{ASCII}]/u.test(text)
    ? text.replace(/(?![0-9])\p{Nd}/gu, (sign) => String(digitValue(sign)))
    : text;
}

/** Unicode gives each script ten digits in a row, so the value is the distance to the first of the row, modulo ten. */
function digitValue(sign: string): number {
  let first = sign.codePointAt(0) ?? 0;
  const code = first;
  while (digit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
