/** Names across scripts on labelled pairs that are not part of the project: accuracy, and where it must not fall. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type LabelledPair, readLabelledPairs } from "../../bench/names/labelled-pairs.ts";
import { bestF1 } from "../../bench/names/measures.ts";
import { plainLikeness } from "../../bench/names/peers.ts";
import { byLevel, byLikeness, scorePairs } from "../../bench/names/scorers.ts";
import { compareNames, nameKeys, prepareName } from "../../src/names/index.ts";

const pairs = readLabelledPairs();
const reason = "no labelled names: set RECOUNT_FIXTURES to the folder that has data/names";
const groups: ReadonlyMap<string, readonly LabelledPair[]> = Map.groupBy(pairs ?? [], (pair) => pair.set);

/** Least best F1 per group, of likeness and of levels alone: what the first version reached, less two points. */
const FLOORS: readonly (readonly [set: string, likeness: number, level: number])[] = [
  ["cyrillic", 0.93, 0.91],
  ["arabic", 0.9, 0.87],
  ["greek", 0.92, 0.86],
  ["hebrew", 0.95, 0.91],
  ["armenian", 0.89, 0.85],
  ["georgian", 0.94, 0.89],
  ["person", 0.8, 0.82],
];

describe("labelled pairs", { skip: pairs === undefined && reason }, () => {
  for (const [group, likeness, level] of FLOORS)
    test(`${group}: best F1 is at least ${likeness} by likeness, ${level} by level, and above any-ascii's`, () => {
      const members = groups.get(group) ?? [];
      assert.ok(members.length > 100, `got ${members.length} pairs, wanted more than 100`);
      const found = bestF1(scorePairs(members, byLikeness));
      assert.ok(found >= likeness, `likeness gives ${found}`);
      assert.ok(bestF1(scorePairs(members, byLevel)) >= level, "levels give less");
      assert.ok(found > bestF1(scorePairs(members, plainLikeness)), "any-ascii with Jaro-Winkler is as good");
    });

  test("nine in ten pairs of one person's names share a blocking key in every script", () => {
    for (const [group, members] of groups) {
      const matches = members.filter(({ isMatch }) => isMatch);
      const found = matches.filter(({ left, right }) => {
        const keys = new Set(nameKeys(prepareName(left)));
        return nameKeys(prepareName(right)).some((key) => keys.has(key));
      });
      const recall = found.length / matches.length;
      assert.ok(recall >= 0.9, `${group}: ${recall.toFixed(3)}`);
    }
  });

  test("comparison of every pair does not care which name comes first", () => {
    for (const { left, right } of pairs ?? []) {
      const [a, b] = [prepareName(left), prepareName(right)];
      assert.deepEqual(compareNames(a, b), compareNames(b, a), `${left} / ${right}`);
    }
  });
});
