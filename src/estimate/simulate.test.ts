/** Estimators on lists whose truth is known, and the conclusions that are drawn from them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import type { CaptureHistory, MethodAnswer } from "../model/estimate.ts";
import { captureTable } from "./capture-table.ts";
import { combineLinkages, combineStrata } from "./combine.ts";
import { conclude } from "./conclude.ts";
import { averageGraphs, posteriorQuantile } from "./graphs/average-graphs.ts";
import { decomposableGraphs } from "./graphs/decomposable.ts";
import { chapman, estimateHistories } from "./index.ts";
import { effectiveSize, splitRhat } from "./latent/chain-diagnostics.ts";
import { latentClass } from "./latent/latent-class.ts";
import { fitModel, isFitted, prepareFits } from "./log-linear/fit-model.ts";
import { logLinear, observedCells } from "./log-linear/log-linear.ts";
import { profileInterval } from "./log-linear/profile.ts";
import { rankModels } from "./log-linear/select.ts";
import { closeTerms, formatModel, hierarchicalModels, independence } from "./log-linear/terms.ts";
import { parseHistories } from "./parse-histories.ts";

const history = (picture: string): CaptureHistory[] =>
  picture.split(" ").map((cell) => {
    const [lists = "", count] = cell.split(":");
    return { lists: Array.from(lists), count: Number(count) };
  });
const tableOf = (histories: readonly CaptureHistory[]) =>
  captureTable(histories, [...new Set(histories.flatMap(({ lists }) => lists))].sort());

/** People of kinds, each with its chances of lists a, b, c, ...; `tie` copies that share of list a onto list b. */
function simulate(
  kinds: readonly { readonly size: number; readonly chances: readonly number[] }[],
  { seed, tie = 0 }: { readonly seed: number; readonly tie?: number },
): CaptureHistory[] {
  const random = seededRandom(seed);
  const counts = new Map<string, number>();
  for (const { size, chances } of kinds)
    for (let person = 0; person < size; person++) {
      const on = chances.map((chance) => random.next() < chance);
      if (on[0] && random.next() < tie) on[1] = true;
      const key = on.map((is, i) => (is ? "abcdefgh"[i] : "")).join("");
      if (key !== "") counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts].map(([lists, count]) => ({ lists: Array.from(lists), count }));
}

test("there are 1, 8 and 113 hierarchical models, and 2, 8, 61 and 822 decomposable graphs", () => {
  assert.deepEqual(
    [2, 3, 4].map((lists) => hierarchicalModels(lists).length),
    [1, 8, 113],
  );
  assert.deepEqual(
    [2, 3, 4, 5].map((lists) => decomposableGraphs(lists).length),
    [2, 8, 61, 822],
  );
});

test("two independent lists: the log-linear total is Lincoln's and Petersen's", () => {
  const [best] = rankModels(observedCells(tableOf(history("a:40 b:70 ab:25"))), [independence(2)]);
  assert.ok(Math.abs((best?.total ?? 0) - (65 * 95) / 25) < 1e-9);
});

test("a model that has every term but the highest fits every cell and gives the odds-ratio total", () => {
  const table = tableOf(history("a:40 b:70 c:30 ab:25 ac:12 bc:14 abc:9"));
  const fitted = fitModel(prepareFits(observedCells(table)), closeTerms(3, [0b011, 0b101, 0b110]));
  assert.ok(isFitted(fitted) && fitted.deviance < 1e-9);
  // n111 n100 n010 n001 / (n110 n101 n011)
  assert.ok(Math.abs(fitted.total - 200 - (9 * 40 * 70 * 30) / (25 * 12 * 14)) < 1e-6);
});

const verdicts = [
  { desc: "pairs that share nobody and are left independent", interactions: [0b101], verdict: "ok" },
  {
    desc: "an interaction whose rest has no finite fit",
    interactions: [0b011],
    verdict: "MLE does not exist",
  },
  {
    desc: "more interactions than overlaps",
    interactions: [0b011, 0b101, 0b110],
    verdict: "not identifiable",
  },
];
for (const { desc, interactions, verdict } of verdicts)
  test(`existence: ${desc} is ${verdict}`, () => {
    const cells = observedCells(tableOf(history("a:21 b:17 c:9 ab:4")));
    const fitted = fitModel(prepareFits(cells), closeTerms(3, interactions));
    assert.equal(isFitted(fitted) ? "ok" : fitted.verdict, verdict);
  });

