/** Ways into the table of parts: by skeleton, by opening letters, and what rules a part out at a glance. */
import { LETTER_BITS, LETTERS, SCRIPT } from "../packed-word.ts";
import { scripts } from "../script.ts";
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
  readonly writtenStart: Uint32Array; // parts of a script and length, by `writtenClass`
  readonly written: Uint32Array;
  readonly letterBits: Int32Array; // of each place in `written`, so that those read one after the other lie so
  readonly initials: Uint32Array; // numbers of the parts of one letter
};

/** Letters of the longest part; a longer one counts for such. */
const LONGEST = 255;

/** Where in `writtenStart` the parts of a script, by its number, and of so many letters are. */
export function writtenClass(script: number, letters: number): number {
  return script * (LONGEST + 1) + Math.max(0, Math.min(LONGEST, letters));
}

/** The ways into a table. */
export function makeLookup(table: TokenTable): Lookup {
  const { skeletons, skeletonIds, skeletonStart, folds, words, wordStart } = table;
  const { start, order } = countingSort(skeletonIds, skeletons.length);
  const holder = holdersOf(skeletonStart);
  const numbers = Uint32Array.from(folds.keys());
  const classes = numbers.map((token) =>
    writtenClass(words[wordStart[token]! + SCRIPT]!, words[wordStart[token]! + LETTERS]!),
  );
  const written = countingSort(classes, writtenClass(scripts.length, 0));
  return {
    neighbours: indexNeighbours(skeletons),
    bySkeleton: Uint32Array.from(skeletons.keys()).sort((a, b) => (skeletons[a]! < skeletons[b]! ? -1 : 1)),
    tokenStart: start,
    tokensOf: order.map((at) => holder[at]!),
    orderOf: inverse(table.byFold),
    writtenStart: written.start,
    written: written.order,
    letterBits: Int32Array.from(written.order, (token) => words[wordStart[token]! + LETTER_BITS]!),
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
