/** What was done to those whom a number counts: each number has its own verb or noun, and takes no other's. */
import { harmsIn, suffers } from "./harm-words.ts";
import type { SentenceAt, Span } from "./span.ts";

/** Words that may stand between a verb and the number that it governs. */
const FILLER =
  /^(?:an?|the|their|our|its|his|her|of|up|out|down|to|from|as|many|more|less|fewer|than|least|at|over|under|above|below|about|around|some|nearly|almost|roughly|approximately|approx\.?|estimated|another|other|further|additional|no|not|only|exactly|perhaps|maybe|possibly|between|close|well|just|total|in|excess|all|also|both|alone|lives?|deaths?|fate|even|upwards|up|\p{L}+ly|[~≈><≥≤±]+)$/iu;
const FINITE =
  /\b(?:were|was|are|is|have|has|had|fled|left|stayed|remain(?:s|ed)?|live|lives|became|survived|returned)\b/iu;
/** A predicate of its own, although none of our kinds: "3,000 stayed", "120 were exchanged". */
const OWN =
  /^\s*(?:\p{L}+\s+){0,4}?(?:(?:were|was|are|is|been|have|had|has)\s+(?:\p{L}+ly\s+)?(?!(?:wo)?men\b|children\b)\p{L}+(?:ed|en|own|ost|ing|eld|ought)\b|stayed|survived|returned|remain(?:s|ed)?|lived?|lives|left|came|became|went|lie|lay|function(?:s|ed)?|works?|worked|operates?)\b/iu;
/** "83 graves found, 68 shrines blown up": a participle before the comma is a predicate too. */
const PARTICIPLE = /\s(?:found|\p{L}{3,}ed)\s*,\s*(?:and\s+)?$/iu;
// Who was left suffered something else than those who are named beside them.
const SPARED = /^\s+(?:\p{L}+\s+)?(?:survivors|witnesses|orphans|widow(?:er)?s|returnees|relatives)\b/iu;
const OTHER_VERB =
  /\b(?!(?:estimated|reported|armed|undersigned|related|aged|including|civilian)\b)\p{L}{2,}(?:ed|ing)\s/iu;
const BE = /\b(?:were|was|been|be|are|is|being)\s+(?:\p{L}+ly\s+)?$/iu;
const CLAUSE = /[;:—]\s|\s[–-]\s|\n\s*[-*•|]|,\s+(?:while|whereas|but)\s|\s(?:while|whereas)\s/giu;

const REACH = 400; // UTF-16 units on either side of a number in which a word may speak of it
const MOST_LISTED = 12; // numbers of one list over which a verb reaches

export type Around = {
  readonly text: string;
  readonly sentenceAt: SentenceAt;
  readonly numbers: readonly Span[]; // all of the text, in its order
  readonly stretches: Map<number, Stretch>; // what was found of each number, to be found once
};

/** The words of the clause on both sides of a number, up to the numbers beside it, and the verbs among them. */
export type Stretch = {
  readonly before: string;
  readonly after: string;
  readonly previous?: number;
  readonly next?: number;
  readonly label?: string; // what stands before a colon before the clause
  readonly governs?: readonly string[];
  readonly follows?: readonly string[];
};

/**
 * The kind of harm of number `at` in `around.numbers`: of the verb that governs it, the predicate or noun that follows,
 * or of the number with which it stands in one list; undefined where none does, where two that are no one kind are joined
 * ("killed or wounded"), and where what is counted cannot suffer it (`unit`).
 *
 * @example
 * const text = "destroyed two mosques and damaged 40 houses";
 * const numbers = [{ text: "two", start: 10, end: 13 }, { text: "40", start: 34, end: 36 }];
 * const around = { text, numbers, stretches: new Map(), sentenceAt: () => ({ text, start: 0, end: text.length }) };
 * [harmOfNumber(around, 0, "site"), harmOfNumber(around, 1, "house")]; //=> ["destroyed", "damaged"]
 */
export function harmOfNumber(around: Around, at: number, unit: string): string | undefined {
  const harm = harmAt(around, at, "both");
  return harm !== undefined && suffers(unit, harm) ? harm : undefined;
}

type Direction = "both" | "forward" | "backward";

