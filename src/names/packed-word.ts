/**
 * All that comparing needs to know of a word, in one row of integers: names by the million are compared as fast as
 * memory gives them, so what is read together lies together.
 */
import type { PreparedToken } from "./prepare-word.ts";
import { isAbjad, scripts } from "./script.ts";
import {
  codesOf,
  costsByMode,
  type Mode,
  nearByMode,
  reachByMode,
  softBits,
  softNearByMode,
  solidBits,
} from "./sounds.ts";

// Places in a word's record, from its start.
export const SCRIPT = 0;
export const FLAGS = 1;
export const WEIGHT = 2;
export const LETTER_BITS = 3; // its letters, folded into 32
export const LETTERS = 4; // how many, and from where
export const LETTERS_AT = 5;
export const CLASSES = 6; // classes of given names that it is a form of
export const CLASSES_AT = 7;
export const FORMS = 8; // its readings in sounds
export const FORMS_AT = 9;
export const FORMS_OWN = 10; // how many count beside a word of its own script: those across scripts come last
export const HEAD = 11;

// Places in a form's record. What depends on the other word's script comes twice: for its own, then for others.
export const FORM_NEXT = 0; // places to the next form
export const FORM_VARIANT = 1;
export const FORM_SOLID = 2;
export const FORM_SOFT = 3;
export const FORM_SIDES = 4; // REACH, NEAR, SOFT_NEAR for its own script, then for others
export const SIDE = 3;
export const REACH = 0;
export const NEAR = 1;
export const SOFT_NEAR = 2;
export const FORM_WEIGHTS = 10; // by mode
export const FORM_CODES = 14; // how many
export const FORM_HEAD = 15; // the codes follow

export const IS_ABJAD = 1;
export const IS_INITIAL = 2;
export const IS_IDEOGRAPHIC = 4;

/** Characters of which many unlike ones are read alike. */
const IDEOGRAPH = /\p{Script=Han}/u;

/** The mode in which vowels weigh least, so that a word weighs the same in every script. */
const ABJAD_MODE = 2;

/** The record of a word. Its places are relative to its start, so that it can be copied into a table of many. */
export function packWord(word: Omit<PreparedToken, "packed" | "screen" | "weight" | "number">): Int32Array {
  const { fold, variants, script } = word;
  const classesAt = HEAD + fold.length;
  const formsAt = classesAt + variants.length;
  const codes = word.forms.map(({ sounds }) => codesOf(sounds));
  const packed = new Int32Array(codes.reduce((size, { length }) => size + FORM_HEAD + length, formsAt));
  packed[SCRIPT] = scripts.indexOf(script);
  packed[FLAGS] =
    (isAbjad(script) ? IS_ABJAD : 0) |
    (word.isInitial ? IS_INITIAL : 0) |
    (IDEOGRAPH.test(fold) ? IS_IDEOGRAPHIC : 0);
  for (let at = 0; at < fold.length; at++) {
    const letter = fold.charCodeAt(at);
    packed[HEAD + at] = letter;
    packed[LETTER_BITS]! |= 1 << (letter & 31);
  }
  packed[LETTERS] = fold.length;
  packed[LETTERS_AT] = HEAD;
  packed.set(variants, classesAt);
  packed[CLASSES] = variants.length;
  packed[CLASSES_AT] = classesAt;
  packed[FORMS] = codes.length;
  packed[FORMS_OWN] = word.forms.filter(({ isAcross }) => !isAcross).length;
  packed[FORMS_AT] = formsAt;
  let at = formsAt;
  word.forms.forEach(({ isVariant }, form) => {
    packed[at + FORM_VARIANT] = isVariant ? 1 : 0;
    packForm(packed, at, codes[form]!, isAbjad(script) ? 3 : 0);
    at += packed[at + FORM_NEXT]!;
  });
  packed[WEIGHT] = codes.length === 0 ? 0 : packed[formsAt + FORM_WEIGHTS + ABJAD_MODE]!;
  return packed;
}

function packForm(packed: Int32Array, form: number, codes: Uint8Array, ownMode: Mode): void {
  packed[form + FORM_NEXT] = FORM_HEAD + codes.length;
  packed[form + FORM_CODES] = codes.length;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    packed[form + FORM_HEAD + at] = code;
    packed[form + FORM_SOLID]! |= solidBits[code]!;
    packed[form + FORM_SOFT]! |= softBits[code]!;
    addNear(packed, form + FORM_SIDES, code, ownMode);
    addNear(packed, form + FORM_SIDES + SIDE, code, 1);
    addNear(packed, form + FORM_SIDES + SIDE, code, 2);
    for (let mode = 0; mode < costsByMode.length; mode++)
      packed[form + FORM_WEIGHTS + mode]! += costsByMode[mode]!.drop[code]!;
  }
}

function addNear(packed: Int32Array, side: number, code: number, mode: Mode): void {
  packed[side + REACH]! |= reachByMode[mode]![code]!;
  packed[side + NEAR]! |= nearByMode[mode]![code]!;
  packed[side + SOFT_NEAR]! |= softNearByMode[mode]![code]!;
}
