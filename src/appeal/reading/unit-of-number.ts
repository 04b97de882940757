/** What a number counts: the noun that follows it, the whole of which it is a part, the words before it. */
import { type Around, harmOfNumber } from "./harm-of-number.ts";
import { harmOfWords } from "./harm-words.ts";
import { QUALIFIED } from "./qualifiers.ts";
import type { NumberRead } from "./read-numbers.ts";
import type { Span } from "./span.ts";
import { unitOfNoun } from "./units.ts";

export type UnitContext = Around & { readonly numbers: readonly NumberRead[] };

/** Whether a unit measures and does not count, so that it may have parts. */
export const isMeasure = (unit: string) =>
  ["percent", "km2", "m2", "hectare", "km", "ton", "money"].includes(unit);

/** The unit of number `at`, as far as a known noun says it; `last` is that of the number before. */
export function unitOfNumber(context: UnitContext, at: number, last: string | undefined): string | undefined {
  const { text, numbers } = context;
  const number = numbers[at];
  if (number === undefined) return undefined;
  if (number.isShare) return "percent";
  const after = unitAfter(text, number);
  if (after !== undefined) return after;
  const next = numbers[at + 1];
  if (
    next !== undefined &&
    /^\s+of\s+(?:the\s+|these\s+|those\s+|our\s+|all\s+)?$/iu.test(text.slice(number.end, next.start))
  )
    return unitAfter(text, next) ?? ownWords(text, next);
  const before = unitBefore(text, number);
  if (before !== undefined) return before;
  const said = text.slice(number.end);
  const called = /^\s+(?:were|are|was)\s+(\p{L}+(?:\s+\p{L}+)?)/u.exec(said)?.[1];
  if (unitOfWords(called ?? "") === "person") return "person"; // "1,204 were women"
  const isPopulation =
    /^\s+(?:out\s+)?of\s+(?:us|our people|(?:a|the)\s+(?:total\s+)?population)\b/iu.test(said) ||
    /\bpopulation\s+of\s+(?:\p{L}+\s+)?$/iu.test(text.slice(Math.max(0, number.start - 40), number.start));
  if (isPopulation || isOfPeople(context, at)) return "person";
  const isPart = /^\s+of\s+(?:them|whom|which|these|those)\b/iu.test(said);
  const isOfWhich = /\b(?:of|among)\s+(?:which|whom|them|these)\s*,?\s+$/iu.test(
    text.slice(Math.max(0, number.start - 20), number.start),
  );
  const isBare = isBareNumber(text, number);
  if (PEOPLE_ONLY.test(said) || (AS_PEOPLE.test(said) && isOfPersons(last)))
    return last === "family" ? last : "person";
  if (last !== undefined && isBare && harmOfWords(ownWord(text, number), last) !== undefined) return last; // "and 307 damaged"
  if (last !== undefined && isElliptic(text, number) && isInSentence(context, at)) return last; // "105 were released"
  if (isOfPersons(last) && DEMONYM.test(said) && isInSentence(context, at)) return "person"; // "(8 Orvani, 1 Sarmeli)"
  return (isPart || (isOfWhich && isBare)) && last !== undefined && !isMeasure(last) ? last : undefined;
}

const isBareNumber = (text: string, number: Span) =>
  /^(?:not said|of)$/u.test(ownWords(text, number)) ||
  ENDS.test(ownWords(text, number)) ||
  HARMED.test(ownWord(text, number));
const HARMED =
  /^(?:destroyed|damaged|burnt|burned|razed|demolished|desecrated|vandalised|looted|occupied)$/iu;
const ownWord = (text: string, { end }: Span) => /^\s+(\p{L}+)/u.exec(text.slice(end, end + 40))?.[1] ?? "";
/** Whether a predicate follows at once, so that what is counted was named before. */
const isElliptic = (text: string, { end }: Span) =>
  /^\s+(?:(?:were|was|are|is|have|has|had)\s|\p{Ll}{2,}ed\b(?!\s+\p{Ll}+s\b))/u.test(
    text.slice(end, end + 60),
  );
const DEMONYM = /^\s+\p{Lu}\p{Ll}+\s*(?:[,);.]|and\s)/u;
/** Whether the number before stands in the same sentence. */
const isInSentence = ({ numbers, sentenceAt }: UnitContext, at: number) =>
  (numbers[at - 1]?.start ?? -1) >= sentenceAt(numbers[at]?.start ?? 0).start;
const isOfPersons = (unit: string | undefined) => unit === "person" || unit === "family";
// What nobody but people does, and what is said of things as well.
const PEOPLE_ONLY =
  /^\s+(?:(?:have|had|has|also|later|still|never|then|since)\s+){0,2}(?:who|whom|returned|fled|stayed|survived|died|perished|escaped|emigrated|froze|starved|drowned|vanished|suffocated|lost\s+(?:their|both|his|her|an?)\b)/iu;
const AS_PEOPLE = /^\s+(?:still\s+)?(?:lie|lay|live|lived|remain|remained|came|crossed)\b/iu;

const PEOPLE = new Set(["killed", "missing", "displaced", "injured", "detained"]);
const NO_NOUN = /^(?:still|also|later|now|already|never|more|others?|feared|presumed|of|\p{L}+ly)$/iu;

