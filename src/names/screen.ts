/**
 * What tells most pairs of words apart at a glance. Names by the million are compared as fast as memory gives them,
 * so the screens of a name's words lie side by side in the name's own record.
 */
import { bitCount } from "./bit-count.ts";
import {
  CLASSES,
  CLASSES_AT,
  FLAGS,
  FORM_NEXT,
  FORM_SIDES,
  FORM_SOFT,
  FORM_SOLID,
  FORM_WEIGHTS,
  FORMS,
  FORMS_AT,
  IS_ABJAD,
  LETTER_BITS,
  LETTERS,
  NEAR,
  REACH,
  SCRIPT,
  SIDE,
  SOFT_NEAR,
  WEIGHT,
} from "./packed-word.ts";
import { FAR, HARD, SOFT_FAR } from "./sounds.ts";

// Places in a screen. What depends on the other word's script comes twice: for its own, then for others.
export const WORD_NUMBER = 0;
export const WORD_SCRIPT = 1;
export const WORD_LETTERS = 2;
export const WORD_LETTER_BITS = 3;
export const WORD_WEIGHT = 4;
export const CLASS_BITS = 5; // its classes of given names, folded into 32
export const SOLID = 6; // sounds that every reading has
export const SOFT = 7;
export const SIDES = 8; // REACH, NEAR, SOFT_NEAR of any reading
export const WEIGHTS = 14; // of the heaviest reading
export const SCREEN = 16;

/** What two words may cost and still be close, or loosely alike: in parts of 2,000 of the heavier one's weight. */
export const CLOSE_MOST = 421; // 210 per mille, since likeness is rounded to whole ones
export const LOOSE_MOST = 800;
export type MostCost = typeof CLOSE_MOST | typeof LOOSE_MOST;

/** The same in cost units. */
export function costLimit(weight: number, most: MostCost): number {
  return (Math.imul(weight, most) / 2000) | 0;
}

/** Folds numbers into 32 bits: two sets that share a number share a bit. */
export function bitsOf(numbers: readonly number[]): number {
  return numbers.reduce((bits, number) => bits | (1 << (number & 31)), 0);
}

/** The screen of a word from its record; `number` is the word's own. */
export function screenOf(word: Int32Array, number: number): Int32Array {
  const screen = new Int32Array(SCREEN);
  screen[WORD_NUMBER] = number;
  screen[WORD_SCRIPT] = word[SCRIPT]!;
  screen[WORD_LETTERS] = word[LETTERS]!;
  screen[WORD_LETTER_BITS] = word[LETTER_BITS]!;
  screen[WORD_WEIGHT] = word[WEIGHT]!;
  const classesAt = word[CLASSES_AT]!;
  for (let at = 0; at < word[CLASSES]!; at++) screen[CLASS_BITS]! |= 1 << (word[classesAt + at]! & 31);
  screen[SOLID] = -1;
  screen[SOFT] = -1;
  screen[WEIGHTS] = -1; // no reading, no likeness by sounds
  screen[WEIGHTS + 1] = -1;
  const ownMode = (word[FLAGS]! & IS_ABJAD) === 0 ? 0 : 3;
  let form = word[FORMS_AT]!;
  for (let left = word[FORMS]!; left > 0; left--) {
    addForm(screen, word, form, ownMode);
    form += word[form + FORM_NEXT]!;
  }
  return screen;
}

function addForm(screen: Int32Array, word: Int32Array, form: number, ownMode: number): void {
  screen[SOLID]! &= word[form + FORM_SOLID]!;
  screen[SOFT]! &= word[form + FORM_SOFT]!;
  for (let at = 0; at < 2 * SIDE; at++) screen[SIDES + at]! |= word[form + FORM_SIDES + at]!;
  const weightIn = (mode: number) => word[form + FORM_WEIGHTS + mode]!;
  screen[WEIGHTS] = Math.max(screen[WEIGHTS]!, weightIn(ownMode));
  screen[WEIGHTS + 1] = Math.max(screen[WEIGHTS + 1]!, weightIn(1), weightIn(2));
}

/**
 * Whether two words are certainly not alike at `most` cost, so that their rank is 0; the screens start at `a` and `b`.
 * Symmetric.
 */
export function areApart(inA: Int32Array, a: number, inB: Int32Array, b: number, most: MostCost): boolean {
  if ((inA[a + CLASS_BITS]! & inB[b + CLASS_BITS]!) !== 0) return false;
  const isOneScript = inA[a + WORD_SCRIPT] === inB[b + WORD_SCRIPT];
  if (isOneScript && mayShareLetters(inA, a, inB, b)) return false;
  const other = isOneScript ? 0 : 1;
  const weightA = inA[a + WEIGHTS + other]!;
  const weightB = inB[b + WEIGHTS + other]!;
  const weight = weightA > weightB ? weightA : weightB;
  if (weight < 0) return true;
  const limit = costLimit(weight, most);
  const side = SIDES + SIDE * other;
  return costsMore(inA, a, inB, b + side, limit) || costsMore(inB, b, inA, a + side, limit);
}

/** How many letters of a word may be mistyped: none in up to three letters, then one for each four, three at most. */
export function typingErrors(letters: number): number {
  if (letters < 4) return 0;
  return letters < 12 ? letters >> 2 : 3;
}

/** Whether a few typing errors, or none, may part the letters. */
function mayShareLetters(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  const lettersA = inA[a + WORD_LETTERS]!;
  const lettersB = inB[b + WORD_LETTERS]!;
  const most = typingErrors(lettersA > lettersB ? lettersA : lettersB);
  const difference = lettersA - lettersB;
  if (difference > most || difference < -most) return false;
  return bitCount(inA[a + WORD_LETTER_BITS]! ^ inB[b + WORD_LETTER_BITS]!) <= 2 * most;
}

/**
 * Whether any of a word's readings costs more than `limit` beside any of another's, by a lower bound of their
 * distance: each sound that the other has nothing near must be changed or left out. Mostly one or two consonants
 * that nothing answers to tell, so these are looked at before any are counted.
 */
function costsMore(inA: Int32Array, a: number, inB: Int32Array, side: number, limit: number): boolean {
  const solid = inA[a + SOLID]!;
  const alone = solid & ~inB[side + REACH]!;
  if (alone !== 0 && (limit < HARD || ((alone & (alone - 1)) !== 0 && limit < 2 * HARD))) return true;
  const far = solid & ~inB[side + NEAR]!;
  const soft = inA[a + SOFT]! & ~inB[side + SOFT_NEAR]!;
  if ((far | soft) === 0) return false;
  return (HARD - FAR) * bitCount(alone) + FAR * bitCount(far) + SOFT_FAR * bitCount(soft) > limit;
}
