/** The law of changes: an index brought along is, column by column, the one that is made of all its names at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { partsOf } from "../parts.ts";
import { wordsOf } from "../words.ts";
import { changeNames, emptyNameIndex, indexColumns, type NameIndex } from "./name-index.ts";
import { extendTokens, noTokens } from "./token-table.ts";

type Owned = readonly (readonly [owner: number, text: string])[];

const word = fc.oneof(
  fc.constantFrom("Əli", "Али", "علي", "Mara", "Мара", "מרה", "Torn", "Торн", "O", "Anna-Maria", "Maria"),
  fc.string({
    minLength: 1,
    maxLength: 4,
    unit: fc.constantFrom("a", "b", "m", "t", "r", "а", "м", "і", "ո", "ր"),
  }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
const owned = (owner: fc.Arbitrary<number>) => fc.array(fc.tuple(owner, text), { maxLength: 8 });
const step = fc.record({
  come: owned(fc.nat({ max: 30 })),
  gone: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 5 }),
});

function change(index: NameIndex, come: Owned, gone: readonly number[] = []): NameIndex {
  const changed = changeNames(index, new Set(gone));
  for (const [owner, name] of come) changed.add(owner, name);
  return changed.finish();
}

const foldsOf = (name: string) => partsOf(wordsOf(name)).map(({ fold }) => fold);

function columnsOf({ tokens, owners, start, parts }: NameIndex) {
  const names = Array.from(owners, (owner, name) => [
    owner,
    ...Array.from(parts.subarray(start[name], start[name + 1]), (part) => tokens.folds[part]),
  ]);
  return { names, columns: { tokens: extendTokens(noTokens, tokens.folds), owners, start, parts } };
}

test("after any steps an index is the one over its columns, and these hold the names that are left", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      let index = emptyNameIndex();
      let left: Owned = [];
      for (const { come, gone } of steps) {
        index = change(index, come, gone);
        left = [...left.filter(([owner]) => !gone.includes(owner)), ...come].toSorted(([a], [b]) => a - b);
        const { names, columns } = columnsOf(index);
        assert.deepEqual(
          names,
          left.map(([owner, name]) => [owner, ...foldsOf(name)]),
        );
        assert.deepEqual(index, indexColumns(columns));
      }
    }),
  );
});

test("names that come after all others, in steps, give the index that all at once give", () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 8 }), { maxLength: 6 }), (steps) => {
      const all = steps.flat().map((name, owner) => [owner, name] as const);
      let index = emptyNameIndex();
      for (const names of steps) {
        const from = index.owners.length;
        index = change(index, all.slice(from, from + names.length));
      }
      assert.deepEqual(index, change(emptyNameIndex(), all));
      assert.deepEqual(index, indexColumns(columnsOf(index).columns));
    }),
  );
});

test("the index before a change stays what it was", () => {
  fc.assert(
    fc.property(step, step, (first, second) => {
      const index = change(emptyNameIndex(), first.come);
      const before = structuredClone(index);
      change(index, second.come, second.gone);
      assert.deepEqual(index, before);
    }),
  );
});
