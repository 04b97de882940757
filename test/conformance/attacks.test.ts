/** Every single byte of a folder changed, each found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleFolder } from "../../src/appeal/example-folder.ts";
import { eachFlip } from "../../src/appeal/example-forger.ts";
import { readTimestamp, tidyTimestamp, timestampRequest } from "../../src/ledger/timestamp.ts";
import { exampleEstimate } from "../../src/verify/example-estimate.ts";
import { verifyFolder } from "../../src/verify/verify-folder.ts";
import { answerTimestamp } from "../example-authority.ts";

const { files } = exampleFolder({
  estimate: exampleEstimate,
  missing: 10,
  killed: 0,
  padding: 1,
  earlier: [4],
  letters: ["withdrawal", "dispute"],
});

for (const [path, bytes] of files)
  test(`each of the ${bytes.length} bytes of ${path} is found when it is changed`, () => {
    eachFlip(bytes, { from: 0, stride: 1 }, (copy, at) => {
      const { verdict } = verifyFolder(new Map([...files, [path, copy]]));
      if (verdict !== "refused" && verdict !== "unreadable") assert.fail(`byte ${at}: ${verdict}`);
    });
  });

test("each byte of a timestamp is found when it is changed", () => {
  const message = files.get("checkpoint") ?? new Uint8Array();
  const nonce = new Uint8Array(16);
  const answer = answerTimestamp(timestampRequest(message, nonce), new Date("2030-01-01T00:00:00Z"));
  const tidy = tidyTimestamp(answer, { message, nonce });
  assert.ok("value" in tidy);
  const path = "proofs/timestamp-1.tsr";
  assert.equal(verifyFolder(new Map([...files, [path, tidy.value]])).verdict, "consistent");
  eachFlip(tidy.value, { from: 0, stride: 1 }, (copy, at) => {
    if ("value" in readTimestamp(copy, message)) assert.fail(`byte ${at}`);
  });
});
