import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import * as browser from "./ed25519-browser.ts";
import { isPlausibleSignature, judgePublicKey } from "./ed25519-keys.ts";
import * as node from "./ed25519-node.ts";

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const messages = fc.uint8Array({ maxLength: 100 });

for (const [twin, { ed25519PublicKey, ed25519Sign, ed25519Verify }] of Object.entries({ node, browser })) {
  test(`the ${twin} twin signs as RFC 8032, test 2`, () => {
    const seed = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")!;
    const key = ed25519PublicKey(seed);
    assert.equal(toHex(key), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const signature = ed25519Sign(seed, Uint8Array.of(0x72));
    assert.ok(toHex(signature).startsWith("92a009a9f0d4cab8720e820b5f642540"));
    assert.ok(ed25519Verify(key, Uint8Array.of(0x72), signature));
    assert.ok(!ed25519Verify(key, Uint8Array.of(0x73), signature));
  });

  test(`the ${twin} twin refuses a key of small order that OpenSSL alone would take`, () => {
    const key = new Uint8Array(32);
    assert.equal(ed25519Verify(key, utf8("anything"), new Uint8Array(64)), false);
  });

  test(`the ${twin} twin says no to bytes that are no point, no signature or cut short`, () => {
    const seed = new Uint8Array(32).fill(7);
    const [key, message] = [ed25519PublicKey(seed), utf8("m")];
    const signature = ed25519Sign(seed, message);
    assert.equal(ed25519Verify(new Uint8Array(32).fill(2), message, signature), false);
    assert.equal(ed25519Verify(key.slice(1), message, signature), false);
    assert.equal(ed25519Verify(key, message, signature.slice(1)), false);
  });

  test(`the ${twin} twin throws for a seed that is not 32 bytes`, () => {
    assert.throws(() => ed25519PublicKey(new Uint8Array(31)), { code: "bad-seed" });
  });
}

test("both twins make the same keys and signatures, and accept each other's", () => {
  fc.assert(
    fc.property(seeds, messages, (seed, message) => {
      const [key, signature] = [node.ed25519PublicKey(seed), node.ed25519Sign(seed, message)];
      assert.deepEqual(browser.ed25519PublicKey(seed), key);
      assert.deepEqual(browser.ed25519Sign(seed, message), signature);
      assert.ok(browser.ed25519Verify(key, message, signature));
    }),
    { numRuns: 20 },
  );
});

test("both twins refuse a signature of which any bit was flipped", () => {
  const [seed, message] = [new Uint8Array(32).fill(3), utf8("message")];
  const [key, good] = [node.ed25519PublicKey(seed), node.ed25519Sign(seed, message)];
  fc.assert(
    fc.property(fc.nat(511), (bit) => {
      const bad = good.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      assert.equal(node.ed25519Verify(key, message, bad), false);
      assert.equal(browser.ed25519Verify(key, message, bad), false);
    }),
    { numRuns: 60 },
  );
});

test("keys are refused with a reason", () => {
  const nonCanonical = new Uint8Array(32).fill(0xff);
  const canonical = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0xec : i === 31 ? 0x7f : 0xff));
  const reasonOf = (key: Uint8Array) => {
    const judged = judgePublicKey(key);
    return judged.ok ? "" : judged.reason;
  };
  assert.match(reasonOf(nonCanonical), /canonical/);
  assert.match(reasonOf(canonical), /small order/); // y = -1
  assert.match(reasonOf(new Uint8Array(31)), /got a key of 31 bytes/);
  assert.equal(reasonOf(node.ed25519PublicKey(new Uint8Array(32))), "");
  assert.equal(isPlausibleSignature(new Uint8Array(64)), false);
});
