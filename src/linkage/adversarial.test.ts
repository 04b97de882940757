/** Tables made to break a linkage engine: it must end, in bounded memory, and say what it did. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dedupeTables } from "./dedupe.ts";
import { linkTable } from "./link.ts";
import type { FieldKind, LinkTable } from "./link-table.ts";

function tableOf(
  size: number,
  fields: readonly (readonly [FieldKind, (row: number) => string])[],
): LinkTable {
  return {
    fields: fields.map(([kind, textOf], c) => ({
      name: `${kind} ${c}`,
      kind,
      values: Array.from({ length: size }, (_, row) => textOf(row)),
    })),
    lists: ["a"],
    list: new Uint16Array(size),
  };
}

test("one name that everybody has brings nobody together by itself", () => {
  const size = 20_000;
  const table = tableOf(size, [
    ["family", () => "same"],
    ["given", (row) => `name ${row}`],
    ["date", (row) => `${1900 + (row % 90)}-0${1 + (row % 9)}-1${row % 10}`],
  ]);
  const { pairsScored, warnings } = linkTable(table);
  assert.ok(pairsScored <= 100 * size, `${pairsScored} pairs`);
  assert.match(warnings.join("\n"), /every row has the same value/);
});

test("a crowd of one name and birth is split, and told", () => {
  const size = 6000;
  const table = tableOf(size, [
    ["family", (row) => (row < 5000 ? "crowd" : `few ${row >> 1}`)],
    ["given", (row) => (row < 5000 ? "crowd" : `few ${row >> 1}`)],
    ["date", (row) => (row < 5000 ? "1990-02-17" : `${1900 + (row % 90)}-03-11`)],
  ]);
  const { pairsScored, warnings } = linkTable(table);
  assert.ok(pairsScored <= 500 * size, `${pairsScored} pairs`);
  assert.match(warnings.join("\n"), /split|more common/);
});

test("nothing but missing values: everybody stays alone", () => {
  const table = tableOf(5000, [
    ["family", () => ""],
    ["given", () => ""],
  ]);
  const { entities, warnings } = linkTable(table);
  assert.equal(entities, 5000);
  assert.match(warnings.join("\n"), /it is empty/);
});

test("five hundred columns are cut down to those that tell most", () => {
  const header = Array.from({ length: 500 }, (_, c) => `column ${c}`);
  const rows = Array.from({ length: 60 }, (_, row) =>
    header.map((_, c) => `w${(row * (c + 3)) % 41} z${c % 7}`),
  );
  const { warnings, records } = dedupeTables([{ file: "wide.csv", header, rows }]);
  assert.equal(records, 60);
  assert.ok(warnings.filter((text) => text.includes("more than 16 columns say more")).length > 400);
});

test("ids that look like names do not make everybody alike", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const nameOf = (row: number) =>
    [row % 26, Math.floor(row / 26) % 26, Math.floor(row / 676) % 26].map((at) => letters[at]).join("");
  const header = ["id", "name"];
  const rows = Array.from({ length: 1500 }, (_, row) => [
    nameOf(row),
    `${nameOf(row * 7)} ${nameOf(row * 11)}`,
  ]);
  const { entities } = dedupeTables([{ file: "ids.csv", header, rows }]);
  assert.ok(entities > 1400, `${entities} entities`);
});
