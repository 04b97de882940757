import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { concatBytes, fromBase64, fromBase64url, fromHex, sameBytes, toBase64, toBase64url, toHex } from "./bytes.ts";

const bytes = fc.uint8Array({ maxLength: 100 });

test("every text form reads back to the same bytes", () => {
  fc.assert(
    fc.property(bytes, (value) => {
      for (const read of [fromHex(toHex(value)), fromBase64(toBase64(value)), fromBase64url(toBase64url(value))])
        assert.ok(read !== undefined && sameBytes(read, value));
    }),
  );
});

test("a value has one base64 text only", () => {
  for (const text of ["AR==", "AQ=", "AQ", " AQ==", "A-8=", "AQ==\n"]) assert.equal(fromBase64(text), undefined, text);
  for (const text of ["AR", "AQ==", "A+8"]) assert.equal(fromBase64url(text), undefined, text);
});

test("joins parts in order", () => {
  assert.deepEqual([...concatBytes(Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3))], [1, 2, 3]);
});
