/** Who counts in a figure, in words: its rule of inclusion, and what the matching of records leaves open. */
import { type HarmStatus, harmStatuses } from "../model/harm.ts";
import type { PageFigure } from "./appeal-page-data.ts";
import { countWords } from "./count-words.ts";
import type { Language } from "./language.ts";
import { translate } from "./translate.ts";

/**
 * Sentences on who counts: the kinds of harm with the number of lists looked at, then the statuses that end it.
 *
 * @example
 * ruleSentences("en", { kinds: ["killed"], statuses: ["open"], sources: ["a", "b"] })[0]; //=> "Whoever is recorded as killed by at least one of 2 lists, counted once however many lists name them."
 */
export function ruleSentences(language: Language, rules: PageFigure["rules"]): readonly string[] {
  const { kinds, statuses, sources } = rules;
  if (kinds.length === 0) return [translate(language, "page.rules.any", { sources: sources.length })];
  const list = (words: readonly string[]) => words.join(" / ");
  const counted = list(kinds.map((kind) => translate(language, `harm.${kind}`)));
  const ended = harmStatuses.filter((status) => !statuses.includes(status));
  const said = translate(language, "page.rules.kinds", { kinds: counted, sources: sources.length });
  return ended.length === 0 ? [said] : [said, endedSentence(language, ended)];
}

function endedSentence(language: Language, ended: readonly HarmStatus[]): string {
  const statuses = ended.map((status) => translate(language, `status.${status}`)).join(" / ");
  return translate(language, "page.rules.ended", { statuses });
}

/** The count over sampled matchings, or undefined when it was taken over none. */
export function rangeSentence(
  language: Language,
  { documented, range }: Pick<PageFigure, "documented" | "range">,
): string | undefined {
  if (range === undefined) return undefined;
  const [low, high] = [countWords(language, range.low), countWords(language, range.high)];
  const { clusterings } = range;
  const all = countWords(language, documented);
  if (low === high && low === all)
    return translate(language, "page.rangeNone", { documented: all, clusterings });
  return translate(language, "page.range", {
    documented: all,
    clusterings,
    low,
    high,
  });
}
