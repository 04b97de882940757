/** Every attack of docs/spec/attacks.md, done to a folder: what each yields stands there, and nothing passes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answerTimestamp } from "../../test/example-authority.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import {
  exampleFolder,
  exampleKey,
  exampleOrigin,
  exampleSigner,
  forkedCheckpoint,
} from "../appeal/example-folder.ts";
import { changedFile, eachFlip, remanifested } from "../appeal/example-forger.ts";
import { digestOf } from "../appeal/manifest.ts";
import { formatProofFile, type OpenedLeaf, parseProofFile } from "../appeal/proof-file.ts";
import { utf8 } from "../base/bytes.ts";
import { sshFingerprint } from "../ledger/ssh-key.ts";
import { formatSshSignature, sshSign } from "../ledger/ssh-signature.ts";
import { tidyTimestamp, timestampRequest } from "../ledger/timestamp.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { exampleEstimate } from "./example-estimate.ts";
import { verifyFolder } from "./verify-folder.ts";

const page = utf8("<!doctype html>the verifier");
const options = { estimate: exampleEstimate, missing: 10, killed: 0, padding: 1, earlier: [4] } as const;
const { files } = exampleFolder({
  ...options,
  letters: ["withdrawal", "dispute"],
  verifierPage: page,
});
const other = exampleFolder({ ...options, missing: 11 }).files;

/** What organisations publish on their own sites. */
const keys = [
  formatVerifierKey(verifierKey(exampleOrigin, exampleKey.publicKey)),
  `Return to Sarmel ${sshFingerprint(exampleSigner.publicKey)}`,
].join("\n");
const pages = [digestOf(page)];

const put = (path: string, bytes: Uint8Array): FolderFiles => new Map([...files, [path, bytes]]);
const taken = (path: string) => files.get(path) ?? new Uint8Array();
const without = (path: string): FolderFiles => new Map([...files].filter(([each]) => each !== path));
const proofs = parseProofFile(taken("proofs/F1.json"), "proofs/F1.json");
const withLeaves = (change: (leaves: readonly OpenedLeaf[]) => readonly OpenedLeaf[]): FolderFiles => {
  assert.ok("value" in proofs);
  const { value } = proofs;
  return put("proofs/F1.json", formatProofFile({ ...value, leaves: change(value.leaves) }));
};
const doctored = (from: FolderFiles = files) =>
  changedFile(from, "data/statements.json", (text) => text.replace('"documented":10', '"documented":11'));
const moved = formatSshSignature(
  sshSign(other.get("manifest-sha256.txt") ?? new Uint8Array(), "recount-appeal", exampleSigner),
);
const strangers = newSigningKey(new Uint8Array(32).fill(9));
/** Everything remade by somebody else, who has none of the keys. */
const remade = exampleFolder({ ...options, missing: 40, keys: { log: strangers, signer: strangers } }).files;

/** The year 2030 made 2029. */
const changedTime = (timestamp: Uint8Array): Uint8Array => {
  const at = Buffer.from(timestamp).indexOf("20300101");
  assert.ok(at > 0);
  return new Uint8Array([...timestamp.subarray(0, at), ...utf8("20290101"), ...timestamp.subarray(at + 8)]);
};

type Attack = { readonly desc: string; readonly folder: FolderFiles; readonly yields: string };
const refused = (desc: string, folder: FolderFiles, yields: string): Attack => ({ desc, folder, yields });

/** A timestamp as an authority gave it over these bytes, under the hand of a test. */
const timestampOver = (message: Uint8Array): Uint8Array => {
  const nonce = new Uint8Array(16);
  const answer = answerTimestamp(timestampRequest(message, nonce), new Date("2030-01-01T00:00:00Z"));
  const tidy = tidyTimestamp(answer, { message, nonce });
  assert.ok("value" in tidy, JSON.stringify(tidy));
  return tidy.value;
};
const stamp = "proofs/timestamp-1.tsr";

