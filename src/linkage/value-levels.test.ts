import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance, jaroWinkler } from "./edit-distance.ts";
import { alignNames } from "./full-name-levels.ts";
import { nameWords } from "./name-value.ts";
import {
  compareCodes,
  compareContacts,
  compareNumbers,
  comparePartTexts,
  comparePlaces,
  comparePoints,
  compareTexts,
} from "./value-levels.ts";

const names = [
  { a: "Əli Vəli Həsənov", b: "Əli Vəli Həsənov", level: "same" },
  { a: "Alina Petrova", b: "Алина Петрова", level: "same but for spelling" },
  { a: "Salim Nadir Karim", b: "Karim Salim Nadir", level: "same words, other order" },
  { a: "Salim Nadir Karim", b: "Salim Karim", level: "a word more" },
  { a: "Salim Nadir Karim", b: "Rubina Nadir Karim", level: "first word differs" },
  { a: "Salim Nadir Karim", b: "Salim Nadir Bogdan", level: "last word differs" },
  { a: "Salim Nadir Karim", b: "Salim Bogdan Karim", level: "middle word differs" },
  { a: "Karim Salim", b: "Salim Nadir Karim", level: "a word more" },
  { a: "Karim Nadir", b: "Salim Nadir Karim", level: "first word differs" },
  { a: "Karim Salim Nadir", b: "Rubina Nadir Karim", level: "first word differs" },
  { a: "Karim Timofej Salim", b: "Timur Salim Karim", level: "first word similar" },
  { a: "Салим Надирович Карим", b: "სალიმ ნადირის ძე კარიმი", level: "one word close" },
  { a: "Salim Nadir", b: "Bogdan Vesna", level: "different" },
] as const;

for (const { a, b, level } of names)
  test(`"${a}" and "${b}": ${level}`, () =>
    assert.equal(alignNames(nameWords(a), nameWords(b)).level, level));

for (const { a, b, level } of [
  { a: "katherine", b: "kathrine", level: "one letter off" },
  { a: "k", b: "kathrine", level: "initial" },
  { a: "katherine", b: "oliver", level: "different" },
  { a: "Али", b: "Ali", level: "same in another script" },
])
  test(`parts "${a}" and "${b}": ${level}`, () => assert.equal(comparePartTexts(a, b), level));

for (const { a, b, level } of [
  { a: "@k/k-1/k-1-1", b: "@k/k-1/k-1-2", level: "same place above" },
  { a: "@k/k-1/k-1-1", b: "@k/k-1", level: "one inside the other" },
  { a: "@k/k-1/k-1-1/x", b: "@k/k-1/k-1-2/y", level: "same region" },
  { a: "@k/k-1/k-1-1", b: "@k/k-2/k-2-1", level: "different" },
  { a: "@k/k-1", b: "Nordhaven", level: "missing" },
  { a: "nordhaven", b: "nordhavn", level: "one letter off" },
])
  test(`places "${a}" and "${b}": ${level}`, () => {
    assert.equal(comparePlaces(a, b), level);
    assert.equal(comparePlaces(b, a), level);
  });

test("points of two surveys of one place agree, across the date line too", () => {
  assert.equal(comparePoints("-30.1,-18.2", "-30.105,-18.2"), "within 1 km");
  assert.equal(comparePoints("10,179.9999", "10,-179.9999"), "within 200 m");
  assert.equal(comparePoints("10,20", "11,20"), "different");
});

test("no level of values depends on which comes first", () => {
  const text = fc.stringMatching(/^[abcd]{1,6}(?: [abcd]{1,6}){0,2}$/);
  const compares = [compareCodes, compareContacts, compareNumbers, comparePartTexts, compareTexts];
  fc.assert(
    fc.property(text, text, (a, b) => {
      fc.pre(a !== b);
      for (const compare of compares) assert.equal(compare(a, b), compare(b, a), compare.name);
      assert.equal(jaroWinkler(a, b), jaroWinkler(b, a));
      assert.equal(
        alignNames(nameWords(a), nameWords(b)).level,
        alignNames(nameWords(b), nameWords(a)).level,
      );
    }),
  );
});

test("the bounded edit distance is the whole one, or one more than its bound", () => {
  const text = fc.stringMatching(/^[ab]{0,7}$/);
  fc.assert(
    fc.property(text, text, fc.nat(4), (a, b, limit) => {
      assert.equal(editDistance(a, b, limit), Math.min(editDistance(a, b, 20), limit + 1));
    }),
  );
});
