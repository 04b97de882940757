/** A count as it may be shown, in words. */
import type { Unit } from "../model/figure.ts";
import type { PageCount } from "../pages/appeal-page-data.ts";
import { formatNumber } from "../pages/format.ts";
import type { Say } from "./words.ts";

/** A count alone, in the words of the language that is shown: those of pages/count-words.ts would bring all six. */
export function countIn(say: Say, language: string, count: PageCount): string {
  if (typeof count === "number") return formatNumber(language, count);
  if (count === "fewer than 10") return say("count.fewer", { n: 10 });
  return say("count.about", { n: Number(count.slice("about ".length)) });
}

export function publishedWords(say: Say, unit: Unit, count: PageCount): string {
  if (typeof count === "number") return say(`count.atLeast.${unit}`, { count });
  if (count === "fewer than 10") return say(`count.fewer.${unit}`, { n: 10 });
  return say("count.about", { n: Number(count.slice("about ".length)) });
}
