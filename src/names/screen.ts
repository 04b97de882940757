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
const WORD_SCRIPT = 1;
const WORD_LETTERS = 2;
const WORD_LETTER_BITS = 3;
export const WORD_WEIGHT = 4;
const CLASS_BITS = 5; // its classes of given names, folded into 32
const SOLID = 6; // sounds that every reading has
const SOFT = 7;
const SIDES = 8; // REACH, NEAR, SOFT_NEAR of any reading
const LIMITS = 14; // most cost at which any two readings can be alike
export const SCREEN = 16;

/** Per mille of the heavier word's weight at which two words are still loosely alike. */
export const LOOSE_COST = 400;

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
  screen[LIMITS] = -1; // no reading, no likeness by sounds
  screen[LIMITS + 1] = -1;
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
  const limitIn = (mode: number) => Math.floor((word[form + FORM_WEIGHTS + mode]! * LOOSE_COST) / 1000);
  screen[LIMITS] = Math.max(screen[LIMITS]!, limitIn(ownMode));
  screen[LIMITS + 1] = Math.max(screen[LIMITS + 1]!, limitIn(1), limitIn(2));
}

/** Whether `rankWords` of the two words is certainly 0; the screens start at `a` and `b`. Symmetric. */
export function areApart(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  if ((inA[a + CLASS_BITS]! & inB[b + CLASS_BITS]!) !== 0) return false;
  const isOneScript = inA[a + WORD_SCRIPT] === inB[b + WORD_SCRIPT];
  if (isOneScript && mayShareLetters(inA, a, inB, b)) return false;
  const other = isOneScript ? 0 : 1;
  const [limitA, limitB] = [inA[a + LIMITS + other]!, inB[b + LIMITS + other]!];
  const limit = limitA > limitB ? limitA : limitB;
  const side = SIDES + SIDE * other;
  return leastCost(inA, a, inB, b + side) > limit || leastCost(inB, b, inA, a + side) > limit;
}

/** How many letters of a word may be mistyped: none in up to three letters, then one for each four, three at most. */
export function typingErrors(letters: number): number {
  if (letters < 4) return 0;
  return letters < 12 ? letters >> 2 : 3;
}

/** Whether a few typing errors, or none, may part the letters. */
function mayShareLetters(inA: Int32Array, a: number, inB: Int32Array, b: number): boolean {
  const [lettersA, lettersB] = [inA[a + WORD_LETTERS]!, inB[b + WORD_LETTERS]!];
  const most = typingErrors(lettersA > lettersB ? lettersA : lettersB);
  const difference = lettersA - lettersB;
  if (difference > most || difference < -most) return false;
  return bitCount(inA[a + WORD_LETTER_BITS]! ^ inB[b + WORD_LETTER_BITS]!) <= 2 * most;
}

/**
 * What any of a word's readings costs at least beside any of another's: a lower bound of their distance. Each sound
 * that the other has nothing near must be changed or left out.
 */
function leastCost(inA: Int32Array, a: number, inB: Int32Array, side: number): number {
  const solid = inA[a + SOLID]!;
  return (
    (HARD - FAR) * bitCount(solid & ~inB[side + REACH]!) +
    FAR * bitCount(solid & ~inB[side + NEAR]!) +
    SOFT_FAR * bitCount(inA[a + SOFT]! & ~inB[side + SOFT_NEAR]!)
  );
}
