import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readName } from "../names/prepare.ts";
import { likeliestTexts, makeSketches, sketchName } from "./sound-sketch.ts";

const texts = ["Kemraş", "Lusvar", "Кемраш", "Ağbulaq", "Kemal", "كمراش", "Kemraş"];
const sketches = makeSketches(texts.length);
for (const [at, text] of texts.entries()) sketchName(sketches, at, readName(text));
const nearest = (text: string, among: readonly number[], most: number) =>
  likeliestTexts(sketches, among, { asked: readName(text), most });

test("of many names those are kept that sound most alike, in any script and in the order given", () => {
  const all = [...texts.keys()];
  const rows: readonly (readonly [desc: string, text: string, most: number, kept: readonly number[]])[] = [
    ["the same, the first of equals", "Kemraş", 1, [0]],
    ["the same in another script", "Kemraş", 3, [0, 2, 6]],
    ["with a typing error", "Kemkraş", 3, [0, 2, 6]],
    ["without vowels", "Kemraş", 4, [0, 2, 5, 6]],
    ["another", "Ağbulag", 1, [3]],
    ["none", "Kemraş", 0, []],
  ];
  for (const [desc, text, most, kept] of rows) assert.deepEqual(nearest(text, all, most), kept, desc);
});

test("as many are kept as are asked for, and all where there are no more", () => {
  const among = fc.uniqueArray(fc.nat(texts.length - 1));
  fc.assert(
    fc.property(among, fc.nat(9), (numbers, most) => {
      const kept = nearest("Lusvar", numbers, most);
      assert.equal(kept.length, Math.min(most, numbers.length));
      assert.deepEqual(
        kept,
        numbers.filter((at) => kept.includes(at)),
      );
    }),
  );
});
