/** A place as written, taken apart: what is named, of what type, within what, and what only lies beside it. */
import { type PlacePrecision, placePrecisions } from "../../model/place.ts";
import { isNear, joinWords, type PlaceWord, placeWords, typeOf } from "./place-forms.ts";

/** One place that a mention names. */
export type MentionPart = {
  readonly text: string;
  readonly level?: PlacePrecision; // what a word beside it says it is
  readonly isNear: boolean; // the thing lies beside this place
};

/** A way to read a mention: its parts, the narrowest first. */
export type Reading = readonly MentionPart[];

const LONGEST_TEXT = 400; // UTF-16 units: what is longer is a story
const SEPARATORS = /[,،;؛/|()\n→]|\s[-–—]\s/u;

/**
 * The ways in which a mention may be read, the likeliest first: as one name; as parts parted by commas, brackets or
 * words for types, the narrowest first; in the other order. A part that lies only near the thing is last.
 *
 * @example
 * readMention("Lusvar rayonu, Kemraş kəndi")[1].map(({ text, level }) => [text, level]); //=> [["Kemraş kəndi", "settlement"], ["Lusvar rayonu", "district"]]
 */
export function readMention(text: string): readonly Reading[] {
  const parts = text
    .slice(0, LONGEST_TEXT)
    .split(SEPARATORS)
    .flatMap((segment) => splitAtTypes(placeWords(segment)))
    .filter((part) => part.text !== "");
  const [only] = parts;
  if (only === undefined) return [];
  const whole: MentionPart = { text: text.slice(0, LONGEST_TEXT).trim(), isNear: false };
  if (parts.length === 1) return only.isNear || only.level !== undefined ? [[only]] : [[whole]];
  const places = parts.filter((part) => !part.isNear);
  const beside = parts.filter((part) => part.isNear);
  const isTold = places.some(({ level }) => level === "settlement");
  const byRank = (a: MentionPart, b: MentionPart) => rankOf(a, isTold) - rankOf(b, isTold);
  const inOrder = [...places].sort(byRank);
  const reversed = [...places].reverse().sort(byRank);
  return [[whole], [...inOrder, ...beside], [...reversed, ...beside]];
}

/** A part without a word for its type may be a settlement, unless another part is told to be one. */
function rankOf({ level }: MentionPart, isTold: boolean): number {
  return level === undefined ? (isTold ? 1.5 : 1) : Math.max(placePrecisions.indexOf(level), 1);
}

/**
 * The parts of words without commas: a word for a type ends a part that it follows ("Lusvar rayonu Kemraş kəndi") and
 * begins one that it precedes ("с. Верхнее Шемахинского района").
 */
function splitAtTypes(words: readonly PlaceWord[]): readonly MentionPart[] {
  const types = words.flatMap((word, at) => (typeOf(word) === undefined ? [] : [at]));
  const [first, second, ...more] = types;
  if (first === undefined || second === undefined || more.length > 2) return [partOf(words)];
  if (first > 0)
    return chunks(
      words,
      types.map((at) => at + 1),
    ).map(partOf);
  const isLast = second === words.length - 1;
  const cut = isLast ? second - 1 : second;
  return cut < 2 ? [partOf(words)] : chunks(words, [cut]).map(partOf);
}

function chunks(words: readonly PlaceWord[], cuts: readonly number[]): readonly (readonly PlaceWord[])[] {
  const edges = [0, ...cuts.filter((at) => at < words.length), words.length];
  return edges.slice(1).map((end, at) => words.slice(edges[at], end));
}

function partOf(words: readonly PlaceWord[]): MentionPart {
  const { named, isBeside } = withoutNear(words);
  const level = placePrecisions.find((precision) => named.some((word) => typeOf(word) === precision));
  const text = joinWords(named);
  return { text, isNear: isBeside, ...(level === undefined || named.length < 2 ? {} : { level }) };
}

/** Words for "near" stand before or behind what the thing is near to. */
function withoutNear(words: readonly PlaceWord[]): {
  readonly named: readonly PlaceWord[];
  readonly isBeside: boolean;
} {
  for (const length of [3, 2, 1]) {
    if (words.length <= length) continue;
    if (isNear(...words.slice(0, length))) return { named: words.slice(length), isBeside: true };
    if (isNear(...words.slice(-length))) return { named: words.slice(0, -length), isBeside: true };
  }
  return { named: words, isBeside: false };
}
