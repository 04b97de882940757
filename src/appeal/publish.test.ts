import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { verifierKey } from "../ledger/verifier-key.ts";
import type { CaptureHistory, Estimate, EstimateAnswer, EstimateReport } from "../model/estimate.ts";
import type { FigureEstimate } from "../model/figure.ts";
import { exampleFolder, exampleKey, exampleOrigin } from "./example-folder.ts";
import { formatGrowth, parseGrowth } from "./growth-file.ts";
import { digestOf, formatManifest, parseManifest } from "./manifest.ts";
import { formatProofFile, parseProofFile } from "./proof-file.ts";
import { publicationFiles, textFiles } from "./publish.ts";
import { publishedEstimate } from "./published-estimate.ts";
import { parseStatements } from "./read-statements.ts";
import { isSmall, publishedHistories, publishedParts } from "./small-numbers.ts";

const sum = (histories: readonly CaptureHistory[]) => histories.reduce((all, { count }) => all + count, 0);
/** An estimate in which one method was run. */
const estimateOf = (observed: number, answer: EstimateAnswer): FigureEstimate => {
  const report: EstimateReport = {
    observed,
    settings: {},
    overlap: { lists: [], pairs: [], onExactly: [], notes: [] },
    methods: [{ method: "chao", assumption: "lower-bound", answer, settings: {}, diagnostics: {} }],
    models: [],
    leaveOneOut: [],
    conclusion: answer.estimable
      ? { verdict: "estimate", spokesman: "chao", answer }
      : { verdict: "not estimable", reason: answer.reason },
  };
  const plan = { merged: [], leftOut: [], impossible: [] };
  return { made: true, seed: 1, plan, report, conclusion: report.conclusion, runsBefore: 0 };
};
const refusal = (histories: readonly CaptureHistory[]) =>
  estimateOf(sum(histories), {
    estimable: false,
    method: "none",
    observed: sum(histories),
    reason: "got 1 list, wanted at least 2",
  });
const publish = (answer: EstimateAnswer, histories: readonly CaptureHistory[]) =>
  publishedEstimate(estimateOf(sum(histories), answer), { documented: sum(histories), histories });
const { files, statements } = exampleFolder({ estimate: refusal });
const history = (lists: string, count: number) => ({ lists: lists.split(" "), count });

test("statements, proofs and manifest are read as they were written", () => {
  assert.deepEqual(parseStatements(files.get("data/statements.json")!, ""), { value: statements });
  const proofs = parseProofFile(files.get("proofs/F1.json")!, "");
  assert.ok("value" in proofs);
  assert.deepEqual(Buffer.from(formatProofFile(proofs.value)), Buffer.from(files.get("proofs/F1.json")!));
  const manifest = parseManifest(files.get("manifest-sha256.txt")!);
  assert.ok("value" in manifest);
  assert.deepEqual(
    Buffer.from(formatManifest(manifest.value)),
    Buffer.from(files.get("manifest-sha256.txt")!),
  );
  const growth = [{ checkpoint: utf8("note\n"), proof: [new Uint8Array(32)] }];
  assert.deepEqual(parseGrowth(formatGrowth(growth), ""), { value: growth });
});

test("a figure below 10 is not published exactly anywhere, and shows no records", () => {
  const [, killed] = statements.figures;
  assert.equal(killed?.documented, "fewer than 10");
  assert.equal(killed.histories, "suppressed");
  assert.deepEqual(killed.estimate, { status: "withheld", reason: "the documented count is below 10" });
  assert.equal(killed.proof.level, "attested");
  assert.equal(files.has("proofs/F2.json"), false);
  assert.ok(!/:3[,}]/.test(JSON.stringify(killed)));
});

