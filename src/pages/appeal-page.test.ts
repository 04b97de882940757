import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseHTML } from "linkedom";
import { fromUtf8 } from "../base/bytes.ts";
import { sourceId } from "../model/ids.ts";
import { type AppealPageOptions, renderAppealPage } from "./appeal-page.ts";
import type { AppealPageData, PageFigure } from "./appeal-page-data.ts";
import { fontFiles } from "./fonts.ts";
import { matchingSentences } from "./matching-words.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const fonts: AppealPageOptions["fonts"] = new Map(fontFiles.map(({ name }) => [name, Uint8Array.of(1)]));

const figure = (change: Partial<PageFigure> = {}): PageFigure => ({
  id: "F1",
  query: { unit: "person", harm: "missing", place: "stone", from: "1992-02", until: "1994" },
  placeNames: [
    { text: "Малый Камень", language: "ru" },
    { text: "Stone Minor", language: "en" },
  ],
  documented: 4012,
  lists: [
    { source: "a", name: "Upper Valley", count: 3000 },
    { source: "b", name: "Нижняя долина", count: 2000 },
  ],
  histories: [
    { lists: ["a"], count: 2012 },
    { lists: ["b"], count: 1012 },
    { lists: ["a", "b"], count: 988 },
  ],
  beside: { groups: 3, persons: 14 },
  unplaced: 2,
  undated: "fewer than 10",
  rules: {
    kinds: ["missing"],
    statuses: ["open", "restored", "cleared"],
    sources: [sourceId("a"), sourceId("b")],
  },
  range: { low: 3990, high: 4030, quantile: 0.025, clusterings: 40, seed: 1 },
  thresholds: [
    { threshold: 0.5, documented: 4012 },
    { threshold: 0.99, documented: 4100 },
  ],
  years: [
    { value: "1992", count: 3000 },
    { value: "1994", count: 1012 },
  ],
  places: [],
  estimate: {
    status: "recomputed",
    seed: 1,
    plan: { merged: [], leftOut: [], impossible: [] },
    runsBefore: 3,
    report: {
      methods: [{ name: "chapman", total: 6071, lower: 5900, upper: 6250 }],
      models: [],
      leaveOneOut: [],
    },
    conclusion: {
      verdict: "estimate",
      spokesman: "chapman",
      answer: {
        estimable: true,
        method: "chapman",
        observed: 4012,
        total: 6071,
        lower: 5900,
        upper: 6250,
        level: 0.95,
        interval: "confidence",
        assumption: "lists-independent",
      },
    },
  },
  proof: { level: "open", path: "proofs/F1.json" },
  ...change,
});

const nothingBeside = { signatories: [], disputes: [], disputesRefused: 0, responses: [] };
const appeal = (change: Partial<AppealPageData> = {}): AppealPageData => ({
  title: "Where are they?",
  language: "en",
  date: "2026-03",
  version: 2,
  register: "Two valleys",
  size: 88_214,
  blocks: ["# Where are they?", "At least {{F1}} people are missing; {{F1}} families wait."],
  addressees: ["The Assembly"],
  figures: [figure()],
  sources: [
    { id: "a", name: "Upper Valley", organisation: "Upper Association" },
    { id: "b", name: "Нижняя долина", organisation: "Комитет" },
  ],
  standing: {
    ...nothingBeside,
    signatories: [{ name: "Maro Sild", role: "chair", organisation: "Upper Association" }],
  },
  ...change,
});

const page = (change: Partial<AppealPageData> = {}) =>
  fromUtf8(renderAppealPage(appeal(change), { fonts, document }).get("index.html") ?? new Uint8Array());

test("gives the same bytes for the same appeal, and only files that it may", () => {
  const [one, two] = [
    renderAppealPage(appeal(), { fonts, document }),
    renderAppealPage(appeal(), { fonts, document }),
  ];
  assert.deepEqual([...one], [...two]);
  for (const path of one.keys()) assert.match(path, /^(index\.html|style\.css|fonts\/[a-z0-9-]+\.woff2)$/);
});

test("brings the fonts that its letters need and no others", () => {
  const paths = [...renderAppealPage(appeal(), { fonts, document }).keys()];
  assert.ok(paths.includes("fonts/noto-serif-cyrillic-400.woff2"));
  assert.ok(!paths.some((path) => /arabic|georgian|armenian|sans/.test(path)));
});

