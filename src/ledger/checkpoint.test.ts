import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toBase64 } from "../base/bytes.ts";
import { formatCheckpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { formatSignedNote, noteSigners, parseSignedNote, signNote } from "./signed-note.ts";
import { formatVerifierKey, newSigningKey, parseVerifierKey, verifierKey } from "./verifier-key.ts";

const origin = "ledger.example/valley";
const key = newSigningKey(new Uint8Array(32).fill(5));
const other = newSigningKey(new Uint8Array(32).fill(6));
const vkey = verifierKey(origin, key.publicKey);
const checkpoint = { origin, size: 20852163, root: new Uint8Array(32).fill(9) };
const note = signCheckpoint(checkpoint, key);
const messagesOf = (
  parsed: { readonly value: unknown } | { readonly issues: readonly { path: string; message: string }[] },
) => ("issues" in parsed ? parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n") : "");

test("a checkpoint's text parses to what it was made of", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
      assert.deepEqual(parseCheckpoint(formatCheckpoint({ origin, size, root })), {
        value: { origin, size, root },
      });
    }),
  );
});

test("extension lines are kept", () => {
  const extended = { ...checkpoint, extensions: ["later"] };
  assert.deepEqual(parseCheckpoint(formatCheckpoint(extended)), { value: extended });
});

const root = toBase64(checkpoint.root);
for (const { desc, text, wanted } of [
  {
    desc: "a leading zero",
    text: `o\n07\n${root}\n`,
    wanted: /line 2: got "07", wanted a tree size without leading zeros/,
  },
  { desc: "a size past 2^53", text: `o\n9007199254740993\n${root}\n`, wanted: /line 2/ },
  { desc: "an empty origin", text: `\n7\n${root}\n`, wanted: /line 1/ },
  { desc: "a root that is cut", text: "o\n7\nAAAA\n", wanted: /line 3: got "AAAA"/ },
  { desc: "no newline at the end", text: `o\n7\n${root}`, wanted: /newline/ },
  {
    desc: "an empty extension",
    text: `o\n7\n${root}\n\nx\n`,
    wanted: /line 4: got "", wanted an extension line/,
  },
])
  test(`a checkpoint with ${desc} is refused, and the line named`, () => {
    assert.match(messagesOf(parseCheckpoint(text)), wanted);
  });

test("a signed checkpoint opens with its own key and with no other", () => {
  assert.deepEqual(openCheckpoint(note, [vkey]), { ok: true, checkpoint, signedBy: [origin] });
  const wrongKey = openCheckpoint(note, [verifierKey(origin, other.publicKey)]);
  assert.deepEqual(wrongKey, { ok: false, reason: `no known key of ${origin} signed the checkpoint` });
});

test("a checkpoint that another name signed is not the origin's", () => {
  const foreign = signNote(formatCheckpoint(checkpoint), [{ name: "else.example", key: other }]);
  assert.equal(openCheckpoint(foreign, [verifierKey("else.example", other.publicKey), vkey]).ok, false);
});

test("a changed size is refused", () => {
  const opened = openCheckpoint(note.replace("20852163", "20852164"), [vkey]);
  assert.deepEqual(opened, { ok: false, reason: `the signature of ${origin} does not verify` });
});

test("signatures by unknown keys are passed over", () => {
  const both = signNote(formatCheckpoint(checkpoint), [
    { name: "log-witness.example", key: other },
    { name: origin, key },
  ]);
  assert.deepEqual(openCheckpoint(both, [vkey]), { ok: true, checkpoint, signedBy: [origin] });
});

test("sixteen signatures are accepted", () => {
  const signers = Array.from({ length: 16 }, (_, i) => ({
    name: `k${i}`,
    key: newSigningKey(new Uint8Array(32).fill(i)),
  }));
  const parsed = parseSignedNote(signNote("text\n", signers));
  assert.ok("value" in parsed);
  const keys = signers.map(({ name, key: signer }) => verifierKey(name, signer.publicKey));
  assert.deepEqual(noteSigners(parsed.value, keys), { signedBy: signers.map(({ name }) => name) });
  assert.equal(formatSignedNote(parsed.value), signNote("text\n", signers));
});

test("the specification's example of a signed note verifies", () => {
  // C2SP signed-note, "Example"; also of golang.org/x/mod/sumdb/note
  const example =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  const parsed = parseSignedNote(example);
  const known = parseVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  assert.ok("value" in parsed && "value" in known);
  assert.deepEqual(noteSigners(parsed.value, [known.value]), { signedBy: ["PeterNeumann"] });
});

for (const { desc, text, wanted } of [
  { desc: "no signature", text: "text\n", wanted: /line 1/ },
  { desc: "a hyphen for the em dash", text: "text\n\n- a AAAAAAA=\n", wanted: /line 3: got "- a AAAAAAA="/ },
  {
    desc: "a signature that is not base64",
    text: "text\n\n\u2014 a AAAA*\n",
    wanted: /line 3: got "AAAA\*"/,
  },
  { desc: "a control character", text: "te\u0001xt\n\n\u2014 a AAAAAAA=\n", wanted: /line 1/ },
  { desc: "no newline at the end", text: "text\n\n\u2014 a AAAAAAA=", wanted: /line 3/ },
])
  test(`a note with ${desc} is refused, and the line named`, () => {
    assert.match(messagesOf(parseSignedNote(text)), wanted);
  });

test("a verifier key's text parses to the key", () => {
  assert.deepEqual(parseVerifierKey(formatVerifierKey(vkey)), { value: vkey });
});

test("a verifier key of another id, another type, or a weak one is refused", () => {
  const text = formatVerifierKey(vkey);
  assert.match(
    messagesOf(parseVerifierKey(text.replace(vkey.keyId, "00000000"))),
    new RegExp(`key id ${vkey.keyId}`),
  );
  assert.match(messagesOf(parseVerifierKey(`a+00000000+${toBase64(new Uint8Array(33).fill(4))}`)), /type 1/);
  const weak = toBase64(Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 1 : 0)));
  assert.match(messagesOf(parseVerifierKey(`a+00000000+${weak}`)), /small order/);
});
