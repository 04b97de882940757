import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import * as browser from "./sha256-browser.ts";
import { hashLanes, LANES, paddedWords, startState } from "./sha256-lanes.ts";
import * as node from "./sha256-node.ts";

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

test("SHA-256 is the same in Node, in the browser and in OpenSSL", () => {
  fc.assert(
    fc.property(fc.array(bytes(200), { maxLength: 4 }), (parts) => {
      const wanted = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
      assert.equal(toHex(node.sha256(...parts)), wanted);
      assert.equal(toHex(browser.sha256(...parts)), wanted);
    }),
  );
});

test("HMAC-SHA-256 is the same in Node, in the browser and in OpenSSL, for keys shorter and longer than a block", () => {
  fc.assert(
    fc.property(bytes(150), bytes(200), (key, message) => {
      const wanted = createHmac("sha256", key).update(message).digest("hex");
      assert.equal(toHex(node.hmacSha256(key, message)), wanted);
      assert.equal(toHex(browser.hmacSha256(key, message)), wanted);
    }),
  );
});

test("a text's digest is that of its UTF-8 bytes, in both twins", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      const wanted = createHash("sha256").update(text, "utf8").digest("base64url");
      for (const twin of [node, browser]) assert.equal(twin.sha256Base64url(text), wanted);
    }),
  );
});

test("of one to four messages side by side, each digest is that of OpenSSL, whatever was taken before", () => {
  fc.assert(
    fc.property(
      fc.array(bytes(300), { minLength: 1, maxLength: LANES }),
      fc.boolean(),
      (messages, goesOn) => {
        const taken = new Uint8Array(64).fill(7);
        const states = new Int32Array(8 * LANES);
        const from = startState();
        if (goesOn) {
          hashLanes(from, [paddedWords(taken, 0).subarray(0, 16)], states);
          from.set(states.subarray(0, 8));
        }
        hashLanes(
          from,
          messages.map((message) => paddedWords(message, goesOn ? 64 : 0)),
          states,
        );
        for (const [lane, message] of messages.entries()) {
          const found = Array.from(states.subarray(8 * lane, 8 * lane + 8), (word) =>
            (word >>> 0).toString(16).padStart(8, "0"),
          ).join("");
          const whole = goesOn ? Buffer.concat([taken, message]) : message;
          assert.equal(found, createHash("sha256").update(whole).digest("hex"));
        }
      },
    ),
  );
});

test("parts too long to be joined first have the digest of the whole", () => {
  const parts = [new Uint8Array(40_000).fill(1), new Uint8Array(40_000).fill(2)];
  const wanted = createHash("sha256").update(Buffer.concat(parts)).digest("hex");
  for (const twin of [node, browser]) assert.equal(toHex(twin.sha256(...parts)), wanted);
});

for (const [twin, { sha256, hmacSha256 }] of Object.entries({ node, browser })) {
  test(`the ${twin} twin gives the published digests`, () => {
    // FIPS 180-2, appendix B.1, and RFC 4231, test case 2
    assert.equal(
      toHex(sha256(utf8("abc"))),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    const mac = hmacSha256(utf8("Jefe"), utf8("what do ya want for nothing?"));
    assert.deepEqual(
      Uint8Array.from(mac),
      fromHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    );
  });
}
