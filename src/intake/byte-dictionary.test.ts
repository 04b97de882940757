import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { byteDictionary, HASH_PRIME, HASH_SEED } from "./byte-dictionary.ts";

function rangeOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  const hash = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, HASH_PRIME), HASH_SEED);
  return { bytes, start: 0, end: bytes.length, hash };
}

test("texts get ids as they are first met, running numbers and what comes after them as well", () => {
  const cells = fc.tuple(
    fc.nat(600),
    fc.array(fc.oneof(fc.nat(700).map(String), fc.string({ maxLength: 3 }))),
  );
  fc.assert(
    fc.property(cells, ([ascending, others]) => {
      const texts = [...Array.from({ length: ascending }, (_, i) => String(i >> 1)), ...others];
      const known = new Map([["", 0]]);
      const dictionary = byteDictionary();
      for (const text of texts) {
        if (!known.has(text)) known.set(text, known.size);
        assert.equal(dictionary.idOf(rangeOf(text)), known.get(text));
      }
      assert.deepEqual(dictionary.texts(), [...known.keys()]);
    }),
  );
});
