/** The parts of the indexed names that are nearest to one part of a query, whatever script each is in. */
import { bitCount } from "../bit-count.ts";
import { agreesAsInitial, likenessOf, rankWords } from "../compare-tokens.ts";
import { nameKeys } from "../keys.ts";
import { LETTER_BITS, LETTERS, SCRIPT } from "../packed-word.ts";
import { type PreparedToken, prepareName } from "../prepare.ts";
import { writtenClass } from "./lookup.ts";
import type { NameIndex } from "./name-index.ts";
import { neighboursOf } from "./neighbours.ts";

/** A part by its number, and how near it is, above 0 to 1. */
export type NearToken = { readonly token: number; readonly likeness: number };

/** Parts that are kept for each part of a query, the nearest. */
const MOST_NEAR = 1000;

/** Given names are asked for again and again: the last so many distinct parts of queries are kept, by their number. */
const MOST_KEPT = 512;
const keptByIndex = new WeakMap<NameIndex, Map<number, readonly NearToken[]>>();

/** Likeness of a part and its initial: it says little, but more than nothing. */
export const INITIAL = 0.3;

/**
 * The parts with names that are nearest to `asked`, nearest first, at most 1,000: those of the same skeleton of
 * consonants or one off it that are near in sounds or letters, those one letter off in the same script, forms of one
 * given name, and initials that it begins with.
 */
export function nearTokens(index: NameIndex, asked: PreparedToken): readonly NearToken[] {
  const kept = keptByIndex.get(index) ?? new Map<number, readonly NearToken[]>();
  keptByIndex.set(index, kept);
  const known = kept.get(asked.number);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const near = findNear(index, asked);
  kept.set(asked.number, near);
  return near;
}

function findNear(index: NameIndex, asked: PreparedToken): readonly NearToken[] {
  const near: NearToken[] = [];
  const { words, wordStart } = index.tokens;
  for (const token of candidates(index, asked)) {
    const likeness = likenessOf(rankWords(asked.packed, 0, words, wordStart[token]!)) / 1000;
    if (likeness > 0) near.push({ token, likeness });
  }
  for (const token of index.lookup.initials)
    if (hasNames(index, token) && agreesAsInitial(asked.packed, 0, words, wordStart[token]!))
      near.push({ token, likeness: INITIAL });
  return nearest(index, near, MOST_NEAR);
}

/** The first `most` by likeness, then by the order of the folds, so that the order of taking in does not matter. */
export function nearest(
  { lookup: { orderOf } }: NameIndex,
  near: readonly NearToken[],
  most: number,
): readonly NearToken[] {
  return near
    .toSorted((a, b) => b.likeness - a.likeness || orderOf[a.token]! - orderOf[b.token]!)
    .slice(0, most);
}

/** Whether some name has the part: one of names that are gone may have none. */
export function hasNames({ postingStart }: NameIndex, token: number): boolean {
  return postingStart[token + 1]! > postingStart[token]!;
}

/** Parts of the same skeletons and of one consonant off them, and parts one letter off in the same script; each once. */
function candidates(index: NameIndex, asked: PreparedToken): readonly number[] {
  const { neighbours, tokenStart, tokensOf } = index.lookup;
  const found: number[] = [];
  for (const key of nameKeys(prepareName(asked.fold)))
    for (const skeleton of neighboursOf(neighbours, key)) {
      if (!mayBeNear(key, index.tokens.skeletons[skeleton]!)) continue;
      for (let at = tokenStart[skeleton]!; at < tokenStart[skeleton + 1]!; at++)
        takeOnce(index, tokensOf[at]!, found);
    }
  takeMistyped(index, asked, found);
  for (const token of found) index.seen[token] = 0;
  return found;
}

/** Classes of consonants that have sounds near each other, in the order of their letters: mn is m and n. */
const EXCHANGED = new Set(["kr", "ks", "lr", "mn", "st"]);

/** Consonants of the longest skeleton that has too little left to be near when one is exchanged for any other. */
const SHORT = 2;

/** Whether parts of two skeletons, at most a consonant apart, may be near; spares most of the parts of few consonants. */
function mayBeNear(a: string, b: string): boolean {
  if (a === b || a.length > SHORT || a.length !== b.length) return true;
  const at = a[0] === b[0] ? 1 : 0;
  const exchanged = [a[at]!, b[at]!].sort().join("");
  return EXCHANGED.has(exchanged);
}

function takeOnce(index: NameIndex, token: number, found: number[]): void {
  if (index.seen[token] === 1 || !hasNames(index, token)) return;
  index.seen[token] = 1;
  found.push(token);
}

/** All parts of the script that may be one letter off: a pass over their letters' bits costs less than an index. */
function takeMistyped(index: NameIndex, asked: PreparedToken, found: number[]): void {
  const { letterBits, written, writtenStart } = index.lookup;
  const [script, length] = [asked.packed[SCRIPT]!, asked.packed[LETTERS]!];
  const bits = asked.packed[LETTER_BITS]!;
  const end = writtenStart[writtenClass(script, length + 1) + 1]!;
  for (let at = writtenStart[writtenClass(script, length - 1)]!; at < end; at++)
    if (bitCount(bits ^ letterBits[at]!) <= 2) takeOnce(index, written[at]!, found);
}
