/** Audits in a published folder: what they bound, and every way to make them say more than they do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Audit, concludeAudit, drawTokens, formatAudit } from "../appeal/audit.ts";
import { type AuditSignature, auditFiles, readSignedAudit, signAudit } from "../appeal/audit-files.ts";
import { exampleFolder } from "../appeal/example-folder.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { parseTokenFile, tokensPath } from "../appeal/token-file.ts";
import { sshFingerprint } from "../ledger/ssh-key.ts";
import { formatSshSignature } from "../ledger/ssh-signature.ts";
import { newSigningKey } from "../ledger/verifier-key.ts";
import { digest } from "../model/ids.ts";
import { exampleEstimate } from "./example-estimate.ts";
import { verifyFolder } from "./verify-folder.ts";

const options = { estimate: exampleEstimate, missing: 40, tokens: true };
const { files } = exampleFolder(options);
const tokens = parseTokenFile(files.get(tokensPath("F1")) ?? new Uint8Array(), "");
assert.ok("value" in tokens);
const { entities } = tokens.value;
const seed = { text: "4 11 19", source: "the lottery of Kelmara", published: "1995-04-02T20:00:00Z" };
const sample = drawTokens(entities, seed.text, 30);
const audit: Audit = {
  figure: "F1",
  manifest: digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()),
  total: 40,
  seed,
  sample,
  findings: sample.map((token, at) => ({ token, finding: at === 0 ? "duplicate" : "supported" })),
};
const auditor = newSigningKey(new Uint8Array(32).fill(9));
const signed = (of: Audit): AuditSignature => ({
  auditor: "observers-of-ilvaz",
  text: formatSshSignature(signAudit(formatAudit(of), auditor)),
});

function folderWith(of: Audit, signature: AuditSignature = signed(of)) {
  const read = readSignedAudit(formatAudit(of), [signature], "audits/F1.json");
  assert.ok("value" in read, JSON.stringify(read));
  return exampleFolder({ ...options, more: auditFiles([read.value]) }).files;
}

test("a figure says the bound of its audit, and names auditors only by keys confirmed from outside", () => {
  const unknown = verifyFolder(folderWith(audit));
  assert.deepEqual(unknown.refusals, []);
  const most = concludeAudit(audit).mostBad;
  assert.match(
    unknown.figures[0]?.audit ?? "",
    new RegExp(
      `at most ${((100 * most) / 40).toFixed(1)} % of the 40 .* 30 drawn, signed by 1 whose keys were not`,
    ),
  );
  assert.equal(unknown.keysConfirmed.of, 3);
  const keys = `Observers of Ilvaz ${sshFingerprint(auditor.publicKey)}`;
  assert.match(
    verifyFolder(folderWith(audit), { keys }).figures[0]?.audit ?? "",
    /signed by observers-of-ilvaz$/,
  );
  assert.equal(verifyFolder(files).figures[0]?.audit, "not audited");
});

test("another key under an auditor's name is refused", () => {
  const keys = `Observers of Ilvaz ${sshFingerprint(newSigningKey(new Uint8Array(32)).publicKey)}`;
  assert.equal(verifyFolder(folderWith(audit), { keys }).verdict, "refused");
});

const doctored: readonly { readonly desc: string; readonly audit: Audit }[] = [
  { desc: "a sample that somebody chose", audit: { ...audit, sample: sample.toReversed() } },
  { desc: "another seed", audit: { ...audit, seed: { ...seed, text: "4 11 20" } } },
  { desc: "another number of tokens", audit: { ...audit, total: 400 } },
  { desc: "another text", audit: { ...audit, manifest: digest("0".repeat(64)) } },
];
for (const each of doctored)
  test(`an audit is refused: ${each.desc}`, () => {
    assert.equal(verifyFolder(folderWith(each.audit)).verdict, "refused");
  });

test("an audit whose findings were changed after it was signed is none", () => {
  const better = {
    ...audit,
    findings: audit.findings.map(({ token }) => ({ token, finding: "supported" as const })),
  };
  assert.ok("issues" in readSignedAudit(formatAudit(better), [signed(audit)], "audits/F1.json"));
  assert.ok("issues" in readSignedAudit(formatAudit(audit), [], "audits/F1.json"));
  const files = new Map(folderWith(audit)).set("audits/F1.json", formatAudit(better));
  assert.equal(verifyFolder(files).verdict, "refused");
});