test("links each figure to its note, and the note back to the first place only", () => {
  const html = page();
  assert.equal(html.match(/href="#F1"/g)?.length, 2);
  assert.equal(html.match(/id="F1-text"/g)?.length, 1);
  assert.equal(html.match(/ id="F1"/g)?.length, 1);
});

describe("the note of a figure says", () => {
  const cases = [
    "At least 3,990 people",
    "Whoever is recorded as missing by at least one of 2 lists, counted once however many lists name them.",
    "Whoever a list gives as found alive / death established / returned does not count any more.",
    "By the matching of records that was chosen, 4,012; over 40 other matchings that are as likely, 3,990 to 4,030.",
    "From another one on it would be — 50%: 4,012; 99%: 4,100.",
    "No random sample of pairs has been judged by people",
    "Before it, 3 other estimates of this kind of harm were run on this register; each is on record.",
    "People recorded as missing",
    "February 1992 to 1994",
    '<bdi lang="en" dir="auto">Stone Minor</bdi> · <bdi lang="ru" dir="auto">Малый Камень</bdi>',
    "Groups without names: 3. People in them, as the sources say: 14.",
    "Because the place could not be resolved: 2. Because the date is missing or wider than the period: fewer than 10.",
    "About 6,071 in all, documented ones among them; most likely between 5,900 and 6,250 (95% confidence).",
    "nobody was likelier to be on one list",
    "entry 88,214 of the ledger",
    'href="proofs/F1.json"',
    '<bdi dir="auto">Upper Valley + Нижняя долина</bdi>',
    "Each column is one group of people",
    "The bar is what is documented.",
    "Upper Association",
  ];
  const html = page();
  for (const words of cases) test(words, () => assert.ok(html.includes(words), words));
});

describe("what may not be shown stays hidden", () => {
  const small = figure({
    documented: "fewer than 10",
    lists: [{ source: "a", name: "Upper Valley", count: "about 105" }],
    histories: "suppressed",
    range: { low: "fewer than 10", high: "fewer than 10", quantile: 0.025, clusterings: 40, seed: 1 },
    years: [{ value: "1992", count: "fewer than 10" }],
    estimate: { status: "withheld", reason: "the documented count is below 10" },
    proof: { level: "attested", reason: "few" },
  });
  const html = page({ figures: [small] });
  test("a small count is said to be small", () =>
    assert.ok(html.includes("<span>Fewer than 10 people</span>")));
  test("in the text it stands in brackets, since the author's words go on around it", () =>
    assert.match(html, /At least <a [^>]*>.*<bdi>\(fewer than 10\)<\/bdi> .* people are missing/));
  test("overlaps say why they are not there", () => assert.match(html, /some overlaps are smaller than 10/));
  test("the estimate says why it is not there", () =>
    assert.match(html, /with numbers this small it could point at somebody/));
  test("no picture is drawn of it", () => assert.doesNotMatch(html, /class="picture"/));
});

test("shows once what several languages write alike of a place, and every other name", () => {
  const names = [
    { text: "Sarno", language: "en" },
    { text: "Сарно", language: "ru" },
    { text: "Sarno", language: "az" },
  ];
  const html = page({ figures: [figure({ placeNames: names })] });
  assert.ok(
    html.includes('<dd><bdi lang="az" dir="auto">Sarno</bdi> · <bdi lang="ru" dir="auto">Сарно</bdi> <span'),
  );
});

test("says why a figure is not estimable", () => {
  const conclusion = { verdict: "not estimable", reason: "got 1 list, wanted at least 2" } as const;
  const { estimate } = figure();
  assert.ok("plan" in estimate);
  const html = page({ figures: [figure({ estimate: { ...estimate, conclusion } })] });
  assert.match(html, /Not estimable\..*One list alone cannot say how many it missed/s);
});

test("says that nobody has signed while nobody has", () => {
  assert.match(page(), /No organisation has signed this version yet/);
  const signatories = [{ name: "Upper Association", signed: { on: "2026-03-04" } }];
  const html = page({ standing: { ...nothingBeside, signatories, quorum: 2 } });
  assert.match(html, /1 organisation has signed this version/);
  assert.match(html, /asks for at least 2 signatures; standing now: 1/);
  assert.match(html, /signed this version, received on March 4, 2026/);
});

const dispute = {
  id: "D1",
  statement: 2,
  path: "letters/1.json",
  by: "Karim Belqar",
  on: "2026-03-05",
  text: "Two were found.",
  evidence: ["letter of the hospital"],
};

