import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { concatBytes, utf8 } from "../base/bytes.ts";
import { signCheckpoint } from "../ledger/checkpoint.ts";
import { cosignersOf, parseCosignerKey } from "../ledger/cosignature.ts";
import { leafHash } from "../ledger/leaf.ts";
import { parseSignedNote } from "../ledger/signed-note.ts";
import { hashTree, rootHash } from "../ledger/tree.ts";
import { formatVerifierKey, newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import { publishLedger } from "./publish-ledger.ts";
import { witnessFolder } from "./witness-folder.ts";

const root = mkdtempSync(join(tmpdir(), "recount-witness-"));
after(() => rmSync(root, { recursive: true }));
const [origin, key] = ["ledger.example/valley", newSigningKey(new Uint8Array(32).fill(1))];
const logKey = formatVerifierKey(verifierKey(origin, key.publicKey));

/** A folder with a ledger of so many entries; `word` makes another history. */
async function publish(folder: string, size: number, word = "entry"): Promise<string> {
  const tree = hashTree(
    concatBytes(...Array.from({ length: size }, (_, at) => leafHash(utf8(`${word} ${at}`)))),
  );
  const checkpoint = utf8(signCheckpoint({ origin, size, root: rootHash(tree) }, key));
  await publishLedger(join(root, folder), { tree, checkpoint, logKey });
  return join(root, folder);
}

const witness = (folder: string, state: string, given: { readonly logKey?: string } = {}) =>
  witnessFolder(folder, {
    state: join(root, state),
    name: "lantern.example/w",
    time: 1_700_000_000,
    ...given,
  });
const reasonOf = async (answer: ReturnType<typeof witness>) => {
  const report = await answer;
  return report.verdict === "refused" ? report.reason : report.verdict;
};

test("a ledger that grows is cosigned each time, by a key that others can check", async () => {
  const first = await witness(await publish("grows", 300), "a", { logKey });
  assert.ok(first.verdict === "cosigned");
  const second = await witness(await publish("grows", 70_000), "a");
  assert.ok(second.verdict === "cosigned" && second.from === 300 && second.key === first.key);
  const [own, note] = [parseCosignerKey(second.key), parseSignedNote(second.note)];
  assert.ok("value" in own && "value" in note);
  const { name, keyId } = own.value;
  assert.deepEqual(cosignersOf(note.value, [own.value]), {
    cosigned: [{ name, keyId, time: 1_700_000_000 }],
  });
});

test("the same ledger again is cosigned again", async () => {
  const folder = await publish("same", 5);
  await witness(folder, "b", { logKey });
  assert.equal((await witness(folder, "b")).verdict, "cosigned");
});

test("a ledger that was rewritten, shortened or forked at the same size is refused, and what was seen stays", async () => {
  await witness(await publish("true", 300), "c", { logKey });
  assert.match(await reasonOf(witness(await publish("rewritten", 400, "other"), "c")), /it was rewritten/);
  assert.match(await reasonOf(witness(await publish("forked", 300, "other"), "c")), /it was rewritten/);
  assert.match(await reasonOf(witness(await publish("short", 299), "c")), /some were taken away/);
  assert.equal(await reasonOf(witness(await publish("true", 301), "c")), "cosigned");
});

test("tiles that were changed or are missing, and a checkpoint by another key, are refused", async () => {
  const folder = await publish("broken", 300);
  const tile = join(folder, "tile/0/000");
  const bytes = readFileSync(tile);
  writeFileSync(
    tile,
    bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
  );
  assert.match(
    await reasonOf(witness(folder, "d", { logKey })),
    /does not hold the hashes of the tiles below/,
  );
  rmSync(tile);
  assert.match(await reasonOf(witness(folder, "d", { logKey })), /tile\/0\/000 is missing/);
  const other = formatVerifierKey(verifierKey(origin, newSigningKey(new Uint8Array(32)).publicKey));
  assert.match(await reasonOf(witness(folder, "e", { logKey: other })), /no known key/);
});

test("without a confirmed key nothing is cosigned, and a second key is refused", async () => {
  const folder = await publish("key", 3);
  await assert.rejects(witness(folder, "f"), { code: "input-no-log-key" });
  await witness(folder, "f", { logKey });
  const other = formatVerifierKey(verifierKey(origin, newSigningKey(new Uint8Array(32)).publicKey));
  assert.match(await reasonOf(witness(folder, "f", { logKey: other })), /another key/);
});

test("two runs on one ledger do not cosign at once", async () => {
  const folder = await publish("twice", 3);
  const outcomes = await Promise.allSettled([
    witness(folder, "g", { logKey }),
    witness(folder, "g", { logKey }),
  ]);
  const rejected = outcomes.filter(({ status }) => status === "rejected");
  assert.equal(rejected.length, 1);
});
