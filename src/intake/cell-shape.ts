/** What a cell looks like, before its column has a meaning. */
import { westernDigits } from "./native-digits.ts";

const unknowns = new Set(
  (
    "- -- --- – — ? ?? ??? . n/a na n.a. nan null none nil unknown unk undefined not known not available неизвестно неизв неизв. " +
    "нет данных нет н/д naməlum məlum deyil yoxdur bilinmiyor yok bilinmeyen անհայտ უცნობი غير معروف مجهول لا يوجد نامعلوم نامشخص " +
    "невідомо inconnu inconnue desconocido desconocida unbekannt"
  ).split(" "),
);
const phrases = new Set(["not known", "not available", "нет данных", "məlum deyil", "غير معروف", "لا يوجد"]);

/**
 * Whether a cell says nothing: empty, a dash, a question mark, "unknown" in one of several languages.
 *
 * @example
 * isBlank(" N/A "); //=> true
 */
export function isBlank(text: string): boolean {
  if (text === "") return true;
  if (text.length > 20) return false;
  const word = text.trim().toLowerCase();
  return word === "" || (unknowns.has(word) && word !== "нет") || phrases.has(word);
}

/**
 * Whether a cell is a number, in digits of any script.
 *
 * @example
 * isNumber("۱۲٫۵"); //=> true
 */
export function isNumber(text: string): boolean {
  return /^[+-]?[\d\s]*\d([.,٫]\d+)?(e[+-]?\d+)?\s*%?$/i.test(westernDigits(text.trim()));
}

/**
 * The number of a cell, or undefined. Spaces part thousands; a lone comma is a decimal sign unless three digits follow.
 *
 * @example
 * readNumber("12 500,5"); //=> 12500.5
 */
export function readNumber(text: string): number | undefined {
  const compact = westernDigits(text.trim()).replace(/[\s\u00a0٬']/g, "");
  if (!/^[+-]?\d[\d.,٫]*$/.test(compact)) return undefined;
  const grouped = compact.replace(/[,.](?=\d{3}(?:[.,]|$))/g, (sign, at: number) =>
    compact.lastIndexOf(sign) === at && sign === "." ? "." : "",
  );
  const value = Number(grouped.replace(/[,٫]/, "."));
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a cell has the form of a date made of numbers: `17.02.1971`, `1971-02-17`, `2/17/71`. */
export function isNumericDate(text: string): boolean {
  return /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([T ]\d.*)?$/.test(westernDigits(text.trim()));
}
