import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { verifierKey } from "../ledger/verifier-key.ts";
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import { exampleFolder, exampleKey, exampleOrigin } from "./example-folder.ts";
import { formatGrowth, parseGrowth } from "./growth-file.ts";
import { digestOf, formatManifest, parseManifest } from "./manifest.ts";
import { formatProofFile, parseProofFile } from "./proof-file.ts";
import { publicationFiles } from "./publish.ts";
import { parseStatements } from "./read-statements.ts";
import { isSmall, publishedEstimate, publishedHistories } from "./small-numbers.ts";

const refusal = (histories: readonly CaptureHistory[]): EstimateAnswer => ({
  estimable: false,
  method: "none",
  observed: histories.reduce((sum, { count }) => sum + count, 0),
  reason: "got 1 list, wanted at least 2",
});
const { files, statements } = exampleFolder({ estimate: refusal });
const history = (lists: string, count: number) => ({ lists: lists.split(" "), count });

test("statements, proofs and manifest are read as they were written", () => {
  assert.deepEqual(parseStatements(files.get("statements.json")!, ""), { value: statements });
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
  assert.deepEqual(publishedEstimate(answer, histories), {
    status: "attested",
    answer: { ...answer, total: 305, lower: 150, upper: 605 },
  });
});

test("a reason that would tell a small overlap is withheld", () => {
  const histories = [history("a", 40), history("a b", 4)];
  const answer = { estimable: false, method: "none", observed: 44, reason: "got 4 on both" } as const;
  assert.equal(publishedEstimate(answer, histories).status, "withheld");
});

test("what is published of an estimate keeps observed <= lower <= total <= upper", () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500), fc.integer({ min: 10, max: 500 })),
      ([a, b, c, observed]) => {
        const [lower, total, upper] = [a, b, c].sort((x, y) => x - y).map((extra) => observed + extra + 0.3);
        const answer = {
          estimable: true,
          method: "m",
          observed,
          total: total!,
          lower: lower!,
          upper: upper!,
          level: 0.95,
          interval: "confidence",
          assumption: "x",
        } as const;
        for (const histories of [[history("a", observed)], [history("a", observed - 4), history("b", 4)]]) {
          const published = publishedEstimate(answer, histories);
          assert.ok(published.status !== "withheld" && published.answer.estimable);
          const { lower: l, total: t, upper: u } = published.answer;
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
  const keys = { log: verifierKey(exampleOrigin, exampleKey.publicKey) };
  const pages = new Map([["proofs/F1.json", utf8("")]]);
  assert.throws(() => publicationFiles({ statements, appealText: "", pages, keys }), { code: "bad-page" });
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
