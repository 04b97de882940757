/** Words that differ by one letter at the most: found by what is left of each when a letter is taken out. */
import { countingSort } from "./lists.ts";

/**
 * Every word and every word less one letter, in buckets by hash (Garbe's symmetric deletion): a word and another
 * that has one letter more, less or exchanged have one of them in common.
 */
export type Neighbours = {
  readonly start: Uint32Array; // entries of bucket b: [start[b], start[b + 1]); a power of two of buckets
  readonly hashes: Int32Array;
  readonly words: Uint32Array; // numbers of words
};

/** The neighbours of words by number. */
export function indexNeighbours(words: readonly string[]): Neighbours {
  const numbers: number[] = [];
  const found: number[] = [];
  words.forEach((word, number) => {
    for (const hash of variantHashes(word)) {
      found.push(hash);
      numbers.push(number);
    }
  });
  let buckets = 1;
  while (buckets < found.length) buckets *= 2;
  const { start, order } = countingSort(
    found.map((hash) => hash & (buckets - 1)),
    buckets,
  );
  return {
    start,
    hashes: Int32Array.from(order, (at) => found[at]!),
    words: Uint32Array.from(order, (at) => numbers[at]!),
  };
}

/**
 * Numbers of the words at most one letter from `word`, each once, in no promised order. Some are two letters away:
 * one that has a letter too many in one place and one too few in another.
 *
 * @example
 * const near = indexNeighbours(["ksn", "ksnp", "ms", "ptk"]);
 * neighboursOf(near, "ksm").toSorted(); //=> [0]
 * neighboursOf(near, "ksn").toSorted(); //=> [0, 1]
 */
export function neighboursOf({ start, hashes, words }: Neighbours, word: string): readonly number[] {
  const numbers = new Set<number>();
  const mask = start.length - 2;
  for (const hash of variantHashes(word)) {
    const bucket = hash & mask;
    for (let at = start[bucket]!; at < start[bucket + 1]!; at++)
      if (hashes[at] === hash) numbers.add(words[at]!);
  }
  return [...numbers];
}

// Not of the empty word: it would make all single letters neighbours.
function variantHashes(word: string): ReadonlySet<number> {
  const hashes = new Set([hashOf(word, -1)]);
  if (word.length > 1) for (let left = 0; left < word.length; left++) hashes.add(hashOf(word, left));
  return hashes;
}

/** FNV-1a of the word's units but the one at `leftOut`. */
function hashOf(word: string, leftOut: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++)
    if (at !== leftOut) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  // The low bits choose the bucket: mixed with the high ones.
  return hash ^ (hash >>> 15);
}
