import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameReport } from "./same-report.ts";

const report = {
  conclusion: {
    verdict: "estimate",
    answer: { observed: 571, total: 772, lower: 720, upper: 843, level: 0.95 },
  },
  methods: [
    { name: "chapman", total: 772 },
    { name: "latent-class", reason: "got chains that differ (R-hat 1.312), wanted at most 1.1" },
  ],
};

test("a report is itself, and what another engine draws in its place", () => {
  assert.ok(isSameReport(report, report));
  const drawn = structuredClone(report);
  drawn.conclusion.answer.total = 779;
  drawn.methods[1] = {
    name: "latent-class",
    reason: "got chains that differ (R-hat 1.318), wanted at most 1.1",
  };
  assert.ok(isSameReport(report, drawn));
});

test("another verdict, method, count, level, a member more or less, or a total that is doctored is another report", () => {
  const doctored: readonly ((copy: typeof report) => void)[] = [
    (copy) => (copy.conclusion.verdict = "range"),
    (copy) => (copy.conclusion.answer.observed = 572),
    (copy) => (copy.conclusion.answer.level = 0.951),
    (copy) => (copy.conclusion.answer.total = 800),
    (copy) => (copy.conclusion.answer.upper = 900),
    (copy) => copy.methods.pop(),
    (copy) => (copy.methods[1] = { name: "latent-class", reason: "got no overlap" }),
  ];
  for (const doctor of doctored) {
    const copy = structuredClone(report);
    doctor(copy);
    assert.ok(!isSameReport(report, copy));
  }
});