function harmAt(around: Around, at: number, direction: Direction, left = MOST_LISTED): string | undefined {
  if (left === 0) return undefined;
  const stretch = stretchOf(around, at);
  if (stretch === undefined) return undefined;
  const { before, after, next, previous, label, governs, follows } = stretch;
  if (direction === "both" && WHOLE.test(before)) return undefined;
  if (direction !== "forward" && governs !== undefined) return kindOf(governs);
  if (direction !== "forward" && previous !== undefined && AMONG.test(before)) {
    const whole = harmAt(around, previous, "both", left - 1);
    if (whole !== undefined) return whole;
  }
  const ofAll = direction === "forward" ? undefined : overParts(around, at);
  if (ofAll !== undefined) return ofAll;
  if (follows !== undefined) return kindOf(follows);
  if (label !== undefined) {
    const named = harmsIn(label).at(-1);
    if (named !== undefined) return named.harm;
  }
  const isSpoken = direction !== "backward" && !isOfWhole(around, at);
  if (isSpoken && next !== undefined && isListed(after) && !isPart(around, next)) {
    const forward = harmAt(around, next, "forward", left - 1);
    if (forward !== undefined && stretchOf(around, next)?.governs === undefined) return forward;
  }
  if (SPARED.test(after)) return undefined;
  if (direction !== "forward" && previous !== undefined && !OWN.test(after) && !hasOtherVerb(before))
    return harmAt(around, previous, "backward", left - 1);
  return previous === undefined && direction === "both" ? harmsIn(before).at(-1)?.harm : undefined;
}

// "1.9 million out of a population of 2.1 million fled": not the population.
const WHOLE = /\bout of (?:an?|the)\s(?:\p{L}+\s)*of\s+(?:\p{L}+\s+)?$/iu;
// "killed, among them 25 civilians, 244 were wounded": a part suffered what the whole did.
const AMONG =
  /(?:\b(?:among|amongst)\s+(?:them|whom|these|those)|\bincluding|\bof\s+(?:them|whom))\b[^,;()]*$/iu;

/** "11 churches, 6 of which were destroyed": what is said of the 6 is not said of the 11. */
function isPart({ text, numbers }: Around, at: number): boolean {
  return /^\s+of\s+(?:which|whom|them|these|those)\b/iu.test(text.slice(numbers[at]?.end ?? 0));
}

/** "Of the 71 mosques and 23 baths listed, 58 were levelled": what is said of the 58 is not said of the whole. */
function isOfWhole({ sentenceAt, numbers }: Around, at: number): boolean {
  return /^\W*(?:\p{Nd}+[.)]\s+)?(?:out\s+)?of\s/iu.test(sentenceAt(numbers[at]?.start ?? 0).text);
}

const INCLUDING = /(?:\bincluding|\b(?:among|of)\s+(?:them|whom))\s*$/iu;

/** "216 people, including 57 women and 18 children, perished": the predicate after the parts is the whole's. */
function overParts(around: Around, at: number): string | undefined {
  let stretch = stretchOf(around, at);
  if (stretch === undefined || !INCLUDING.test(stretch.after)) return undefined;
  if (harmsIn(stretch.after).some(({ isNoun }) => !isNoun)) return undefined;
  for (let parts = 1; parts <= MOST_LISTED && stretch?.next !== undefined; parts++) {
    const isLast = parts === 1 || /\b(?:and|or)\b/iu.test(stretch.after);
    stretch = stretchOf(around, stretch.next);
    if (stretch?.follows !== undefined) return isLast ? kindOf(stretch.follows) : undefined;
    if (stretch === undefined || !isListed(stretch.after)) return undefined;
  }
  return undefined;
}

function stretchOf(around: Around, at: number): Stretch | undefined {
  const known = around.stretches.get(at);
  if (known !== undefined) return known;
  const number = around.numbers[at];
  if (number === undefined) return undefined;
  const stretch = cutStretch(around, at, number);
  around.stretches.set(at, stretch);
  return stretch;
}

