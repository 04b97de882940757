/** The parts of the indexed names that are nearest to one part of a query, whatever script each is in. */
import { bitCount } from "../bit-count.ts";
import { agreesAsInitial, likenessOf, rankWords } from "../compare-tokens.ts";
import { nameKeys } from "../keys.ts";
import { LETTER_BITS, LETTERS, SCRIPT } from "../packed-word.ts";
import { type PreparedToken, prepareName } from "../prepare.ts";
import type { NameIndex } from "./name-index.ts";
import { neighboursOf } from "./neighbours.ts";

/** A part by its number, and how near it is, above 0 to 1. */
export type NearToken = { readonly token: number; readonly likeness: number };

/** Parts that are kept for each part of a query, the nearest. */
const MOST_NEAR = 1000;

/** Consonants of the shortest skeleton that another consonant may be taken from or added to: of fewer, anything is. */
const SHORTEST_WIDE = 3;

/** Likeness of a part and its initial: it says little, but more than nothing. */
const INITIAL = 0.3;

/**
 * The parts with names that are nearest to `asked`, nearest first, at most 1,000: those of the same skeleton of
 * consonants (or one off it, where the look is wide) that are near in sounds or letters, those one letter off in the
 * same script, forms of one given name, and initials that it begins with.
 */
export function nearTokens(index: NameIndex, asked: PreparedToken, isWide: boolean): readonly NearToken[] {
  const near: NearToken[] = [];
  const { words, wordStart } = index.tokens;
  for (const token of candidates(index, asked, isWide)) {
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

/** Parts of the same skeletons, of one off them for a wide look, and parts one letter off in the same script. */
function candidates(index: NameIndex, asked: PreparedToken, isWide: boolean): readonly number[] {
  const { neighbours, tokenStart, tokensOf } = index.lookup;
  const keys = nameKeys(prepareName(asked.fold));
  const skeletons = keys.flatMap((key) => {
    const near = neighboursOf(neighbours, key);
    const isNear = isWide && key.length >= SHORTEST_WIDE;
    return isNear ? near : near.filter((skeleton) => index.tokens.skeletons[skeleton] === key);
  });
  const found: number[] = [];
  const take = (token: number) => {
    if (index.seen[token] === 1 || !hasNames(index, token)) return;
    index.seen[token] = 1;
    found.push(token);
  };
  for (const skeleton of skeletons)
    for (let at = tokenStart[skeleton]!; at < tokenStart[skeleton + 1]!; at++) take(tokensOf[at]!);
  takeMistyped(index, asked, take);
  for (const token of found) index.seen[token] = 0;
  return found;
}

/** All parts of the script that may be one letter off: a pass over their letters' bits costs less than an index. */
function takeMistyped({ lookup }: NameIndex, asked: PreparedToken, take: (token: number) => void): void {
  const [script, length] = [asked.packed[SCRIPT]!, asked.packed[LETTERS]!];
  const bits = asked.packed[LETTER_BITS]!;
  const { letterBits, lengths } = lookup;
  for (let token = 0; token < letterBits.length; token++) {
    const longer = lengths[token]! - length;
    if (longer > 1 || longer < -1 || lookup.scripts[token] !== script) continue;
    if (bitCount(bits ^ letterBits[token]!) <= 2) take(token);
  }
}
