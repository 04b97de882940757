import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayInterval } from "../base/prefix-date.ts";
import { harmKinds } from "../model/harm.ts";
import { parseAppeal } from "./appeal-text.ts";
import { bareNumbers } from "./bare-numbers.ts";
import { exampleAppeal } from "./example-folder.ts";
import { formatDirective, parseDirective } from "./figure-directive.ts";

const head = "---\ntitle: T\nlanguage: en\ndate: 1995\nversion: 1\n---\n";
const issuesOf = (markdown: string) => {
  const parsed = parseAppeal(markdown);
  return "issues" in parsed ? parsed.issues.map(({ path, message }) => `${path}: ${message}`) : [];
};

test("an appeal has its head, its figures in order and its text without directives", () => {
  const parsed = parseAppeal(exampleAppeal);
  assert.ok("value" in parsed);
  const { title, version, addressees, signatories, figures, markdown } = parsed.value;
  assert.deepEqual([title, version, addressees], ["Where are they", 1, ["The Parliament of Kelmara"]]);
  assert.deepEqual(signatories, [
    { name: "Salome Torvandze", role: "Chair", organisation: "Return to Sarmel" },
  ]);
  assert.deepEqual(
    figures.map(({ id, harm, line }) => [id, harm, line]),
    [
      ["F1", "missing", 14],
      ["F2", "killed", 15],
    ],
  );
  assert.match(markdown, /Of them \{\{F1\}\} are missing/);
});

test("equal directives are one figure", () => {
  const parsed = parseAppeal(
    `${head}{{figure: killed}} and {{ figure: killed, unit: person }} and {{figure: missing}}\n`,
  );
  assert.ok("value" in parsed);
  assert.equal(parsed.value.markdown, "{{F1}} and {{F1}} and {{F2}}\n");
});

test("all issues are given, with their lines", () => {
  const markdown = `${head}Some 4,000 people.\n\n{{figure: eaten}} and {{figure: killed, period: 1995..1990}}\n`;
  assert.deepEqual(issuesOf(markdown), [
    'line 7: got "4,000", wanted a number bound to a figure or marked as none',
    'line 9: got "eaten", wanted a kind of harm, people, sites, hazards or events as figure',
    'line 9: got "1995..1990", wanted a period such as 1992, 1992-02..1994 or 1992..',
  ]);
});

for (const { desc, markdown, wanted } of [
  { desc: "no head", markdown: "text", wanted: /line 1: got "text", wanted a head/ },
  { desc: "no title", markdown: head.replace("title: T\n", ""), wanted: /head, title/ },
  { desc: "an unknown key", markdown: head.replace("title", "tilte"), wanted: /head, tilte/ },
  {
    desc: "a key twice",
    markdown: head.replace("date: 1995", "title: U"),
    wanted: /line 4: got "title: U", wanted title once/,
  },
  { desc: "a version of 0", markdown: head.replace("version: 1", "version: 0"), wanted: /head, version/ },
  { desc: "a date that is none", markdown: head.replace("1995", "1995-13"), wanted: /head, date/ },
  {
    desc: "nesting that YAML has and we do not",
    markdown: head.replace("date", "  - [a]\ndate"),
    wanted: /line 4/,
  },
  {
    desc: "a signatory without name",
    markdown: head.replace("version", "signatories:\n  - role: Chair\nversion"),
    wanted: /signatories 1/,
  },
  {
    desc: "a period without a harm",
    markdown: `${head}{{figure: people, period: 1992}}`,
    wanted: /a period only with/,
  },
  {
    desc: "a unit that the harm has not",
    markdown: `${head}{{figure: killed, unit: site}}`,
    wanted: /wanted unit person for killed/,
  },
  { desc: "a figure's id in place of a query", markdown: `${head}{{F1}}`, wanted: /got "F1"/ },
])
  test(`an appeal with ${desc} is refused`, () => {
    assert.match(issuesOf(markdown).join("\n"), wanted);
  });

test("a number marked as no figure stands in the text as it is", () => {
  const parsed = parseAppeal(`${head}Highway {{not a figure: 40}}.\n`);
  assert.ok("value" in parsed);
  assert.equal(parsed.value.markdown, "Highway 40.\n");
});

for (const { desc, text, wanted } of [
  {
    desc: "dates are no quantities",
    text: "On 17 May 1993, in 1994, on 1993-05-17, 17.05.1993 and May 17, 1993",
    wanted: [],
  },
  { desc: "digits of other scripts are digits", text: "قُتل ٤٠ وفُقد ۱۲", wanted: ["٤٠", "۱۲"] },
  { desc: "both ends of a range are numbers", text: "1,500-2,000 fled", wanted: ["1,500", "2,000"] },
  {
    desc: "a numbered list and a link are none",
    text: "10. ask\n[page](https://a.example/2201/33)",
    wanted: [],
  },
  { desc: "a number glued to a word is one", text: "some 40th battalion", wanted: ["40"] },
])
  test(desc, () => {
    assert.deepEqual(
      bareNumbers(text).map((number) => number.text),
      wanted,
    );
  });

test("a directive's text parses to the directive", () => {
  const period = fc.constantFrom(
    {},
    { from: { year: 1992 } },
    { until: { year: 1994, month: 2 } },
    { from: { year: 1991 }, until: { year: 1991 } },
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...harmKinds),
      period,
      fc.constantFrom("documented", "estimate"),
      (figure, dates, show) => {
        const parsed = parseDirective(`figure: ${figure}, place: Upper Valley, show: ${show}`, "");
        assert.ok("value" in parsed);
        const directive = { ...parsed.value, ...dates };
        assert.deepEqual(parseDirective(formatDirective(directive), ""), { value: directive });
        assert.ok(!("from" in dates) || dayInterval(dates.from).start < 10_000);
      },
    ),
  );
});
