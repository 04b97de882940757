/** How two parts of names agree: a grade, and a likeness from 0 to 1000. */
import { LONGEST_WORD, letterDistance, soundDistance } from "./distance.ts";
import type { PreparedToken, SoundForm } from "./prepare.ts";
import { HARD, type Mode } from "./sounds.ts";

/** Grades of agreement, 0 the best. */
export const SAME = 0;
export const SAME_SOUNDS = 1;
export const SAME_CONSONANTS = 2;
export const VARIANT = 3;
export const CLOSE = 4;
export const LOOSE = 5;
const APART = 6;

/** `rank` orders agreements, the higher the better: the grade in its upper bits, the likeness in the lower ten. */
const rankOf = (grade: number, likeness: number) => ((APART - grade) << 10) | likeness;
export const gradeOf = (rank: number): number => APART - (rank >> 10);
export const likenessOf = (rank: number): number => rank & 1023;

// Per mille of the heavier word's weight. A word has some five consonants' weight, of which a fifth is one hard
// error: within one script a typing error is told by letters, and sounds must nearly agree.
const ALIKE_COST = 100;
const CLOSE_COST = 210;
const LOOSE_COST = 400;

/** Likeness of two forms of one name, in per mille: below a spelling of the same form, above a typing error. */
const VARIANT_LIKENESS = 920;

/** The agreement of two tokens as a rank; symmetric. 0 when they are apart. */
export function rankTokens(a: PreparedToken, b: PreparedToken): number {
  if (a.script === b.script) {
    if (a.fold === b.fold) return rankOf(SAME, 1000);
    const bySounds = rankSounds(a, b, a.isAbjad ? 3 : 0);
    return Math.max(rankLetters(a, b), rankVariants(a, b), bySounds);
  }
  return Math.max(rankVariants(a, b), rankSounds(a, b, a.isAbjad || b.isAbjad ? 2 : 1));
}

/** Whether one is an initial that the other, or the other's initial, begins with. */
export function agreesAsInitial(a: PreparedToken, b: PreparedToken): boolean {
  if (!a.isInitial && !b.isInitial) return false;
  if (a.script === b.script) return a.fold[0] === b.fold[0];
  const [first, second] = [a.forms[0]?.codes.subarray(0, 1), b.forms[0]?.codes.subarray(0, 1)];
  if (first === undefined || second === undefined) return false;
  return soundDistance(first, second, { mode: 1, limit: HARD }) <= HARD / 4;
}

/** Forms of one given name are alike, however they sound. */
function rankVariants(a: PreparedToken, b: PreparedToken): number {
  if (a.variants.length === 0 || b.variants.length === 0) return 0;
  return a.variants.some((one) => b.variants.includes(one)) ? rankOf(VARIANT, VARIANT_LIKENESS) : 0;
}

/** Errors that typing explains: none in up to three letters, then one for each four. */
function rankLetters(a: PreparedToken, b: PreparedToken): number {
  const longer = Math.max(a.fold.length, b.fold.length);
  const limit = longer < 4 ? 0 : Math.min(3, Math.floor(longer / 4));
  if (limit === 0 || longer > LONGEST_WORD || bitCount(a.letters ^ b.letters) > 2 * limit) return 0;
  const distance = letterDistance(a.fold, b.fold, limit);
  if (distance > limit) return 0;
  return rankOf(CLOSE, Math.round(1000 * (1 - distance / longer)));
}

function rankSounds(a: PreparedToken, b: PreparedToken, mode: Mode): number {
  let best = 0;
  for (const one of a.forms)
    for (const other of b.forms) {
      const rank = rankForms(one, other, mode);
      if (rank > best) best = rank;
    }
  return best;
}

function rankForms(a: SoundForm, b: SoundForm, mode: Mode): number {
  const weight = Math.max(a.weights[mode]!, b.weights[mode]!);
  const limit = Math.floor((weight * LOOSE_COST) / 1000);
  const hardErrors = Math.max(bitCount(a.solid & ~b.reach), bitCount(b.solid & ~a.reach));
  if (hardErrors * HARD > limit) return 0;
  const cost = soundDistance(a.codes, b.codes, { mode, limit });
  if (cost > limit || weight === 0) return 0;
  const perMille = Math.round((1000 * cost) / weight);
  return rankOf(gradeOfCost(perMille, mode, a.isVariant || b.isVariant), 1000 - perMille);
}

function gradeOfCost(perMille: number, mode: Mode, isVariant: boolean): number {
  if (perMille <= ALIKE_COST && isVariant) return VARIANT;
  if (perMille === 0 && mode === 1) return SAME_SOUNDS;
  if (perMille <= ALIKE_COST) return SAME_CONSONANTS;
  return perMille <= CLOSE_COST ? CLOSE : LOOSE;
}

/** Number of set bits (Warren, Hacker's Delight, section 5-1). */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
