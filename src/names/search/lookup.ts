/** Ways into the table of parts: by skeleton, by opening letters, and what rules a part out at a glance. */
import { letterBits } from "../prepare.ts";
import { costsByMode, modes, reachByCode, solidBit } from "../sounds.ts";
import { countingSort, holdersOf } from "./lists.ts";
import { indexNeighbours, type Neighbours } from "./neighbours.ts";
import type { TokenTable } from "./token-table.ts";

/** How many modes of comparison there are. */
export const MODES: number = modes.length;

/** Made from a table of parts, never kept. */
export type Lookup = {
  readonly neighbours: Neighbours; // of skeletons
  readonly bySkeleton: Uint32Array; // numbers of skeletons in their order by code unit
  readonly tokenStart: Uint32Array; // parts with skeleton s: [tokenStart[s], tokenStart[s + 1])
  readonly tokensOf: Uint32Array;
  readonly orderOf: Uint32Array; // of each part: its place in the order of folds
  readonly lengths: Uint8Array; // of each part, in letters
  readonly letters: Int32Array; // of each part: bits of its letters
  readonly solid: Int32Array; // of each reading: bits of its solid consonants
  readonly reach: Int32Array; // of each reading: bits of those that one of its sounds may be taken for
  readonly weights: Uint16Array; // of reading f by mode m at [f * modes + m]: cost units of leaving it out
  readonly initials: Uint32Array; // numbers of the parts of one letter
};

/** The ways into a table. */
export function makeLookup(table: TokenTable): Lookup {
  const { skeletons, skeletonIds, skeletonStart, folds } = table;
  const { start, order } = countingSort(skeletonIds, skeletons.length);
  const holder = holdersOf(skeletonStart);
  const numbers = Uint32Array.from(skeletons.keys());
  return {
    neighbours: indexNeighbours(skeletons),
    bySkeleton: numbers.sort((a, b) => (skeletons[a]! < skeletons[b]! ? -1 : 1)),
    tokenStart: start,
    tokensOf: order.map((at) => holder[at]!),
    orderOf: inverse(table.byFold),
    lengths: Uint8Array.from(folds, ({ length }) => length),
    letters: Int32Array.from(folds, letterBits),
    solid: bitsOfForms(table, solidBit),
    reach: bitsOfForms(table, (code) => reachByCode[code]!),
    weights: weightsOfForms(table),
    initials: Uint32Array.from(numbersOfInitials(folds)),
  };
}

function bitsOfForms({ codeStart, codes }: TokenTable, bitsOf: (code: number) => number): Int32Array {
  const bits = new Int32Array(codeStart.length - 1);
  for (let form = 0; form < bits.length; form++)
    for (let at = codeStart[form]!; at < codeStart[form + 1]!; at++) bits[form]! |= bitsOf(codes[at]!);
  return bits;
}

function weightsOfForms({ codeStart, codes }: TokenTable): Uint16Array {
  const weights = new Uint16Array((codeStart.length - 1) * MODES);
  for (let form = 0; form < codeStart.length - 1; form++)
    costsByMode.forEach(({ drop }, mode) => {
      for (let at = codeStart[form]!; at < codeStart[form + 1]!; at++)
        weights[form * MODES + mode]! += drop[codes[at]!]!;
    });
  return weights;
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((number, place) => {
    places[number] = place;
  });
  return places;
}

function numbersOfInitials(folds: readonly string[]): readonly number[] {
  const numbers: number[] = [];
  folds.forEach((fold, number) => {
    if (fold.length === 1) numbers.push(number);
  });
  return numbers;
}
