import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { concatBytes, toHex, utf8 } from "../base/bytes.ts";
import { formatCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { cosign, cosignerKey, cosignersOf, formatCosignerKey, parseCosignerKey } from "./cosignature.ts";
import { leafHash } from "./leaf.ts";
import { formatLogProof, parseLogProof } from "./log-proof.ts";
import { meetsQuorum, parseLogPolicy } from "./policy.ts";
import { formatSignedNote, parseSignedNote } from "./signed-note.ts";
import { formatSshSignature, parseSshSignature, sshSign, sshVerify } from "./ssh-signature.ts";
import { formatTilePath, parseTilePath, tileBytes, tilesOf, treeOfTiles } from "./tile.ts";
import { hashTree, rootHash } from "./tree.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "./verifier-key.ts";

const key = (seed: number) => newSigningKey(new Uint8Array(32).fill(seed));
const origin = "ledger.example/valley";
const checkpoint = { origin, size: 3, root: new Uint8Array(32).fill(7) };
const lantern = { name: "lantern.example/w", key: key(2) };
const lanternKey = cosignerKey(lantern.name, lantern.key.publicKey);

/** The checkpoint's note with cosignatures added to the log's own signature. */
function cosignedNote(...times: readonly number[]): string {
  const note = parseSignedNote(signCheckpoint(checkpoint, key(1)));
  assert.ok("value" in note);
  const { text, signatures } = note.value;
  return formatSignedNote({
    text,
    signatures: [...signatures, ...times.map((time) => cosign(text, lantern, time))],
  });
}

function signedNote(text: string) {
  const note = parseSignedNote(text);
  assert.ok("value" in note);
  return note.value;
}

test("a log witness's cosignature verifies with its time, and other keys are passed over", () => {
  const note = signedNote(cosignedNote(1_700_000_000));
  assert.deepEqual(cosignersOf(note, [lanternKey]), {
    cosigned: [{ name: lantern.name, keyId: lanternKey.keyId, time: 1_700_000_000 }],
  });
  assert.deepEqual(cosignersOf(note, [cosignerKey(lantern.name, key(3).publicKey)]), { cosigned: [] });
});

test("a cosignature under another time, of another text or cut short is refused", () => {
  const { text, signatures } = signedNote(cosignedNote(5));
  const [log, own] = signatures;
  assert.ok(log !== undefined && own !== undefined);
  const later = Uint8Array.from(own.signature);
  later[7] = 6;
  const notes = [
    { text, signatures: [{ ...own, signature: later }] },
    { text: formatCheckpoint({ ...checkpoint, size: 4 }), signatures: [own] },
    { text, signatures: [{ ...own, signature: own.signature.subarray(0, 40) }] },
  ];
  for (const note of notes) assert.deepEqual(cosignersOf(note, [lanternKey]), { refused: lantern.name });
});

test("a cosigner's key is not the same key as a signer's, and its text parses to it", () => {
  assert.deepEqual(parseCosignerKey(formatCosignerKey(lanternKey)), { value: lanternKey });
  const signer = formatVerifierKey(verifierKey(lantern.name, lantern.key.publicKey));
  assert.ok("issues" in parseCosignerKey(signer));
});

describe("tile paths", () => {
  const cases = [
    { tile: { level: 0, index: 0, width: 256 }, path: "tile/0/000" },
    { tile: { level: 0, index: 1_234_067, width: 256 }, path: "tile/0/x001/x234/067" },
    { tile: { level: 2, index: 1000, width: 1 }, path: "tile/2/x001/000.p/1" },
  ];
  for (const { tile, path } of cases)
    test(path, () => {
      assert.equal(formatTilePath(tile), path);
      assert.deepEqual(parseTilePath(path), tile);
    });
  for (const path of [
    "tile/00/000",
    "tile/0/x000/001",
    "tile/0/000.p/256",
    "tile/0/000.p/0",
    "tile/64/000",
    "tile/0/1",
  ])
    test(`${path} is none`, () => assert.equal(parseTilePath(path), undefined));
});

test("a tree of 70,000 leaves has the tiles that the specification counts", () => {
  const widths = tilesOf(70_000).map(({ level, width }) => `${level}:${width}`);
  assert.equal(widths.filter((width) => width === "0:256").length, 273);
  assert.deepEqual(
    widths.filter((width) => width !== "0:256"),
    ["0:112", "1:256", "1:17", "2:1"],
  );
  assert.deepEqual(tilesOf(256), [
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
});

const leaves = (count: number) =>
  concatBytes(...Array.from({ length: count }, (_, at) => leafHash(utf8(`leaf ${at}`))));

test("the tiles of a ledger give back its tree, and those that a growth adds are enough", () => {
  fc.assert(
    fc.property(fc.nat(1500), fc.nat(1500), (a, b) => {
      const [old, size] = [Math.min(a, b), Math.max(a, b)];
      const [before, after] = [hashTree(leaves(old)), hashTree(leaves(size))];
      const files = new Map<string, Uint8Array>();
      for (const tile of tilesOf(old)) files.set(formatTilePath(tile), tileBytes(before, tile));
      for (const tile of tilesOf(size, old)) files.set(formatTilePath(tile), tileBytes(after, tile));
      const read = treeOfTiles(size, (path) => files.get(path));
      assert.ok("tree" in read);
      assert.equal(toHex(rootHash(read.tree)), toHex(rootHash(after)));
      assert.ok("tree" in treeOfTiles(old, (path) => files.get(path)), "an older size can still be read");
    }),
    { numRuns: 20 },
  );
});

test("a tile that is missing, short or changed is told by its path", () => {
  const tree = hashTree(leaves(600));
  const files = new Map(tilesOf(600).map((tile) => [formatTilePath(tile), tileBytes(tree, tile)]));
  const reasonOf = (path: string, bytes: Uint8Array | undefined) => {
    const read = treeOfTiles(600, (each) => (each === path ? bytes : files.get(each)));
    return "reason" in read ? read.reason : undefined;
  };
  assert.equal(reasonOf("tile/0/001", undefined), "tile/0/001 is missing");
  assert.equal(reasonOf("tile/0/001", new Uint8Array(32)), "tile/0/001: got 32 bytes, wanted 8192");
  assert.match(reasonOf("tile/1/000.p/2", new Uint8Array(64)) ?? "", /tile\/1\/000\.p\/2 does not hold/);
  assert.match(reasonOf("tile/0/000", new Uint8Array(8192)) ?? "", /tile\/1\/000\.p\/2 does not hold/);
});

test("a proof's text parses to the proof, with its extra bytes and its checkpoint verbatim", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 20 }),
      fc.option(fc.uint8Array({ minLength: 1 }), { nil: undefined }),
      (index, hashes, extra) => {
        const proof = { index, hashes, checkpoint: cosignedNote(1), ...(extra && { extra }) };
        assert.deepEqual(parseLogProof(formatLogProof(proof)), { value: proof });
      },
    ),
    { numRuns: 30 },
  );
});

