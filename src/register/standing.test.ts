import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { recordId } from "../model/ids.ts";
import type { StoredJudgement } from "../model/judgement.ts";
import { reviewerAgreements } from "./agreement.ts";
import { decidedPairs, standingJudgements } from "./standing.ts";

/** `judged("a=b Ani", "b!c Ani", "a?c Levon")`: judgements with ids from 1. */
function judged(...lines: readonly string[]): readonly StoredJudgement[] {
  return lines.map((line, i) => {
    const [, left = "", sign = "", right = "", by = ""] = /^(\w+)(=|!|\?)(\w+) (\w+)$/.exec(line) ?? [];
    const answer = sign === "=" ? "same" : sign === "!" ? "different" : "unsure";
    const sides = { left: recordId(left), right: recordId(right) };
    return { id: i + 1, ...sides, answer, by, why: "seen", at: "2026-01-02", seen: { left: 1, right: 2 } };
  });
}

const letters = ["a", "b", "c", "d", "e"];
const standings = (judgements: readonly StoredJudgement[]) =>
  standingJudgements(judgements, new Map()).map(({ standing }) => standing);

describe("a judgement", () => {
  const cases = [
    { desc: "alone holds", said: ["a=b Ani"], stands: ["holds"] },
    {
      desc: "of the same person later replaces hers",
      said: ["a=b Ani", "b!a Ani"],
      stands: ["replaced", "holds"],
    },
    { desc: "of another contests it", said: ["a=b Ani", "b!a Levon"], stands: ["contested", "contested"] },
    {
      desc: "of another who is unsure leaves it",
      said: ["a=b Ani", "a?b Levon"],
      stands: ["holds", "holds"],
    },
    {
      desc: "against what follows from others is contested with them",
      said: ["a=b Ani", "b=c Ani", "a!c Levon", "c=d Ani"],
      stands: ["contested", "contested", "contested", "holds"],
    },
    {
      desc: "is contested over every way that joins its records",
      said: ["a=b Ani", "b=c Ani", "a=d Ani", "d=c Ani", "a!c Ani"],
      stands: ["contested", "contested", "contested", "contested", "contested"],
    },
    {
      desc: "different beside another different contradicts nothing",
      said: ["a!b Ani", "b!c Ani", "a=c Ani"],
      stands: ["holds", "holds", "holds"],
    },
  ];
  for (const { desc, said, stands } of cases)
    test(desc, () => assert.deepEqual(standings(judged(...said)), stands));
});

test("what is contested says what it contradicts, and decides nothing", () => {
  const all = standingJudgements(judged("a=b Ani", "b=c Ani", "a!c Levon"), new Map());
  assert.deepEqual(
    all.map(({ against }) => against),
    [[3], [3], [1, 2]],
  );
  assert.deepEqual(decidedPairs(all), []);
});

test("a withdrawn judgement contradicts nothing", () => {
  const [first, second] = judged("a=b Ani", "a!b Levon");
  assert.ok(first && second);
  assert.deepEqual(standings([{ ...first, withdrawnBy: 9 }, second]), ["withdrawn", "holds"]);
});

test("a judgement waits to be confirmed when a compared field changed, and says which", () => {
  const all = judged("a=b Ani", "c=d Ani");
  const since = new Map([
    [1, { isGone: false, changed: ["birth"] }],
    [2, { isGone: true, changed: [] }],
  ]);
  const [changed, gone] = standingJudgements(all, since);
  assert.deepEqual([changed?.standing, changed?.changed, gone?.standing], ["to-confirm", ["birth"], "gone"]);
});

test("one who is sure decides a pair beside one who is not", () => {
  const all = standingJudgements(judged("a?b Ani", "a=b Levon", "c?d Ani"), new Map());
  assert.deepEqual(
    decidedPairs(all).map(({ answer }) => answer),
    ["same", "unsure"],
  );
});

test("the order in which contradictions are entered decides nothing", () => {
  const line = fc
    .tuple(
      fc.constantFrom("a", "b", "c", "d"),
      fc.constantFrom("=", "!"),
      fc.constantFrom("e", "f", "a", "b"),
      fc.constantFrom("Ani", "Levon"),
    )
    .filter(([a, , b]) => a !== b)
    .map(([a, sign, b, by]) => `${a}${sign}${b} ${by}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(line, {
        selector: (text) => text.slice(0, 3).split(/\W/).sort().join("") + text.slice(3),
      }),
      (lines) => {
        const forward = standingJudgements(judged(...lines), new Map());
        const backward = standingJudgements(judged(...lines.toReversed()), new Map()).toReversed();
        assert.deepEqual(
          forward.map(({ standing }) => standing),
          backward.map(({ standing }) => standing),
        );
      },
    ),
  );
});

test("same judgements that hold never join two records that a different one keeps apart", () => {
  const line = fc
    .tuple(fc.constantFrom(...letters), fc.constantFrom("=", "!"), fc.constantFrom(...letters))
    .filter(([a, , b]) => a !== b)
    .map(([a, sign, b]) => `${a}${sign}${b} Ani`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const decided = decidedPairs(standingJudgements(judged(...lines), new Map()));
      const group = new Map(letters.map((letter) => [letter, letter]));
      for (const { left, right, answer } of decided)
        if (answer === "same") {
          const [keep, gone] = [group.get(left), group.get(right)];
          for (const [letter, own] of group) if (own === gone) group.set(letter, keep ?? "");
        }
      for (const { left, right, answer } of decided)
        if (answer === "different") assert.notEqual(group.get(left), group.get(right));
    }),
  );
});

test("agreement beyond chance is one when all agree, and nothing when chance explains it", () => {
  const both = (pairs: readonly string[]) => pairs.flatMap((pair) => [`${pair} Ani`]);
  const same = judged(...both(["a=b", "c!d"]), "a=b Levon", "c!d Levon");
  assert.deepEqual(reviewerAgreements(same), [
    { reviewers: ["Ani", "Levon"], pairs: 2, agreed: 2, kappa: 1 },
  ]);
  const crossed = judged(
    "a=b Ani",
    "c=d Ani",
    "e!f Ani",
    "g!h Ani",
    "a=b Levon",
    "c!d Levon",
    "e=f Levon",
    "g!h Levon",
  );
  assert.equal(reviewerAgreements(crossed)[0]?.kappa, 0);
  assert.equal(reviewerAgreements(judged("a=b Ani", "a=b Levon"))[0]?.kappa, undefined);
  assert.deepEqual(reviewerAgreements(judged("a=b Ani", "c=d Levon")), []);
});
