/** The schedule of sizes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { paddedSize } from "./padded-size.ts";

const sizes = fc.record({ signed: fc.nat({ max: 2 ** 30 }), more: fc.integer({ min: 1, max: 2 ** 30 }) });

test("a ledger grows by its step times a power of two, whatever came in, and by less than twice that or a step", () => {
  fc.assert(
    fc.property(sizes, ({ signed, more }) => {
      const growth = paddedSize(signed + more, signed) - signed;
      const step = paddedSize(signed + 1, signed) - signed;
      assert.ok(Number.isInteger(Math.log2(growth / step)));
      assert.ok(growth >= more && (growth === step || growth < 2 * more));
      assert.ok(step >= 64 && step >= Math.sqrt(signed) && step < Math.max(65, 2 * Math.sqrt(signed)));
    }),
  );
});

test("of a long list strangers learn one of a few powers: all lists between two of them give one size", () => {
  const signed = 1_000_000;
  const seen = new Set(Array.from({ length: 200 }, (_, at) => paddedSize(signed + 1 + 5000 * at, signed)));
  assert.deepEqual(
    [...seen].map((size) => size - signed),
    [1024, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576],
  );
});