function cutStretch({ text, sentenceAt, numbers }: Around, at: number, number: Span): Stretch {
  const { start, end } = clauseAround(text, sentenceAt(number.start), number);
  const [before, after] = [numbers[at - 1], numbers[at + 1]];
  const isAfterOne = before !== undefined && before.start >= start;
  const isFollowed = after !== undefined && after.start < end;
  const [told, said] = [
    text.slice(isAfterOne ? before.end : start, number.start),
    text.slice(number.end, isFollowed ? after.start : end),
  ];
  const label = /([\p{L}][\p{L}\s]{2,40}):\s*$/u.exec(text.slice(Math.max(0, start - 44), start))?.[1];
  const [governs, follows] = [governing(told), predicate(said, isFollowed)];
  return {
    before: told,
    after: said,
    ...(isAfterOne && { previous: at - 1 }),
    ...(isFollowed && { next: at + 1 }),
    ...(!isAfterOne && label !== undefined && { label }),
    ...(governs !== undefined && { governs }),
    ...(follows !== undefined && { follows }),
  };
}

/** Where the clause around a number begins and ends, as far as words may reach it. */
function clauseAround(
  text: string,
  sentence: Span,
  number: Span,
): { readonly start: number; readonly end: number } {
  const from = Math.max(sentence.start, number.start - REACH);
  const until = Math.min(sentence.end, number.end + REACH);
  const cuts = [...text.slice(from, until).matchAll(CLAUSE)].map(
    ({ index, 0: sign }) => from + index + sign.length,
  );
  return {
    start: cuts.filter((cut) => cut <= number.start).at(-1) ?? from,
    end: cuts.find((cut) => cut > number.start) ?? until,
  };
}

/** The verbs, one or two that are joined, whose object begins where the text ends. */
function governing(before: string): readonly string[] | undefined {
  const met = harmsIn(before).filter(({ isNoun }) => !isNoun);
  const last = met.at(-1);
  if (last === undefined || !isFiller(before.slice(last.end)) || BE.test(before.slice(0, last.start)))
    return undefined;
  const other = met.at(-2);
  return other !== undefined && isJoined(before.slice(other.end, last.start))
    ? [other.harm, joinOf(before.slice(other.end, last.start)), last.harm]
    : [last.harm];
}

/** What is said of the number after it: a verb before a noun, none that governs the number that follows. */
function predicate(after: string, isFollowed: boolean): readonly string[] | undefined {
  const met = harmsIn(after).filter(
    ({ start, end, isNoun }) =>
      isNoun || !isFollowed || !isFiller(after.slice(end)) || BE.test(after.slice(0, start)),
  );
  const first = met.find(({ isNoun }) => !isNoun) ?? met[0];
  if (first === undefined) return undefined;
  const second = met.find(({ start }) => start >= first.end);
  return second !== undefined && isJoined(after.slice(first.end, second.start))
    ? [first.harm, joinOf(after.slice(first.end, second.start)), second.harm]
    : [first.harm];
}

/** A verb between two numbers that says something else of the second one. */
function hasOtherVerb(before: string): boolean {
  const left = harmsIn(before).reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end),
    before,
  );
  return OTHER_VERB.test(left);
}

const isFiller = (text: string) =>
  !/[,]/.test(text) && text.split(/\s+/u).every((word) => word === "" || FILLER.test(word));
const isJoined = (text: string) =>
  /^\s*(?:,|and|or|and\/or|,\s*(?:and|or))\s+(?:were\s+|was\s+)?$/iu.test(text);
const joinOf = (text: string) => (/\bor\b/i.test(text) ? "or" : "and");

/** Of two kinds that are joined: damage where one is destruction, the later of two that came one after the other. */
function kindOf([first = "", joined, second]: readonly string[]): string | undefined {
  if (second === undefined || first === second) return first;
  if ([first, second].every((each) => each === "destroyed" || each === "damaged")) return "damaged";
  const alone = ["killed", "injured", "missing"];
  return joined === "or" || [first, second].every((each) => alone.includes(each)) ? undefined : second;
}

/** Whether a number's noun goes over into the next one: "2,150 homes, 14 schools and". */
function isListed(after: string): boolean {
  if (FINITE.test(after) || harmsIn(after).length > 0 || PARTICIPLE.test(after)) return false;
  if (/\)/u.test(after) && !/\(/u.test(after)) return false; // a bracket ends with it
  return (
    WHOLE.test(after) ||
    /(?:,|\band|\bor|\bas well as|,\s*(?:and|or))\s*(?:(?!(?:including|where|when|while|who|which|whose|that)\s)\p{L}+\s+){0,3}$/iu.test(
      after,
    ) ||
    /\(\s*(?:(?:of|among) (?:whom|them|which)|including)?\s*$/iu.test(after) // what stands in brackets parts no subject
  );
}
