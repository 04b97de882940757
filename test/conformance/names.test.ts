/** Names across scripts on labelled pairs that are not part of the project: accuracy, and where it must not fall. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bestF1, byLevel, type LabelledPair, plainF1, readPairs, scorePairs } from "../../bench/names.ts";
import { compareNames, likenessOfNames, nameKeys, prepareName } from "../../src/names/index.ts";

const pairs = readPairs();
const reason = "no labelled names: set RECOUNT_FIXTURES to the folder that has data/names";
const groups: ReadonlyMap<string, readonly LabelledPair[]> = Map.groupBy(pairs ?? [], (pair) => pair.group);

/** Least best F1 per group, of likeness and of levels alone: what the first version reached, less two points. */
const FLOORS: readonly (readonly [group: string, likeness: number, level: number])[] = [
  ["legislators cyrillic", 0.93, 0.91],
  ["legislators arabic", 0.9, 0.87],
  ["legislators greek", 0.92, 0.86],
  ["legislators hebrew", 0.95, 0.91],
  ["legislators armenian", 0.89, 0.85],
  ["legislators georgian", 0.94, 0.89],
  ["name-pairs person", 0.8, 0.82],
];

describe("labelled pairs", { skip: pairs === undefined && reason }, () => {
  for (const [group, likeness, level] of FLOORS)
    test(`${group}: best F1 is at least ${likeness} by likeness, ${level} by level, and above any-ascii's`, () => {
      const members = groups.get(group) ?? [];
      assert.ok(members.length > 100, `got ${members.length} pairs, wanted more than 100`);
      const byLikeness = bestF1(scorePairs(members, likenessOfNames));
      assert.ok(byLikeness >= likeness, `likeness gives ${byLikeness}`);
      assert.ok(bestF1(scorePairs(members, byLevel)) >= level, "levels give less");
      assert.ok(byLikeness > plainF1(members), "any-ascii with Jaro-Winkler is as good");
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
