/** Quantities as an appeal writes them. The one place that knows the library of number words. */
import numbers from "@microsoft/recognizers-text-number";
import { overlaps, type SentenceAt, type Span, sentencesOf, spanOf } from "./span.ts";
import { harmNear, isPlural, unitOfNoun } from "./units.ts";

export type Quantity = Span & {
  readonly value: number;
  readonly upper?: number; // of a range; `value` is its lower end
  readonly unit: string; // "person", "family", "site"...; the next word where nothing known is counted
  readonly qualifier?: string; // "over", "some", "at least", as written, in lower case
  readonly harm?: string; // the kind of harm that the sentence speaks of
};

type Found = Span & { readonly value: number; readonly upper?: number; readonly vague?: string };

const QUALIFIERS =
  /(?:^|[\s("“])((?:an?\s+)?(?:estimated|approximately|approx\.?|about|around|roughly|some|nearly|almost|close to|over|above|more than|at least|no (?:less|fewer) than|not less than|up to|as many as|at most|less than|fewer than|under|only|exactly|an average of))\s+(?:the\s+)?$/iu;
const VAGUE =
  /\b(?:(tens|hundreds)\s+of\s+(thousands|millions)|(dozens|hundreds|thousands|millions)(?:\s+of\s+(thousands|millions))?)\b/giu;
const SIZES: { readonly [word: string]: number } = {
  tens: 10,
  dozens: 12,
  hundreds: 100,
  thousands: 1000,
  millions: 1_000_000,
};

/** Digits of any script with their group signs, as the library reads those of Latin alone. */
const DIGITS = /\p{Nd}{1,3}(?:[,.'’\u00a0\u202f ]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}+(?:[.,٫]\p{Nd}+)?/gu;

/**
 * Every number that counts something, with what it counts, in order of the text. Requires `taken` to hold the spans
 * that are numbers but no quantities: dates, the numbering of a list.
 *
 * @example
 * readQuantities("over 20,000 souls", [])[0].unit; //=> "person"
 */
export function readQuantities(text: string, taken: readonly Span[]): readonly Quantity[] {
  const isFree = (span: Span) => !taken.some((each) => overlaps(each, span)) && !isPartOfWord(text, span);
  const vague = vagueNumbers(text);
  const plain = [...libraryNumbers(text), ...otherDigits(text)].filter(
    (span) => isFree(span) && !vague.some((each) => overlaps(each, span)),
  );
  const ordered = dropOverlaps([...plain, ...vague].sort((a, b) => a.start - b.start || b.end - a.end));
  const sentenceAt = sentencesOf(text);
  return joinRanges(text, ordered).flatMap((found) => describe(text, found, sentenceAt));
}

/**
 * Whether a number is followed by what it counts.
 *
 * @example
 * countsSomething("2000 people fled", { text: "2000", start: 0, end: 4 }); //=> true
 * countsSomething("in 2000 people fled", { text: "2000", start: 3, end: 7 }); //=> false
 */
export function countsSomething(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - 24), span.start);
  if (/\b(?:in|since|of|by|from|until|till|during|before|after|year|the)\s+$/i.test(before)) return false;
  const next = /^\s+([\p{L}’']+)/u.exec(text.slice(span.end))?.[1] ?? "";
  // "the 1992 massacre" is dated, "1992 massacres" are counted.
  return isPlural(next) && unitAfter(text, span).isKnown;
}

function libraryNumbers(text: string): readonly Found[] {
  return numbers.recognizeNumber(text, "en-us").flatMap(({ start, end, text: found, resolution }) => {
    const value = Number(resolution?.["value"]);
    const written = text.slice(start, end + 1);
    // "one of them" and "two" of nothing are words of speech: only digits and larger words count by themselves.
    if (!Number.isFinite(value) || found === "" || /^(?:one|an?|half)$/i.test(written)) return [];
    return [{ text: written, start, end: end + 1, value }];
  });
}

function otherDigits(text: string): readonly Found[] {
  return [...text.matchAll(DIGITS)].flatMap((match) => {
    const span = spanOf(match);
    const ascii = Array.from(span.text, (char) =>
      /\p{Nd}/u.test(char) ? String(digitValue(char)) : char,
    ).join("");
    const grouped = ascii.replace(/[,.'’\u00a0\u202f ](?=\d{3}(?!\d))/gu, "");
    const value = Number(grouped.replace(/[٫,]/gu, "."));
    return Number.isFinite(value) ? [{ ...span, value }] : [];
  });
}

/** Decimal digits of each script stand in runs of ten that begin at a zero. */
function digitValue(char: string): number {
  let zero = char.codePointAt(0) ?? 0;
  const code = zero;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return code - zero;
}

/** "Hundreds of thousands": the least that the words can mean. */
function vagueNumbers(text: string): readonly Found[] {
  return [...text.matchAll(VAGUE)].map((match) => {
    const words = match.slice(1).filter((word) => word !== undefined);
    const value = words.reduce((product, word) => product * (SIZES[word.toLowerCase()] ?? 1), 1);
    return { ...spanOf(match), value, vague: `${words[0]?.toLowerCase()} of` };
  });
}

function isPartOfWord(text: string, { start, end }: Span): boolean {
  const [before, after] = [text[start - 1] ?? "", text[end] ?? ""];
  if (before === "[" && after === "]") return true; // a note's number
  return (
    /[\p{L}\p{Nd}_#№§]/u.test(before) ||
    /[\p{L}_]/u.test(after) ||
    /^(?:st|nd|rd|th)\b/i.test(text.slice(end))
  );
}

function dropOverlaps(spans: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const span of spans) if (!kept.some((each) => overlaps(each, span))) kept.push(span);
  return kept;
}

/** "1,500-2,000" and "between 500 and 600" are one quantity with two ends. */
function joinRanges(text: string, spans: readonly Found[]): readonly Found[] {
  const joined: Found[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between = last === undefined ? "" : text.slice(last.end, span.start);
    const isTold = last !== undefined && /\b(?:between|from)\s+$/i.test(text.slice(0, last.start));
    const isRange = /^\s*[-–—]\s*$/u.test(between) || (isTold && /^\s+(?:and|to)\s+$/i.test(between));
    if (last !== undefined && last.upper === undefined && isRange && span.value > last.value) {
      joined[joined.length - 1] = {
        text: text.slice(last.start, span.end),
        start: last.start,
        end: span.end,
        value: last.value,
        upper: span.value,
      };
    } else joined.push(span);
  }
  return joined;
}

function describe(text: string, found: Found, sentenceAt: SentenceAt): readonly Quantity[] {
  const { vague, ...span } = found;
  const { unit, isKnown } = unitAfter(text, span);
  const isWord = !/\p{Nd}/u.test(span.text);
  if (isWord && !isKnown) return [];
  const qualifier =
    QUALIFIERS.exec(text.slice(Math.max(0, span.start - 40), span.start))?.[1]?.toLowerCase() ?? vague;
  const sentence = sentenceAt(span.start);
  const harm = harmNear(sentence.text, span.end - sentence.start);
  return [
    {
      ...span,
      unit,
      ...(qualifier !== undefined && { qualifier: qualifier.replace(/\s+/g, " ") }),
      ...(harm !== undefined && { harm }),
    },
  ];
}

// Where a noun phrase ends: what comes after is no longer what is counted.
const ENDS =
  /^(?:were|was|are|is|have|has|had|been|be|in|on|from|by|to|who|whom|which|that|and|or|but|since|during|at|as|with|without|after|before|while|when|their|they|he|she|it|we|remain|remains|lost|fled|left|died|perished)$/i;

/** The unit of the noun phrase that follows; a capitalised plural is a people's name, whoever they are. */
function unitAfter(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly unit: string; readonly isKnown: boolean } {
  const phrase = /^[^.;:!?()\n]*(?:\n[^.;:!?()\n]+)?/u.exec(text.slice(end, end + 120))?.[0] ?? "";
  if (/^\s*(?:%|per\s?cent)/i.test(phrase)) return { unit: "percent", isKnown: true };
  if (/^\s*(?:square (?:kilomet|mile)|sq\.?\s?km|km²|km2)/i.test(phrase))
    return { unit: "km2", isKnown: true };
  if (/[$€£]\s?$/u.test(text.slice(Math.max(0, start - 2), start))) return { unit: "money", isKnown: true };
  const words = phrase.split(/[\s,/-]+/u).filter((word) => word !== "");
  let people = false;
  for (const word of words.slice(0, 9)) {
    const bare = word.replace(/[^\p{L}\p{M}\p{Nd}'’]/gu, "");
    if (ENDS.test(bare)) break;
    const unit = unitOfNoun(bare);
    if (unit !== undefined) return { unit, isKnown: true };
    if (/^\p{Lu}[\p{L}’']+(?:s|ese|sh)$/u.test(bare)) people = true;
  }
  if (people) return { unit: "person", isKnown: true };
  const harmed =
    /^\s*(?:of (?:them|whom|these)\s+)?(?:were |was |have been |had been )?(?:\p{L}+ly )?(?:killed|displaced|missing|wounded|injured|uprooted|expelled|died|fled)\b/iu;
  const told = text.slice(Math.max(0, start - 60), start).replace(QUALIFIERS, " ");
  if (/\b(?:lives|deaths?|fate) of\s*$/i.test(told) || harmed.test(phrase))
    return { unit: "person", isKnown: true };
  return { unit: words[0]?.toLowerCase().replace(/[^\p{L}\p{M}]/gu, "") || "not said", isKnown: false };
}
