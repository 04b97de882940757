import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concatBytes, sameBytes } from "../base/bytes.ts";
import { leafHash } from "./leaf.ts";
import { consistencyProof, hashTree, inclusionProof, nodeHash, rootHash } from "./tree.ts";
import { verifyConsistency } from "./verify-consistency.ts";
import { verifyInclusion } from "./verify-inclusion.ts";

const leaf = (i: number) => leafHash(Uint8Array.of(i % 256, i >> 8));
const leaves = (size: number) => Array.from({ length: size }, (_, i) => leaf(i));
const treeOf = (size: number) => hashTree(concatBytes(...leaves(size)));

/** RFC 6962's definition, word for word. */
function plainRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  const split = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(plainRoot(hashes.slice(0, split)), plainRoot(hashes.slice(split)));
}

test("the root of each earlier size is that of RFC 6962's definition", () => {
  const tree = treeOf(70);
  for (let size = 1; size <= 70; size++)
    assert.ok(sameBytes(rootHash(tree, size), plainRoot(leaves(size))), `size ${size}`);
});

test("every leaf of every small tree has a proof that verifies, at each earlier size too", () => {
  const tree = treeOf(33);
  for (let size = 1; size <= 33; size++) {
    const root = rootHash(tree, size);
    for (let index = 0; index < size; index++) {
      const claim = { leaf: leaf(index), index, size, proof: inclusionProof(tree, index, size), root };
      assert.deepEqual(verifyInclusion(claim), { ok: true }, `${index} of ${size}`);
    }
  }
});

test("every two sizes of a small tree have a consistency proof that verifies", () => {
  const tree = treeOf(33);
  for (let size2 = 1; size2 <= 33; size2++)
    for (let size1 = 1; size1 <= size2; size1++) {
      const [root1, root2] = [rootHash(tree, size1), rootHash(tree, size2)];
      const claim = { size1, size2, root1, root2, proof: consistencyProof(tree, size1, size2) };
      assert.deepEqual(verifyConsistency(claim), { ok: true }, `${size1} to ${size2}`);
    }
});

test("proofs of large trees verify, and fail for any other leaf", () => {
  const tree = treeOf(5000);
  const root = rootHash(tree);
  fc.assert(
    fc.property(fc.nat(4999), fc.nat(4999), (index, other) => {
      const claim = { index, size: 5000, proof: inclusionProof(tree, index), root };
      assert.equal(verifyInclusion({ ...claim, leaf: leaf(other) }).ok, index === other);
    }),
  );
});

const tree = treeOf(7);
const good = { leaf: leaf(3), index: 3, size: 7, proof: inclusionProof(tree, 3), root: rootHash(tree) };
const [first, ...rest] = good.proof;
for (const { desc, claim, reason } of [
  { desc: "an index past the end", claim: { ...good, index: 7 }, reason: "index 7 is outside a ledger of 7" },
  { desc: "a negative index", claim: { ...good, index: -1 }, reason: "index -1 is outside a ledger of 7" },
  {
    desc: "an empty leaf",
    claim: { ...good, leaf: new Uint8Array() },
    reason: "a hash is not 32 bytes long",
  },
  { desc: "a missing hash", claim: { ...good, proof: rest }, reason: "the proof is too short" },
  {
    desc: "an extra hash",
    claim: { ...good, proof: [...good.proof, first!] },
    reason: "the proof is too long",
  },
  { desc: "a neighbour's index", claim: { ...good, index: 2 }, reason: "the proof leads to another root" },
])
  test(`an inclusion proof is refused for ${desc}`, () => {
    assert.deepEqual(verifyInclusion(claim), { ok: false, reason });
  });

const grown = {
  size1: 3,
  size2: 7,
  root1: rootHash(tree, 3),
  root2: rootHash(tree, 7),
  proof: consistencyProof(tree, 3, 7),
};
for (const { desc, claim, reason } of [
  {
    desc: "an older size of 0",
    claim: { ...grown, size1: 0 },
    reason: "got sizes 0 and 7, wanted 0 < size1 <= size2",
  },
  {
    desc: "a shrunken ledger",
    claim: { ...grown, size1: 8 },
    reason: "got sizes 8 and 7, wanted 0 < size1 <= size2",
  },
  {
    desc: "another older root",
    claim: { ...grown, root1: leaf(9) },
    reason: "the proof leads to another older root",
  },
  { desc: "another root", claim: { ...grown, root2: leaf(9) }, reason: "the proof leads to another root" },
  { desc: "no proof", claim: { ...grown, proof: [] }, reason: "the proof is too short" },
  {
    desc: "one size with two roots",
    claim: { ...grown, size1: 7, proof: [] },
    reason: "one size has two roots",
  },
  {
    desc: "a root that is cut",
    claim: { ...grown, root1: new Uint8Array(31) },
    reason: "a hash is not 32 bytes long",
  },
])
  test(`growth is refused for ${desc}`, () => {
    assert.deepEqual(verifyConsistency(claim), { ok: false, reason });
  });

test("what cannot be asked of a tree is a mistake of the caller", () => {
  assert.throws(() => hashTree(new Uint8Array(33)), { code: "bad-hashes" });
  assert.throws(() => rootHash(tree, 8), { code: "bad-size" });
  assert.throws(() => inclusionProof(tree, 7), { code: "bad-index" });
  assert.throws(() => consistencyProof(tree, 0, 7), { code: "bad-size" });
});

test("the root of nothing is the hash of nothing", () => {
  assert.equal(
    Buffer.from(rootHash(hashTree(new Uint8Array())))
      .toString("hex")
      .slice(0, 8),
    "e3b0c442",
  );
});