test("one small overlap suppresses them all, rounds the lists and leaves the estimate to the publishers' word", () => {
  const histories = [history("a", 40), history("b", 31), history("a b", 4)];
  assert.equal(publishedHistories(histories), "suppressed");
  const answer = {
    estimable: true,
    method: "chapman",
    observed: 75,
    total: 303.4,
    lower: 151.2,
    upper: 601.3,
    level: 0.95,
    interval: "confidence",
    assumption: "x",
  } as const;
  const published = publish(answer, histories);
  assert.ok("conclusion" in published && published.conclusion.verdict === "estimate");
  assert.equal(published.status, "attested");
  assert.deepEqual(published.conclusion.answer, { ...answer, total: 305, lower: 150, upper: 605 });
  assert.deepEqual(published.report.methods, [{ name: "chao", total: 305, lower: 150, upper: 605 }]);
});

test("a reason that would tell a small overlap is not told", () => {
  const histories = [history("a", 40), history("a b", 4)];
  const answer = { estimable: false, method: "none", observed: 44, reason: "got 4 on both" } as const;
  const published = publish(answer, histories);
  assert.ok("conclusion" in published && published.conclusion.verdict === "not estimable");
  assert.equal(published.conclusion.reason, "the reason would tell an overlap below 10");
});

test("a small part rounds the others, and stands for itself in words", () => {
  const part = (value: string, count: number) => ({ value, count });
  const published = publishedParts([part("1992", 3), part("1993", 21), part("", 48)]).map(
    ({ count }) => count,
  );
  assert.deepEqual(published, ["fewer than 10", "about 20", "about 50"]);
  assert.deepEqual(publishedParts([part("1992", 13), part("1993", 0)]), [part("1992", 13), part("1993", 0)]);
});

test("what is published of an estimate keeps observed <= lower <= total <= upper", () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.integer({ min: 10, max: 500 })),
      ([a, b, c, observed]) => {
        const [lower, total, upper] = [a, b, c].sort((x, y) => x - y).map((extra) => observed + extra + 0.3);
        const answer: Estimate = {
          estimable: true,
          method: "m",
          observed,
          total: total!,
          lower: lower!,
          upper: upper!,
          level: 0.95,
          interval: "confidence",
          assumption: "x",
        };
        for (const histories of [[history("a", observed)], [history("a", observed - 4), history("b", 4)]]) {
          const published = publish(answer, histories);
          assert.ok("conclusion" in published && published.conclusion.verdict === "estimate");
          const { lower: l, total: t, upper: u } = published.conclusion.answer;
          assert.ok(observed <= l && l <= t && t <= u, `${observed} ${l} ${t} ${u}`);
        }
      },
    ),
  );
});

test("small is from 1 to 9", () => {
  assert.deepEqual([0, 1, 9, 10].map(isSmall), [false, true, true, false]);
});

test("a manifest in another order, with a path twice or a bad digest is refused", () => {
  const line = (path: string) => `${digestOf(utf8(path))}  ${path}\n`;
  for (const text of [
    line("b") + line("a"),
    line("a") + line("a"),
    "00  a\n",
    line("a").trimEnd(),
    line("a").replace("\n", "\r\n"),
    "",
  ])
    assert.ok("issues" in parseManifest(utf8(text)), JSON.stringify(text));
  assert.ok("value" in parseManifest(utf8(line("a") + line("b"))));
});

test("a page may not stand where a proof does", () => {
  const log = verifierKey(exampleOrigin, exampleKey.publicKey);
  const text = textFiles({ statements, appealText: "", log });
  for (const path of [
    "proofs/F1.json",
    "checkpoint",
    "data/appeal.md",
    "bagit.txt",
    "tagmanifest-sha256.txt",
  ])
    assert.throws(() => publicationFiles(text, new Map([[path, utf8("")]]), ""), { code: "bad-page" });
});

test("proofs do not tell who was counted: no name, source or record's id stands in them", () => {
  for (const [path, bytes] of files) {
    if (!path.startsWith("proofs/F")) continue;
    const disclosed = [...fromUtf8(bytes).matchAll(/"(Wy[A-Za-z0-9_-]+)"/g)].map((match) =>
      Buffer.from(match[1]!, "base64url").toString(),
    );
    assert.ok(disclosed.length > 0);
    assert.ok(
      disclosed.every((text) => /"(kind|harm\.1\.(kind|status|year|place\.2))"/.test(text)),
      disclosed.join(" "),
    );
  }
});
