/** Checking that a ledger only grew, without trusting it. */
import { sameBytes } from "../base/bytes.ts";
import type { Verdict } from "../base/errors.ts";
import { HASH_SIZE, nodeHash } from "./tree.ts";

export type ConsistencyClaim = {
  readonly size1: number; // of the older checkpoint
  readonly size2: number;
  readonly root1: Uint8Array;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * Whether the tree of `size2` leaves under `root2` begins with the `size1` leaves under `root1`
 * (RFC 9162, section 2.1.4.2). An older size of 0 is refused: every ledger begins with nothing, so it shows nothing.
 *
 * @example
 * const root = new Uint8Array(32);
 * verifyConsistency({ size1: 1, size2: 1, root1: root, root2: root, proof: [] }); //=> { ok: true }
 */
export function verifyConsistency({ size1, size2, root1, root2, proof }: ConsistencyClaim): Verdict {
  if ([root1, root2, ...proof].some((hash) => hash.length !== HASH_SIZE))
    return refuse(`a hash is not ${HASH_SIZE} bytes long`);
  if (!(Number.isSafeInteger(size1) && Number.isSafeInteger(size2) && size1 > 0 && size1 <= size2))
    return refuse(`got sizes ${size1} and ${size2}, wanted 0 < size1 <= size2`);
  if (size1 === size2) {
    if (proof.length > 0) return refuse("the proof is too long");
    return sameBytes(root1, root2) ? { ok: true } : refuse("one size has two roots");
  }
  return climb({ size1, size2, root1, root2, proof: isPowerOfTwo(size1) ? [root1, ...proof] : proof });
}

function climb({ size1, size2, root1, root2, proof }: ConsistencyClaim): Verdict {
  const [seed, ...siblings] = proof;
  if (seed === undefined) return refuse("the proof is too short");
  let [position, last] = [size1 - 1, size2 - 1];
  for (; isRight(position); position = half(position)) last = half(last);
  let [old, grown] = [seed, seed];
  for (const sibling of siblings) {
    if (last === 0) return refuse("the proof is too long");
    if (isRight(position) || position === last) {
      old = nodeHash(sibling, old);
      grown = nodeHash(sibling, grown);
      while (!isRight(position) && position > 0) [position, last] = [half(position), half(last)];
    } else {
      grown = nodeHash(grown, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  if (last !== 0) return refuse("the proof is too short");
  if (!sameBytes(old, root1)) return refuse("the proof leads to another older root");
  return sameBytes(grown, root2) ? { ok: true } : refuse("the proof leads to another root");
}

const half = (n: number) => Math.floor(n / 2); // not >> 1: sizes may pass 2^31
const isRight = (position: number) => position % 2 === 1;
const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n));
const refuse = (reason: string): Verdict => ({ ok: false, reason });
