/** The distinct parts of all indexed names in columns, so that a million names need few objects. */
import { nameKeys } from "../keys.ts";
import { HEAD } from "../packed-word.ts";
import { prepareName } from "../prepare.ts";
import { extendStarts } from "./lists.ts";

/** What is known of each distinct part, by its number; this is what a snapshot keeps. */
export type TokenTable = {
  readonly folds: readonly string[];
  readonly byFold: Uint32Array; // numbers of parts in the order of their folds, by code unit
  readonly wordStart: Uint32Array; // the record of part t, for comparison: [wordStart[t], wordStart[t + 1])
  readonly words: Int32Array;
  readonly skeletons: readonly string[]; // distinct
  readonly skeletonStart: Uint32Array; // skeletons of part t: [skeletonStart[t], skeletonStart[t + 1])
  readonly skeletonIds: Uint32Array;
};

/** The table of no parts. */
export const noTokens: TokenTable = {
  folds: [],
  byFold: new Uint32Array(),
  wordStart: Uint32Array.of(0),
  words: new Int32Array(),
  skeletons: [],
  skeletonStart: Uint32Array.of(0),
  skeletonIds: new Uint32Array(),
};

/**
 * The table with these folded parts after its own. Requires parts that it does not have, no two alike.
 *
 * @example
 * extendTokens(noTokens, ["hasan", "حسن"]).skeletons; //=> ["ksn"]
 */
export function extendTokens(table: TokenTable, folds: readonly string[]): TokenTable {
  const tokens = folds.map(readToken);
  const idBySkeleton = new Map(table.skeletons.map((skeleton, id) => [skeleton, id]));
  const ids = tokens.map((token) => token.skeletons.map((skeleton) => idOf(idBySkeleton, skeleton)));
  const all = [...table.folds, ...folds];
  const fresh = folds.map((_, at) => table.folds.length + at).sort((a, b) => (all[a]! < all[b]! ? -1 : 1));
  return {
    folds: all,
    byFold: mergeSorted(table.byFold, fresh, (number) => all[number]!),
    wordStart: extendStarts(
      table.wordStart,
      tokens.map(({ word }) => word.length),
    ),
    words: joinWords(
      table.words,
      tokens.map(({ word }) => word),
    ),
    skeletons: [...idBySkeleton.keys()],
    skeletonStart: extendStarts(
      table.skeletonStart,
      ids.map(({ length }) => length),
    ),
    skeletonIds: joinNumbers(table.skeletonIds, ids.flat()),
  };
}

/** Whether a part of the table is read today as its columns say. */
export function isAsRead(table: TokenTable, token: number): boolean {
  const now = readToken(table.folds[token]!);
  const word = table.words.subarray(table.wordStart[token], table.wordStart[token + 1]);
  const ids = table.skeletonIds.subarray(table.skeletonStart[token], table.skeletonStart[token + 1]);
  return (
    now.word.join() === word.join() &&
    now.skeletons.join() === Array.from(ids, (id) => table.skeletons[id]).join()
  );
}

function readToken(fold: string): { readonly word: Int32Array; readonly skeletons: readonly string[] } {
  const prepared = prepareName(fold);
  return { word: prepared.tokens[0]?.packed ?? NO_WORD, skeletons: nameKeys(prepared) };
}

/** The record of a part that nothing is read of: no letters, no classes, no readings. */
const NO_WORD = new Int32Array(HEAD);

function idOf(ids: Map<string, number>, word: string): number {
  const id = ids.get(word) ?? ids.size;
  ids.set(word, id);
  return id;
}

/** Two ascending lists of numbers as one, by what `keyOf` gives for a number. */
function mergeSorted(a: Uint32Array, b: readonly number[], keyOf: (number: number) => string): Uint32Array {
  const merged = new Uint32Array(a.length + b.length);
  let at = 0;
  let other = 0;
  for (let to = 0; to < merged.length; to++) {
    const isFirst = other === b.length || (at < a.length && keyOf(a[at]!) < keyOf(b[other]!));
    merged[to] = isFirst ? a[at++]! : b[other++]!;
  }
  return merged;
}

function joinNumbers(numbers: Uint32Array, more: readonly number[]): Uint32Array {
  const all = new Uint32Array(numbers.length + more.length);
  all.set(numbers);
  all.set(more, numbers.length);
  return all;
}

function joinWords(words: Int32Array, more: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(more.reduce((sum, { length }) => sum + length, words.length));
  all.set(words);
  let at = words.length;
  for (const word of more) {
    all.set(word, at);
    at += word.length;
  }
  return all;
}
