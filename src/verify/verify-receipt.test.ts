/** A receipt against a published folder: what its holder learns, and what is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FolderFiles } from "../appeal/bag.ts";
import { exampleFolder, exampleReceipt, exampleRecord } from "../appeal/example-folder.ts";
import { formatReceipt, type Receipt } from "../appeal/receipt.ts";
import { formatTokenFile, parseTokenFile } from "../appeal/token-file.ts";
import { hashTree } from "../ledger/tree.ts";
import { exampleEstimate } from "./example-estimate.ts";
import { verifyFolder } from "./verify-folder.ts";
import { verifyReceiptIn } from "./verify-receipt.ts";

const options = { estimate: exampleEstimate, missing: 12, killed: 14, tokens: true };
const { files, tree } = exampleFolder(options);
const receiptAt = (index: number, from = tree): Receipt =>
  exampleReceipt(
    exampleRecord(
      index + 1,
      index < 12 ? { kind: "missing", when: "1993-05" } : { kind: "killed", when: "1993" },
    ),
    index,
    from,
  );
const verify = (receipt: Receipt, folder: FolderFiles = files) =>
  verifyReceiptIn(folder, formatReceipt(receipt));

test("a folder with tokens is consistent, and says that they are as many as the figure", () => {
  const { verdict, refusals, checked } = verifyFolder(files);
  assert.deepEqual(refusals, []);
  assert.equal(verdict, "consistent");
  assert.ok(checked.includes("F1: it shows 12 tokens, no two alike"));
});

test("a holder finds the figure that counts the record, and no other", () => {
  assert.deepEqual(verify(receiptAt(3)).figures, [
    { id: "F1", counted: "counted" },
    { id: "F2", counted: "not counted" },
  ]);
  assert.deepEqual(verify(receiptAt(20)).figures, [
    { id: "F1", counted: "not counted" },
    { id: "F2", counted: "counted" },
  ]);
});

test("figures that are below ten show no tokens", () => {
  const small = exampleFolder({ ...options, killed: 3 });
  assert.deepEqual(
    [...small.files.keys()].filter((path) => path.startsWith("tokens/")),
    ["tokens/F1.json"],
  );
  assert.equal(verifyFolder(small.files).verdict, "consistent");
});

test("a receipt of another ledger, or of another leaf, is refused", () => {
  const forked = hashTree(tree.levels[0]?.slice(0, 32 * 20) ?? new Uint8Array());
  assert.match(verify(receiptAt(3, forked)).reason ?? "", /^the receipt rests on a checkpoint of size 20/);
  assert.equal(verify({ ...receiptAt(3), index: 4 }).verdict, "refused");
  assert.equal(verify({ ...receiptAt(3), disclosure: receiptAt(4).disclosure }).verdict, "refused");
});

test("tokens that are fewer, doubled, or another figure's are refused", () => {
  const path = "tokens/F1.json";
  const parsed = parseTokenFile(files.get(path) ?? new Uint8Array(), path);
  assert.ok("value" in parsed);
  const { of, entities, records } = parsed.value;
  for (const changed of [
    { of, entities: entities.slice(1), records },
    { of, entities: [...entities, ...entities.slice(-1)], records },
    { of: "F2", entities, records },
  ]) {
    const doctored = new Map([...files, [path, formatTokenFile(changed)]]);
    assert.equal(verifyFolder(doctored).verdict, "refused");
  }
});
