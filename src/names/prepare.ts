/** A name ready to be compared: all that is costly, done once per distinct value. */
import { namesGiven } from "./former-name.ts";
import {
  HAS_FORMER,
  HAS_INITIAL,
  NAME_WEIGHT,
  type NameRecord,
  SORTED,
  takeRecord,
  WHOLE_CLASSES,
  WORD_SCREENS,
  WORDS,
  WRITTEN,
} from "./name-record.ts";
import { joinedFold, type PreparedToken, type ReadToken } from "./prepare-word.ts";
import { bitsOf, SCREEN } from "./screen.ts";
import type { Script } from "./script.ts";
import { readWordsOf, tokensOf } from "./tokens.ts";
import { variantClasses } from "./variants.ts";

export type { PreparedToken, ReadToken } from "./prepare-word.ts";

/** A name ready for `compareNames`. */
export type PreparedName = NameRecord & {
  readonly tokens: readonly PreparedToken[]; // its parts in the order written
  readonly script: Script;
  readonly text: string; // as it came
  readonly former: readonly PreparedName[]; // the same person's name under each family name, where it gives several
};

/**
 * The prepared form of a name in any script. Order of the pipeline: NFKC, words, script per word, native fold,
 * parts, readings in sounds. Never throws; a text without letters and digits has no tokens.
 *
 * @example
 * prepareName("Məmməd oğlu Həsənov").tokens.map(({ fold }) => fold); //=> ["məmməd", "həsənov"]
 */
export function prepareName(text: string): PreparedName {
  const { tokens, script, former } = tokensOf(text);
  const named = (words: readonly PreparedToken[]) => makeName(words, { text, script, former: NO_FORMER });
  return makeName(tokens, { text, script, former: former.length === 0 ? NO_FORMER : former.map(named) });
}

const NO_FORMER: readonly PreparedName[] = [];

type NameContext = Pick<PreparedName, "text" | "script" | "former">;

function makeName(tokens: readonly PreparedToken[], { text, script, former }: NameContext): PreparedName {
  const { numbers, at } = recordOf(tokens);
  if (former.length > 0) numbers[at + HAS_FORMER] = 1;
  return { numbers, at, tokens, script, text, former };
}

/**
 * The native folds of a name's parts in the order written: what is cheap of `prepareName`.
 *
 * @example
 * foldedParts("Məmməd oğlu Həsənov"); //=> ["məmməd", "həsənov"]
 */
export function foldedParts(text: string): readonly string[] {
  return namesGiven(text).parts.map((part) => part.fold);
}

/**
 * The parts of a name as `prepareName` has them, without what the name as a whole is compared by.
 *
 * @example
 * preparedWords("Məmməd oğlu Həsənov").map(({ fold }) => fold); //=> ["məmməd", "həsənov"]
 */
export function preparedWords(text: string): readonly PreparedToken[] {
  return tokensOf(text).tokens;
}

/**
 * The parts of a name with their readings, and nothing that only comparing needs.
 *
 * @example
 * readName("Məmməd oğlu Həsənov").tokens.map(({ fold }) => fold); //=> ["məmməd", "həsənov"]
 */
export function readName(text: string): ReadName {
  const { tokens, former } = readWordsOf(text);
  return { tokens, former: former.map((words) => ({ tokens: words })) };
}

type ReadTokens = { readonly tokens: readonly ReadToken[] };
type ReadName = ReadTokens & { readonly former: readonly ReadTokens[] };

function recordOf(tokens: readonly PreparedToken[]): NameRecord {
  const record = takeRecord(tokens.length);
  const { numbers, at } = record;
  let written = FNV_OFFSET;
  let sorted = 0;
  let weight = 0;
  let to = at + WORD_SCREENS;
  for (const token of tokens) {
    if (to > at + WORD_SCREENS) written = Math.imul(written ^ SPACE, FNV_PRIME);
    written = hashOn(written, token.fold);
    sorted = (sorted + Math.imul(hashOn(FNV_OFFSET, token.fold), SPREAD)) | 0;
    weight += token.weight;
    if (token.isInitial) numbers[at + HAS_INITIAL] = 1;
    const { screen } = token;
    for (let place = 0; place < SCREEN; place++) numbers[to + place] = screen[place]!;
    to += SCREEN;
  }
  numbers[at + WRITTEN] = written;
  numbers[at + SORTED] = sorted;
  numbers[at + NAME_WEIGHT] = weight;
  numbers[at + WORDS] = tokens.length;
  if (tokens.length > 1) numbers[at + WHOLE_CLASSES] = bitsOf(variantClasses(joinedFold(tokens)));
  return record;
}

const SPACE = 0x20;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPREAD = 0x9e3779b1; // so that the sums of two pairs of words seldom are one

/** FNV-1a over UTF-16 units, gone on with. */
function hashOn(before: number, text: string): number {
  let hash = before;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}
