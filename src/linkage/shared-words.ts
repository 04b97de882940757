/** Words that threads share. */
import type { RowCodes } from "./row-codes.ts";

/** The same words in shared memory; themselves where they lie there. */
export function sharedWords(words: Uint32Array): Uint32Array {
  if (words.buffer instanceof SharedArrayBuffer) return words;
  const own = emptySharedWords(words.length);
  own.set(words);
  return own;
}

/** So many words of 0 in shared memory. */
export function emptySharedWords(size: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * size));
}

/** The same codes in shared memory. */
export function shareCodes({ codes, starts }: RowCodes): RowCodes {
  const own = { codes: sharedWords(codes) };
  return starts === undefined ? own : { ...own, starts: sharedWords(starts) };
}
