import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { clusterPairs } from "./cluster.ts";
import { clusterComponents } from "./cluster-components.ts";
import { fixedWeight } from "./match-weight.ts";

/** `"0-1:8 1-2:3"`: pairs of rows with their weight in bits. */
function pairs(text: string) {
  const found = text.split(" ").map((pair) => /^(\d+)-(\d+):(-?\d+)$/.exec(pair) ?? ["", "0", "0", "0"]);
  return {
    left: found.map(([, a]) => Number(a)),
    right: found.map(([, , b]) => Number(b)),
    weight: found.map(([, , , bits]) => fixedWeight(Number(bits))),
    threshold: 0,
  };
}

const labels = (input: Parameters<typeof clusterPairs>[0]) => Array.from(clusterPairs(input)).join("");

test("rows that agree become one", () => {
  assert.equal(labels({ size: 4, ...pairs("0-1:8 2-3:8") }), "0011");
});

test("a weak bridge does not chain two groups", () => {
  const two = "0-1:9 0-2:9 1-2:9 3-4:9 3-5:9 4-5:9";
  assert.equal(labels({ size: 6, ...pairs(`${two} 2-3:6`) }), "000111");
});

test("a strong word against outweighs a weaker word for", () => {
  assert.equal(labels({ size: 3, ...pairs("0-1:8 1-2:3 0-2:-9") }), "001");
});

test("people's different holds, even through others", () => {
  assert.equal(labels({ size: 3, ...pairs("0-1:9 1-2:8 0-2:9"), different: [[0, 2]] }), "001");
});

test("people's same holds against weights", () => {
  assert.equal(labels({ size: 3, ...pairs("0-1:-9"), same: [[0, 1]] }), "001");
});

test("with one row per list the best partner wins", () => {
  assert.equal(labels({ size: 3, ...pairs("0-1:5 0-2:7"), list: [0, 1, 1] }), "010");
});

test("no cluster breaks a rule, whatever the weights", () => {
  const size = 8;
  const row = fc.nat(size - 1);
  const weighed = fc.array(fc.tuple(row, row, fc.integer({ min: -20, max: 20 })), { maxLength: 30 });
  fc.assert(
    fc.property(weighed, row, row, (found, a, b) => {
      fc.pre(a !== b);
      const once = new Map(found.filter(([x, y]) => x < y).map(([x, y, bits]) => [`${x}-${y}`, bits]));
      const text = [...once].map(([key, bits]) => `${key}:${bits}`).join(" ") || "0-1:-9";
      const list = Array.from({ length: size }, (_, i) => i % 3);
      const entity = clusterPairs({ size, ...pairs(text), list, different: [[a, b]] });
      assert.notEqual(entity[a], entity[b]);
      for (let x = 0; x < size; x++)
        for (let y = 0; y < x; y++)
          assert.ok(entity[x] !== entity[y] || list[x] !== list[y], `${x} and ${y}`);
    }),
  );
});

test("clustered by components, rows get the labels that they get all at once", () => {
  const row = fc.nat(9);
  const pairOf = fc.tuple(row, row).filter(([a, b]) => a < b);
  const scored = fc.uniqueArray(fc.tuple(pairOf, fc.integer({ min: -8, max: 8 })), {
    selector: ([[a, b]]) => `${a} ${b}`,
    maxLength: 25,
  });
  const judged = fc.array(pairOf, { maxLength: 2 });
  const lists = fc.option(fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }), { nil: undefined });
  fc.assert(
    fc.property(scored, judged, judged, lists, (pairs, same, different, list) => {
      const columns = {
        left: Uint32Array.from(pairs, ([[a]]) => a),
        right: Uint32Array.from(pairs, ([[, b]]) => b),
        weight: Int32Array.from(pairs, ([, bits]) => fixedWeight(bits)),
      };
      const input = { size: 10, threshold: 0, same, different, ...(list && { list }) };
      assert.deepEqual(
        clusterComponents({ ...input, pairs: columns }),
        clusterPairs({ ...input, ...columns }),
      );
    }),
    { numRuns: 400 },
  );
});
