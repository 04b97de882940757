/** A set of texts that says "perhaps" of few others and never "no" of its own: it ships where the texts are too many. */
import { sha256 } from "#sha256";
import { utf8 } from "./bytes.ts";

export type BloomFilter = {
  readonly hashes: number; // positions of a text
  readonly bits: Uint8Array; // eight positions a byte, the lowest first
};

/**
 * The positions of a text: two halves of one digest make them all (Kirsch and Mitzenmacher, "Less hashing, same
 * performance", 2008, section 2).
 */
function positionsOf(text: string, { hashes, bits }: BloomFilter): readonly number[] {
  const digest = sha256(utf8(text));
  const view = new DataView(digest.buffer, digest.byteOffset);
  const [first, second] = [view.getUint32(0), view.getUint32(4)];
  return Array.from({ length: hashes }, (_, i) => (first + i * second) % (8 * bits.length));
}

/**
 * A filter of texts. Of other texts it holds about one in `2 ** hashes`.
 *
 * @example
 * filterOf(["a", "b"], 10).bits.length; //=> 4
 */
export function filterOf(texts: readonly string[], hashes: number): BloomFilter {
  // As many bits as leave half of them unset: hashes / ln 2 for each text.
  const filter = { hashes, bits: new Uint8Array(Math.ceil((texts.length * hashes) / Math.LN2 / 8)) };
  for (const text of texts)
    for (const at of positionsOf(text, filter))
      filter.bits[at >> 3] = (filter.bits[at >> 3] ?? 0) | (1 << (at & 7));
  return filter;
}

/**
 * Whether the filter holds the text: true of all that it was made of, and of few others.
 *
 * @example
 * holdsText(filterOf(["a", "b"], 10), "a"); //=> true
 */
export function holdsText(filter: BloomFilter, text: string): boolean {
  return positionsOf(text, filter).every((at) => ((filter.bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0);
}
