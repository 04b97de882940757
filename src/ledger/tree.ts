/** The Merkle tree over the ledger's leaves (RFC 6962, section 2.1): roots and proofs at any earlier size. */
import { sha256 } from "#sha256";
import { concatBytes } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";

export const HASH_SIZE = 32; // bytes
const NODE_PREFIX = 1; // RFC 6962, section 2.1

/**
 * A tree that proves at each size up to `size`. `levels[k]` holds, one after the other, the hashes of the full
 * subtrees of 2^k leaves; `levels[0]` are the leaf hashes.
 */
export type HashTree = { readonly size: number; readonly levels: readonly Uint8Array[] };

/**
 * The tree over leaf hashes that lie one after the other, 32 bytes each, in ledger order.
 * A million leaves take about a second. Throws `bad-hashes` when the length is no multiple of 32.
 *
 * @example
 * hashTree(new Uint8Array(64)).size; //=> 2
 */
export function hashTree(leafHashes: Uint8Array): HashTree {
  return growTree({ size: 0, levels: [] }, leafHashes);
}

/**
 * The tree with more leaf hashes at its end. Only nodes that the tree did not have are hashed: a batch costs what it has
 * in it, and the copying of 64 bytes a leaf. Throws `bad-hashes` when the length is no multiple of 32.
 *
 * @example
 * growTree(hashTree(new Uint8Array(64)), new Uint8Array(32)).size; //=> 3
 */
export function growTree(tree: HashTree, leafHashes: Uint8Array): HashTree {
  if (leafHashes.length % HASH_SIZE !== 0)
    throw new RecountError("bad-hashes", `got ${leafHashes.length} bytes, wanted a multiple of ${HASH_SIZE}`);
  const [leaves] = tree.levels;
  const levels = [leaves === undefined ? leafHashes : concatBytes(leaves, leafHashes)];
  for (let below = levels[0] ?? leafHashes; below.length >= 2 * HASH_SIZE; ) {
    below = levelAbove(below, tree.levels[levels.length]);
    levels.push(below);
  }
  return { size: tree.size + leafHashes.length / HASH_SIZE, levels };
}

/**
 * Root hash over the first `size` leaves: 32 bytes. The root of no leaves is the hash of nothing.
 * Requires 0 <= size <= tree.size.
 */
export function rootHash(tree: HashTree, size: number = tree.size): Uint8Array {
  if (!(Number.isInteger(size) && size >= 0 && size <= tree.size))
    throw new RecountError("bad-size", `got size ${size}, wanted 0 to ${tree.size}`);
  return size === 0 ? sha256() : rangeHash(tree, 0, size);
}

/**
 * Sibling hashes from the leaf at `index` up to the root over the first `size` leaves (RFC 9162, 2.1.3.1).
 * Requires 0 <= index < size <= tree.size.
 */
export function inclusionProof(
  tree: HashTree,
  index: number,
  size: number = tree.size,
): readonly Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < size && size <= tree.size))
    throw new RecountError(
      "bad-index",
      `got index ${index} of ${size}, wanted one inside ${tree.size} leaves`,
    );
  return pathTo(tree, index, [0, size]);
}

/**
 * Hashes that lead from the root over `size1` leaves to the root over `size2` (RFC 9162, 2.1.4.1).
 * Requires 0 < size1 <= size2 <= tree.size; equal sizes give an empty proof.
 */
export function consistencyProof(tree: HashTree, size1: number, size2: number): readonly Uint8Array[] {
  if (!(Number.isInteger(size1) && size1 > 0 && size1 <= size2 && size2 <= tree.size))
    throw new RecountError(
      "bad-size",
      `got sizes ${size1} and ${size2}, wanted 0 < size1 <= size2 <= ${tree.size}`,
    );
  return growthOf(tree, size1, [0, size2], true);
}

type LeafRange = readonly [start: number, end: number]; // half-open

function pathTo(tree: HashTree, index: number, [start, end]: LeafRange): readonly Uint8Array[] {
  if (end - start === 1) return [];
  const split = start + splitPoint(end - start);
  return index < split
    ? [...pathTo(tree, index, [start, split]), rangeHash(tree, split, end)]
    : [...pathTo(tree, index, [split, end]), rangeHash(tree, start, split)];
}

/** SUBPROOF of RFC 9162: `isOld` while the range's hash is known to whoever has the old root. */
function growthOf(
  tree: HashTree,
  size1: number,
  [start, end]: LeafRange,
  isOld: boolean,
): readonly Uint8Array[] {
  if (size1 === end) return isOld ? [] : [rangeHash(tree, start, end)];
  const split = start + splitPoint(end - start);
  return size1 <= split
    ? [...growthOf(tree, size1, [start, split], isOld), rangeHash(tree, split, end)]
    : [...growthOf(tree, size1, [split, end], false), rangeHash(tree, start, split)];
}

/** Hash over leaves [start, end), which RFC 6962's splits made: a full subtree, or one at the right edge. */
function rangeHash(tree: HashTree, start: number, end: number): Uint8Array {
  const width = end - start;
  const level = Math.log2(width);
  if (Number.isInteger(level)) return hashAt(tree.levels[level], start / width);
  const split = start + splitPoint(width);
  return nodeHash(rangeHash(tree, start, split), rangeHash(tree, split, end));
}

function hashAt(level: Uint8Array | undefined, position: number): Uint8Array {
  const hash = level?.slice(position * HASH_SIZE, (position + 1) * HASH_SIZE);
  if (hash?.length !== HASH_SIZE) throw new RecountError("bad-tree", `the tree has no hash at ${position}`);
  return hash;
}

/** The level above one, of which `known` hashes are there already. */
function levelAbove(below: Uint8Array, known: Uint8Array = new Uint8Array()): Uint8Array {
  const above = new Uint8Array(Math.floor(below.length / (2 * HASH_SIZE)) * HASH_SIZE);
  above.set(known);
  const node = new Uint8Array(1 + 2 * HASH_SIZE); // one buffer for all: a million are made
  node[0] = NODE_PREFIX;
  for (let at = known.length; at < above.length; at += HASH_SIZE) {
    node.set(below.subarray(2 * at, 2 * at + 2 * HASH_SIZE), 1);
    above.set(sha256(node), at);
  }
  return above;
}

/** Hash of the node above two children: SHA-256(0x01 || left || right). Order matters. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(NODE_PREFIX), left, right));
}

/** The largest power of two below `size`. Requires size > 1. */
function splitPoint(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}
