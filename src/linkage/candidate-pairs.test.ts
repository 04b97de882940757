import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keyColumns } from "./blocking-keys.ts";
import { chooseRules, namedRules } from "./blocking-rules.ts";
import {
  type BlockedRule,
  type Blocks,
  blocksOf,
  blocksWith,
  countBlockPairs,
  LARGEST_BLOCK,
  splitBlocks,
  visitBlocks,
  visitCandidates,
} from "./candidate-pairs.ts";
import { hashText } from "./content-hash.ts";
import { type EncodedColumn, encodeTexts } from "./encode.ts";
import type { RowCodes } from "./row-codes.ts";
import { codesOfRows } from "./rule-blocks.ts";
import { finishHere, makeWorkshop } from "./work.ts";

/** Codes of the keys of each row, `"a b"` being two; single ones where no row has two. */
function codesOf(rows: readonly string[]): RowCodes {
  const own = rows.map((row) =>
    row
      .split(" ")
      .filter(Boolean)
      .map((key) => hashText(key, 1))
      .sort((a, b) => a - b),
  );
  if (own.every(({ length }) => length < 2)) return { codes: Uint32Array.from(own, ([code = 0]) => code) };
  const starts = Uint32Array.from([0, ...own.map((_, i) => own.slice(0, i + 1).flat().length)]);
  return { codes: Uint32Array.from(own.flat()), starts };
}

function ruleOf(name: string, rows: readonly string[], sortAlike = (own: Uint32Array) => own) {
  const codes = codesOf(rows);
  const rule = { rule: { keys: [name] }, fields: [name], tooCommon: 0, ...codes, blocks: blocksOf(codes) };
  return splitBlocks(rule, sortAlike);
}

function foundPairs(rules: readonly BlockedRule[]): readonly string[] {
  const found: string[] = [];
  visitCandidates(rules, { isAllowed: () => true }, (left, right, rule) =>
    found.push(`${left}-${right}:${rule}`),
  );
  return found.sort();
}

const keysOfRow = (most: number) =>
  fc
    .array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: most })
    .map((keys) => [...new Set(keys)].join(" "));

for (const { desc, most } of [
  { desc: "several keys to the row", most: 3 },
  { desc: "one key to the row", most: 1 },
])
  test(`each pair of rows that share a key of some rule comes once, under the first such rule: ${desc}`, () => {
    const row = keysOfRow(most);
    fc.assert(
      fc.property(fc.array(fc.tuple(row, row), { minLength: 2, maxLength: 12 }), (rows) => {
        const columns = [0, 1].map((c) => rows.map((own) => own[c] ?? ""));
        const rules = columns.map((keys, c) => ruleOf(`${c}`, keys).rule);
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
        assert.deepEqual(foundPairs(rules), wanted.sort());
      }),
    );
  });

test("a block larger than the limit is split into runs that are alike, and reported", () => {
  const size = LARGEST_BLOCK * 2 + 10;
  const rows = Array.from({ length: size }, (_, i) => (i < size - 4 ? "crowd" : "few"));
  const { rule, split } = ruleOf("x", rows, (own) => own.slice().reverse());
  assert.equal(split, size - 4);
  const sizes = Array.from(
    rule.blocks.codes,
    (_, b) => (rule.blocks.starts[b + 1] ?? 0) - (rule.blocks.starts[b] ?? 0),
  );
  assert.deepEqual(
    sizes.sort((a, b) => a - b),
    [4, 6, LARGEST_BLOCK, LARGEST_BLOCK],
  );
  assert.ok(rule.codes[0] === rule.codes[1] && rule.codes[0] !== rule.codes[size - 5]);
});

/** A family name that two thirds of the rows have, and for the others one of two rows each. */
function crowdedColumn(size: number): EncodedColumn {
  const texts = Array.from({ length: size }, (_, i) => (i < (2 * size) / 3 ? "usual" : `rare ${i >> 1}`));
  return { name: "x", kind: "family", ...encodeTexts(texts) };
}

const chosenRules = (column: EncodedColumn) =>
  finishHere(
    chooseRules({ size: column.ids.length }, keyColumns([column])),
    makeWorkshop({ columns: [column], plans: [], learned: new Map() }),
  );

test("rules stay under their budget, and rows that they leave alone are counted", () => {
  const size = 3000;
  const { rules } = chosenRules(crowdedColumn(size));
  const pairs = rules.map((rule) => countBlockPairs(blocksOf(codesOfRows(size, rule.tables))));
  assert.ok(rules.length > 0 && pairs.every((count) => count > 0 && count <= 100 * size));
  assert.ok(rules.some(({ tooCommon }) => tooCommon === 2000));
});

test("rules that a model names give the same blocks again", () => {
  const size = 3000;
  const keys = keyColumns([crowdedColumn(size)]);
  const { rules } = chosenRules(crowdedColumn(size));
  const again = namedRules(
    keys,
    rules.map(({ rule }) => rule),
  );
  assert.deepEqual(
    again.rules.map(({ tables }) => codesOfRows(size, tables)),
    rules.map(({ tables }) => codesOfRows(size, tables)),
  );
  assert.throws(() => namedRules(keys, [{ keys: ["shoe size: whole"] }]), /got no key "shoe size: whole"/);
});

test("the blocks in which a new row stands bring together all pairs with one, and no block without", () => {
  const rows = fc.array(fc.tuple(fc.nat(6), fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(rows, (made) => {
      const codes = Uint32Array.from(made, ([code]) => code);
      const fresh = Uint8Array.from(made, ([, isNew]) => (isNew ? 1 : 0));
      const pairsOf = (blocks: Blocks) => {
        const found: string[] = [];
        visitBlocks({ codes, blocks }, (left, right) => {
          if (fresh[left] === 1 || fresh[right] === 1) found.push(`${left} ${right}`);
          return true;
        });
        return found;
      };
      const some = blocksWith(blocksOf({ codes }), fresh);
      assert.deepEqual(pairsOf(some), pairsOf(blocksOf({ codes })));
      const isMet = (code: number) => made.some(([own, isNew]) => own === code && isNew);
      assert.ok(some.codes.every(isMet));
    }),
  );
});

test("one block of a million rows is cut, reported, and takes a few words a row", () => {
  const size = 1_000_000;
  const codes = new Uint32Array(size).fill(7);
  const one = {
    rule: { keys: ["name"] },
    fields: ["name"],
    tooCommon: 0,
    codes,
    blocks: blocksOf({ codes }),
  };
  const { rule, split } = splitBlocks(one, (rows) => rows);
  const { starts, rows } = rule.blocks;
  const words = rule.codes.length + rule.blocks.codes.length + starts.length + rows.length;
  assert.equal(split, size);
  assert.ok(starts.every((start, b) => b === 0 || start - (starts[b - 1] ?? 0) <= LARGEST_BLOCK));
  assert.equal(
    countBlockPairs(rule.blocks),
    (size / LARGEST_BLOCK) * ((LARGEST_BLOCK * (LARGEST_BLOCK - 1)) / 2),
  );
  assert.ok(words < 3 * size, `${words} words`);
});
