/** Normal form of a value before it is compared, by kind. The original stays in the table. */
import type { FieldKind } from "./link-table.ts";

/**
 * The text that stands for `text` in comparisons: NFKC, lower case, single spaces; digits and letters only for
 * identifiers; digits of any script as ASCII.
 *
 * @example
 * normalValue("given", "  JOSÉ  Luis "); //=> "josé luis"
 * normalValue("identifier", "AB-12 34"); //=> "ab1234"
 * normalValue("date", "1956-04-09"); //=> "19560409"
 */
export function normalValue(kind: FieldKind, text: string): string {
  if (text === "") return "";
  if (PLAIN.test(text) && !READ_AS.has(kind)) return text;
  const plain = asciiDigits(text.normalize("NFKC").toLowerCase().trim());
  switch (kind) {
    case "identifier":
      return plain.replace(/[^\p{L}\p{N}]+/gu, "");
    case "date":
    case "event-date":
      return plain.replace(/\D+/g, "");
    case "year":
    case "month":
    case "day":
    case "age":
      return normalNumber(plain);
    case "phone-email":
      return plain.includes("@") ? plain.replace(/\s+/g, "") : plain.replace(/\D+/g, "");
    case "point":
      return /^-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?$/.test(plain) ? plain : "";
    case "place":
      return plain.startsWith("@") ? plain : spaced(plain);
    default:
      return spaced(plain);
  }
}

const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
// Kinds of which plain words are not yet the normal form.
const READ_AS: ReadonlySet<FieldKind> = new Set([
  "identifier",
  "date",
  "event-date",
  "year",
  "month",
  "day",
  "age",
  "phone-email",
  "point",
]);

const spaced = (text: string) => text.replace(/[\s.,;:_"“”«»()/\\-]+/gu, " ").trim();

/** A whole number of 0 or more as its shortest text, anything else as missing: an age of -1 is no age. */
function normalNumber(text: string): string {
  const match = /^0*(\d{1,9})(?:\.0*)?$/.exec(text);
  return match?.[1] ?? "";
}

/**
 * Decimal digits of any script as ASCII digits.
 *
 * @example
 * asciiDigits("١٩٧٠"); //=> "1970"
 */
export function asciiDigits(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return code < 0x80 ? digit : String(code - zeroOf(code));
  });
}

const BEYOND_ASCII = /[^ -~]/;

// Unicode keeps each script's ten digits in a row that starts at zero (UAX #44, Nd).
function zeroOf(code: number): number {
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - (zero - 1) < 10) zero--;
  return zero;
}
