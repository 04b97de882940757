/** Which part of one name answers to which part of the other: the best agreement first. */
import { rankWords, SAME_RANK } from "./compare-tokens.ts";
import { emptyRanks, findRank, keepRank, rowOf } from "./kept-ranks.ts";
import { WORD_SCREENS, WORDS } from "./name-record.ts";
import type { PreparedName } from "./prepare.ts";
import { areApart, CLOSE_MOST, type MostCost, SCREEN, WORD_NUMBER } from "./screen.ts";

/** Parts of a name, at most. */
const MOST = 16;
const PLACE = MOST * MOST;

// Scratch, overwritten by each call: a pair of parts is its rank, then how early it stands.
const pairs = new Int32Array(PLACE);

const closeRanks = emptyRanks();
const looseRanks = emptyRanks();

export const rankAt = (pair: number): number => pairs[pair]! >> 8;
export const firstPart = (pair: number): number => (PLACE - 1 - (pairs[pair]! & (PLACE - 1))) >> 4;
export const otherPart = (pair: number): number => (PLACE - 1 - (pairs[pair]! & (PLACE - 1))) & (MOST - 1);

/**
 * Pairs the parts of two names that are alike at `most` cost, each once, and returns how many pairs there are;
 * `rankAt`, `firstPart` and `otherPart` tell of each until the next call. Symmetric only for names in a fixed order:
 * of pairs that agree as well the first is taken.
 */
export function pairParts(nameA: PreparedName, nameB: PreparedName, most: MostCost): number {
  const found = rankPairs(nameA, nameB, most);
  if (found < 2) return found;
  sortPairs(found);
  let usedA = 0;
  let usedB = 0;
  let taken = 0;
  for (let pair = 0; pair < found; pair++) {
    const partA = 1 << firstPart(pair);
    const partB = 1 << otherPart(pair);
    if ((usedA & partA) !== 0 || (usedB & partB) !== 0) continue;
    usedA |= partA;
    usedB |= partB;
    pairs[taken] = pairs[pair]!;
    taken++;
  }
  return taken;
}

/** Fills in all pairs of parts that are alike, in any order. */
function rankPairs(nameA: PreparedName, nameB: PreparedName, most: MostCost): number {
  const { numbers: a, at: atA } = nameA;
  const { numbers: b, at: atB } = nameB;
  const endA = atA + WORD_SCREENS + SCREEN * a[atA + WORDS]!;
  const endB = atB + WORD_SCREENS + SCREEN * b[atB + WORDS]!;
  const kept = most === CLOSE_MOST ? closeRanks : looseRanks;
  let found = 0;
  let place = PLACE - 1;
  for (let i = atA + WORD_SCREENS; i < endA; i += SCREEN, place -= MOST) {
    let pair = place;
    for (let j = atB + WORD_SCREENS; j < endB; j += SCREEN, pair--) {
      if (areApart(a, i, b, j, most)) continue;
      const one = a[i + WORD_NUMBER]!;
      const other = b[j + WORD_NUMBER]!;
      const row = rowOf(one, other);
      let rank = one === other ? SAME_RANK : findRank(kept, row, one, other);
      if (rank < 0) {
        const place = PLACE - 1 - pair;
        rank = rankWords(wordAt(nameA, place >> 4), 0, wordAt(nameB, place & (MOST - 1)), 0, most);
        keepRank(kept, row, one, other, rank);
      }
      if (rank === 0) continue;
      pairs[found] = (rank << 8) | pair;
      found++;
    }
  }
  return found;
}

const wordAt = ({ tokens }: PreparedName, part: number): Int32Array => tokens[part]!.packed;

/** By insertion: mostly there are two or three. */
function sortPairs(count: number): void {
  for (let at = 1; at < count; at++) {
    const pair = pairs[at]!;
    let to = at;
    while (to > 0 && pairs[to - 1]! < pair) {
      pairs[to] = pairs[to - 1]!;
      to--;
    }
    pairs[to] = pair;
  }
}
