import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { prepareName } from "../prepare.ts";
import { codesOf, SOUND_BITS } from "../sounds.ts";
import { spellingBits } from "./spelling-bits.ts";
import { spellingCostsOf } from "./spelling-costs.ts";
import { extendTokens, noTokens } from "./token-table.ts";

const bitsOf = (asked: string, part: string) =>
  spellingBits(extendTokens(noTokens, [part]), prepareName(asked).tokens[0]!)(0);

describe("a word is nearer to how a name is mostly written than to what sounds as alike", () => {
  // Each pair of parts is alike to the word, in the eyes of a comparison.
  const cases = [
    { desc: "by its vowels", asked: "Marta", plain: "марта", other: "марти" },
    { desc: "by long vowels beside an abjad", asked: "Lima", plain: "ليما", other: "لوما" },
    { desc: "by its vowel letters between abjads", asked: "לימה", plain: "ليما", other: "لوما" },
    { desc: "by its letters in Greek", asked: "Toros", plain: "τοροσ", other: "τορζ" },
  ];
  for (const { desc, asked, plain, other } of cases)
    test(desc, () => {
      assert.ok(bitsOf(asked, plain) + 1 < bitsOf(asked, other));
    });
});

test("a part that cannot be sounded is infinitely far", () => {
  assert.equal(bitsOf("Marta", "ーー"), Number.POSITIVE_INFINITY);
});

test("what was counted costs less than before, what was not more, and through an alphabet between abjads", () => {
  const none = [0, 1, 2].map(() => new Float64Array(1 << (2 * SOUND_BITS)));
  const seen = none.map((counts) => counts.slice());
  const [s, z, t] = codesOf("szt");
  const place = (from = 0, to = 0) => (from << SOUND_BITS) | to;
  seen[1]![place(s, z)] = 100;
  const [before, after] = [spellingCostsOf(none), spellingCostsOf(seen)];
  assert.ok(after[1]![place(s, z)]! < before[1]![place(s, z)]!);
  assert.ok(after[1]![place(s, s)]! > before[1]![place(s, s)]!);
  assert.ok(after[3]![place(s, z)]! < before[3]![place(s, z)]!);
  assert.equal(after[0]![place(s, z)], before[0]![place(s, z)]);
  assert.equal(after[1]![place(t, t)], before[1]![place(t, t)]);
});
