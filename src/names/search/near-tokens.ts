/** The parts of the indexed names that are nearest to one part of a query, whatever script each is in. */
import { bitCount } from "../compare-tokens.ts";
import { LONGEST_WORD, letterDistance, soundDistance } from "../distance.ts";
import { nameKeys } from "../keys.ts";
import { type PreparedToken, prepareName } from "../prepare.ts";
import { isAbjad, scripts } from "../script.ts";
import { costsByMode, HARD, type Mode } from "../sounds.ts";
import { variantClasses } from "../variants.ts";
import type { NameIndex } from "./name-index.ts";
import { neighboursOf } from "./neighbours.ts";

/** A part by its number, and how near it is, above 0 to 1. */
export type NearToken = { readonly token: number; readonly likeness: number };

/** Parts that are kept for each part of a query, the nearest. */
const MOST_NEAR = 256;

/** Cost of the farthest spelling that may be the same part, in per mille of the heavier one's weight. */
const FARTHEST = 450;

/** Likeness of two forms of one given name, as in a comparison of names. */
const VARIANT = 0.92;

/** Likeness of a part and its initial: it says little, but more than nothing. */
const INITIAL = 0.3;

/**
 * The parts with names that are nearest to `asked`, nearest first, at most 256: the same skeleton of consonants or
 * one letter off it, and near in sounds or letters; forms of one given name; and initials that it begins with.
 */
export function nearTokens(index: NameIndex, asked: PreparedToken): readonly NearToken[] {
  const near: NearToken[] = [];
  for (const token of candidates(index, asked)) {
    const likeness = likenessOfToken(index, asked, token);
    if (likeness > 0) near.push({ token, likeness });
  }
  for (const token of index.lookup.initials)
    if (hasNames(index, token) && !asked.isInitial && opensAlike(index, asked, token))
      near.push({ token, likeness: INITIAL });
  return nearest(index, near, MOST_NEAR);
}

/** The first `most` by likeness, then by the order of the folds, so that the order of taking in does not matter. */
export function nearest(
  { tokens }: NameIndex,
  near: readonly NearToken[],
  most: number,
): readonly NearToken[] {
  return near
    .toSorted((a, b) => b.likeness - a.likeness || (tokens.folds[a.token]! < tokens.folds[b.token]! ? -1 : 1))
    .slice(0, most);
}

/** Whether some name has the part: one of names that are gone may have none. */
export function hasNames({ postingStart }: NameIndex, token: number): boolean {
  return postingStart[token + 1]! > postingStart[token]!;
}

function candidates(index: NameIndex, asked: PreparedToken): ReadonlySet<number> {
  const { neighbours, tokenStart, tokensOf } = index.lookup;
  const skeletons = new Set(nameKeys(prepareName(asked.fold)).flatMap((key) => neighboursOf(neighbours, key)));
  const found = new Set<number>();
  for (const skeleton of skeletons)
    for (let at = tokenStart[skeleton]!; at < tokenStart[skeleton + 1]!; at++)
      if (hasNames(index, tokensOf[at]!)) found.add(tokensOf[at]!);
  return found;
}

function likenessOfToken(index: NameIndex, asked: PreparedToken, token: number): number {
  const fold = index.tokens.folds[token]!;
  if (fold === asked.fold) return 1;
  const script = scripts[index.tokens.scripts[token]!]!;
  const isSame = script === asked.script;
  const byLetters = isSame ? likenessOfLetters(asked, fold, index.lookup.letters[token]!) : 0;
  const bySounds = likenessOfSounds(index, asked, token, modeOf(isSame, asked.isAbjad, isAbjad(script)));
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

function likenessOfSounds(index: NameIndex, asked: PreparedToken, token: number, mode: Mode): number {
  const { formStart, codeStart, codes } = index.tokens;
  const { solid, reach } = index.lookup;
  let best = 0;
  for (let form = formStart[token]!; form < formStart[token + 1]!; form++)
    for (const reading of asked.forms) {
      const other = codes.subarray(codeStart[form]!, codeStart[form + 1]!);
      const weight = Math.max(reading.weights[mode]!, weightOf(other, mode));
      const limit = Math.floor((weight * FARTHEST) / 1000);
      const missing = Math.max(
        bitCount(reading.solid & ~reach[form]!),
        bitCount(solid[form]! & ~reading.reach),
      );
      if (missing * HARD > limit) continue; // each at the least a hard error: most candidates end here
      const cost = soundDistance(reading.codes, other, { mode, limit });
      if (cost <= limit && weight > 0) best = Math.max(best, 1 - cost / weight);
    }
  return best;
}

function weightOf(codes: Uint8Array, mode: Mode): number {
  const { drop } = costsByMode[mode]!;
  let weight = 0;
  for (const code of codes) weight += drop[code]!;
  return weight;
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
