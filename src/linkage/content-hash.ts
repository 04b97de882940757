/** 32-bit hashes of texts: order and sampling go by them, so that they are the same on every machine and in any order. */

/**
 * A hash of the text's UTF-16 units (FNV-1a, finished as in MurmurHash3), in [2, 2^32): 0 and 1 are free for marks.
 *
 * @example
 * hashText("anna", 1) === hashText("anna", 1); //=> true
 */
export function hashText(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return finish(hash ^ Math.imul(text.length, 0x9e3779b1));
}

/**
 * A hash of two hashes, in [2, 2^32); their order matters.
 *
 * @example
 * mixHashes(5, 7) === mixHashes(7, 5); //=> false
 */
export function mixHashes(first: number, second: number): number {
  return finish(Math.imul(first, 0x9e3779b1) ^ ((second << 13) | (second >>> 19)));
}

// The finaliser of MurmurHash3 (Appleby), which spreads every bit over all others.
function finish(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = (hash ^ (hash >>> 16)) >>> 0;
  return hash < 2 ? hash + 2 : hash;
}
