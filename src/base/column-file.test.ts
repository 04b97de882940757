import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatColumnFile, parseColumnFile } from "./column-file.ts";

const file = {
  header: { run: 3, of: "Ա" },
  columns: {
    bytes: Uint8Array.of(1, 2, 3),
    list: Uint16Array.of(65_535),
    ids: Uint32Array.of(7, 2 ** 32 - 1),
    weight: Int32Array.of(-5),
    index: Float64Array.of(2 ** 40),
    none: new Uint32Array(),
  },
};

test("columns of every type read back from their bytes", () => {
  assert.deepEqual(parseColumnFile(formatColumnFile(file)), file);
});

test("a file with a bit changed, or cut anywhere, is none", () => {
  const bytes = formatColumnFile(file);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      assert.equal(parseColumnFile(changed), undefined);
      assert.equal(parseColumnFile(bytes.slice(0, at)), undefined);
    }),
  );
});