describe("refuses the proof", () => {
  const proof = formatLogProof({ index: 5, hashes: [new Uint8Array(32)], checkpoint: "c\n" });
  const cases = [
    { desc: "of another version", text: proof.replace("@v1", "@v2"), path: "line 1" },
    { desc: "whose index has a leading zero", text: proof.replace("index 5", "index 05"), path: "line 2" },
    {
      desc: "with a hash of 31 bytes",
      text: proof.replace(/\nA+=\n/, `\n${"A".repeat(41)}==\n`),
      path: "line 3",
    },
    { desc: "without a checkpoint", text: "c2sp.org/tlog-proof@v1\nindex 5\n", path: "line 1" },
  ];
  for (const { desc, text, path } of cases)
    test(desc, () => {
      const parsed = parseLogProof(text);
      assert.ok("issues" in parsed);
      assert.equal(parsed.issues[0]?.path, path);
    });
});

const names = ["x1", "x2", "x3", "y1", "y2"];
const keys = new Map(names.map((name, at) => [name, cosignerKey(`${name}.example`, key(10 + at).publicKey)]));
const policyText = [
  "# two organisations",
  `log ${formatVerifierKey(verifierKey(origin, key(1).publicKey))} https://ledger.example/`,
  ...names.map((name) => `witness ${name} ${formatCosignerKey(keys.get(name) ?? lanternKey)}`),
  "group x 2 x1 x2 x3",
  "group y any y1 y2",
  "group both all x y",
  "quorum both",
  "",
].join("\n");

test("a quorum of two levels is met by two of the one and one of the other", () => {
  const policy = parseLogPolicy(policyText);
  assert.ok("value" in policy);
  const has = (...cosigned: readonly string[]) =>
    meetsQuorum(
      policy.value,
      cosigned.map((name) => ({ name: `${name}.example`, keyId: keys.get(name)?.keyId ?? "", time: 0 })),
    );
  assert.ok(has("x1", "x3", "y2"));
  for (const few of [[], ["x1", "x2"], ["x1", "y1", "y2"]]) assert.ok(!has(...few));
});

describe("refuses the policy", () => {
  const cases = [
    { desc: "without a quorum", text: policyText.replace("quorum both\n", ""), expected: "one quorum line" },
    { desc: "with two", text: `${policyText}quorum none\n`, expected: "one quorum line" },
    {
      desc: "that names what is not there yet",
      text: `quorum x\n${policyText}`,
      expected: "a name that stands on a line above",
    },
    {
      desc: "whose group needs more than it has",
      text: policyText.replace("x 2", "x 4"),
      expected: "all, any or a number from 1 to 3",
    },
    {
      desc: "with a member of two groups",
      text: policyText.replace("any y1 y2", "any y1 x2"),
      expected: "each name in one group, once",
    },
    {
      desc: "with a witness twice",
      text: policyText.replace(
        "group x",
        `witness z ${formatCosignerKey(keys.get("x1") ?? lanternKey)}\ngroup x`,
      ),
      expected: "each witness once",
    },
    {
      desc: "with a word that is none",
      text: `allow all\n${policyText}`,
      expected: "log, witness, group or quorum",
    },
  ];
  for (const { desc, text, expected } of cases)
    test(desc, () => {
      const parsed = parseLogPolicy(text);
      assert.ok("issues" in parsed);
      assert.ok(
        parsed.issues.some((issue) => issue.expected === expected),
        JSON.stringify(parsed.issues),
      );
    });
});

test("an SSH signature verifies over its own bytes and namespace alone, and has one text", () => {
  const signature = sshSign(utf8("manifest\n"), "recount-appeal", key(1));
  assert.ok(sshVerify(utf8("manifest\n"), signature));
  assert.ok(!sshVerify(utf8("manifest"), signature));
  assert.ok(!sshVerify(utf8("manifest\n"), { ...signature, namespace: "file" }));
  assert.ok(!sshVerify(utf8("manifest\n"), { ...signature, publicKey: key(2).publicKey }));
  const text = formatSshSignature(signature);
  assert.deepEqual(parseSshSignature(text), { value: signature });
  for (const other of [
    `${text}\n`,
    text.replace("BEGIN", "begin"),
    text.replace(/\n/, "\n\n"),
    text.slice(0, 200),
  ])
    assert.ok("issues" in parseSshSignature(other));
});
