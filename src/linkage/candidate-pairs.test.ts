import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type KeyColumn, keyColumns } from "./blocking-keys.ts";
import { chooseRules, combineKeys } from "./blocking-rules.ts";
import { LARGEST_BLOCK, splitBlocks, visitCandidates } from "./candidate-pairs.ts";
import { encodeTexts } from "./encode.ts";

/** A key column from the keys of each row, `"a b"` being two. */
function keysOf(field: string, rows: readonly string[]): KeyColumn {
  const lists = rows.map((row) => row.split(" ").filter(Boolean));
  const starts = Uint32Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]);
  const ids = encodeTexts(lists.flat()).ids.slice();
  for (const [i] of rows.entries()) ids.subarray(starts[i], starts[i + 1]).sort();
  return { field, label: field, isBroad: false, starts, ids };
}

const row = fc
  .array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 3 })
  .map((keys) => [...new Set(keys)].join(" "));

test("each pair of rows that share a key of some rule comes once, under the first such rule", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(row, row), { minLength: 2, maxLength: 12 }), (rows) => {
      const columns = [0, 1].map((c) => rows.map((own) => own[c] ?? ""));
      const rules = columns.map((keys, c) => combineKeys({ size: rows.length }, [keysOf(`${c}`, keys)]));
      const found: string[] = [];
      visitCandidates(
        rules,
        () => true,
        (left, right, rule) => found.push(`${left}-${right}:${rule}`),
      );
      const shares = (c: number, i: number, j: number) =>
        (columns[c]?.[i] ?? "")
          .split(" ")
          .some((key) => key !== "" && (columns[c]?.[j] ?? "").split(" ").includes(key));
      const wanted = rows.flatMap((_, j) =>
        rows.slice(0, j).flatMap((__, i) =>
          [0, 1]
            .filter((c) => shares(c, i, j))
            .slice(0, 1)
            .map((c) => `${i}-${j}:${c}`),
        ),
      );
      assert.deepEqual(found.sort(), wanted.sort());
    }),
  );
});

test("a block larger than the limit is split into runs that are alike, and reported", () => {
  const size = LARGEST_BLOCK * 2 + 10;
  const rule = combineKeys({ size }, [
    keysOf(
      "x",
      Array.from({ length: size }, (_, i) => (i < size - 4 ? "crowd" : "few")),
    ),
  ]);
  const { keys, split } = splitBlocks(
    rule,
    Uint32Array.from({ length: size }, (_, i) => i),
  );
  assert.equal(split, size - 4);
  const blocks = Map.groupBy(keys.ids, (id) => id)
    .values()
    .map((ids) => ids.length)
    .toArray()
    .sort((a, b) => a - b);
  assert.deepEqual(blocks, [4, 6, LARGEST_BLOCK, LARGEST_BLOCK]);
  assert.ok(keys.ids[0] === keys.ids[1] && keys.ids[0] !== keys.ids[size - 5]);
});

test("rules stay under their budget, and rows that they leave alone are counted", () => {
  const size = 3000;
  const texts = Array.from({ length: size }, (_, i) => (i < 2000 ? "usual" : `rare ${i >> 1}`));
  const { ids, values, counts } = encodeTexts(texts);
  const columns = keyColumns([{ name: "x", kind: "family", ids, values, counts }]);
  const { rules } = chooseRules({ size }, columns);
  assert.ok(rules.length > 0 && rules.every(({ pairs }) => pairs > 0 && pairs <= 20 * size));
  assert.ok(rules.some(({ tooCommon }) => tooCommon === 2000));
});
