/** How two words of names agree: a grade, and a likeness from 0 to 1000, in one number. */
import { bitCount } from "./bit-count.ts";
import { LONGEST_WORD, letterDistance, soundDistance } from "./distance.ts";
import {
  CLASSES,
  CLASSES_AT,
  FLAGS,
  FORM_CODES,
  FORM_HEAD,
  FORM_NEXT,
  FORM_SIDES,
  FORM_SOFT,
  FORM_SOLID,
  FORM_VARIANT,
  FORM_WEIGHTS,
  FORMS,
  FORMS_AT,
  FORMS_OWN,
  IS_ABJAD,
  IS_IDEOGRAPHIC,
  IS_INITIAL,
  LETTER_BITS,
  LETTERS,
  LETTERS_AT,
  NEAR,
  REACH,
  SCRIPT,
  SIDE,
  SOFT_NEAR,
} from "./packed-word.ts";
import { costLimit, LOOSE_MOST, type MostCost, typingErrors } from "./screen.ts";
import { costsByMode, FAR, HARD, type Mode, SOFT_FAR } from "./sounds.ts";

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

/** Likeness of two forms of one name, in per mille: below a spelling of the same form, above a typing error. */
const VARIANT_LIKENESS = 920;

/** Likeness of words in other ideographs that are read alike: older and simpler forms of one name, or two names. */
const READ_ALIKE = 790;

export const SAME_RANK = rankOf(SAME, 1000);
const VARIANT_RANK = rankOf(VARIANT, VARIANT_LIKENESS);
const READ_ALIKE_RANK = rankOf(CLOSE, READ_ALIKE);

/**
 * The agreement as a rank of the words whose records start at `a` and `b`; symmetric. 0 when they are apart, or less
 * alike than `most` lets them be: what only whether words are close asks costs less.
 */
export function rankWords(
  inA: Int32Array,
  a: number,
  inB: Int32Array,
  b: number,
  most: MostCost = LOOSE_MOST,
): number {
  const isOneScript = inA[a + SCRIPT] === inB[b + SCRIPT];
  if (isOneScript && hasSameLetters(inA, a, inB, b)) return SAME_RANK;
  const shared = sharesClass(inA, a, inB, b) ? VARIANT_RANK : 0;
  const bySounds = rankSounds(inA, a, inB, b, most);
  const best = bySounds > shared ? bySounds : shared;
  if (!isOneScript) return best;
  if ((inA[a + FLAGS]! & inB[b + FLAGS]! & IS_IDEOGRAPHIC) !== 0) return best === 0 ? 0 : READ_ALIKE_RANK;
  const byLetters = rankLetters(inA, a, inB, b);
  return byLetters > best ? byLetters : best;
}

/** Whether one is an initial that the other, or the other's initial, begins with. */
export function agreesAsInitial(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  if (((inA[a + FLAGS]! | inB[b + FLAGS]!) & IS_INITIAL) === 0) return false;
  if (inA[a + SCRIPT] === inB[b + SCRIPT])
    return inA[a + inA[a + LETTERS_AT]!] === inB[b + inB[b + LETTERS_AT]!];
  if (inA[a + FORMS] === 0 || inB[b + FORMS] === 0) return false;
  const first = { numbers: inA, start: a + inA[a + FORMS_AT]! + FORM_HEAD, length: 1 };
  const second = { numbers: inB, start: b + inB[b + FORMS_AT]! + FORM_HEAD, length: 1 };
  return soundDistance(first, second, { costs: costsByMode[1]!, limit: HARD }) <= HARD / 4;
}

function hasSameLetters(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  const length = inA[a + LETTERS]!;
  if (length !== inB[b + LETTERS] || inA[a + LETTER_BITS] !== inB[b + LETTER_BITS]) return false;
  const atA = a + inA[a + LETTERS_AT]!;
  const atB = b + inB[b + LETTERS_AT]!;
  for (let at = 0; at < length; at++) if (inA[atA + at] !== inB[atB + at]) return false;
  return true;
}

/** Forms of one given name are alike, however they sound. */
function sharesClass(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  const endA = a + inA[a + CLASSES_AT]! + inA[a + CLASSES]!;
  const endB = b + inB[b + CLASSES_AT]! + inB[b + CLASSES]!;
  for (let i = endA - inA[a + CLASSES]!; i < endA; i++)
    for (let j = endB - inB[b + CLASSES]!; j < endB; j++) if (inA[i] === inB[j]) return true;
  return false;
}

