/** Published counts in words and as lengths: exact ones, rounded ones, and those too small to be shown. */
import type { Unit } from "../model/figure.ts";
import type { PageCount } from "./appeal-page-data.ts";
import { formatNumber } from "./format.ts";
import type { Language } from "./language.ts";
import { translate } from "./translate.ts";

const SMALL = 10; // below it a count is published as "fewer than 10"

/**
 * @example
 * [12, "about 105", "fewer than 10"].map((count) => countWords("en", count)); //=> ["12", "about 105", "fewer than 10"]
 */
export function countWords(language: Language, count: PageCount): string {
  if (typeof count === "number") return formatNumber(language, count);
  if (count === "fewer than 10") return translate(language, "count.fewer", { n: SMALL });
  return translate(language, "count.about", { n: countLength(count) });
}

/**
 * A count inside a sentence of the author's, who could not know how small it is: one that is not shown stands in
 * brackets, so that what goes before it ("at least") and after it ("people") still reads.
 *
 * @example
 * [97, "about 105", "fewer than 10"].map((count) => countInText("en", count)); //=> ["97", "about 105", "(fewer than 10)"]
 */
export function countInText(language: Language, count: PageCount): string {
  const words = countWords(language, count);
  return count === "fewer than 10" ? `(${words})` : words;
}

/**
 * "At least 97 people" for an exact count, "Fewer than 10 people" for a small one; a rounded one stands as it is, since
 * it is no smallest number.
 *
 * @example
 * atLeastWords("en", "site", 21); //=> "At least 21 sites"
 * atLeastWords("en", "site", "fewer than 10"); //=> "Fewer than 10 sites"
 */
export function atLeastWords(language: Language, unit: Unit, count: PageCount): string {
  if (count === "fewer than 10") return translate(language, `count.fewer.${unit}`, { n: SMALL });
  return typeof count === "number"
    ? translate(language, `count.atLeast.${unit}`, { count })
    : countWords(language, count);
}

/**
 * How long the bar of a count is; none for one that is too small to be shown.
 *
 * @example
 * [12, "about 105", "fewer than 10"].map(countLength); //=> [12, 105, 0]
 */
export function countLength(count: PageCount): number {
  if (typeof count === "number") return count;
  return count === "fewer than 10" ? 0 : Number(count.slice("about ".length));
}
