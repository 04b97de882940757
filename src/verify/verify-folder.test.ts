import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exampleFolder,
  exampleKey,
  exampleOrigin,
  exampleSigner,
  forkedCheckpoint,
} from "../appeal/example-folder.ts";
import { remanifested } from "../appeal/example-forger.ts";
import { formatProofFile, parseProofFile } from "../appeal/proof-file.ts";
import { statementsJson } from "../appeal/statements.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { canonicalBytes } from "../base/canonical-json.ts";
import { formatSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { exampleEstimate } from "./example-estimate.ts";
import { formatReport } from "./report.ts";
import { verifyFolder } from "./verify-folder.ts";

const folder = (options: Omit<Parameters<typeof exampleFolder>[0], "estimate"> = {}) =>
  exampleFolder({ ...options, estimate: exampleEstimate });
const good = folder();
const reasonsOf = (files: ReadonlyMap<string, Uint8Array>, options = {}) => {
  const { verdict, refusals } = verifyFolder(files, options);
  assert.equal(verdict, "refused");
  return refusals.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
};
const changed = (...changes: readonly (readonly [string, Uint8Array])[]) =>
  new Map([...good.files, ...changes]);
const without = (path: string) => new Map([...good.files].filter(([each]) => each !== path));
const proofsOf = (path: string) => {
  const parsed = parseProofFile(good.files.get(path)!, path);
  assert.ok("value" in parsed);
  return parsed.value;
};

test("a published folder is consistent, and says what it recounted and what it did not", () => {
  const result = verifyFolder(good.files);
  assert.deepEqual(result.refusals, []);
  assert.equal(result.verdict, "consistent");
  assert.deepEqual(result.keysConfirmed, { confirmed: 0, of: 2 });
  assert.deepEqual(result.figures, [
    { id: "F1", level: "recounted", audit: "not audited" },
    { id: "F2", level: "attested", audit: "not audited" },
  ]);
  assert.ok(result.checked.includes("F1: recounted 12 from records in the ledger"));
  assert.ok(result.notChecked.includes('F2: "fewer than 10" is only said, its records are not shown'));
});

test("the report begins with the keys, names nobody as having signed and calls nothing true", () => {
  const report = formatReport(verifyFolder(good.files));
  assert.equal(report.split("\n")[0], "0 of 2 keys confirmed from outside");
  assert.ok(!report.includes("Return to Sarmel") && !report.includes("Torvandze"));
  assert.ok(!/\b(is|are) true\b/.test(report.replace("that the sources are true", "")));
});

test("a key known from outside makes the folder verified, another one of the same name refuses it", () => {
  const own = formatVerifierKey(verifierKey(exampleOrigin, exampleKey.publicKey));
  const hers = `Return to Sarmel ${sshFingerprint(exampleSigner.publicKey)}`;
  const other = formatVerifierKey(verifierKey(exampleOrigin, newSigningKey(new Uint8Array(32)).publicKey));
  const partly = verifyFolder(good.files, { keys: `# from their site\n${own}\n` });
  assert.deepEqual([partly.verdict, partly.keysConfirmed], ["consistent", { confirmed: 1, of: 2 }]);
  assert.ok(!formatReport(partly).includes("Return to Sarmel"));
  for (const line of [
    hers,
    `return-to-sarmel namespaces="x" ${formatSshKey(exampleSigner.publicKey)} comment`,
  ]) {
    const { verdict, checked } = verifyFolder(good.files, { keys: `${own}\n${line}\n` });
    assert.equal(verdict, "verified");
    assert.ok(checked.includes("Return to Sarmel signed this version, by the key confirmed from outside"));
  }
  const another = `return-to-sarmel ${sshFingerprint(exampleKey.publicKey)}`;
  assert.match(
    reasonsOf(good.files, { keys: another }),
    /another key of return-to-sarmel is known from outside/,
  );
  assert.match(reasonsOf(good.files, { keys: "union ssh-rsa AAAA" }), /wanted a key of the kind ssh-ed25519/);
  assert.match(reasonsOf(good.files, { keys: other }), /another key of ledger\.example\/valley/);
  assert.match(reasonsOf(good.files, { keys: "nonsense" }), /--keys: line 1/);
});

test("publishing the same state twice gives the same bytes", () => {
  assert.deepEqual([...folder().files], [...good.files]);
});

test("an unknown file is refused, and so is a missing one", () => {
  assert.match(reasonsOf(changed(["extra.txt", utf8("x")])), /extra\.txt: nobody named this file/);
  for (const path of good.files.keys())
    if (path !== "manifest-sha256.txt") assert.match(reasonsOf(without(path)), /missing|not UTF-8|wanted/);
});

test("a folder without manifest and statements is unreadable", () => {
  assert.equal(verifyFolder(new Map([["index.html", utf8("")]])).verdict, "unreadable");
});

test("a folder of the format before is refused with the format that is wanted", () => {
  const old = new Map([["statements.json", utf8("{}")]]);
  assert.match(reasonsOf(old), /got a folder of format 1, wanted a BagIt bag, format 2/);
});

test("a leaf removed, doubled or swapped with another's proof is refused", () => {
  const proofs = proofsOf("proofs/F1.json");
  const [first, second, ...rest] = proofs.leaves;
  const withLeaves = (leaves: typeof proofs.leaves) =>
    changed(["proofs/F1.json", formatProofFile({ ...proofs, leaves })]);
  assert.match(reasonsOf(withLeaves(proofs.leaves.slice(1))), /got 11 records, wanted 12/);
  assert.match(reasonsOf(withLeaves([first!, first!, ...rest])), /indexes that rise/);
  const swapped = [{ ...first!, proof: second!.proof }, { ...second!, proof: first!.proof }, ...rest];
  assert.match(reasonsOf(withLeaves(swapped)), /leads to another root/);
});

test("a disclosure of another leaf is refused, and so is one field more than needed", () => {
  const proofs = proofsOf("proofs/F1.json");
  const [first, second, ...rest] = proofs.leaves;
  const foreign = [{ ...first!, disclosures: second!.disclosures }, second!, ...rest];
  const file = formatProofFile({ ...proofs, leaves: foreign });
  assert.match(reasonsOf(changed(["proofs/F1.json", file])), /leaf 0 has no digest of the disclosed/);
});

test("a doctored figure is refused even when statements and manifest are made again", () => {
  const [first, ...rest] = good.statements.figures;
  const doctored = { ...good.statements, figures: [{ ...first!, documented: 13 }, ...rest] };
  const files = changed(["data/statements.json", canonicalBytes(statementsJson(doctored))]);
  assert.match(reasonsOf(files), /its digest is not that of manifest-sha256/);
  const reasons = reasonsOf(remanifested(files));
  assert.match(reasons, /got 12 records, wanted 13/);
  assert.match(reasons, /publication has another manifest/);
  assert.match(reasons, /overlaps add up to 12, not 13/);
});

test("a doctored estimate is refused", () => {
  const [first, ...rest] = good.statements.figures;
  const { estimate } = first!;
  assert.ok("report" in estimate);
  const reasonsFor = (change: object) => {
    const figures = [{ ...first!, estimate: { ...estimate, ...change } }, ...rest];
    const file = canonicalBytes(statementsJson({ ...good.statements, figures }));
    return reasonsOf(remanifested(changed(["data/statements.json", file])));
  };
  const conclusion = { verdict: "not estimable", reason: "because" } as const;
  assert.match(
    reasonsFor({ report: { ...estimate.report, conclusion } }),
    /does not follow from the overlaps/,
  );
  assert.match(reasonsFor({ conclusion }), /the estimate that is said is not the one that was made/);
});

test("a range that does not hold the count, an accuracy that is none, and parts that do not add up, are refused", () => {
  const [first, ...rest] = good.statements.figures;
  const reasonsFor = (change: object) => {
    const file = canonicalBytes(
      statementsJson({ ...good.statements, figures: [{ ...first!, ...change }, ...rest] }),
    );
    return reasonsOf(remanifested(changed(["data/statements.json", file])));
  };
  const range = { low: 13, high: 14, quantile: 0.025, clusterings: 40, seed: 1 };
  assert.match(reasonsFor({ range }), /got 13 to 14 as the range of a count of 12/);
  const share = { value: 0.9, lower: 0.8, upper: 0.95 };
  const shares = { precision: share, recallOfCompared: share, recall: share };
  const sample = { run: 3, drawn: 9, judged: 8, unsure: 1, level: 0.95, interval: "confidence", ...shares };
  assert.doesNotMatch(reasonsFor({ accuracy: sample }), /no shares/);
  assert.match(reasonsFor({ accuracy: { ...sample, recall: { ...share, value: 0.97 } } }), /no shares/);
  assert.match(reasonsFor({ accuracy: { ...sample, judged: 9 } }), /no shares of a sample/);
  assert.match(reasonsFor({ years: [{ value: "1993", count: 11 }] }), /parts add up to 11, not 12/);
  assert.match(reasonsFor({ years: [{ value: "1993", count: 4 }] }), /publishes a part below 10/);
});

test("a text that says more than the statements is refused", () => {
  const text = fromUtf8(good.files.get("data/appeal.md")!);
  const saying = (words: string) =>
    remanifested(changed(["data/appeal.md", utf8(text.replace("they were taken", words))]));
  assert.match(reasonsOf(saying("they were all taken")), /its text is not the text of appeal\.md/);
  assert.match(reasonsOf(saying("4,000 were taken")), /data\/appeal\.md: line 14: got "4,000"/);
});

test("statements that are not in canonical form are refused", () => {
  const spaced = utf8(`${fromUtf8(good.files.get("data/statements.json")!)}\n`);
  assert.match(reasonsOf(remanifested(changed(["data/statements.json", spaced]))), /wanted canonical JSON/);
});

test("a ledger seen before must have grown, not have been rewritten", () => {
  const grown = folder({ earlier: [4, 9] }).files;
  const older = folder({ padding: 0 }).files.get("checkpoint")!;
  const own = good.files.get("checkpoint")!;
  assert.equal(verifyFolder(grown).verdict, "consistent");
  assert.ok(verifyFolder(good.files, { since: own }).checked.some((line) => line.includes("seen before")));
  assert.match(reasonsOf(good.files, { since: older }), /nothing in the folder shows that the ledger grew/);
  assert.match(reasonsOf(good.files, { since: forkedCheckpoint(19) }), /forked/);
  assert.match(reasonsOf(grown, { since: forkedCheckpoint(9) }), /another older root/);
  assert.match(reasonsOf(good.files, { since: utf8("x") }), /--since: got no checkpoint/);
  assert.match(reasonsOf(good.files, { since: forkedCheckpoint(40) }), /is older than/);
});

test("what was given beside the folder is told apart from the folder", () => {
  const mistyped = verifyFolder(good.files, {
    keys: "Retrun to Sarmel SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  });
  assert.equal(mistyped.verdict, "consistent");
  assert.ok(
    mistyped.notChecked.includes("keys from outside under names that sign nothing here: retrun-to-sarmel"),
  );
  const unread = verifyFolder(good.files, { keys: "no key at all" });
  assert.match(unread.refusals[0]?.reason ?? "", /wanted NAME SHA256/);
  assert.match(formatReport(unread), /nothing is said of the folder/);
  const since = verifyFolder(good.files, { since: utf8("no checkpoint") });
  assert.deepEqual(
    since.refusals.map(({ path }) => path),
    ["--since"],
  );
});

test("a folder of which some keys are known does not say that anybody could have made it", () => {
  const keys = `Return to Sarmel ${sshFingerprint(exampleSigner.publicKey)}`;
  const report = formatReport(verifyFolder(good.files, { keys }));
  assert.match(
    report,
    /^1 of 2 keys confirmed from outside\n\nConsistent: .* 1 of its keys you know from elsewhere/,
  );
});
