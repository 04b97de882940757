import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  concatBytes,
  fromBase64,
  fromBase64url,
  fromHex,
  sameBytes,
  toBase64,
  toBase64url,
  toHex,
  writeBase64url,
} from "./bytes.ts";

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.uint8Array({ minLength: 1000, maxLength: 3000 }),
);

test("every text form reads back to the same bytes", () => {
  fc.assert(
    fc.property(bytes, (value) => {
      for (const read of [
        fromHex(toHex(value)),
        fromBase64(toBase64(value)),
        fromBase64url(toBase64url(value)),
      ])
        assert.ok(read !== undefined && sameBytes(read, value));
    }),
  );
});

test("the text forms are those of everybody else", () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const wanted = Buffer.from(value);
      assert.equal(toHex(value), wanted.toString("hex"));
      assert.equal(toBase64(value), wanted.toString("base64"));
      assert.equal(toBase64url(value), wanted.toString("base64url"));
    }),
  );
  fc.assert(
    fc.property(bytes, fc.nat({ max: 5 }), (value, at) => {
      const target = new Uint8Array(2 * value.length + 8);
      const length = writeBase64url(value, value.length, { target, at });
      const written = Buffer.from(target.subarray(at, at + length)).toString();
      assert.equal(written, Buffer.from(value).toString("base64url"));
      assert.ok(target.subarray(at + length).every((byte) => byte === 0));
    }),
  );
});

test("whatever is not the one text of a value is refused", () => {
  const anyText = fc.string({
    unit: fc.constantFrom(...Array.from("AQgZz09+/-_= \né\u{1f54a}")),
    maxLength: 9,
  });
  fc.assert(
    fc.property(anyText, (text) => {
      const [value, urlValue, hexValue] = [fromBase64(text), fromBase64url(text), fromHex(text)];
      const wanted = (form: "base64" | "base64url" | "hex") =>
        Buffer.from(text, form).toString(form) === text;
      assert.equal(value !== undefined && toBase64(value) === text, wanted("base64"));
      assert.equal(urlValue !== undefined && toBase64url(urlValue) === text, wanted("base64url"));
      assert.equal(hexValue !== undefined && toHex(hexValue) === text, wanted("hex"));
      for (const [read, form] of [
        [value, "base64"],
        [urlValue, "base64url"],
        [hexValue, "hex"],
      ] as const)
        assert.equal(read !== undefined, wanted(form));
    }),
  );
});

test("a value has one base64 text only", () => {
  for (const text of ["AR==", "AQ=", "AQ", " AQ==", "A-8=", "AQ==\n"])
    assert.equal(fromBase64(text), undefined, text);
  for (const text of ["AR", "AQ==", "A+8"]) assert.equal(fromBase64url(text), undefined, text);
});

test("joins parts in order", () => {
  assert.deepEqual([...concatBytes(Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3))], [1, 2, 3]);
});
