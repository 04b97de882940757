import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CLOSE, gradeOf, rankWords } from "./compare-tokens.ts";
import { prepareName } from "./prepare.ts";
import { areApart, CLOSE_MOST, LOOSE_MOST } from "./screen.ts";

const alphabets = [
  "abdeghiklmnorstvzəş",
  "абвгдезийклмнорстух",
  "ابتحدرسعفقلمنهوي",
  "αβγδεικλμνορστ",
  "აბგდევიკლმნორს",
];
const letters = fc.constantFrom(...alphabets.flatMap((alphabet) => Array.from(alphabet)));
const word = fc.string({ unit: letters, minLength: 1, maxLength: 9 });
const tokens = (text: string) => prepareName(text).tokens;

test("words that their screens tell apart are apart by every view, whichever comes first", () => {
  let apart = 0;
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), fc.array(word, { maxLength: 4 }), (one, other) => {
      for (const a of tokens(one.join(" ")))
        for (const b of tokens(other.join(" "))) {
          for (const most of [CLOSE_MOST, LOOSE_MOST] as const) {
            const isApart = areApart(a.screen, 0, b.screen, 0, most);
            assert.equal(areApart(b.screen, 0, a.screen, 0, most), isApart);
            if (!isApart) continue;
            apart++;
            assert.equal(rankWords(a.packed, 0, b.packed, 0, most), 0, `${a.fold} ${b.fold}`);
          }
        }
    }),
    { numRuns: 1000 },
  );
  assert.ok(apart > 1000, `${apart} pairs of words were told apart`);
});

test("words that agree pass their screens: in other scripts, as forms of one name, with a typing error", () => {
  for (const [one, other] of [
    ["Həsənov", "Гасанов"],
    ["Магомед", "Məmməd"],
    ["mitchell", "mithcell"],
    ["حسن", "Hasan"],
  ] as const)
    assert.equal(
      areApart(tokens(one)[0]!.screen, 0, tokens(other)[0]!.screen, 0, CLOSE_MOST),
      false,
      `${one} ${other}`,
    );
});

test("words that are close are ranked alike whether or not those loosely alike are asked for", () => {
  let close = 0;
  fc.assert(
    fc.property(word, fc.array(fc.tuple(fc.nat(8), letters), { maxLength: 3 }), (one, changes) => {
      const other = changes.reduce(
        (text, [at, letter]) => text.slice(0, at) + letter + text.slice(at + 1),
        one,
      );
      const [[a], [b]] = [tokens(one), tokens(other)];
      if (a === undefined || b === undefined) return;
      const loose = rankWords(a.packed, 0, b.packed, 0, LOOSE_MOST);
      const isClose = loose !== 0 && gradeOf(loose) <= CLOSE;
      assert.equal(rankWords(a.packed, 0, b.packed, 0, CLOSE_MOST), isClose ? loose : 0, `${one} ${other}`);
      if (isClose) close++;
    }),
    { numRuns: 3000 },
  );
  assert.ok(close > 100, `${close} pairs of words were close`);
});
