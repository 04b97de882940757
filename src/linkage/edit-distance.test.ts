import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance, jaroWinkler } from "./edit-distance.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 12 });

/** Optimal string alignment as its definition has it, without bounds. */
function alignFully(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99;
      (table[i] as number[])[j] = Math.min(at(i - 1, j - 1) + same, at(i - 1, j) + 1, at(i, j - 1) + 1, swap);
    }
  return at(a.length, b.length);
}

/** Jaro as its definition has it: units match within reach, the first free one is taken. */
function jaroFully(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(b.length / 2) - 1);
  const taken = new Set<number>();
  const pairs = a.split("").flatMap((unit, i) => {
    const j = b
      .split("")
      .findIndex((other, at) => !taken.has(at) && other === unit && Math.abs(at - i) <= reach);
    taken.add(j);
    return j < 0 ? [] : [{ unit, j }];
  });
  if (pairs.length === 0) return a.length === 0 && b.length === 0 ? 1 : 0;
  const inB = [...pairs].sort((x, y) => x.j - y.j);
  const swapped = pairs.filter(({ unit }, k) => inB[k]?.unit !== unit).length / 2;
  return (pairs.length / a.length + pairs.length / b.length + (pairs.length - swapped) / pairs.length) / 3;
}

test("the distance within a limit is that of the whole table", () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(1, 2, 3), (a, b, limit) => {
      assert.equal(editDistance(a, b, limit), Math.min(alignFully(a, b), limit + 1));
    }),
    { numRuns: 2000 },
  );
});

test("Jaro-Winkler is what its definition says, in both directions", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [short, long] = a.length < b.length || (a.length === b.length && a <= b) ? [a, b] : [b, a];
      const jaro = jaroFully(short, long);
      const prefix = short
        .split("")
        .slice(0, 4)
        .findIndex((unit, i) => unit !== long[i]);
      const shared = prefix === -1 ? Math.min(4, short.length) : prefix;
      assert.ok(Math.abs(jaroWinkler(a, b) - (jaro + 0.1 * shared * (1 - jaro))) < 1e-12);
      assert.equal(jaroWinkler(a, b), jaroWinkler(b, a));
    }),
    { numRuns: 2000 },
  );
});

test("longer texts are compared by their first 32 units", () => {
  assert.equal(jaroWinkler("a".repeat(40), `${"a".repeat(32)}bbb`), 1);
});
