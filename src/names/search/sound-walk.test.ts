import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { soundDistance } from "../distance.ts";
import { prepareName } from "../prepare.ts";
import { scripts } from "../script.ts";
import { codesOf, costsByMode, type Mode } from "../sounds.ts";
import { makeLookup, type SoundTree } from "./lookup.ts";
import { walkSounds } from "./sound-walk.ts";
import { extendTokens, noTokens, sectionOf } from "./token-table.ts";

const NEAR = 0.35; // of the weight, as sound-walk.ts has it

const word = fc.string({
  unit: fc.constantFrom("a", "b", "d", "e", "g", "i", "k", "l", "m", "n", "o", "s", "t", "u", "v"),
  minLength: 1,
  maxLength: 9,
});
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 40 });

const treeOf = (folds: readonly string[]): SoundTree => makeLookup(extendTokens(noTokens, folds)).sounds;
const soundsOf = (text: string) => codesOf(prepareName(text).tokens[0]?.forms[0]?.sounds ?? "");

test("what a walk finds near a word, and how near, is what comparing it with each word says", () => {
  fc.assert(
    fc.property(words, word, fc.constantFrom<Mode[]>(0, 1, 2), (folds, asked, mode) => {
      const [tree, codes, costs] = [treeOf(folds), soundsOf(asked), costsByMode[mode]!];
      const weightOf = (numbers: Uint8Array) => numbers.reduce((sum, code) => sum + costs.drop[code]!, 0);
      const found = new Map<number, number>();
      const section = sectionOf(scripts.indexOf("latin"), false);
      const [from, to] = [tree.sectionStart[section]!, tree.sectionStart[section + 1]!];
      const near = (place: number, likeness: number) => void found.set(place, likeness);
      walkSounds(tree, { codes, from, to, mode }, { near, begun: undefined });
      for (let place = from; place < to; place++) {
        const other = tree.codes.slice(tree.start[place], tree.start[place + 1]);
        const weight = Math.max(weightOf(codes), weightOf(other));
        const cost = soundDistance(stretch(other), stretch(codes), { costs, limit: weight });
        if (cost <= Math.floor(weightOf(codes) * NEAR))
          assert.ok(found.has(place), `${folds.join(" ")}: place ${place}`);
        if (found.has(place)) assert.equal(found.get(place), 1000 - Math.round((1000 * cost) / weight));
      }
    }),
  );
});

const stretch = (codes: Uint8Array) => ({ numbers: Int32Array.from(codes), start: 0, length: codes.length });

test("a word that goes on where another ends is told to whoever asks for it", () => {
  const tree = treeOf(["mara", "maral", "marandi", "tomas"]);
  const [from, to] = [0, tree.token.length];
  const begun = new Set<number>();
  const query = { codes: soundsOf("мара"), from, to, mode: 1 as const };
  walkSounds(tree, query, { near: () => undefined, begun: (place) => void begun.add(tree.token[place]!) });
  assert.ok(begun.has(1) && begun.has(2) && !begun.has(3));
});
