import assert from "node:assert/strict";
import { test } from "node:test";
import { type Language, languages } from "../language.ts";
import { type Block, dossierBlocks } from "./dossier-blocks.ts";
import type { DossierData } from "./dossier-data.ts";
import { renderDossier } from "./dossier-page.ts";
import { breakLines, type LineOptions } from "./text-lines.ts";

/** Letters all as wide as each other: six points. */
const options: LineOptions = {
  width: 600,
  weight: 400,
  direction: "auto",
  measure: (text) => 6 * Array.from(text).length,
};
const seen = (text: string, more: Partial<LineOptions> = {}) =>
  breakLines(text, { ...options, ...more }).map(({ runs }) => runs.map((run) => run.text).join("|"));

test("text is broken at spaces, and inside a word only where it is wider than a line", () => {
  assert.deepEqual(seen("one two three", { width: 42 }), ["one| |two", "three"]);
  assert.deepEqual(seen("abcdefghij", { width: 30 }), ["abcde", "fghij"]);
  assert.deepEqual(seen(""), [""]);
});

test("no line is wider than it may be, and no letter is lost, whatever the script", () => {
  const text =
    "Список пропавших, Անհայտ կորածներ 1993, დაკარგულთა სია, قائمة المفقودين (سيندوف) ١٩٩٣, רשימת הנעדרים";
  for (const width of [40, 90, 300]) {
    const lines = breakLines(text, { ...options, width });
    for (const line of lines) assert.ok(line.width <= width, `${line.width} > ${width}`);
    const letters = (words: string) => Array.from(words.replace(/[ ()]/g, "")).sort().join("");
    assert.equal(letters(lines.flatMap(({ runs }) => runs.map((run) => run.text)).join("")), letters(text));
  }
});

test("runs stand in the order they are seen: words from right to left, numbers and Latin letters in theirs", () => {
  const cases: readonly { readonly desc: string; readonly text: string; readonly want: string }[] = [
    { desc: "Hebrew words", text: "אב גד", want: "גד| |אב" },
    { desc: "Latin in Arabic", text: "اب Kelmara جد", want: "جد| |Kelmara| |اب" },
    { desc: "a number in Arabic", text: "اب 1993", want: "1993| |اب" },
    { desc: "brackets are mirrored", text: "اب (جد)", want: "(|جد|)| |اب" },
    { desc: "Arabic in Latin", text: "list اب جد end", want: "list| |جد| |اب| |end" },
    // fontkit turns what is Arabic around: a number is handed to it turned, so that it comes out as it is.
    { desc: "digits of Arabic writing", text: "اب ١٩٩٣", want: "٣٩٩١| |اب" },
    {
      desc: "an isolated date keeps its order",
      text: "في \u20682026-01-02\u2069 اب",
      want: "اب| |2026-01-02| |في",
    },
  ];
  for (const { desc, text, want } of cases) assert.deepEqual(seen(text), [want], desc);
});

const data: DossierData = {
  name: "Али <Гаран>",
  kind: "person",
  entity: "a/1",
  register: "Kelmara",
  size: 12,
  date: "2026-01-02",
  reader: "the court",
  values: [{ field: "date.birth", text: "1976", said: [{ source: 1, record: `a/${"0f".repeat(32)}` }] }],
  contested: [
    {
      field: "date.birth",
      values: [
        { field: "date.birth", text: "1977", said: [{ source: 1, record: "a/2", correctedBy: "b/1" }] },
      ],
    },
  ],
  chronology: [
    {
      when: "1993-05-17",
      kind: "harm",
      what: "missing",
      where: "Sindov",
      said: { source: 1, record: "a/1" },
    },
    { kind: "status", what: "found-dead", harm: "missing", said: { source: 1, record: "a/1" } },
    { when: "2026-01-02T03:04:05Z", kind: "fate", what: "dead", judgedBy: "Ani", text: "the grave" },
  ],
  derived: [{ of: "missing", values: ["dead"], rule: "judged-fate", said: [] }],
  relations: [{ kind: "child-of", target: "7", entity: "a/7", said: { source: 1, record: "a/1" } }],
  household: [{ name: "Vera", entity: "a/3" }],
  victims: [],
  numbers: [],
  judgements: [
    { left: "a/1", right: "a/2", answer: "same", by: "Ani", why: "same father", at: "2026-01-02" },
  ],
  sources: [{ number: 1, name: "Enquiries", organisation: "Lantern" }],
  evidence: [
    {
      source: 1,
      file: "list.csv",
      version: 1,
      digest: "ab",
      state: "altered",
      custody: [{ when: "2020", act: "received", by: "Ani", to: "Lantern" }],
    },
  ],
};

test("every language has its own words for all of a dossier, and no section of nothing", () => {
  const headings = (language: Language) =>
    dossierBlocks(data, language).flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  const english = headings("en");
  assert.deepEqual(english, [
    "What is contested",
    "Chronology",
    "What is said",
    "What follows from it",
    "Relations",
    "The same household",
    "Judgements of people",
    "Sources",
    "Evidence and its custody",
  ]);
  for (const language of languages) {
    assert.equal(headings(language).length, english.length);
    const words = JSON.stringify(dossierBlocks(data, language));
    assert.doesNotMatch(words, /dossier\.|undefined/);
  }
});

test("the page shows each value with its record, what was altered and corrected, and no markup of the sources", () => {
  const page = renderDossier(dossierBlocks(data, "en"), "en");
  for (const words of [
    "[1] 0f0f0f0f0f0f…",
    "corrected by 1",
    "Fate as judged: dead",
    "it was altered",
    "2020 received: Ani, Lantern",
  ])
    assert.ok(page.includes(words), words);
  assert.ok(!page.includes("<Гаран>"));
  assert.match(page, /default-src &#39;none&#39;/);
});

test("a table keeps as many cells as it has columns", () => {
  const isEven = (block: Block) =>
    block.kind !== "table" ||
    block.rows.every((row) => row.length === block.head.length && row.length === block.shares.length);
  assert.ok(dossierBlocks(data, "hy").every(isEven));
});
