/** Published vectors of others, for the formats of the ledger: Merkle proofs, Ed25519, canonical JSON. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fromHex, utf8 } from "../../src/base/bytes.ts";
import { canonicalBytes } from "../../src/base/canonical-json.ts";
import * as browser from "../../src/base/ed25519-browser.ts";
import { isPlausibleSignature, judgePublicKey } from "../../src/base/ed25519-keys.ts";
import * as node from "../../src/base/ed25519-node.ts";
import { verifyConsistency } from "../../src/ledger/verify-consistency.ts";
import { verifyInclusion } from "../../src/ledger/verify-inclusion.ts";

const vectors = join(process.env["RECOUNT_FIXTURES"] ?? "../shared", "vectors");
const skip = existsSync(vectors) ? false : `no vectors in ${vectors}: set RECOUNT_FIXTURES`;

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(vectors, ...path), "utf8"));
const jsonFiles = (folder: string) =>
  readdirSync(join(vectors, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => [path, read(folder, path)] as const);
/** Base64 as Go reads it: no text and null are no bytes. */
const bytes = (text: string | null) => Uint8Array.from(Buffer.from(text ?? "", "base64"));

test("all 98 inclusion proofs of transparency-dev/merkle are judged as they should be", { skip }, () => {
  const cases = jsonFiles("merkle/inclusion");
  assert.equal(cases.length, 98);
  for (const [path, { leafIdx, treeSize, root, leafHash, proof, wantErr }] of cases) {
    const claim = {
      leaf: bytes(leafHash),
      index: Number(leafIdx),
      size: Number(treeSize),
      root: bytes(root),
      proof: (proof ?? []).map(bytes),
    };
    assert.equal(verifyInclusion(claim).ok, !wantErr, path);
  }
});

test("all 98 consistency proofs of transparency-dev/merkle are judged as they should be, save one whose roots are no hashes", {
  skip,
}, () => {
  const cases = jsonFiles("merkle/consistency");
  assert.equal(cases.length, 98);
  const refusedByPolicy: string[] = [];
  for (const [path, { size1, size2, root1, root2, proof, wantErr }] of cases) {
    const claim = {
      size1: Number(size1),
      size2: Number(size2),
      root1: bytes(root1),
      root2: bytes(root2),
      proof: (proof ?? []).map(bytes),
    };
    const { ok } = verifyConsistency(claim);
    if (!wantErr && claim.root1.length !== 32) {
      assert.equal(ok, false, path); // our policy: hashes are 32 bytes before anything is compared
      refusedByPolicy.push(path);
    } else assert.equal(ok, !wantErr, path);
  }
  assert.deepEqual(refusedByPolicy, ["additional/sizes-are-equal-one-and-proof-is-empty.json"]);
});

const twins = Object.entries({ node, browser });

for (const [twin, { ed25519Verify }] of twins)
  test(`all 151 Ed25519 cases of Wycheproof are judged as they should be by the ${twin} twin`, {
    skip,
  }, () => {
    const { testGroups, numberOfTests } = read("wycheproof-ed25519.json");
    assert.equal(numberOfTests, 151);
    for (const { publicKey, tests } of testGroups)
      for (const { tcId, comment, msg, sig, result } of tests) {
        const [key, message, signature] = [publicKey.pk, msg, sig].map((hex) => fromHex(hex)!);
        assert.equal(ed25519Verify(key!, message!, signature!), result === "valid", `${tcId} ${comment}`);
      }
  });

test("of the 914 edge cases of CCTV, both twins accept the same 43; the others break a rule that we name", {
  skip,
}, () => {
  const cases = read("cctv-ed25519.json");
  assert.equal(cases.length, 914);
  const reasons = new Map<string, number>();
  for (const { number, key, sig, msg, flags } of cases) {
    const [k, s, m] = [fromHex(key)!, fromHex(sig)!, utf8(msg)];
    const accepted = node.ed25519Verify(k, m, s);
    assert.equal(browser.ed25519Verify(k, m, s), accepted, `case ${number}: the twins disagree`);
    const named: readonly string[] = flags ?? [];
    const rule = accepted
      ? "accepted"
      : !judgePublicKey(k).ok
        ? "weak or non-canonical key"
        : !isPlausibleSignature(s)
          ? "R of small order"
          : named.includes("low_order_residue")
            ? "holds only with the cofactor"
            : named.includes("non_canonical_R")
              ? "R not canonical"
              : `unexplained: ${named.join(" ")}`;
    reasons.set(rule, (reasons.get(rule) ?? 0) + 1);
    // What nobody may accept: an equation that holds only when multiplied by the cofactor, or a weak key.
    if (accepted)
      assert.ok(
        !named.some((flag) => /low_order_A|low_order_R|non_canonical|residue/.test(flag)),
        `case ${number}`,
      );
  }
  assert.deepEqual(Object.fromEntries(reasons), {
    accepted: 43,
    "weak or non-canonical key": 526,
    "R of small order": 166,
    "holds only with the cofactor": 142,
    "R not canonical": 37,
  });
});

test("the six canonical JSON documents of RFC 8785's author come out byte for byte", { skip }, () => {
  const names = readdirSync(join(vectors, "jcs/input")).filter((name) => name.endsWith(".json"));
  assert.equal(names.length, 6);
  for (const name of names) {
    const wanted = readFileSync(join(vectors, "jcs/output", name));
    assert.deepEqual(Buffer.from(canonicalBytes(read("jcs/input", name))), wanted, name);
  }
});
