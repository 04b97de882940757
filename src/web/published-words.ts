/** A count as it may be shown, in words. */
import type { Unit } from "../model/figure.ts";
import type { PageCount } from "../pages/appeal-page-data.ts";
import type { Say } from "./words.ts";

export function publishedWords(say: Say, unit: Unit, count: PageCount): string {
  if (typeof count === "number") return say(`count.atLeast.${unit}`, { count });
  if (count === "fewer than 10") return say(`count.fewer.${unit}`, { n: 10 });
  return say("count.about", { n: Number(count.slice("about ".length)) });
}
