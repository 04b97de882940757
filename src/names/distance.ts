/** Two edit distances: weighted over sounds, and plain over letters. */
import { SOUND_BITS, type SoundCosts } from "./sounds.ts";

/** Longest word that is compared, in letters or sounds. */
export const LONGEST_WORD = 120;

// Scratch rows, overwritten by each call.
const ROW = LONGEST_WORD + 1;
const rows = [new Int32Array(ROW), new Int32Array(ROW), new Int32Array(ROW)] as const;

/** A stretch of an array of numbers: sounds or letters of a word among others. */
export type Stretch = { readonly numbers: Int32Array; readonly start: number; readonly length: number };

/**
 * Least cost units of turning one sequence of sounds into the other; symmetric. Returns `limit + 1` as soon as
 * it is known to be more than `limit`. Requires at most LONGEST_WORD sounds each. This is the innermost loop of
 * comparing names: one row, no allocation, and the lesser of two is taken without a branch, which a processor would guess
 * wrong every other time. What both begin with may not be passed over, since the costs are no
 * metric: of w and wv it can be cheaper to leave out the w and take the v for the other.
 */
export function soundDistance(a: Stretch, b: Stretch, options: SoundOptions): number {
  const { change, drop } = options.costs;
  const limit = options.limit;
  const codesA = a.numbers;
  const codesB = b.numbers;
  const startB = b.start;
  const row = rows[0];
  const width = b.length;
  const endA = a.start + a.length;
  let last = 0;
  row[0] = 0;
  for (let j = 0; j < width; j++) {
    last += drop[codesB[startB + j]!]!;
    row[j + 1] = last;
  }
  for (let i = a.start; i < endA; i++) {
    const code = codesA[i]!;
    const dropCode = drop[code]!;
    const changeAt = code << SOUND_BITS;
    let diagonal = row[0]!;
    last = diagonal + dropCode;
    row[0] = last;
    let least = last;
    for (let j = 0; j < width; j++) {
      const other = codesB[startB + j]!;
      const above = row[j + 1]!;
      let cost = diagonal + change[changeAt | other]!;
      const byDrop = above + dropCode - cost;
      cost += byDrop & (byDrop >> 31);
      const byOther = last + drop[other]! - cost;
      cost += byOther & (byOther >> 31);
      row[j + 1] = cost;
      const lower = cost - least;
      least += lower & (lower >> 31);
      diagonal = above;
      last = cost;
    }
    if (least > limit) return limit + 1;
  }
  return last > limit ? limit + 1 : last;
}

export type SoundOptions = { readonly costs: SoundCosts; readonly limit: number };

/**
 * Letters added, left out, changed, or exchanged with their neighbour (optimal string alignment; Damerau 1964
 * without repeated edits of one place), or `limit + 1` when more than `limit`. Counts UTF-16 units.
 * Requires at most LONGEST_WORD of them each.
 *
 * @example
 * letterDistance(lettersOf("mitchell"), lettersOf("mithcell"), 2); //=> 1
 * letterDistance(lettersOf("anna"), lettersOf("ibrahim"), 2); //=> 3
 */
export function letterDistance(a: Stretch, b: Stretch, limit: number): number {
  const [lettersA, lettersB] = [a.numbers, b.numbers];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length;
  let before = rows[0];
  let previous = rows[1];
  let row = rows[2];
  for (let j = 0; j <= width; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = lettersA[a.start + i - 1];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= width; j++) {
      const other = lettersB[b.start + j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (letter === other ? 0 : 1));
      const isSwap =
        i > 1 && j > 1 && letter === lettersB[b.start + j - 2] && other === lettersA[a.start + i - 2];
      if (isSwap) cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    const oldest = before;
    before = previous;
    previous = row;
    row = oldest;
  }
  return Math.min(previous[width]!, limit + 1);
}

/** The UTF-16 units of a text. */
export function lettersOf(text: string): Stretch {
  const numbers = Int32Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return { numbers, start: 0, length: text.length };
}
