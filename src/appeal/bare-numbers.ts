/** Numbers that stand in a text without a figure behind them: each is bound, marked, or refused. */

// What is a date, an address or a list's own numbering, and no quantity. A lone year of 1900 to 2099 is taken for
// a date, so "2000 people" passes here: reading quantities with their units is a later and finer check.
const notQuantities: readonly RegExp[] = [
  /\]\([^)]*\)|<[^>]*>|https?:\/\/\S+/gu, // addresses
  /^\s*\p{Nd}+[.)]\s/gmu, // items of a numbered list
  /\p{Nd}{4}-\p{Nd}{2}(?:-\p{Nd}{2})?/gu, // 1993-05-17
  /\p{Nd}{1,2}[./]\p{Nd}{1,2}[./]\p{Nd}{4}/gu, // 17.05.1993
  /(?<![\p{Nd}.,])\p{Nd}{1,2}\.?\s+[\p{L}\p{M}]+\.?,?\s+\p{Nd}{4}/gu, // 17 May 1993
  /\p{L}[\p{L}\p{M}]*\s+\p{Nd}{1,2},\s+\p{Nd}{4}/gu, // May 17, 1993
  /(?<![\p{L}\p{Nd}.,])(?:19|20|١٩|٢٠|۱۹|۲۰)\p{Nd}{2}(?![\p{L}\p{Nd}]|[.,]\p{Nd})/gu, // 1993
];

/**
 * Numbers of two digits and more, in any script, that are not in the form of a date; `line` counts from 0.
 *
 * @example
 * bareNumbers("On 17 May 1993 some 40 died, 1,200 fled"); //=> [{ text: "40", line: 0 }, { text: "1,200", line: 0 }]
 */
export function bareNumbers(text: string): readonly { readonly text: string; readonly line: number }[] {
  const blank = (span: string) => span.replace(/[^\n]/gu, " ");
  const quantities = notQuantities.reduce((left, pattern) => left.replace(pattern, blank), text);
  const numbers = quantities.matchAll(/\p{Nd}(?:[\p{Nd}.,'’\u00a0\u202f]*\p{Nd})+/gu);
  return [...numbers].map((match) => ({
    text: match[0],
    line: quantities.slice(0, match.index).split("\n").length - 1,
  }));
}
