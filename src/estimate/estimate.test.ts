/** What each estimator must do: laws, textbook values, refusals, and finding a total that is known. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../base/random.ts";
import type { CaptureHistory, Estimate, EstimateAnswer } from "../model/estimate.ts";
import { chaoLowerBound } from "./chao.ts";
import { chapman } from "./chapman.ts";
import { estimateTotal } from "./estimate-total.ts";

/** `history("a:5 b:10 ab:5")`: one letter is one list. */
const history = (picture: string): CaptureHistory[] =>
  picture
    .split(" ")
    .filter((cell) => cell !== "")
    .map((cell) => {
      const [lists = "", count] = cell.split(":");
      return { lists: lists.split(""), count: Number(count) };
    });

function estimated(answer: EstimateAnswer): Estimate {
  assert.ok(answer.estimable, answer.estimable ? "" : answer.reason);
  return answer;
}

/** Every one of `size` entities meets each list with that list's chance; the unseen are left out, as in life. */
function simulate(size: number, chances: Readonly<Record<string, number>>, seed: number): CaptureHistory[] {
  const random = seededRandom(seed);
  const counts = new Map<string, number>();
  for (let entity = 0; entity < size; entity++) {
    const seenBy = Object.entries(chances)
      .filter(([, chance]) => random.next() < chance)
      .map(([list]) => list);
    if (seenBy.length > 0) counts.set(seenBy.join(""), (counts.get(seenBy.join("")) ?? 0) + 1);
  }
  return [...counts].map(([lists, count]) => ({ lists: lists.split(""), count }));
}

test("Chapman gives the textbook total and interval", () => {
  const { total, lower, upper } = estimated(chapman(history("a:5 b:10 ab:5")));
  assert.ok(Math.abs(total - ((11 * 16) / 6 - 1)) < 1e-12);
  assert.deepEqual([lower, upper].map(Math.round), [22, 49]);
});

// Ball et al. (2002), 4,400 people.
const kosovo = history(
  "e:1131 a:845 o:936 h:306 ea:177 eo:228 eh:106 ao:217 ah:31 oh:123 eao:181 eah:18 eoh:42 aoh:32 eaoh:27",
);

test("Chao's bound from two lists is Chapman's total", () => {
  const two = history("a:40 b:70 ab:25");
  assert.equal(estimated(chaoLowerBound(two)).total, estimated(chapman(two)).total);
});

test("Chao's bound on the four Kosovo lists is the usual bias-corrected one", () => {
  const { total, lower, upper, assumption } = estimated(chaoLowerBound(kosovo));
  // 4400 + 3218 * 3217 / (2 * 883)
  assert.ok(Math.abs(total - 10262.00792752) < 1e-6, `got ${total}`);
  assert.ok(lower < total && total < upper && assumption === "lower-bound-of-many");
});

test("Chao's bound for unequal lists on Kosovo lies within one percent of Rcapture's Mth lower bound", () => {
  // Rcapture 1.4-4 `Mth Chao (LB)`: 8591.18, standard error 213.55.
  const { observed, total, lower, upper } = estimated(chaoLowerBound(kosovo, "unequal-lists"));
  assert.equal(observed, 4400);
  assert.ok(Math.abs(total - 8591.18) < 86, `got ${total}`);
  const halfWidth = (upper - lower) / 2;
  assert.ok(Math.abs(halfWidth - 1.96 * 213.55) < 21, `got ${halfWidth}`);
});

const refusals = [
  { desc: "nobody at all", histories: "", reason: /nobody/ },
  { desc: "one list", histories: "a:3", reason: /got 1 list, wanted at least 2/ },
  { desc: "a second list on which nobody stands", histories: "a:3 b:0 ab:0", reason: /got 1 list/ },
  { desc: "two lists without overlap", histories: "a:30 b:40", reason: /no entity on two lists/ },
  { desc: "three lists without overlap", histories: "a:30 b:40 c:5", reason: /no entity on two lists/ },
  { desc: "a negative count", histories: "a:30 b:-4 ab:9", reason: /count -4 for \{b\}/ },
  { desc: "a fractional count", histories: "a:30 b:4.5 ab:9", reason: /count 4\.5 for \{b\}/ },
  { desc: "a count that is no number", histories: "a:30 b:x ab:9", reason: /count NaN/ },
  { desc: "a pattern that comes twice", histories: "a:30 b:4 ab:9 ba:1", reason: /\{b, a\} twice/ },
  { desc: "a list twice in one pattern", histories: "a:30 b:4 aab:9", reason: /a list twice/ },
  { desc: "a list nested in the other", histories: "a:30 ab:12", reason: /list b also on list a/ },
  {
    desc: "a nested list among three",
    histories: "a:30 b:20 ab:12 abc:4",
    reason: /on list c also on list a/,
  },
  { desc: "overlap of all three lists only", histories: "a:3 b:4 c:5 abc:9", reason: /exactly two lists/ },
  { desc: "own entities on one list only", histories: "a:9 ab:4 bc:3 ac:2", reason: /fewer than two lists/ },
];
for (const { desc, histories, reason } of refusals)
  test(`refuses ${desc} and says why`, () => {
    const answer = estimateTotal(history(histories));
    assert.equal(answer.estimable, false);
    assert.match(answer.estimable ? "" : answer.reason, reason);
  });