/** Errors that typing explains. */
function rankLetters(inA: Int32Array, a: number, inB: Int32Array, b: number): number {
  const lengthA = inA[a + LETTERS]!;
  const lengthB = inB[b + LETTERS]!;
  const longer = lengthA > lengthB ? lengthA : lengthB;
  const limit = typingErrors(longer);
  if (limit === 0 || longer > LONGEST_WORD) return 0;
  if (bitCount(inA[a + LETTER_BITS]! ^ inB[b + LETTER_BITS]!) > 2 * limit) return 0;
  setStretch(left, inA, a + inA[a + LETTERS_AT]!, lengthA);
  setStretch(right, inB, b + inB[b + LETTERS_AT]!, lengthB);
  const distance = letterDistance(left, right, limit);
  return distance > limit ? 0 : rankOf(CLOSE, Math.round(1000 * (1 - distance / longer)));
}

function rankSounds(inA: Int32Array, a: number, inB: Int32Array, b: number, most: MostCost): number {
  const isOneScript = inA[a + SCRIPT] === inB[b + SCRIPT];
  const hasAbjad = ((inA[a + FLAGS]! | inB[b + FLAGS]!) & IS_ABJAD) !== 0;
  const mode: Mode = isOneScript ? (hasAbjad ? 3 : 0) : hasAbjad ? 2 : 1;
  limits.most = most;
  limits.mode = mode;
  let best = 0;
  let formA = a + inA[a + FORMS_AT]!;
  const forms = isOneScript ? FORMS_OWN : FORMS;
  for (let i = inA[a + forms]!; i > 0; i--) {
    let formB = b + inB[b + FORMS_AT]!;
    for (let j = inB[b + forms]!; j > 0; j--) {
      const rank = rankForms(inA, formA, inB, formB);
      if (rank > best) best = rank;
      formB += inB[formB + FORM_NEXT]!;
    }
    formA += inA[formA + FORM_NEXT]!;
  }
  return best;
}

// What the forms being compared are compared by: set anew for each two words, since to hand on objects costs time.
const limits: { most: MostCost; mode: Mode } = { most: LOOSE_MOST, mode: 0 };
type OpenStretch = { numbers: Int32Array; start: number; length: number };
const left: OpenStretch = { numbers: new Int32Array(), start: 0, length: 0 };
const right: OpenStretch = { numbers: new Int32Array(), start: 0, length: 0 };
const options = { costs: costsByMode[0]!, limit: 0 };

function setStretch(into: OpenStretch, numbers: Int32Array, start: number, length: number): void {
  into.numbers = numbers;
  into.start = start;
  into.length = length;
}

function rankForms(inA: Int32Array, a: number, inB: Int32Array, b: number): number {
  const { most, mode } = limits;
  const weightA = inA[a + FORM_WEIGHTS + mode]!;
  const weightB = inB[b + FORM_WEIGHTS + mode]!;
  const weight = weightA > weightB ? weightA : weightB;
  const limit = costLimit(weight, most);
  const side = FORM_SIDES + (mode === 0 || mode === 3 ? 0 : SIDE);
  if (leastCost(inA, a, inB, b + side) > limit || leastCost(inB, b, inA, a + side) > limit) return 0;
  setStretch(left, inA, a + FORM_HEAD, inA[a + FORM_CODES]!);
  setStretch(right, inB, b + FORM_HEAD, inB[b + FORM_CODES]!);
  options.costs = costsByMode[mode]!;
  options.limit = limit;
  const cost = soundDistance(left, right, options);
  if (cost > limit || weight === 0) return 0;
  const perMille = Math.round((1000 * cost) / weight);
  const isVariant = (inA[a + FORM_VARIANT]! | inB[b + FORM_VARIANT]!) !== 0;
  const grade = gradeOfCost(perMille, mode, isVariant);
  return grade === LOOSE && most !== LOOSE_MOST ? 0 : rankOf(grade, 1000 - perMille);
}

/**
 * What a form's sounds cost at least beside another's, a lower bound of their distance: most pairs of words that
 * have nothing in common end here. Each sound that the other has nothing near must be changed or left out.
 */
function leastCost(inA: Int32Array, a: number, inB: Int32Array, side: number): number {
  const solid = inA[a + FORM_SOLID]!;
  return (
    (HARD - FAR) * bitCount(solid & ~inB[side + REACH]!) +
    FAR * bitCount(solid & ~inB[side + NEAR]!) +
    SOFT_FAR * bitCount(inA[a + FORM_SOFT]! & ~inB[side + SOFT_NEAR]!)
  );
}

function gradeOfCost(perMille: number, mode: Mode, isVariant: boolean): number {
  if (perMille <= ALIKE_COST && isVariant) return VARIANT;
  if (perMille === 0 && mode === 1) return SAME_SOUNDS;
  if (perMille <= ALIKE_COST) return SAME_CONSONANTS;
  return perMille <= CLOSE_COST ? CLOSE : LOOSE;
}
