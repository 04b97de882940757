import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTable } from "./link.ts";
import type { LinkTable } from "./link-table.ts";
import type { KeyMemo, NameMemo } from "./name-memo.ts";

const GIVENS = ["Ilyas", "Maro", "Sofi", "Pavle", "Nura", "Davit", "Lena"];
const FAMILIES = [
  "Temur",
  "Velan",
  "Andar",
  "Korin",
  "Halem",
  "Orbel",
  "Sarov",
  "Belen",
  "Tormi",
  "Gavel",
  "Hesan",
];

/** More rows than are all compared with one another, so that rules bring them together. */
function tableOf(rows: number): LinkTable {
  const people = Array.from({ length: rows }, (_, i) => i >> 1); // two rows of each
  const names = people.map(
    (p, i) => `${GIVENS[p % 7]} ${FAMILIES[p % 11]}${i % 6 === 0 ? "o" : ""} ${FAMILIES[(p * 5) % 9]}`,
  );
  const dates = people.map((p) => `${1940 + (p % 60)}-0${1 + (p % 9)}-1${p % 10}`);
  return {
    fields: [
      { name: "name", kind: "full-name", values: names },
      { name: "born", kind: "date", values: dates },
    ],
    lists: ["a"],
    list: names.map(() => 0),
  };
}

const table = tableOf(1500);
const first = linkTable(table);
const model = { ...first.model, rules: [{ keys: ["name: two words"], pairs: 0 }] };
const [learned, names] = [linkTable(table, { model }), linkTable(table, { model }).names()];
const foundWith = (known: NameMemo) => linkTable(table, { model, names: known }).pairs;

test("what an earlier run learned of names gives the pairs and weights that learning it again gives", () => {
  assert.ok(learned.pairs.left.length > 0 && names.keys.has("name: two words"));
  assert.deepEqual(foundWith(names), learned.pairs);
});

test("codes of names that another version made are not used", () => {
  const other = (memo: KeyMemo) => ({
    ...memo,
    codes: { ...memo.codes, codes: memo.codes.codes.map((code) => code ^ 8) },
  });
  const keys = new Map([...names.keys].map(([label, memo]) => [label, other(memo)]));
  assert.deepEqual(foundWith({ ...names, keys }), learned.pairs);
});
