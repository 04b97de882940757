/** The parts of the indexed names that are nearest to one part of a query, whatever script each is in. */
import { bitCount } from "../compare-tokens.ts";
import { LONGEST_WORD, letterDistance, soundDistance } from "../distance.ts";
import { nameKeys } from "../keys.ts";
import { type PreparedToken, prepareName } from "../prepare.ts";
import { isAbjad, scripts } from "../script.ts";
import { HARD, type Mode } from "../sounds.ts";
import { variantClasses } from "../variants.ts";
import { MODES } from "./lookup.ts";
import type { NameIndex } from "./name-index.ts";
import { neighboursOf } from "./neighbours.ts";

/** A part by its number, and how near it is, above 0 to 1. */
export type NearToken = { readonly token: number; readonly likeness: number };

/** Parts that are kept for each part of a query, the nearest. */
const MOST_NEAR = 600;

/** Cost of the farthest spelling that may be the same part, as a share of the heavier one's weight. */
const FARTHEST = 0.45;

/** Consonants of the shortest skeleton that another consonant may be taken from or added to: of fewer, anything is. */
const SHORTEST_WIDE = 3;

/** Likeness of two forms of one given name, as in a comparison of names. */
const VARIANT = 0.92;

/** Likeness of a part and its initial: it says little, but more than nothing. */
const INITIAL = 0.3;

/**
 * The parts with names that are nearest to `asked`, nearest first, at most 600: those of the same skeleton of
 * consonants (or one off it, where the look is wide) that are near in sounds or letters, those one letter off in the
 * same script, forms of one given name, and initials that it begins with.
 */
export function nearTokens(index: NameIndex, asked: PreparedToken, isWide: boolean): readonly NearToken[] {
  const near: NearToken[] = [];
  const least = leastOfNearest(MOST_NEAR);
  for (const token of candidates(index, asked, isWide)) {
    const likeness = likenessOfToken(index, asked, { token, least: least.known() });
    if (likeness <= 0) continue;
    near.push({ token, likeness });
    least.take(likeness);
  }
  for (const token of index.lookup.initials)
    if (hasNames(index, token) && !asked.isInitial && opensAlike(index, asked, token))
      near.push({ token, likeness: INITIAL });
  return nearest(index, near, MOST_NEAR);
}

/** Likeness is told apart by these parts of one: enough to know what is not among the nearest any more. */
const STEPS = 128;

/** What the last of the nearest has at the least, as more and more of them are taken. */
function leastOfNearest(most: number) {
  const counts = new Uint32Array(STEPS + 1);
  let [step, above] = [0, 0]; // `above` are on higher steps than `step`
  return {
    known: () => step / STEPS,
    take(likeness: number) {
      const own = Math.floor(likeness * STEPS);
      counts[own]!++;
      if (own > step) above++;
      while (above >= most) above -= counts[++step]!;
    },
  };
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
function takeMistyped(
  { tokens, lookup }: NameIndex,
  asked: PreparedToken,
  take: (token: number) => void,
): void {
  const script = scripts.indexOf(asked.script);
  const { letters, lengths } = lookup;
  if (asked.fold.length < 3) return;
  for (let token = 0; token < letters.length; token++) {
    const longer = lengths[token]! - asked.fold.length;
    if (longer > 1 || longer < -1 || tokens.scripts[token] !== script) continue;
    if (
      bitCount(asked.letters ^ letters[token]!) <= 2 &&
      letterDistance(asked.fold, tokens.folds[token]!, 1) <= 1
    )
      take(token);
  }
}

type Candidate = { readonly token: number; readonly least: number };

/** Likeness of a part, or 0 where it is below `least` or what a misspelling may be. */
function likenessOfToken(index: NameIndex, asked: PreparedToken, candidate: Candidate): number {
  const { token } = candidate;
  const fold = index.tokens.folds[token]!;
  if (fold === asked.fold) return 1;
  const script = scripts[index.tokens.scripts[token]!]!;
  const isSame = script === asked.script;
  const byLetters = isSame ? likenessOfLetters(asked, fold, index.lookup.letters[token]!) : 0;
  const bySounds = likenessOfSounds(index, asked, candidate, modeOf(isSame, asked.isAbjad, isAbjad(script)));
  return Math.max(byLetters, bySounds, isVariantOf(asked, fold) ? VARIANT : 0);
}

function modeOf(isSame: boolean, isAskedAbjad: boolean, isOtherAbjad: boolean): Mode {
  if (isSame) return isAskedAbjad ? 3 : 0;
  return isAskedAbjad || isOtherAbjad ? 2 : 1;
}

const isVariantOf = ({ variants }: PreparedToken, fold: string) =>
  variants.length > 0 && variantClasses(fold).some((one) => variants.includes(one));

/** A searcher types faster than a clerk writes: one error in a part of three letters, two in six, three in ten. */
function likenessOfLetters(asked: PreparedToken, fold: string, letters: number): number {
  const longer = Math.max(asked.fold.length, fold.length);
  const limit = longer < 3 ? 0 : longer < 6 ? 1 : longer < 10 ? 2 : 3;
  if (limit === 0 || longer > LONGEST_WORD || bitCount(asked.letters ^ letters) > 2 * limit) return 0;
  const distance = letterDistance(asked.fold, fold, limit);
  return distance > limit ? 0 : 1 - distance / longer;
}

function likenessOfSounds(
  index: NameIndex,
  asked: PreparedToken,
  { token, least }: Candidate,
  mode: Mode,
): number {
  const farthest = Math.min(FARTHEST, 1 - least);
  const { formStart, codeStart, codes } = index.tokens;
  const { solid, reach, weights } = index.lookup;
  let best = 0;
  for (let form = formStart[token]!; form < formStart[token + 1]!; form++)
    for (const reading of asked.forms) {
      const weight = Math.max(reading.weights[mode]!, weights[form * MODES + mode]!);
      const limit = Math.floor(weight * farthest);
      // Each solid consonant that the other cannot be taken for is a hard error: most candidates end here.
      if (bitCount(reading.solid & ~reach[form]!) * HARD > limit) continue;
      if (bitCount(solid[form]! & ~reading.reach) * HARD > limit) continue;
      const other = codes.subarray(codeStart[form]!, codeStart[form + 1]!);
      const cost = soundDistance(reading.codes, other, { mode, limit });
      if (cost <= limit && weight > 0) best = Math.max(best, 1 - cost / weight);
    }
  return best;
}

/** Whether a part begins with the letter of an initial, or one that sounds like it. */
function opensAlike({ tokens }: NameIndex, asked: PreparedToken, initial: number): boolean {
  if (scripts[tokens.scripts[initial]!] === asked.script) return tokens.folds[initial] === asked.fold[0];
  const form = tokens.formStart[initial]!;
  if (form === tokens.formStart[initial + 1]!) return false;
  const start = tokens.codeStart[form]!;
  const [own, other] = [asked.forms[0]?.codes.subarray(0, 1), tokens.codes.subarray(start, start + 1)];
  return own !== undefined && soundDistance(own, other, { mode: 1, limit: HARD }) <= HARD / 4;
}
