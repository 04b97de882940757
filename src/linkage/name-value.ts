/** A name as linkage holds it: its parts prepared by `names`, each with one key for all spellings and scripts. */
import { nameKeys, partKey } from "../names/keys.ts";
import {
  foldedParts,
  type PreparedName,
  type PreparedToken,
  preparedWords,
  prepareName,
  readName,
} from "../names/prepare.ts";
import { type Script, scriptOf } from "../names/script.ts";

export type NameWord = {
  readonly token: PreparedToken;
  readonly key: string; // classes of its consonants: the same across spellings and scripts
};

/**
 * The parts of a name in the order written.
 *
 * @example
 * nameWords("Əli Həsənov").map(({ token }) => token.fold); //=> ["əli", "həsənov"]
 */
export function nameWords(text: string): readonly NameWord[] {
  return preparedWords(text).map((token) => ({ token, key: partKey(token) }));
}

/**
 * The key of each part of a name, as `nameWords` has them, for much less.
 *
 * @example
 * wordSounds("Əli Həsənov").join() === nameWords("Əli Həsənov").map(({ key }) => key).join(); //=> true
 */
export function wordSounds(text: string): readonly string[] {
  return readName(text).tokens.map(partKey);
}

/** Keys under which the spellings of one name part meet, in any script; usually one. */
export function partKeys(text: string): readonly string[] {
  return nameKeys(readName(text)).filter((key) => !key.includes(" "));
}

/** Keys under which full names meet: two words of the name by their consonants, or the word of a single one. */
export function fullNameKeys(text: string): readonly string[] {
  const keys = nameKeys(readName(text));
  const pairs = keys.filter((key) => key.includes(" "));
  return pairs.length > 0 ? pairs : keys;
}

/** Three words of the name by their consonants, in any order. */
export function threeWordKeys(text: string): readonly string[] {
  const words = [...new Set(wordSounds(text))].sort().slice(0, MOST_WORDS);
  return words.flatMap((first, i) =>
    words
      .slice(i + 1)
      .flatMap((second, j) => words.slice(i + j + 2).map((third) => [first, second, third].join(" "))),
  );
}

const MOST_WORDS = 6; // 20 keys of three words

/** A single name part ready for comparison: its letters tell most pairs apart, and only the others need more. */
export type NamePartValue = {
  readonly text: string;
  readonly script: Script;
  readonly prepared: () => PreparedName; // made when first asked for
  readonly sorted: () => string; // its parts as folded, in a fixed order
};

const PLAIN = /^[a-z]+(?: [a-z]+)*$/;
// A single word is its own fold, unless it may be a compound that is written in several ways.
const OWN_FOLD = /^(?!abd)[a-z]{1,40}(?<!d(?:in|een|ine))$/;

export function namePartValue(text: string): NamePartValue {
  let made: PreparedName | undefined;
  let folded: string | undefined;
  const prepared = () => {
    made ??= prepareName(text);
    return made;
  };
  const sorted = () => {
    folded ??= OWN_FOLD.test(text) ? text : foldedParts(text).toSorted().join(" ");
    return folded;
  };
  return { text, script: PLAIN.test(text) ? "latin" : scriptOf(text), prepared, sorted };
}