test("the dependence of two lists is found, and independence would have missed the truth", () => {
  const histories = simulate([{ size: 6000, chances: [0.3, 0.15, 0.25, 0.3] }], { seed: 3, tie: 0.5 });
  const { answer, model } = logLinear(tableOf(histories), {
    seed: 1,
    replicates: 200,
    progress: () => undefined,
  });
  assert.ok(answer.estimable);
  assert.match(model ?? "", /a·b/);
  assert.ok(answer.lower <= 6000 && 6000 <= answer.upper, `${answer.lower} to ${answer.upper}`);
  const cells = observedCells(tableOf(histories));
  const [alone] = rankModels(cells, [independence(4)]);
  assert.ok(alone !== undefined && profileInterval(prepareFits(cells), alone).upper < 6000);
});

test("the profile interval of the true model covers the truth about 95 times in 100", () => {
  const covered = Array.from({ length: 200 }, (_, seed) => {
    const cells = observedCells(tableOf(simulate([{ size: 700, chances: [0.3, 0.4, 0.25] }], { seed })));
    const [fitted] = rankModels(cells, [independence(3)]);
    if (fitted === undefined) return false;
    const { lower, upper } = profileInterval(prepareFits(cells), fitted);
    return lower <= 700 && 700 <= upper;
  }).filter(Boolean).length;
  assert.ok(covered >= 181 && covered <= 199, `got ${covered} of 200`);
});

test("graph averaging covers the truth, its masses add up, and the order of lists changes nothing", () => {
  const histories = simulate([{ size: 900, chances: [0.4, 0.3, 0.35] }], { seed: 5 });
  const averaged = averageGraphs(tableOf(histories));
  assert.ok(Math.abs(averaged.masses.reduce((sum, mass) => sum + mass, 0) - 1) < 1e-9);
  assert.ok(posteriorQuantile(averaged, 0.025) <= 900 && posteriorQuantile(averaged, 0.975) >= 900);
  const turned = averageGraphs(captureTable(histories, ["c", "a", "b"]));
  assert.equal(posteriorQuantile(turned, 0.5), posteriorQuantile(averaged, 0.5));
});

test("latent classes see two kinds of people where independence sees one", () => {
  const histories = simulate(
    [
      { size: 1500, chances: [0.7, 0.6, 0.7, 0.6] },
      { size: 1500, chances: [0.15, 0.2, 0.15, 0.2] },
    ],
    { seed: 8 },
  );
  const plan = { seed: 2, chains: 4, iterations: 9000, progress: () => undefined };
  const { answer } = latentClass(tableOf(histories), plan);
  assert.ok(answer.estimable, answer.estimable ? "" : answer.reason);
  assert.ok(answer.lower <= 3000 && 3000 <= answer.upper, `${answer.lower} to ${answer.upper}`);
  const [alone] = rankModels(observedCells(tableOf(histories)), [independence(4)]);
  assert.ok((alone?.total ?? 0) < answer.lower);
});

test("chains at different places have a large R-hat and few effective draws", () => {
  const random = seededRandom(4);
  const around = (centre: number) => Array.from({ length: 400 }, () => centre + random.next());
  const agreeing = [around(5), around(5), around(5), around(5)];
  assert.ok(splitRhat(agreeing) < 1.02 && effectiveSize(agreeing) > 1000);
  const apart = [around(5), around(9), around(5), around(5)];
  assert.ok(splitRhat(apart) > 2 && effectiveSize(apart) < 20);
});

test("a report is the same for the same seed and for any order of histories", () => {
  const histories = simulate([{ size: 500, chances: [0.4, 0.3, 0.35] }], { seed: 6 });
  const options = { seed: 9, replicates: 100, iterations: 3000 };
  assert.deepEqual(estimateHistories(histories.toReversed(), options), estimateHistories(histories, options));
});

