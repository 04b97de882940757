/** Figures of a text as they are written between the braces, and in words. */
import { parseDirective } from "../../../appeal/figure-directive.ts";
import { countedKey } from "../../../pages/counted-key.ts";
import { formatNumber } from "../../../pages/format.ts";
import type { Language } from "../../../pages/language.ts";
import type { DraftFigure } from "../../generated/api.ts";
import { publishedWords } from "../../published-words.ts";
import type { Say } from "../../words.ts";

/** Each figure of a body once, by first mention; what waits to be bound is one too. */
export function directivesIn(body: string): readonly string[] {
  const inside = [...body.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => (match[1] ?? "").trim());
  return [...new Set(inside.filter((text) => text !== "" && !text.startsWith("not a figure:")))];
}

/** What a figure counts, in words: the same as its note on the page says, as far as it is written. */
export function directiveWords(say: Say, directive: string): string {
  const waiting = /^to bind:\s*(.*)$/.exec(directive)?.[1];
  if (waiting !== undefined) return say("appeal.toBind", { text: waiting });
  const parsed = parseDirective(directive, "figure");
  if ("issues" in parsed) return directive;
  const { unit, harm, place } = parsed.value;
  const period = /period:\s*([^,]*)/.exec(directive)?.[1]?.trim();
  const parts = [say(countedKey(unit, harm)), ...(place === undefined ? [] : [place])];
  return [...parts, ...(period === undefined ? [] : [period.replace("..", "–")])].join(" · ");
}

/** A figure's number as it stands in the line, and as it is read out. */
export function figureWords(
  say: Say,
  language: Language,
  directive: string,
  counted: DraftFigure | undefined,
): { readonly number: string; readonly whole: string } {
  const what = directiveWords(say, directive);
  if (counted === undefined)
    return { number: "…", whole: say("appeal.figureOf", { number: say("shell.loading"), what }) };
  const { figure } = counted;
  if (figure === undefined)
    return { number: "?", whole: say("appeal.figureOf", { number: say("appeal.unbound"), what }) };
  const whole = publishedWords(say, figure.unit, figure.atLeast);
  const number =
    typeof figure.atLeast === "number"
      ? formatNumber(language, figure.atLeast)
      : lineWords(say, figure.atLeast);
  return { number, whole: say("appeal.figureOf", { number: whole, what }) };
}

/** A count that is not said exactly, in the midst of a sentence. */
const lineWords = (say: Say, count: string): string =>
  count === "fewer than 10"
    ? `(${say("count.fewer", { n: 10 })})`
    : say("count.about", { n: Number(count.slice("about ".length)) });