test("refuses a history without a list", () => {
  const answer = estimateTotal([...history("a:5 b:6 ab:4"), { lists: [], count: 2 }]);
  assert.match(answer.estimable ? "" : answer.reason, /without a list/);
});

test("Chapman refuses three lists", () => {
  const answer = chapman(history("a:30 b:4 c:6 ab:9 bc:3"));
  assert.match(answer.estimable ? "" : answer.reason, /got 3 lists, wanted 2/);
});

test("takes Chapman for two lists and the lower bound for three", () => {
  const assumption = (picture: string) => estimated(estimateTotal(history(picture))).assumption;
  assert.equal(assumption("a:30 b:40 ab:12"), "lists-independent");
  assert.equal(assumption("a:30 b:40 c:8 ab:12 bc:3"), "lower-bound");
});

const seen = fc.integer({ min: 1, max: 100_000 });
const anyCells = fc
  .record({
    a: seen,
    b: seen,
    c: fc.nat(9_999),
    ab: seen,
    bc: fc.nat(9_999),
    ac: fc.nat(99),
    abc: fc.nat(99),
  })
  .map((cells) => Object.entries(cells).map(([lists, count]) => ({ lists: lists.split(""), count })));

test("keeps observed <= lower <= total <= upper", () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const answer = estimateTotal(cells);
      if (!answer.estimable) return;
      const { observed, lower, total, upper } = answer;
      assert.ok(observed <= lower && lower <= total && total <= upper, JSON.stringify(answer));
      assert.ok(Number.isFinite(upper));
    }),
  );
});

test("does not care in which order lists and histories come", () => {
  const renamed: Readonly<Record<string, string>> = { a: "c", b: "a", c: "b" };
  fc.assert(
    fc.property(anyCells, (cells) => {
      const turned = cells
        .toReversed()
        .map(({ lists, count }) => ({ lists: lists.map((list) => renamed[list] ?? list), count }));
      const [one, other] = [estimateTotal(cells), estimateTotal(turned)];
      if (one.estimable) assert.deepEqual(other, one);
      else assert.equal(other.estimable, false);
    }),
  );
});

test("two lists: the interval covers the known total in 93 to 97 of 100 simulated lists", () => {
  const answers = Array.from({ length: 1000 }, (_, seed) =>
    estimated(estimateTotal(simulate(800, { a: 0.3, b: 0.4 }, seed))),
  );
  const covered = answers.filter(({ lower, upper }) => lower <= 800 && 800 <= upper).length;
  assert.ok(covered >= 930 && covered <= 970, `got ${covered} of 1000`);
  const mean = answers.reduce((sum, { total }) => sum + total, 0) / answers.length;
  assert.ok(Math.abs(mean - 800) < 8, `got a mean of ${mean}`);
});

test("three unequal lists of equal people: the bound meets the known total and its interval covers it", () => {
  const answers = Array.from({ length: 500 }, (_, seed) =>
    estimated(estimateTotal(simulate(1200, { a: 0.5, b: 0.2, c: 0.1 }, seed))),
  );
  const mean = answers.reduce((sum, { total }) => sum + total, 0) / answers.length;
  assert.ok(Math.abs(mean - 1200) < 24, `got a mean of ${mean}`);
  const covered = answers.filter(({ lower, upper }) => lower <= 1200 && 1200 <= upper).length;
  assert.ok(covered >= 460 && covered <= 490, `got ${covered} of 500`);
});

test("people who are hard to list make the bound lower than the known total, never higher", () => {
  const easy = simulate(600, { a: 0.5, b: 0.5, c: 0.5 }, 1);
  const hard = simulate(600, { a: 0.08, b: 0.08, c: 0.08 }, 2);
  const cells = new Map<string, number>();
  for (const { lists, count } of [...easy, ...hard])
    cells.set(lists.join(""), (cells.get(lists.join("")) ?? 0) + count);
  const both = [...cells].map(([lists, count]) => ({ lists: lists.split(""), count }));
  const { total, observed } = estimated(estimateTotal(both));
  assert.ok(observed < total && total < 1200, `got ${total}`);
});
