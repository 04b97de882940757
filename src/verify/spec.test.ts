/** The literal examples of docs/spec are what the code reads and writes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseAppeal } from "../appeal/appeal-text.ts";
import { exampleAppeal, exampleFolder } from "../appeal/example-folder.ts";
import { parseManifest } from "../appeal/manifest.ts";
import { parseProofFile } from "../appeal/proof-file.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { openCheckpoint } from "../ledger/checkpoint.ts";
import { formLeaf, parseLeaf, readDisclosure } from "../ledger/leaf.ts";
import { parseVerifierKey } from "../ledger/verifier-key.ts";
import { exampleEstimate } from "./example-estimate.ts";

/** The fenced block of that label on a page of docs/spec. */
function exampleOf(page: string, label: string): string {
  const text = readFileSync(new URL(`../../docs/spec/${page}.md`, import.meta.url), "utf8");
  const block = new RegExp(`^\`\`\`${label}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1];
  assert.ok(block !== undefined, `${page}.md has no example of ${label}`);
  return block;
}

const { files } = exampleFolder({ estimate: exampleEstimate });

test("the leaf and the disclosure of leaf.md belong together", () => {
  const [leaf, disclosure] = ["leaf", "disclosure"].map((label) => exampleOf("leaf", label).trimEnd());
  const formed = formLeaf(new Uint8Array(32), [["kind", "site"]]);
  assert.deepEqual([fromUtf8(formed.bytes), formed.disclose("kind")], [leaf, disclosure]);
  const [digests, opened] = [parseLeaf(utf8(leaf ?? "")), readDisclosure(disclosure ?? "")];
  assert.ok("value" in digests && "value" in opened);
  assert.deepEqual(digests.value, [opened.value.digest]);
});

test("the checkpoint of checkpoint.md opens with its key", () => {
  const key = parseVerifierKey(exampleOf("checkpoint", "vkey").trimEnd());
  assert.ok("value" in key);
  assert.ok(openCheckpoint(exampleOf("checkpoint", "checkpoint"), [key.value]).ok);
});

test("the text of appeal-text.md is an appeal", () => {
  assert.equal(exampleOf("appeal-text", "appeal"), exampleAppeal);
  assert.ok("value" in parseAppeal(exampleOf("appeal-text", "appeal")));
});

const textAt = (path: string, folder = files) => fromUtf8(folder.get(path) ?? new Uint8Array());

test("the manifests and the proofs of published-folder.md are those of the smallest folder", () => {
  const manifest = exampleOf("published-folder", "manifest");
  assert.equal(manifest, textAt("manifest-sha256.txt"));
  assert.equal(exampleOf("published-folder", "tagmanifest"), textAt("tagmanifest-sha256.txt"));
  assert.ok("value" in parseManifest(utf8(manifest)));
  const proofs = exampleOf("published-folder", "proofs").trimEnd();
  assert.equal(proofs, textAt("proofs/publication.json"));
  assert.ok("value" in parseProofFile(utf8(proofs), ""));
});

test("the examples of signatures.md, beside.md and letters.md are those of the smallest folder", () => {
  assert.equal(exampleOf("signatures", "endorsement"), textAt("endorsement"));
  assert.equal(exampleOf("signatures", "sshsig"), textAt("signatures/return-to-sarmel.sig"));
  assert.equal(exampleOf("signatures", "allowed_signers"), textAt("keys/allowed_signers"));
  assert.equal(exampleOf("beside", "beside").trimEnd(), textAt("beside.json"));
  const withdrawn = exampleFolder({ estimate: exampleEstimate, letters: ["withdrawal"] }).files;
  assert.equal(exampleOf("letters", "letter").trimEnd(), textAt("letters/1.json", withdrawn));
});
