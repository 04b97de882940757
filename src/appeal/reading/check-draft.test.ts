import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { checkDraft } from "./check-draft.ts";

const head = "---\ntitle: T\nlanguage: en\ndate: 1995\nversion: 1\n---\n\n";
const check = (body: string) => checkDraft(`${head}${body}\n`);
const rulesOf = (body: string) => check(body).issues.map(({ rule, line, text }) => [rule, line, text]);

test("a draft whose figures are bound and whose words agree has no issue", () => {
  assert.deepEqual(
    check(
      "On 17 May 1993 at least {{figure: killed, place: Sindov, period: 1993-05-17}} people were killed.",
    ),
    { issues: [], advice: [] },
  );
});

describe("a draft is stopped by", () => {
  const cases = [
    {
      desc: "a quantity without a figure",
      body: "Some 4,000 are missing.",
      issues: [["binding", 8, "4,000"]],
    },
    {
      desc: "a quantity in words",
      body: "Two hundred and eighteen houses burned.",
      issues: [["binding", 8, "Two hundred and eighteen"]],
    },
    {
      desc: "a quantity that looks like a year",
      body: "2000 people fled.",
      issues: [["binding", 8, "2000"]],
    },
    {
      desc: "a number that waits to be bound",
      body: "{{to bind: 4,000; person}} are missing.",
      issues: [["binding", 8, "4,000; person"]],
    },
    {
      desc: "more said than was counted",
      body: "Over {{figure: missing}} people are missing.",
      issues: [["agreement", 8, "Over {{figure: missing}}"]],
    },
    {
      desc: "families where people were counted",
      body: "{{figure: displaced}} families fled.",
      issues: [["agreement", 8, "{{figure: displaced}} families"]],
    },
    {
      desc: "an estimate that is not called one",
      body: "We mourn {{figure: killed, show: estimate}} people.",
      issues: [["estimate", 8, "{{figure: killed, show: estimate}}"]],
    },
    { desc: "a word of law without a source", body: "It was genocide.", issues: [["label", 8, "genocide"]] },
  ];
  for (const { desc, body, issues } of cases) test(desc, () => assert.deepEqual(rulesOf(body), issues));
});

describe("a draft is not stopped by", () => {
  const cases = [
    {
      desc: "dates, numbering and notes",
      body: "In 1992, from 19 to 20 September 1993 [4]:\n\n1. That the maps be given.\n",
    },
    { desc: "a number that is marked", body: "Article {{not a figure: 49}} forbids it." },
    {
      desc: "an estimate called one",
      body: "An estimated {{figure: killed, show: estimate}} people were killed.",
    },
    { desc: "a word of law that a court said", body: "The Regional Court found that it was genocide." },
    { desc: "a word of law in another's mouth", body: 'They wrote: "It was genocide."' },
  ];
  for (const { desc, body } of cases) test(desc, () => assert.deepEqual(rulesOf(body), []));
});

test("advice stops nothing, is silent on quotations and on honest hedges", () => {
  const { issues, advice } = check(
    'They were brutally driven out. "A savage act", said one. About as many suggest it, at least.',
  );
  assert.deepEqual(issues, []);
  assert.deepEqual(
    advice.map(({ rule, text }) => [rule, text]),
    [["wording", "brutally"]],
  );
});

test("the example appeal is not stopped", () => {
  const example = readFileSync(new URL("../../../examples/appeal.md", import.meta.url), "utf8");
  assert.deepEqual(checkDraft(example).issues, []);
});