const attacks: readonly Attack[] = [
  refused(
    "a file changed",
    changedFile(files, "index.html", (text) => `${text} `),
    "index.html: its digest is not that of tagmanifest-sha256.txt",
  ),
  refused("a file taken away", without("index.html"), "index.html: the file is missing"),
  refused("a file added", put("extra.txt", utf8("x")), "extra.txt: nobody named this file"),
  refused(
    "a file added, and both manifests made again",
    remanifested(put("extra.txt", utf8("x"))),
    "extra.txt: nobody named this file",
  ),
  refused(
    "a leaf removed",
    withLeaves((leaves) => leaves.slice(1)),
    "proofs/F1.json: got 9 records, wanted 10",
  ),
  refused(
    "a leaf added",
    withLeaves((leaves) => [...leaves, { ...leaves[0]!, index: 10 }]),
    "proofs/F1.json: got 11 records, wanted 10",
  ),
  refused(
    "a leaf replaced by another's",
    withLeaves(([first, ...rest]) => [{ ...first!, leaf: rest[0]!.leaf }, ...rest]),
    "proofs/F1.json: leaf 0: the proof leads to another root",
  ),
  refused(
    "a record counted twice",
    withLeaves(([first, , ...rest]) => [first!, first!, ...rest]),
    "wanted indexes that rise",
  ),
  refused(
    "two records swapped",
    withLeaves(([first, second, ...rest]) => [{ ...second!, index: 0 }, { ...first!, index: 1 }, ...rest]),
    "proofs/F1.json: leaf 0: the proof leads to another root",
  ),
  refused(
    "a doctored figure",
    doctored(),
    "data/statements.json: its digest is not that of manifest-sha256.txt",
  ),
  refused(
    "a doctored figure, and both manifests made again",
    remanifested(doctored()),
    "proofs/publication.json: the ledger's publication has another manifest",
  ),
  refused(
    "a signature moved to another version",
    remanifested(put("signatures/return-to-sarmel.sig", utf8(moved))),
    "wanted a signature over manifest-sha256.txt for recount-appeal",
  ),
  refused(
    "a signature taken from another organisation's key",
    remanifested(
      put(
        "signatures/return-to-sarmel.sig",
        utf8(formatSshSignature(sshSign(taken("manifest-sha256.txt"), "recount-appeal", strangers))),
      ),
    ),
    "wanted a key that was return-to-sarmel's on 1995-04-02",
  ),
  refused("a withdrawal taken away", remanifested(without("letters/1.json")), "letters/1.json: got"),
  refused(
    "a dispute reworded",
    remanifested(changedFile(files, "letters/2.json", (text) => text.replace("Two", "None"))),
    "wanted a signature over this letter",
  ),
  refused(
    "an answer reworded",
    remanifested(changedFile(files, "beside.json", (text) => text.replace("asked for", "burned"))),
    "proofs/publication.json: the ledger's publication has another tags",
  ),
  refused(
    "a forked ledger",
    put("checkpoint", forkedCheckpoint(12)),
    "proofs/publication.json: leaf 10: the proof leads to another root",
  ),
  refused(
    "a timestamp moved to another checkpoint",
    put(stamp, timestampOver(forkedCheckpoint(12))),
    'timestamp: got "one over others", wanted a timestamp over these bytes',
  ),
  refused(
    "a timestamp with another time in it",
    put(stamp, changedTime(timestampOver(taken("checkpoint")))),
    'timestamp: got "its signature is over another time", wanted a timestamp that holds',
  ),
  refused(
    "a doctored verifier page",
    put("verify.html", utf8("all is well")),
    "verify.html: its digest is not that of tagmanifest-sha256.txt",
  ),
];

for (const { desc, folder, yields } of attacks)
  test(`${desc} is refused`, () => {
    const { verdict, refusals } = verifyFolder(folder);
    assert.equal(verdict, "refused");
    const reasons = refusals.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
    assert.ok(reasons.includes(yields), reasons);
  });

test("the folder itself is verified, so that each attack alone is what is refused", () => {
  assert.deepEqual(verifyFolder(files).verdict, "consistent");
  const { verdict, checked } = verifyFolder(files, { keys, pages });
  assert.equal(verdict, "verified");
  assert.ok(checked.includes("Return to Sarmel took its signature back on 1995-05-02"));
});

test("an old checkpoint, where a newer one was seen, is refused", () => {
  const older = exampleFolder({
    ...options,
    padding: 0,
    letters: ["withdrawal", "dispute"],
    verifierPage: page,
  });
  const { verdict, refusals } = verifyFolder(older.files, { since: taken("checkpoint") });
  assert.equal(verdict, "refused");
  assert.match(refusals[0]?.reason ?? "", /size 11 is older than the checkpoint seen before, of 12/);
});

test("a folder wholly remade with new keys confirms none, names nobody, and is refused by keys from outside", () => {
  const alone = verifyFolder(remade);
  assert.deepEqual([alone.verdict, alone.keysConfirmed], ["consistent", { confirmed: 0, of: 2 }]);
  assert.ok(!JSON.stringify(alone).includes("Return to Sarmel"));
  const { verdict, refusals } = verifyFolder(remade, { keys });
  assert.equal(verdict, "refused");
  assert.deepEqual(
    refusals.map(({ reason }) => reason),
    [
      `another key of ${exampleOrigin} is known from outside`,
      "another key of return-to-sarmel is known from outside",
    ],
  );
});

test("a doctored verifier in a folder remade is named as one that is not known", () => {
  const evil = exampleFolder({ ...options, verifierPage: utf8("all is well") }).files;
  const { notChecked } = verifyFolder(evil, { keys, pages });
  assert.ok(notChecked.some((line) => line.includes("verify.html") && line.includes("use another copy")));
});

// Every byte is changed in test/conformance/attacks.test.ts: that takes a minute.
test("a byte changed anywhere is found, one in ninety-seven tried", () => {
  for (const [path, bytes] of files)
    eachFlip(bytes, { from: path.length, stride: 97 }, (copy, at) => {
      const { verdict } = verifyFolder(put(path, copy));
      if (verdict !== "refused" && verdict !== "unreadable") assert.fail(`${path}, byte ${at}: ${verdict}`);
    });
});

test("docs/spec/attacks.md lists exactly these attacks, with what they yield", () => {
  const spec = readFileSync(new URL("../../docs/spec/attacks.md", import.meta.url), "utf8");
  const rows = [...spec.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(([, what, yields]) => [what, yields]);
  const listed = rows.slice(1).map(([what, yields]) => [what?.trim(), yields?.trim().replace(/^`|`$/g, "")]);
  assert.deepEqual(
    listed.filter(([what]) => what !== "---").slice(0, attacks.length),
    attacks.map(({ desc, yields }) => [desc, yields]),
  );
});
