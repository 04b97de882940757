/** A file of capture patterns: what is read of it, what its answer is, and what is refused as unreadable. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../base/bytes.ts";
import { bytesFile } from "../intake/source-file.ts";
import { estimateTable } from "./estimate-table.ts";

async function estimate(text: string, options = {}) {
  return estimateTable(bytesFile("patterns.csv", utf8(text)), {
    replicates: 50,
    iterations: 1500,
    ...options,
  });
}

test("reads semicolons, a byte order mark and any names, and estimates", async () => {
  const { lists, report } = await estimate("\ufeffspital;biserică;câți\n1;0;40\n0;1;50\n1;1;25\n");
  assert.deepEqual(lists, ["spital", "biserică"]);
  assert.equal(report.observed, 115);
  assert.equal(report.conclusion.verdict === "estimate" && report.conclusion.spokesman, "chapman");
});

const refusals = [
  { desc: "a negative count", text: "a,b,n\n1,0,-5\n0,1,7\n1,1,3\n", reason: /count -5/ },
  { desc: "a fractional count", text: "a,b,n\n1,0,5.5\n0,1,7\n1,1,3\n", reason: /count 5\.5/ },
  { desc: "one list", text: "a,n\n1,5\n", reason: /got 1 list/ },
  { desc: "no overlap", text: "a,b,n\n1,0,5\n0,1,7\n", reason: /no entity on two lists/ },
  { desc: "a pattern that comes twice", text: "a,b,n\n1,0,5\n1,0,7\n1,1,3\n", reason: /twice/ },
  { desc: "people on no list", text: "a,b,n\n1,0,5\n0,1,7\n1,1,3\n0,0,9\n", reason: /without a list/ },
  { desc: "a header alone", text: "a,b,n\n", reason: /nobody on any list/ },
];
for (const { desc, text, reason } of refusals)
  test(`${desc} has an answer, which is no for every method`, async () => {
    const { report } = await estimate(text);
    assert.equal(report.conclusion.verdict, "not estimable");
    assert.match(report.conclusion.verdict === "not estimable" ? report.conclusion.reason : "", reason);
    assert.ok(report.methods.length > 0 && report.methods.every(({ answer }) => !answer.estimable));
  });

const unreadable = [
  { desc: "a cell that is neither 0 nor 1", text: "a,b,n\n1,yes,5\n", message: /row 1, column "b"/ },
  { desc: "a row that is too short", text: "a,b,n\n1,5\n", message: /row 1: got "2 cells", wanted 3 cells/ },
  { desc: "a count that is no number", text: "a,b,n\n1,0,many\n", message: /wanted a number/ },
];
for (const { desc, text, message } of unreadable)
  test(`${desc} is refused as unreadable`, async () => {
    await assert.rejects(estimate(text), { code: "input-refused", message });
  });

test("a list to be merged that the table has not is refused by name", async () => {
  const text = "a,b,n\n1,0,5\n0,1,7\n1,1,3\n";
  await assert.rejects(estimate(text, { merge: [["a", "x"]] }), {
    message: /got the list "x", wanted one of a, b/,
  });
});
