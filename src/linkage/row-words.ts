/** Rows as runs of words in one array: a pair of rows is two or three lines of the processor's cache, not twelve. */
import type { Comparison } from "./comparison.ts";
import { emptySharedWords } from "./shared-words.ts";

/** All rows side by side: of each the ids of the comparisons, then the codes of the rules that give one code to a row. */
export type RowTable = { readonly words: Uint32Array; readonly width: number };

/** Ids of two rows, one per comparison, from `p` and from `q` of `words` on. */
export type RowPair = { readonly words: Uint32Array; readonly p: number; readonly q: number };

const TOGETHER = 1 << 11; // rows that are laid down part by part, while they lie in the cache

/** Rows of the parts, of each row one word of each part; 0 where a part is undefined. */
export function layRows(parts: readonly (Uint32Array | undefined)[], size: number): RowTable {
  const width = parts.length;
  const words = emptySharedWords(width * size);
  for (let from = 0; from < size; from += TOGETHER) {
    const until = Math.min(size, from + TOGETHER);
    for (const [c, part] of parts.entries()) {
      if (part === undefined) continue;
      for (let row = from, at = from * width + c; row < until; row++, at += width)
        words[at] = part[row] as number;
    }
  }
  return { words, width };
}

/**
 * Reads one word of each of the rows: the lines they lie in come from memory side by side, where reading row after row
 * would wait for each.
 */
export function fetchRows({ words, width }: RowTable, rows: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum = (sum + (words[(rows[i] as number) * width] as number)) | 0;
  return sum;
}

/** The pair of two rows by their ids in the comparisons. */
export function pairMaker(
  comparisons: readonly Pick<Comparison, "ids">[],
): (left: number, right: number) => RowPair {
  const count = comparisons.length;
  const pair = { words: new Uint32Array(2 * count), p: 0, q: count };
  return (left, right) => {
    for (const [c, { ids }] of comparisons.entries()) {
      pair.words[c] = ids[left] as number;
      pair.words[count + c] = ids[right] as number;
    }
    return pair;
  };
}
