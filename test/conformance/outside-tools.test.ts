/** Tools that we did not write accept our bytes: Go's note and tlog, ssh-keygen, openssl. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { concatBytes, fromHex, utf8 } from "../../src/base/bytes.ts";
import { takeCertificates } from "../../src/ledger/certificate.ts";
import {
  consistencyProof,
  cosign,
  formatAllowedSigner,
  formatLogProof,
  formatSignedNote,
  formatSshSignature,
  formatTilePath,
  formatVerifierKey,
  hashTree,
  inclusionProof,
  leafHash,
  newSigningKey,
  parseSignedNote,
  rootHash,
  signCheckpoint,
  sshSign,
  tileBytes,
  tilesOf,
  verifierKey,
} from "../../src/ledger/index.ts";
import {
  confirmTimestamp,
  readTimestamp,
  tidyTimestamp,
  timestampRequest,
} from "../../src/ledger/timestamp.ts";

const folder = mkdtempSync(join(tmpdir(), "recount-outside-"));
after(() => rmSync(folder, { recursive: true }));
const missing = (tool: string, flag: string) =>
  spawnSync(tool, [flag]).error === undefined ? false : `${tool} is not installed`;
const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
};
const run = (tool: string, args: readonly string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(tool, args, { input, encoding: "utf8" });
  return { status, text: `${stdout}${stderr}` };
};

const origin = "ledger.example/valley";
const key = newSigningKey(new Uint8Array(32).fill(1));
const entries = Array.from({ length: 70_000 }, (_, at) => utf8(`entry ${at}`));

describe("openssl's authority of time", { skip: missing("openssl", "version") }, () => {
  const openssl = (...args: readonly string[]) =>
    execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" });
  const message = utf8(signCheckpoint({ origin, size: 0, root: rootHash(hashTree(new Uint8Array())) }, key));
  const nonce = new Uint8Array(16).fill(3);
  const makeAuthority = (name: string, ...kind: readonly string[]) => {
    openssl(
      "req",
      "-newkey",
      ...kind,
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
    );
    openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      "root.pem",
      "-CAkey",
      "root.key",
      "-CAcreateserial",
      "-days",
      "9",
      "-extfile",
      "ext",
      "-out",
      `${name}.pem`,
    );
  };

  for (const [name, kind] of [
    ["rsa", ["rsa:3072"]],
    ["p256", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]],
    ["p384", ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]],
  ] as const)
    test(`answers our request, and takes our form of its answer for its own (${name})`, () => {
      write("ext", "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\n");
      write(
        "tsa.cnf",
        `[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha384\ness_cert_id_alg=sha256\n`,
      );
      write("serial", "01\n");
      const root = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "root.key",
        "-out",
        "root.pem",
      ];
      openssl(...root, "-days", "9", "-subj", "/CN=root", "-addext", "basicConstraints=critical,CA:TRUE");
      makeAuthority(name, ...kind);
      write("query", timestampRequest(message, nonce));
      write("message", message);
      const reply = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"];
      openssl(...reply, "-signer", `${name}.pem`, "-inkey", `${name}.key`, "-chain", "root.pem");
      const tidy = tidyTimestamp(readFileSync(join(folder, "reply")), { message, nonce });
      assert.ok("value" in tidy, JSON.stringify(tidy));
      write("tidy.tsr", tidy.value);
      assert.match(
        openssl("ts", "-verify", "-in", "tidy.tsr", "-data", "message", "-CAfile", "root.pem"),
        /OK/,
      );
      const read = readTimestamp(tidy.value, message);
      assert.ok("value" in read, JSON.stringify(read));
      const known = (path: string) => takeCertificates(readFileSync(join(folder, path), "utf8")).certificates;
      assert.deepEqual(confirmTimestamp(read.value, known("root.pem")), { ok: true });
      assert.deepEqual(confirmTimestamp(read.value, known(`${name}.pem`)), { ok: true });
    });

  const issue = (name: string, issuer: string, extensions: string) => {
    write(`${name}.ext`, extensions);
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
    openssl("req", ...key, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const by = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial", "-days", "9"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-extfile", `${name}.ext`, "-out", `${name}.pem`);
  };
  const chains = [
    {
      desc: "two issuers",
      upper: "basicConstraints=critical,CA:TRUE,pathlen:1\nkeyUsage=critical,keyCertSign\n",
      lower: "basicConstraints=critical,CA:TRUE,pathlen:0\n",
      isGood: true,
    },
    {
      desc: "an issuer that may have none below",
      upper: "basicConstraints=critical,CA:TRUE,pathlen:0\n",
      lower: "basicConstraints=critical,CA:TRUE\n",
      isGood: false,
    },
    {
      desc: "an issuer that is no authority",
      upper: "basicConstraints=critical,CA:TRUE\n",
      lower: "basicConstraints=critical,CA:FALSE\n",
      isGood: false,
    },
    {
      desc: "an issuer whose key is for something else",
      upper: "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\n",
      lower: "basicConstraints=critical,CA:TRUE\n",
      isGood: false,
    },
  ];
  for (const { desc, upper, lower, isGood } of chains)
    test(`a chain of ${desc} ${isGood ? "confirms a time by its root alone" : "confirms nothing"}, here and there`, () => {
      const authority = "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\n";
      const root = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "top.key", "-out", "top.pem"];
      openssl(...root, "-days", "9", "-subj", "/CN=top", "-addext", "basicConstraints=critical,CA:TRUE");
      issue("upper", "top", upper);
      issue("lower", "upper", lower);
      issue("clock", "lower", authority);
      write(
        "tsa.cnf",
        "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha256\n",
      );
      write("serial", "01\n");
      write("query", timestampRequest(message, nonce));
      write("message", message);
      const reply = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"];
      openssl(...reply, "-signer", "clock.pem", "-inkey", "clock.key");
      const tidy = tidyTimestamp(readFileSync(join(folder, "reply")), { message, nonce });
      assert.ok("value" in tidy, JSON.stringify(tidy));
      write("tidy.tsr", tidy.value);
      const pem = (...names: readonly string[]) =>
        names.map((name) => readFileSync(join(folder, `${name}.pem`), "utf8")).join("");
      write("between.pem", pem("lower", "upper"));
      const read = readTimestamp(tidy.value, message);
      assert.ok("value" in read, JSON.stringify(read));
      const known = (text: string) => takeCertificates(text).certificates;
      const confirms = (anchors: string, between: string) =>
        confirmTimestamp(read.value, known(anchors), known(between)).ok;
      assert.equal(confirms(pem("top"), pem("lower", "upper")), isGood);
      assert.equal(confirms(pem("top"), pem("upper")), false, "without the lower issuer");
      assert.equal(confirms(pem("top"), ""), false);
      assert.equal(confirms("", pem("lower", "upper", "top")), false, "nothing known from outside");
      const verify = ["ts", "-verify", "-in", "tidy.tsr", "-data", "message", "-CAfile", "top.pem"];
      const theirs = spawnSync("openssl", [...verify, "-untrusted", "between.pem"], { cwd: folder });
      assert.equal(theirs.status === 0, isGood, String(theirs.stderr));
    });
});

describe("Go's sumdb/note and tlog", { skip: missing("go", "version") }, () => {
  const [older, index] = [300, 69_999];
  const tree = hashTree(concatBytes(...entries.map((entry) => leafHash(entry))));
  const noteAt = (size: number) => signCheckpoint({ origin, size, root: rootHash(tree, size) }, key);
  const checkpoint = parseSignedNote(noteAt(entries.length));
  assert.ok("value" in checkpoint);
  // A cosignature rides along: whoever does not know its key passes it over.
  const cosignature = cosign(checkpoint.value.text, { name: "w.example", key }, 1_700_000_000);
  const cosigned = formatSignedNote({
    ...checkpoint.value,
    signatures: [...checkpoint.value.signatures, cosignature],
  });
  const program = fileURLToPath(new URL("../outside-tools/go", import.meta.url));
  const binary = join(folder, "outside");
  const lay = (proofIndex: number) => {
    write("vkey", `${formatVerifierKey(verifierKey(origin, key.publicKey))}\n`);
    write("checkpoint", cosigned);
    write("older-checkpoint", noteAt(older));
    for (const tile of tilesOf(entries.length)) write(formatTilePath(tile), tileBytes(tree, tile));
    write("entry", entries[index] ?? "");
    const hashes = inclusionProof(tree, index);
    write("entry.tlog-proof", formatLogProof({ index: proofIndex, hashes, checkpoint: cosigned }));
  };

  test("accept a checkpoint, its tiles, a proof of inclusion and the growth from an earlier one", () => {
    execFileSync("go", ["build", "-o", binary, "."], {
      cwd: program,
      env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" },
    });
    assert.ok(consistencyProof(tree, older, entries.length).length > 0);
    lay(index);
    assert.deepEqual(run(binary, [folder]), {
      status: 0,
      text: `size ${entries.length}, index ${index}, from size ${older}: all hold\n`,
    });
  });

  test("refuse a proof for another index, and a tile that was changed", () => {
    lay(index - 1);
    assert.equal(run(binary, [folder]).status, 1);
    lay(index);
    const tile = tilesOf(entries.length).at(-1);
    assert.ok(tile !== undefined);
    write(formatTilePath(tile), new Uint8Array(32));
    assert.equal(run(binary, [folder]).status, 1);
  });
});

describe("ssh-keygen -Y verify", { skip: missing("ssh-keygen", "-?") }, () => {
  const manifest = "sha256 of everything\n";
  const signer = { principal: "union@orvan.example", namespace: "recount-appeal", publicKey: key.publicKey };
  const verify = (allowed: string, text: string) => {
    const signature = formatSshSignature(sshSign(utf8(manifest), signer.namespace, key));
    const args = ["-Y", "verify", "-f", write("allowed_signers", `${allowed}\n`)];
    const rest = ["-I", signer.principal, "-n", signer.namespace, "-s", write("manifest.sig", signature)];
    return run("ssh-keygen", [...args, ...rest], text);
  };

  test("accepts the signature by an allowed signer", () => {
    const { status, text } = verify(formatAllowedSigner(signer), manifest);
    assert.equal(status, 0, text);
    assert.match(text, /Good "recount-appeal" signature for union@orvan\.example/);
  });

  test("refuses another text, another namespace and a key whose time is over", () => {
    assert.notEqual(verify(formatAllowedSigner(signer), `${manifest} `).status, 0);
    assert.notEqual(verify(formatAllowedSigner({ ...signer, namespace: "file" }), manifest).status, 0);
    assert.notEqual(verify(formatAllowedSigner({ ...signer, validBefore: "20010101" }), manifest).status, 0);
  });
});

test("openssl accepts the signature of a checkpoint's text", { skip: missing("openssl", "version") }, () => {
  const note = parseSignedNote(signCheckpoint({ origin, size: 0, root: new Uint8Array(32) }, key));
  assert.ok("value" in note);
  // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410): twelve fixed bytes, then the key.
  const spki = concatBytes(fromHex("302a300506032b6570032100") ?? new Uint8Array(), key.publicKey);
  const args = (signature: Uint8Array | undefined) => [
    "pkeyutl",
    "-verify",
    "-pubin",
    "-keyform",
    "DER",
    "-inkey",
    write("key.der", spki),
    "-rawin",
    "-in",
    write("text", note.value.text),
    "-sigfile",
    write("text.sig", signature ?? ""),
  ];
  assert.equal(run("openssl", args(note.value.signatures[0]?.signature)).status, 0);
  assert.notEqual(run("openssl", args(new Uint8Array(64))).status, 0);
});
