/** When a figure's query looks, in words. */
import type { PageQuery } from "./appeal-page-data.ts";
import { formatDateText } from "./format.ts";
import type { Language } from "./language.ts";
import { translate } from "./translate.ts";

/**
 * The period of a query in words.
 *
 * @example
 * periodWords("en", { unit: "person", from: "1992-02" }); //=> "February 1992 or later"
 */
export function periodWords(language: Language, { from, until }: PageQuery): string {
  const start = from === undefined ? undefined : formatDateText(language, from);
  const end = until === undefined ? undefined : formatDateText(language, until);
  if (start === undefined)
    return end === undefined
      ? translate(language, "page.anytime")
      : translate(language, "page.until", { until: end });
  if (end === undefined) return translate(language, "page.since", { from: start });
  return start === end ? start : translate(language, "page.between", { from: start, until: end });
}