test("a report keeps observed <= lower <= total <= upper for every answer", () => {
  for (const seed of [1, 2, 3, 4]) {
    const histories = simulate([{ size: 60 * seed, chances: [0.2, 0.3, 0.25] }], { seed });
    const report = estimateHistories(histories, { replicates: 100, iterations: 3000 });
    for (const { answer } of report.methods)
      if (answer.estimable) {
        const { observed, lower, total, upper, method } = answer;
        assert.ok(observed <= lower && lower <= total && total <= upper && Number.isFinite(upper), method);
      }
  }
});

test("more than ten lists are refused by every method, and merged ones are not", () => {
  const letters = Array.from("abcdefghijkl");
  const histories = [
    ...letters.map((list) => ({ lists: [list], count: 30 })),
    ...letters.map((list, i) => ({ lists: [list, letters[(i + 1) % 12] ?? ""].sort(), count: 5 })),
  ];
  const report = estimateHistories(histories);
  assert.equal(report.conclusion.verdict, "not estimable");
  assert.ok(
    report.methods.every(
      ({ answer }) => !answer.estimable && /12 lists, wanted at most 10/.test(answer.reason),
    ),
  );
  const merge = [Array.from("abcd"), Array.from("efgh"), Array.from("ijkl")];
  assert.notEqual(
    estimateHistories(histories, { merge, replicates: 50, iterations: 1500 }).conclusion.verdict,
    "not estimable",
  );
});

test("lists that cannot meet by design: the models leave the pattern out, who cannot refuses, who stands there is an error", () => {
  const apart = history("a:60 b:50 c:40 ac:20 bc:18");
  const report = estimateHistories(apart, { impossible: [["a", "b"]], replicates: 100, iterations: 1500 });
  const verdict = (name: string) => report.methods.find(({ method }) => method === name)?.answer;
  assert.equal(verdict("log-linear")?.estimable, true);
  for (const name of ["chao", "graph-averaging", "latent-class"]) {
    const answer = verdict(name);
    assert.ok(answer !== undefined && !answer.estimable && /impossible by design/.test(answer.reason), name);
  }
  const broken = estimateHistories(apart, { impossible: [["a", "c"]] });
  assert.ok(
    broken.conclusion.verdict === "not estimable" && /nobody there by design/.test(broken.conclusion.reason),
  );
});

const answering = (
  method: MethodAnswer["method"],
  total: number,
  lower: number,
  upper: number,
): MethodAnswer => ({
  method,
  assumption: "latent-classes",
  answer: {
    estimable: true,
    method,
    observed: 100,
    total,
    lower,
    upper,
    level: 0.95,
    interval: "credible",
    assumption: "latent-classes",
  },
  settings: {},
  diagnostics: {},
});

test("methods within a factor of two give one number, beyond it a range, and nothing when the range says nothing", () => {
  const one = answering("log-linear", 200, 150, 300);
  assert.equal(conclude([one, answering("graph-averaging", 390, 300, 500)], []).verdict, "estimate");
  const range = conclude([one, answering("graph-averaging", 410, 300, 500)], []);
  assert.ok(range.verdict === "range" && range.lower === 150 && range.upper === 500);
  assert.match(range.reason, /log-linear gives 200 and graph-averaging 410/);
  assert.equal(conclude([one, answering("graph-averaging", 900, 300, 5000)], []).verdict, "not estimable");
});

test("a near-best model that differs twofold takes the single number away; one far behind does not", () => {
  const one = answering("log-linear", 200, 150, 300);
  const near = (behindBest: number) => [
    { method: "log-linear" as const, model: "[a·b]", total: 450, weight: 0.3, behindBest },
  ];
  assert.equal(conclude([one], near(1)).verdict, "range");
  assert.equal(conclude([one], near(5)).verdict, "estimate");
});

test("methods that agree are no single number where a model of people who differ fits as well and gives more", () => {
  const one = answering("log-linear", 200, 150, 300);
  const differing = (total: number, behindBest: number) => {
    const model = { model: "people differ (gamma)", total, upper: 2 * total, weight: 0.3, behindBest };
    return [{ method: "log-linear" as const, ...model, peopleDiffer: true as const }];
  };
  const range = conclude([one], differing(350, 1));
  assert.ok(range.verdict === "range" && range.lower === 150 && range.upper === 700);
  assert.match(range.reason, /harder to list/);
  assert.equal(conclude([one], differing(290, 1)).verdict, "estimate");
  assert.equal(conclude([one], differing(350, 5)).verdict, "estimate");
  assert.equal(conclude([one], differing(350, -3)).verdict, "range");
});

