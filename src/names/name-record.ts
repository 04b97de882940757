/** What comparing needs to know of a name, in one stretch of integers: names prepared one after another lie side by side. */
import { SCREEN } from "./screen.ts";

/** A stretch of numbers that others share. */
export type NameRecord = { readonly numbers: Int32Array; readonly at: number };

// Places in a name's record, from its start.
export const WRITTEN = 0; // hashes: names that differ here are not the same as written, or in another order
export const SORTED = 1;
export const HAS_INITIAL = 2;
export const NAME_WEIGHT = 3; // of all words
export const WORDS = 4; // how many
export const WHOLE_CLASSES = 5; // classes of given names of all words as one, folded into 32
export const HAS_FORMER = 6; // it gives a former family name too
export const WORD_SCREENS = 8; // the screens of the words follow

/** Room is taken by the block, so that few objects stand between a name and its numbers. */
const BLOCK = 1 << 14;
const room = { numbers: new Int32Array(BLOCK), used: 0 };

/** Room for the record of a name of so many words, all zeros. */
export function takeRecord(words: number): NameRecord {
  const size = WORD_SCREENS + SCREEN * words;
  if (room.used + size > BLOCK) {
    room.numbers = new Int32Array(BLOCK);
    room.used = 0;
  }
  room.used += size;
  return { numbers: room.numbers, at: room.used - size };
}
