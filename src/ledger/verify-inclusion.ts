/** Checking that a leaf is in the ledger, without trusting the ledger. */
import { sameBytes } from "../base/bytes.ts";
import type { Verdict } from "../base/errors.ts";
import { HASH_SIZE, nodeHash } from "./tree.ts";

export type InclusionClaim = {
  readonly leaf: Uint8Array; // leaf hash, 32 bytes
  readonly index: number; // position in the ledger, from 0
  readonly size: number; // number of leaves under the checkpoint
  readonly proof: readonly Uint8Array[]; // sibling hashes, leaf upwards
  readonly root: Uint8Array; // root hash from a checkpoint that the caller trusts
};

/**
 * Whether the claim's leaf is in the tree of `size` leaves under `root` (RFC 9162, section 2.1.3.2).
 *
 * @example
 * const leaf = new Uint8Array(32); // the root of a ledger with one leaf is that leaf
 * verifyInclusion({ leaf, index: 0, size: 1, proof: [], root: leaf }); //=> { ok: true }
 */
export function verifyInclusion({ leaf, index, size, proof, root }: InclusionClaim): Verdict {
  if ([leaf, root, ...proof].some((hash) => hash.length !== HASH_SIZE))
    return refuse(`a hash is not ${HASH_SIZE} bytes long`);
  if (!(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size))
    return refuse(`index ${index} is outside a ledger of ${size}`);
  let node = leaf;
  let position = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return refuse("the proof is too long");
    if (isRight(position) || position === last) {
      node = nodeHash(sibling, node);
      // A node at the right edge without a right sibling rises unpaired: skip those levels.
      while (!isRight(position) && position > 0) {
        position = half(position);
        last = half(last);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    position = half(position);
    last = half(last);
  }
  if (last !== 0) return refuse("the proof is too short");
  return sameBytes(node, root) ? { ok: true } : refuse("the proof leads to another root");
}

const half = (n: number) => Math.floor(n / 2); // not >> 1: sizes may pass 2^31
const isRight = (position: number) => position % 2 === 1;
const refuse = (reason: string): Verdict => ({ ok: false, reason });