test("where half of the people are hard to list reports are mostly not sure, and where nobody is they are", () => {
  const ranges = (kinds: Parameters<typeof simulate>[0]) =>
    Array.from({ length: 10 }, (_, seed) =>
      estimateHistories(simulate(kinds, { seed }), { methods: ["log-linear"], replicates: 0 }),
    ).filter(({ conclusion }) => conclusion.verdict === "range").length;
  const hard = ranges([
    { size: 500, chances: [0.5, 0.45, 0.4, 0.5] },
    { size: 500, chances: [0.12, 0.1, 0.15, 0.1] },
  ]);
  const alike = ranges([{ size: 1000, chances: [0.3, 0.25, 0.2, 0.3] }]);
  assert.ok(hard >= 6 && alike <= 1, `got ${hard} and ${alike} of 10`);
});

test("strata add up, with an interval narrower than the sum of limits and none when one stratum has none", () => {
  const north = chapman(history("a:50 b:60 ab:20"));
  const south = chapman(history("a:80 b:40 ab:25"));
  const both = combineStrata([
    { name: "north", answer: north },
    { name: "south", answer: south },
  ]);
  assert.ok(both.estimable && north.estimable && south.estimable);
  assert.ok(Math.abs(both.total - north.total - south.total) < 1e-9);
  assert.ok(both.upper - both.lower < north.upper - north.lower + south.upper - south.lower);
  assert.ok(both.upper - both.lower > Math.max(north.upper - north.lower, south.upper - south.lower));
  const none = combineStrata([
    { name: "north", answer: north },
    { name: "south", answer: chapman(history("a:3 b:4")) },
  ]);
  assert.ok(!none.estimable && /south/.test(none.reason));
});

test("one stratum alone keeps its limits within a hundredth", () => {
  const north = chapman(history("a:50 b:60 ab:20"));
  const alone = combineStrata([{ name: "north", answer: north }]);
  assert.ok(alone.estimable && north.estimable);
  assert.ok(Math.abs(alone.lower / north.lower - 1) < 0.01 && Math.abs(alone.upper / north.upper - 1) < 0.02);
});

test("linkages that differ widen the interval beyond that of each", () => {
  const tight = history("a:500 b:600 ab:220");
  const loose = history("a:520 b:620 ab:200");
  const mixed = combineLinkages([tight, loose], chapman);
  const [one, other] = [chapman(tight), chapman(loose)];
  assert.ok(mixed.estimable && one.estimable && other.estimable);
  assert.ok(mixed.lower <= one.total && mixed.upper >= other.total);
  assert.ok(mixed.upper - mixed.lower > one.upper - one.lower);
  const failing = combineLinkages([tight, history("a:5 b:6")], chapman);
  assert.ok(!failing.estimable && /1 of 2 sampled linkages/.test(failing.reason));
});

test("a table of patterns is read with counts or a person a row, and a cell that is neither 0 nor 1 is named", () => {
  const counted = parseHistories(
    ["x", "y", "anything"],
    [
      ["1", "0", "12"],
      ["1", "1", "3"],
      ["0", "0", "0"],
    ],
  );
  assert.ok("value" in counted && !counted.value.onePerRow);
  assert.deepEqual(counted.value.histories, [
    { lists: ["x"], count: 12 },
    { lists: ["x", "y"], count: 3 },
  ]);
  const people = parseHistories(
    ["x", "y"],
    [
      ["1", "0"],
      ["1", "0"],
      ["1", "1"],
    ],
  );
  assert.ok("value" in people && people.value.onePerRow);
  assert.deepEqual(people.value.histories[0], { lists: ["x"], count: 2 });
  const broken = parseHistories(["x", "y", "count"], [["2", "0", "many"]]);
  assert.ok("issues" in broken && broken.issues.length === 2);
  assert.match(broken.issues[0]?.message ?? "", /got "2", wanted 0 or 1/);
});

test("a model is named by its largest interactions", () => {
  assert.equal(formatModel(closeTerms(4, [0b1110, 0b0011]), ["a", "b", "c", "d"]), "[b·c·d, a·b]");
});
