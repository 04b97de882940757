/** Timestamps that openssl made: read without a network, confirmed only by who stands behind them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { answerTimestamp, recorded } from "../../test/example-authority.ts";
import { fromBase64, fromHex, utf8 } from "../base/bytes.ts";
import { takeCertificates } from "./certificate.ts";
import { confirmTimestamp, readTimestamp, tidyTimestamp, timestampRequest } from "./timestamp.ts";

const message = utf8(recorded.message);
const bytesOf = (text: string) => fromBase64(text) ?? new Uint8Array();
const known = (pem: string) => takeCertificates(pem).certificates;

for (const { desc, nonce, answer } of recorded.tokens)
  describe(`a timestamp by ${desc}`, () => {
    const tidy = tidyTimestamp(bytesOf(answer), { message, nonce: fromHex(nonce) ?? new Uint8Array() });
    assert.ok("value" in tidy, JSON.stringify(tidy));
    const read = readTimestamp(tidy.value, message);
    assert.ok("value" in read, JSON.stringify(read));

    test("says its time, and is confirmed by the certificate of who issued the authority's", () => {
      assert.match(read.value.time, /^2026-11-25T\d\d:\d\d:\d\d\.000Z$/);
      assert.deepEqual(confirmTimestamp(read.value, known(recorded.authority)), { ok: true });
      assert.equal(confirmTimestamp(read.value, known(recorded.otherAuthority)).ok, false);
      assert.equal(confirmTimestamp(read.value, []).ok, false);
    });

    test("is refused for other bytes, another request, and with a byte changed", () => {
      assert.ok("issues" in readTimestamp(tidy.value, utf8("another checkpoint")));
      assert.ok("issues" in tidyTimestamp(bytesOf(answer), { message, nonce: new Uint8Array(16) }));
      for (let at = 3; at < tidy.value.length; at += 61) {
        const copy = tidy.value.map((byte, i) => (i === at ? byte ^ 1 : byte));
        if ("value" in readTimestamp(copy, message)) assert.fail(`byte ${at}`);
      }
    });
  });

test("a certificate that is not for signing times, and a time outside its validity, confirm nothing", () => {
  const nonce = new Uint8Array(16);
  const answer = answerTimestamp(timestampRequest(message, nonce), new Date("2001-01-01T00:00:00Z"));
  const tidy = tidyTimestamp(answer, { message, nonce });
  assert.ok(
    "issues" in tidy && /did not hold then/.test(tidy.issues[0]?.message ?? ""),
    JSON.stringify(tidy),
  );
});

test("an answer that says no is told as such", () => {
  const no = fromHex("30053003020102") ?? new Uint8Array(); // PKIStatus rejection, nothing else
  const tidy = tidyTimestamp(no, { message, nonce: new Uint8Array(16) });
  assert.ok("issues" in tidy && /rejection/.test(tidy.issues[0]?.message ?? ""), JSON.stringify(tidy));
});

test("the example of docs/spec/timestamps.md is a timestamp over its message", () => {
  const spec = readFileSync(new URL("../../docs/spec/timestamps.md", import.meta.url), "utf8");
  const text = /```timestamp\n([^`]+)```/.exec(spec)?.[1]?.replaceAll("\n", "") ?? "";
  assert.ok("value" in readTimestamp(bytesOf(text), message));
});
