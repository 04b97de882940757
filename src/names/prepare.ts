/** All that is costly about a name, done once per distinct value. */
import type { Part } from "./compounds.ts";
import { LONGEST_WORD } from "./distance.ts";
import { partsOf } from "./parts.ts";
import { readingsOf } from "./readings.ts";
import { isAbjad, type Script, scriptOf } from "./script.ts";
import { codesOf, costsByMode, reachByCode, solidBit } from "./sounds.ts";
import { variantClasses } from "./variants.ts";
import { wordsOf } from "./words.ts";

/** The mode in which vowels weigh least, so that a word weighs the same in every script. */
const ABJAD_MODE = 2;

/** A reading ready for comparison. */
export type SoundForm = {
  readonly sounds: string;
  readonly codes: Uint8Array;
  readonly weights: Int32Array; // by mode: cost units of leaving the whole word out
  readonly solid: number; // bits of its solid consonants
  readonly reach: number; // bits of the solid consonants that one of its sounds may be taken for
  readonly isVariant: boolean;
};

export type PreparedToken = {
  readonly fold: string;
  readonly script: Script;
  readonly isAbjad: boolean;
  readonly isInitial: boolean;
  readonly weight: number; // what its agreement says: cost units, mostly of its consonants
  readonly letters: number; // bits of its letters, folded into 32
  readonly variants: readonly number[]; // classes of given names that it is a form of
  readonly forms: readonly SoundForm[];
};

/** A name ready for `compareNames`. */
export type PreparedName = {
  readonly text: string; // as it came
  readonly script: Script;
  readonly written: string; // the parts' native folds in the order written
  readonly sorted: string; // the same in a fixed order
  readonly tokens: readonly PreparedToken[];
  readonly whole: PreparedToken; // all tokens written as one, for names whose spaces differ
  readonly weight: number; // of all tokens
  readonly hasInitial: boolean;
};

/**
 * The prepared form of a name in any script. Order of the pipeline: NFKC, words, script per word, native fold,
 * parts, readings in sounds. Never throws; a text without letters and digits has no tokens.
 *
 * @example
 * prepareName("Məmməd oğlu Həsənov").written; //=> "məmməd həsənov"
 */
export function prepareName(text: string): PreparedName {
  const parts = partsOf(wordsOf(text));
  const folds = parts.map((part) => part.fold);
  const tokens = parts.map(prepareToken);
  return {
    text,
    script: scriptOf(text),
    written: folds.join(" "),
    sorted: folds.toSorted().join(" "),
    tokens,
    whole: joinTokens(tokens, scriptOf(text)),
    weight: tokens.reduce((sum, token) => sum + token.weight, 0),
    hasInitial: tokens.some((token) => token.isInitial),
  };
}

function joinTokens(tokens: readonly PreparedToken[], script: Script): PreparedToken {
  const fold = tokens
    .map((token) => token.fold)
    .join("")
    .slice(0, LONGEST_WORD);
  const sounds = tokens.map((token) => token.forms[0]?.sounds ?? "").join("");
  return makeToken({ fold, script }, [soundForm(sounds, false)]);
}

function prepareToken(part: Part): PreparedToken {
  const readings = readingsOf(part.fold, part.script);
  const glued = part.glued === undefined ? [] : readingsOf(part.glued, part.script).slice(0, 1);
  const forms = [...readings, ...glued].map(({ sounds, isVariant }) => soundForm(sounds, isVariant));
  return makeToken(part, forms);
}

function makeToken(part: Part, forms: readonly SoundForm[]): PreparedToken {
  return {
    fold: part.fold,
    script: part.script,
    isAbjad: isAbjad(part.script),
    isInitial: part.fold.length === 1 && part.script !== "other" && part.script !== "none",
    letters: letterBits(part.fold),
    weight: forms[0]?.weights[ABJAD_MODE] ?? 0,
    variants: variantClasses(part.fold),
    forms,
  };
}

function soundForm(text: string, isVariant: boolean): SoundForm {
  const sounds = text.slice(0, LONGEST_WORD);
  const codes = codesOf(sounds);
  return {
    sounds,
    codes,
    weights: Int32Array.from(costsByMode, ({ drop }) => codes.reduce((sum, code) => sum + drop[code]!, 0)),
    solid: codes.reduce((bits, code) => bits | solidBit(code), 0),
    reach: codes.reduce((bits, code) => bits | reachByCode[code]!, 0),
    isVariant,
  };
}

function letterBits(fold: string): number {
  let bits = 0;
  for (let at = 0; at < fold.length; at++) bits |= 1 << (fold.charCodeAt(at) & 31);
  return bits;
}
