/** Ranks of pairs of words met lately, since the words of names come again and again. */

// At a place given by both numbers stand the lesser in 24 bits, the greater in 24, and the rank in 13.
const PLACE_BITS = 16;
const MOST_NUMBER = 1 << 24;
const RANK_BITS = 13;

/** Two places in each row are looked at: the one met later stands first. */
export type KeptRanks = Int32Array;

export function emptyRanks(): KeptRanks {
  return new Int32Array(4 << PLACE_BITS);
}

/** Where a pair of words is kept. Symmetric; requires both numbers to be above 0. */
export function rowOf(one: number, other: number): number {
  const less = one < other ? one : other;
  const more = one < other ? other : one;
  return ((Math.imul(less, 0x9e3779b1) ^ Math.imul(more, 0x85ebca6b)) >>> (32 - PLACE_BITS)) << 2;
}

/** The rank of a pair of words, or -1 where it was not met lately. `row` is theirs. */
export function findRank(ranks: KeptRanks, row: number, one: number, other: number): number {
  const less = one < other ? one : other;
  const more = one < other ? other : one;
  if (more >= MOST_NUMBER) return -1;
  const upper = less | ((more >>> 16) << 24);
  const lower = more & 0xffff;
  if (ranks[row] === upper && ranks[row + 1]! >>> RANK_BITS === lower)
    return ranks[row + 1]! & ((1 << RANK_BITS) - 1);
  if (ranks[row + 2] === upper && ranks[row + 3]! >>> RANK_BITS === lower)
    return ranks[row + 3]! & ((1 << RANK_BITS) - 1);
  return -1;
}

/** Keeps a rank in place of the older one of its row. Words with numbers that are too high are not kept. */
export function keepRank(ranks: KeptRanks, row: number, one: number, other: number, rank: number): void {
  const less = one < other ? one : other;
  const more = one < other ? other : one;
  if (more >= MOST_NUMBER) return;
  ranks[row + 2] = ranks[row]!;
  ranks[row + 3] = ranks[row + 1]!;
  ranks[row] = less | ((more >>> 16) << 24);
  ranks[row + 1] = ((more & 0xffff) << RANK_BITS) | rank;
}
