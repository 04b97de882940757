/** Ways into the table of parts: by skeleton, by opening letters, and what rules a part out at a glance. */
import { LETTER_BITS, LETTERS, SCRIPT } from "../packed-word.ts";
import { countingSort, holdersOf } from "./lists.ts";
import { indexNeighbours, type Neighbours } from "./neighbours.ts";
import type { TokenTable } from "./token-table.ts";

/** Made from a table of parts, never kept. */
export type Lookup = {
  readonly neighbours: Neighbours; // of skeletons
  readonly bySkeleton: Uint32Array; // numbers of skeletons in their order by code unit
  readonly tokenStart: Uint32Array; // parts with skeleton s: [tokenStart[s], tokenStart[s + 1])
  readonly tokensOf: Uint32Array;
  readonly orderOf: Uint32Array; // of each part: its place in the order of folds
  readonly scripts: Uint8Array; // of each part: an index into `scripts`
  readonly lengths: Uint8Array; // of each part, in letters
  readonly letterBits: Int32Array; // of each part
  readonly initials: Uint32Array; // numbers of the parts of one letter
};

/** The ways into a table. */
export function makeLookup(table: TokenTable): Lookup {
  const { skeletons, skeletonIds, skeletonStart, folds, words, wordStart } = table;
  const { start, order } = countingSort(skeletonIds, skeletons.length);
  const holder = holdersOf(skeletonStart);
  const numbers = Uint32Array.from(folds.keys());
  return {
    neighbours: indexNeighbours(skeletons),
    bySkeleton: Uint32Array.from(skeletons.keys()).sort((a, b) => (skeletons[a]! < skeletons[b]! ? -1 : 1)),
    tokenStart: start,
    tokensOf: order.map((at) => holder[at]!),
    orderOf: inverse(table.byFold),
    scripts: Uint8Array.from(numbers, (token) => words[wordStart[token]! + SCRIPT]!),
    lengths: Uint8Array.from(numbers, (token) => words[wordStart[token]! + LETTERS]!),
    letterBits: Int32Array.from(numbers, (token) => words[wordStart[token]! + LETTER_BITS]!),
    initials: numbers.filter((token) => words[wordStart[token]! + LETTERS] === 1),
  };
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((number, place) => {
    places[number] = place;
  });
  return places;
}