/** "Twelve were taken hostage", "wounded 43 and": nobody but people suffers it. */
function isOfPeople(context: UnitContext, at: number): boolean {
  const number = context.numbers[at];
  if (number === undefined) return false;
  const { text } = context;
  const told = text.slice(Math.max(0, number.start - 60), number.start);
  if (/\b(?:lives|deaths?|fate) of\s*(?:\p{L}+\s+){0,3}$/iu.test(told)) return true;
  const next = /^\s+(\p{L}+)/u.exec(text.slice(number.end, number.end + 40))?.[1] ?? "";
  // A capitalised word is a people's name where nobody but people suffers what is said.
  if (
    next !== "" &&
    !/^\p{Lu}\p{Ll}/u.test(next) &&
    !ENDS.test(next) &&
    !NO_NOUN.test(next) &&
    harmOfWords(next, "person") === undefined
  )
    return false;
  return PEOPLE.has(harmOfNumber(context, at, "person") ?? "");
}

// Where a noun phrase ends: what comes after is no longer what is counted.
const ENDS =
  /^(?:were|was|are|is|have|has|had|been|be|in|on|from|by|to|who|whom|which|that|and|or|but|since|during|at|as|with|without|after|before|while|when|where|their|they|he|she|it|we|us|them|remain|remains|remained|lie|lies|lay|out|according|froze|starved|drowned|vanished|suffocated|came|come|went|stand|stood|became|become|lost|fled|left|died|perished|live|lives|survived|stayed|returned|however|than|for)$/i;
const MEASURING = /^(?:pieces?|heads?|items?|members?|groups?|numbers?|pairs?|metres?|meters?)$/iu;

/** The unit of the noun phrase that follows a number, where one of its nouns is known. */
export function unitAfter(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): string | undefined {
  const phrase =
    /^[^.;:!?()|\n]*(?:\n(?!\s*(?:[-*•|]|\p{Nd}+[.)]))[^.;:!?()|\n]+)?/u.exec(
      text.slice(end, end + 120),
    )?.[0] ?? "";
  if (/^\s*(?:%|per\s?cent)/i.test(phrase)) return "percent";
  if (/^\s*(?:square (?:kilomet|mile)|sq\.?\s?km|km²|km2)/i.test(phrase)) return "km2";
  if (/^\s*(?:square met|sq\.?\s?m\b|m²|m2)/i.test(phrase)) return "m2";
  if (/^\s*(?:USD|EUR|GBP|CHF|GEL|AMD|AZN|RUB|UAH|TRY|ILS|JOD|LBP|SYP|IQD|RSD|BAM|KZT)\b/u.test(phrase))
    return "money";
  if (/(?:[$€£]|\b(?:USD|EUR|GBP))\s?$/u.test(text.slice(Math.max(0, start - 5), start))) return "money";
  const isDoubled = /\b(?:perhaps|maybe|possibly|or|if not)\s+$/iu.test(
    text.slice(Math.max(0, start - 12), start),
  );
  if (!isDoubled && /^\s*,(?!\s*(?:perhaps|maybe|possibly|or|if not|mostly))/iu.test(phrase))
    return undefined;
  return nounOf(phrase);
}

/** The unit of the noun phrase that begins here; a capitalised plural is a people's name, whoever they are. */
function nounOf(phrase: string): string | undefined {
  const words = phrase.split(/[\s,/+-]+/u).filter((word) => word !== "");
  let people = false;
  let own = "";
  for (const word of words.slice(0, 9)) {
    const bare = word.replace(/[^\p{L}\p{M}\p{Nd}'’]/gu, "");
    if (ENDS.test(bare) || (own !== "" && /^\p{Nd}/u.test(bare))) break;
    if (/^of$/iu.test(bare) && own !== "" && !MEASURING.test(own)) break;
    const unit = unitOfNoun(bare);
    if (unit !== undefined) return unit;
    if (/^\p{Lu}[\p{L}’']+(?:s|ese|sh)$/u.test(bare)) people = true;
    if (/^\p{Ll}{3,}s$/u.test(bare) || MEASURING.test(bare)) own = bare;
  }
  return people && own === "" ? "person" : undefined;
}

/** "Wounded: 120", "the number of missing is 612", "the death toll reached 8,000", "of the hostages, five". */
function unitBefore(text: string, { start }: Span): string | undefined {
  const before = text.slice(Math.max(0, start - 80), start).replace(QUALIFIED, " ");
  const label = /(?:^|[.;:\n]|\s{2})\s*([\p{L}][\p{L}\s]{2,40}):\s*$/u.exec(before)?.[1];
  const number =
    /\b(?:number|count|toll|total)\b((?:\s+of)?(?:\s+(?:the|our|those))?(?:\s+\p{L}+){0,4}?)\s+(?:is|was|are|were|reached|stands at|stood at|rose to|has reached)\s*$/iu.exec(
      before,
    );
  const of = /\bof the (\p{L}+),\s*$/iu.exec(before)?.[1];
  if (number !== null) return unitOfWords(number[0]);
  return unitOfWords(label ?? of ?? "");
}

/** The unit of the first known noun among words. */
export function unitOfWords(words: string): string | undefined {
  return words
    .split(/[^\p{L}\p{M}'’]+/u)
    .map(unitOfNoun)
    .find((unit) => unit !== undefined);
}

/** The noun as it is written, where no unit knows it: the first plural of the phrase, else the next word. */
export function ownWords(text: string, { end }: Span): string {
  const phrase = /^[^.;:!?(),|\n]*/u.exec(text.slice(end, end + 80))?.[0] ?? "";
  const words = phrase
    .toLowerCase()
    .split(/[\s/-]+/u)
    .map((word) => word.replace(/[^\p{L}\p{M}]/gu, ""))
    .filter(Boolean);
  const stop = words.findIndex((word) => ENDS.test(word) || word === "of");
  const noun = stop < 0 ? words : words.slice(0, stop);
  const [first = ""] = noun;
  if (first === "" || NO_NOUN.test(first)) return "not said";
  return noun.find((word) => /\p{L}{2,}s$/u.test(word)) ?? first;
}
