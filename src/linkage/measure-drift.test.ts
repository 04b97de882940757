import assert from "node:assert/strict";
import { test } from "node:test";
import { valueInRow } from "./link-table.ts";
import { fixedWeight } from "./match-weight.ts";
import { measureDrift } from "./measure-drift.ts";
import { filterRows, linkTableOf, tableBuilder } from "./table-builder.ts";

const fields = [
  { name: "name", kind: "full-name" },
  { name: "mother", kind: "mother" },
] as const;

/** Rows of two lists, the second with or without a mother's name; a pair for each two neighbours. */
function added({ weight, mother }: { weight: number; mother: string }) {
  const builder = tableBuilder(fields);
  for (let row = 0; row < 800; row++) {
    const [list, values] = row < 600 ? ["old", [`name ${row}`, "Ani"]] : ["new", [`name ${row}`, mother]];
    builder.add({ index: row, id: `${list}/${row}`, list: String(list), values: values as string[] });
  }
  const isNew = Uint8Array.from({ length: 800 }, (_, row) => (row < 600 ? 0 : 1));
  const left = Uint32Array.from({ length: 400 }, (_, i) => 2 * i);
  const pairs = {
    left,
    right: left.map((row) => row + 1),
    weight: Int32Array.from(left, (row) => fixedWeight(row < 600 ? row % 10 : weight + (row % 10))),
  };
  const filled = linkTableOf(builder.take()).fields.map((field) => ({
    name: field.name,
    isFilled: (row: number) => valueInRow(field, row) !== "",
  }));
  return { fields: filled, pairs, isNew };
}

test("new records like the old have no drift", () => {
  assert.deepEqual(measureDrift(added({ weight: 0, mother: "Ani" })), {
    bits: 0,
    fields: [],
    isLarge: false,
  });
});

test("weights of another kind, or a field that is empty, are a drift that is said", () => {
  const moved = measureDrift(added({ weight: 20, mother: "Ani" }));
  assert.ok(moved.isLarge && moved.bits > 0.9, `${moved.bits} bits`);
  const empty = measureDrift(added({ weight: 0, mother: "" }));
  assert.ok(empty.isLarge);
  assert.deepEqual(empty.fields, [{ name: "mother", filled: 0, filledBefore: 1 }]);
});

test("a table is built in the order of entries, and goes on from rows that were kept", () => {
  const first = tableBuilder(fields);
  for (const index of [5, 3])
    first.add({ index, id: `r/${index}`, list: "a", values: [`name ${index}`, ""] });
  const kept = filterRows(first.take(), (row) => row === 0);
  assert.deepEqual([Array.from(kept.index), kept.ids], [[3], ["r/3"]]);
  const next = tableBuilder(fields, kept);
  next.add({ index: 9, id: "r/9", list: "b", values: ["name 3", ""] });
  const { fields: linked, lists, list, keys } = linkTableOf(next.take());
  assert.deepEqual(
    [linked.map(({ name }) => name), lists, Array.from(list), keys],
    [["name"], ["a", "b"], [0, 1], ["r/3", "r/9"]],
  );
  assert.equal(linked[0]?.ids?.[0], linked[0]?.ids?.[1]);
  assert.deepEqual(
    linkTableOf(next.take(), ["mother"]).fields.map(({ name }) => name),
    ["name", "mother"],
  );
});
