import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../base/random.ts";
import { rowDigest } from "./row-key.ts";
import { matchRows, type RowPrint } from "./version-diff.ts";

const row = (text: string): RowPrint => {
  const cells = text.split("|");
  return { key: rowDigest(cells), digest: rowDigest(cells), cells };
};
const keyed = (key: string, text: string): RowPrint => ({ ...row(text), key });
const texts = (rows: readonly RowPrint[]) => rows.map(({ cells }) => cells.join("|"));

test("a list that was sorted again is kept row by row", () => {
  const rows = ["Ali|1970|Upper", "Vera|1971|Lower", "Aram|1972|Upper"].map(row);
  const { kept, changed, added, removed } = matchRows(rows, rows.toReversed());
  assert.equal(kept.length, 3);
  assert.ok(kept.every(({ previous, next }) => previous.key === next.key));
  assert.deepEqual([changed, added, removed], [[], [], []]);
});

test("a corrected row keeps its identity; a new and a dropped one do not pair", () => {
  const diff = matchRows(
    ["Ali Garan|1970|Upper|m", "Vera Lor|1971|Lower|f", "Oto Bel|1950|Hill|m"].map(row),
    ["Vera Lor|1971|Lower|f", "Ali Garan|1971|Upper|m", "Nino Sar|1980|Valley|f"].map(row),
  );
  assert.deepEqual(
    diff.changed.map(({ previous, next }) => [...texts([previous]), ...texts([next])]),
    [["Ali Garan|1970|Upper|m", "Ali Garan|1971|Upper|m"]],
  );
  assert.deepEqual(
    [texts(diff.added), texts(diff.removed)],
    [["Nino Sar|1980|Valley|f"], ["Oto Bel|1950|Hill|m"]],
  );
});

test("between two equally similar rows none is chosen", () => {
  const diff = matchRows(["Ali|1970|Upper|m", "Ali|1972|Upper|m"].map(row), ["Ali|1971|Upper|m"].map(row));
  assert.deepEqual([diff.changed.length, diff.added.length, diff.removed.length], [0, 1, 2]);
});

test("a key outweighs likeness", () => {
  const diff = matchRows([keyed("7", "Ali|1970")], [keyed("7", "Vera|1999"), keyed("8", "Ali|1970")]);
  assert.deepEqual(
    diff.changed.map(({ next }) => next.key),
    ["7"],
  );
  assert.deepEqual(
    diff.added.map(({ key }) => key),
    ["8"],
  );
});

test("every row stands in the difference exactly once", () => {
  const lists = fc.array(fc.constantFrom("a|1|x", "a|2|x", "b|1|y", "b|1|x", "c|3|z").map(row), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const [previous, next] = [before, after].map((rows) => rows.map((one) => ({ ...one }))) as [
        RowPrint[],
        RowPrint[],
      ];
      const { kept, changed, added, removed } = matchRows(previous, next);
      const pairs = [...kept, ...changed];
      assert.deepEqual(new Set([...pairs.map((pair) => pair.previous), ...removed]), new Set(previous));
      assert.deepEqual(new Set([...pairs.map((pair) => pair.next), ...added]), new Set(next));
      assert.equal(pairs.length + removed.length, previous.length);
      assert.equal(pairs.length + added.length, next.length);
    }),
  );
});

test("finds the corrections in a shuffled list of many rows", () => {
  const random = seededRandom(7);
  const people = Array.from(
    { length: 5000 },
    (_, i) =>
      `Name${random.below(3000)} Fam${i}|${1930 + random.below(70)}|Village ${random.below(200)}|${i % 2}`,
  );
  const next = people
    .map((text, i) => (i % 50 === 0 ? text.replace(/\|\d{4}\|/, "|1901|") : text))
    .toReversed();
  const { kept, changed } = matchRows(people.map(row), next.map(row));
  assert.deepEqual([kept.length, changed.length], [4900, 100]);
  assert.ok(changed.every((pair) => pair.previous.cells[0] === pair.next.cells[0]));
});