test("shows a signature that was taken back, with its reason, and counts it no more", () => {
  const withdrawn = { on: "2026-03-09", why: "We were not asked." };
  const signatories = [{ name: "Upper Association", signed: { on: "2026-03-04" }, withdrawn }];
  const html = page({ standing: { ...nothingBeside, signatories } });
  assert.match(html, /took its signature back on March 9, 2026: <bdi dir="auto">We were not asked\./);
  assert.match(html, /No organisation has signed this version yet/);
});

test("puts a dispute and its answer side by side, and marks the disputed statement", () => {
  const answered = { ...dispute, answer: { text: "We have asked.", on: "2026-03-08" } };
  const html = page({ standing: { ...nothingBeside, disputes: [answered] } });
  assert.match(html, /families wait\. <a class="disputed" href="#D1">/);
  assert.match(
    html,
    /<div class="sides">\n<section><h4>.*Karim Belqar.*Two were found.*<section><h4>Answer of the authors, March 8, 2026.*We have asked/s,
  );
  const open = page({ standing: { ...nothingBeside, disputes: [dispute], disputesRefused: 1 } });
  assert.match(open, /have not answered yet/);
  assert.match(open, /1 dispute was not taken in/);
});

test("says of each addressee what came of it", () => {
  const responses = [
    { addressee: "The Assembly", state: "acknowledged", on: "2026-04", text: "By letter" },
  ] as const;
  assert.match(
    page({ standing: { ...nothingBeside, responses } }),
    /April 2026 · acknowledged: <bdi dir="auto">By letter/,
  );
  assert.match(page(), /Nothing is recorded yet/);
});

test("takes no markup, script or foreign address from anybody's words", () => {
  const evil = '<script>alert(1)</script><img src=x onerror="a">';
  const html = page({
    title: evil,
    blocks: [
      `${evil}\n\n[go](javascript:alert(1)) [out](https://a.example/) ![p](https://b.example/p.png)\n\n\`${evil}\``,
    ],
    addressees: [evil],
    standing: {
      signatories: [{ name: evil, signed: { on: evil }, withdrawn: { on: evil, why: evil } }],
      disputes: [{ ...dispute, text: evil, by: evil, evidence: [evil], answer: { text: evil, on: evil } }],
      disputesRefused: 0,
      responses: [{ addressee: evil, state: "sent", on: evil, text: evil }],
    },
    sources: [{ id: "a", name: evil, organisation: evil }],
    register: evil,
  });
  assert.doesNotMatch(html, /<script|<img|javascript:/);
  assert.doesNotMatch(html, /(src|href)="https?:\/\/b/);
  assert.match(html, /<a class="outside" href="https:\/\/a\.example\/" rel="noreferrer">out<\/a>/);
});

test("holds a policy under which it can run and fetch nothing, and no inline style", () => {
  const html = page();
  assert.match(html, /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;/);
  assert.doesNotMatch(html, /<style|style=|<script| on\w+=/);
});

test("is written from right to left in Arabic, its machine-made words marked as such", () => {
  const html = page({ language: "ar", title: "أين هم؟" });
  assert.match(html, /<html lang="ar" dir="rtl">/);
  assert.match(html, /تُرجمت الكلمات الثابتة في هذه الصفحة آلياً/);
  assert.doesNotMatch(page(), /class="attention">The fixed words/);
});

test("uses no left and right in its style, so that it can be turned round", () => {
  const style = fromUtf8(
    renderAppealPage(appeal(), { fonts, document }).get("style.css") ?? new Uint8Array(),
  );
  assert.doesNotMatch(style, /(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)/);
});

test("a judged sample says how often the matching errs, of people only", () => {
  const share = (value: number) => ({ value, lower: value - 0.05, upper: value + 0.05 });
  const shares = { precision: share(0.95), recallOfCompared: share(0.9), recall: share(0.9) };
  const sample = {
    run: 3,
    drawn: 90,
    judged: 80,
    unsure: 2,
    level: 0.95,
    interval: "confidence",
    ...shares,
  } as const;
  const said = (change: object) => matchingSentences("en", { ...figure(), ...change }).join(" ");
  assert.match(said({ accuracy: sample }), /80 pairs drawn at random .* 95% of the pairs .* \(90% to 100%\)/);
  assert.doesNotMatch(said({ query: { unit: "site" } }), /random/);
  assert.deepEqual(matchingSentences("en", { documented: 12, query: { unit: "person" } }), []);
});
