/** Every single byte of a folder changed, each found. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleFolder } from "../../src/appeal/example-folder.ts";
import { eachFlip } from "../../src/appeal/example-forger.ts";
import { exampleEstimate } from "../../src/verify/example-estimate.ts";
import { verifyFolder } from "../../src/verify/verify-folder.ts";

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
