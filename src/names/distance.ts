/** Two edit distances: weighted over sounds, and plain over letters. */
import { costsByMode, type Mode, SOUNDS } from "./sounds.ts";

/** Longest word that is compared, in letters or sounds. */
export const LONGEST_WORD = 120;

// Scratch rows, overwritten by each call.
const ROW = LONGEST_WORD + 1;
const rows = [new Int32Array(ROW), new Int32Array(ROW), new Int32Array(ROW)] as const;

/**
 * Least cost units of turning one sequence of sounds into the other; symmetric. Returns `limit + 1` as soon as
 * it is known to be more than `limit`. Requires at most LONGEST_WORD sounds each.
 */
export function soundDistance(a: Uint8Array, b: Uint8Array, options: SoundOptions): number {
  const { change, drop } = costsByMode[options.mode]!;
  const limit = options.limit;
  const width = b.length;
  let previous = rows[0];
  let row = rows[1];
  previous[0] = 0;
  for (let j = 1; j <= width; j++) previous[j] = previous[j - 1]! + drop[b[j - 1]!]!;
  for (let i = 0; i < a.length; i++) {
    const code = a[i]!;
    const dropCode = drop[code]!;
    const changeAt = code * SOUNDS;
    let least = previous[0]! + dropCode;
    row[0] = least;
    for (let j = 1; j <= width; j++) {
      const other = b[j - 1]!;
      let cost = previous[j - 1]! + change[changeAt + other]!;
      const dropA = previous[j]! + dropCode;
      if (dropA < cost) cost = dropA;
      const dropB = row[j - 1]! + drop[other]!;
      if (dropB < cost) cost = dropB;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    const done = row;
    row = previous;
    previous = done;
  }
  return Math.min(previous[width]!, limit + 1);
}

export type SoundOptions = { readonly mode: Mode; readonly limit: number };

/**
 * Letters added, left out, changed, or exchanged with their neighbour (optimal string alignment; Damerau 1964
 * without repeated edits of one place), or `limit + 1` when more than `limit`. Counts UTF-16 units.
 * Requires at most LONGEST_WORD of them each.
 *
 * @example
 * letterDistance("mitchell", "mithcell", 2); //=> 1
 * letterDistance("anna", "ibrahim", 2); //=> 3
 */
export function letterDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length;
  let before = rows[0];
  let previous = rows[1];
  let row = rows[2];
  for (let j = 0; j <= width; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= width; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (letter === other ? 0 : 1));
      const isSwap = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2);
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
