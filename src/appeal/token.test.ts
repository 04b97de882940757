/** Tokens, receipts and audits: what a stranger, a holder and an auditor can each work out, and what they cannot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toBase64 } from "../base/bytes.ts";
import { formLeaf, leafHash, parseLeaf } from "../ledger/leaf.ts";
import { hashTree, inclusionProof, rootHash } from "../ledger/tree.ts";
import { digest } from "../model/ids.ts";
import { type Audit, concludeAudit, drawTokens, formatAudit, parseAudit } from "./audit.ts";
import { mostBad, neededSample } from "./audit-bound.ts";
import { formatReceipt, parseReceipt, type Receipt, verifyReceipt } from "./receipt.ts";
import { formToken, tokenKey } from "./token.ts";
import { formatTokenFile, formTokens, parseTokenFile } from "./token-file.ts";

const place = { manifest: digest("ab".repeat(32)), figure: "F1" };
const keyOf = (n: number) => new Uint8Array(16).fill(n);
const leaves = Array.from({ length: 7 }, (_, n) =>
  formLeaf(new Uint8Array(32).fill(n), [
    ["entry", n === 6 ? "judgement" : "record"],
    ["kind", "person"],
  ]),
);
const tree = hashTree(Uint8Array.from(leaves.flatMap(({ bytes }) => [...leafHash(bytes)])));

function receiptOf(index: number): Receipt {
  const leaf = leaves[index];
  assert.ok(leaf !== undefined);
  const digests = parseLeaf(leaf.bytes);
  return {
    size: 7,
    root: toBase64(rootHash(tree)),
    index,
    leaf: "value" in digests ? digests.value : [],
    disclosure: leaf.disclose("entry"),
    proof: inclusionProof(tree, index).map(toBase64),
  };
}

test("a token is another one for each figure, each publication and each kind", () => {
  const places = [place, { ...place, figure: "F2" }, { ...place, manifest: digest("cd".repeat(32)) }];
  const tokens = places.flatMap((each) => [
    formToken(keyOf(1), "entity", each),
    formToken(keyOf(1), "record", each),
  ]);
  assert.equal(new Set(tokens).size, 6);
});

test("tokens of a figure are as many as it counts, and its records are filled up to a power of two", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 100 }), (entities, more) => {
      const keys = (from: number, count: number) =>
        Array.from({ length: count }, (_, i) => Uint8Array.of(from, i >> 8, i, ...new Uint8Array(13)));
      const file = formTokens(
        { entities: keys(1, entities), records: keys(2, entities + more), padding: new Uint8Array(32) },
        place,
      );
      assert.equal(file.entities.length, entities);
      assert.ok(file.records.length >= 64 && Number.isInteger(Math.log2(file.records.length)));
      assert.deepEqual(parseTokenFile(formatTokenFile(file), "tokens/F1.json"), { value: file });
    }),
  );
});

const wrongTokens: readonly {
  readonly desc: string;
  readonly file: Parameters<typeof formatTokenFile>[0];
}[] = [
  { desc: "a token twice", file: { of: "F1", entities: twice("a"), records: [] } },
  { desc: "tokens out of order", file: { of: "F1", entities: [token("b"), token("a")], records: [] } },
  { desc: "records that are no power of two", file: { of: "F1", entities: [], records: many(65) } },
  { desc: "fewer than 64 records", file: { of: "F1", entities: [], records: many(32) } },
];
for (const { desc, file } of wrongTokens)
  test(`tokens are refused: ${desc}`, () => {
    assert.ok("issues" in parseTokenFile(formatTokenFile(file), "tokens/F1.json"));
  });

function token(letter: string): string {
  return `${letter.repeat(42)}A`;
}
function twice(letter: string): readonly string[] {
  return [token(letter), token(letter)];
}
function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => formToken(keyOf(i), "record", place)).toSorted();
}

test("a receipt finds its own record's token, and no other's", () => {
  const keys = leaves.map((leaf) => tokenKey(leaf.disclose("entry")));
  const { records } = formTokens({ entities: [], records: keys.slice(0, 3), padding: keyOf(9) }, place);
  const found = leaves.map((_, index) =>
    records.includes(formToken(tokenKey(receiptOf(index).disclosure), "record", place)),
  );
  assert.deepEqual(found, [true, true, true, false, false, false, false]);
});

test("a receipt is of a record of the ledger, whole, and of its own leaf", () => {
  const sound = receiptOf(2);
  assert.deepEqual(verifyReceipt(sound), { ok: true });
  assert.deepEqual(parseReceipt(formatReceipt(sound)), { value: sound });
  const other = receiptOf(3);
  const doctored: readonly Receipt[] = [
    { ...sound, index: 3 },
    { ...sound, leaf: other.leaf },
    { ...sound, disclosure: other.disclosure },
    { ...sound, disclosure: leaves[2]?.disclose("kind") ?? "" },
    { ...sound, proof: other.proof },
    { ...sound, root: toBase64(new Uint8Array(32)) },
    receiptOf(6), // of a judgement
  ];
  for (const receipt of doctored) assert.equal(verifyReceipt(receipt).ok, false, JSON.stringify(receipt));
});

test("a receipt tells nothing but hashes, numbers and one salt", () => {
  const { size, index, disclosure, ...hashes } = receiptOf(2);
  const texts = Object.values(hashes).flat();
  assert.ok(texts.every((text) => /^[A-Za-z0-9+/_-]{43}=?$/.test(text)));
  assert.match(Buffer.from(disclosure, "base64url").toString(), /^\["[A-Za-z0-9_-]{22}","entry","record"\]$/);
  assert.deepEqual([size, index], [7, 2]);
});

test("the sample follows from the seed and the tokens, in whatever order these come", () => {
  const tokens = many(64);
  const drawn = drawTokens(tokens, "12 4 33", 10);
  assert.deepEqual(drawTokens(tokens.toReversed(), "12 4 33", 10), drawn);
  assert.notDeepEqual(drawTokens(tokens, "12 4 34", 10), drawn);
  assert.equal(new Set(drawn).size, 10);
});

const seed = { text: "12 4 33", source: "the lottery of Kelmara", published: "2026-03-01T20:00:00Z" };
const audit: Audit = {
  figure: "F1",
  manifest: place.manifest,
  total: 400,
  seed,
  sample: many(64).slice(0, 50),
  findings: many(64)
    .slice(0, 48)
    .map((each, at) => ({ token: each, finding: at === 0 ? "unresolved" : "supported" })),
};

test("a token that was not opened counts as unsupported, one whose family refused is counted openly", () => {
  const result = concludeAudit(audit);
  assert.equal(result.supported, 47);
  assert.equal(result.unsupported, 2);
  assert.equal(result.unresolved, 1);
  assert.equal(result.mostBad, mostBad({ total: 400, drawn: 50, bad: 2 }, 0.95));
  assert.ok(result.mostBadIfUnresolvedAre > result.mostBad);
});

test("an audit reads as it was written, and not when a finding is of a token that was not drawn", () => {
  assert.deepEqual(parseAudit(formatAudit(audit), "audit.json"), { value: audit });
  const wrong: readonly Audit[] = [
    { ...audit, sample: audit.sample.slice(1) },
    { ...audit, findings: [...audit.findings, ...audit.findings.slice(0, 1)] },
    { ...audit, total: 49 },
    { ...audit, seed: { ...seed, published: "soon" } },
  ];
  for (const each of wrong) assert.ok("issues" in parseAudit(formatAudit(each), "audit.json"));
});

test("the bound is exact: at it the sample is not excluded, one above it is", () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  const tail = (total: number, drawn: number, bad: number, all: number) =>
    Array.from({ length: bad + 1 }, (_, x) =>
      x <= all && drawn - x <= total - all
        ? (choose(all, x) * choose(total - all, drawn - x)) / choose(total, drawn)
        : 0,
    ).reduce((sum, each) => sum + each, 0);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), (total, some, few) => {
      const drawn = 1 + (some % total);
      const bad = few % (drawn + 1);
      const most = mostBad({ total, drawn, bad }, 0.95);
      assert.ok(most >= bad && most <= total - drawn + bad);
      if (most > bad) assert.ok(tail(total, drawn, bad, most) > 0.05 - 1e-9);
      if (most < total - drawn + bad) assert.ok(tail(total, drawn, bad, most + 1) <= 0.05 + 1e-9);
    }),
  );
});

test("a hundred and forty-four drawn of four thousand without a bad one bound them at two in a hundred", () => {
  assert.equal(neededSample(4000, 0.02, 0.95), 144);
  assert.ok(mostBad({ total: 4000, drawn: 144, bad: 0 }, 0.95) <= 80);
  assert.ok(mostBad({ total: 4000, drawn: 143, bad: 0 }, 0.95) > 80);
});
