/**
 * All that comparing needs to know of a word, in one row of integers: names by the million are compared as fast as
 * memory gives them, so what is read together lies together.
 */
import type { PreparedToken } from "./prepare.ts";
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
export const HEAD = 10;

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

/** The mode in which vowels weigh least, so that a word weighs the same in every script. */
const ABJAD_MODE = 2;

/** The record of a word. Its places are relative to its start, so that it can be copied into a name's. */
export function packWord(word: Omit<PreparedToken, "packed" | "screen" | "weight" | "number">): Int32Array {
  const letters = Array.from({ length: word.fold.length }, (_, at) => word.fold.charCodeAt(at));
  const forms = word.forms.map(({ sounds, isVariant }) => packForm(sounds, isVariant, isAbjad(word.script)));
  const lettersAt = HEAD;
  const classesAt = lettersAt + letters.length;
  const formsAt = classesAt + word.variants.length;
  const head = [
    scripts.indexOf(word.script),
    (isAbjad(word.script) ? IS_ABJAD : 0) | (word.isInitial ? IS_INITIAL : 0),
    forms[0]?.[FORM_WEIGHTS + ABJAD_MODE] ?? 0,
    letters.reduce((bits, letter) => bits | (1 << (letter & 31)), 0),
    letters.length,
    lettersAt,
    word.variants.length,
    classesAt,
    forms.length,
    formsAt,
  ];
  return Int32Array.from([...head, ...letters, ...word.variants, ...forms.flat()]);
}

function packForm(sounds: string, isVariant: boolean, isOfAbjad: boolean): readonly number[] {
  const codes = Array.from(codesOf(sounds));
  const bitsOf = (table: Int32Array) => codes.reduce((bits: number, code) => bits | table[code]!, 0);
  const within = (tables: readonly Int32Array[], of: readonly Mode[]) =>
    of.reduce((bits: number, mode) => bits | bitsOf(tables[mode]!), 0);
  const sides: readonly (readonly Mode[])[] = [[isOfAbjad ? 3 : 0], [1, 2]];
  const masks = sides.flatMap((side) => [
    within(reachByMode, side),
    within(nearByMode, side),
    within(softNearByMode, side),
  ]);
  const weights = costsByMode.map(({ drop }) => codes.reduce((sum: number, code) => sum + drop[code]!, 0));
  return [
    FORM_HEAD + codes.length,
    isVariant ? 1 : 0,
    bitsOf(solidBits),
    bitsOf(softBits),
    ...masks,
    ...weights,
    codes.length,
    ...codes,
  ];
}
