/** The published folder is a bag to tools that we did not write, and its zip and signatures are read by others too. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { exampleFolder } from "../../src/appeal/example-folder.ts";
import { formatZip } from "../../src/base/zip.ts";
import { newSigningKey } from "../../src/ledger/verifier-key.ts";
import { makeKeyFile, readKeyFile } from "../../src/steps/signing-key-file.ts";
import { exampleEstimate } from "../../src/verify/example-estimate.ts";

const python = process.env["RECOUNT_PYTHON"] ?? "python3";
const root = mkdtempSync(join(tmpdir(), "recount-bag-"));
after(() => rmSync(root, { recursive: true }));
const { files } = exampleFolder({ estimate: exampleEstimate, letters: ["withdrawal", "dispute"] });

const run = (command: string, args: readonly string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", input, cwd: root });
  return { status, text: stdout + stderr };
};
const isThere = (command: string, args: readonly string[]) => spawnSync(command, args).status === 0;
const noBagit = isThere(python, ["-c", "import bagit"])
  ? false
  : "Python's bagit is not installed: set RECOUNT_PYTHON to one that has it";

function lay(folder: ReadonlyMap<string, Uint8Array>): string {
  const place = mkdtempSync(join(root, "folder-"));
  for (const [path, bytes] of folder) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  return place;
}

const validate = (folder: ReadonlyMap<string, Uint8Array>) =>
  run(python, ["-c", `import bagit; bagit.Bag(${JSON.stringify(lay(folder))}).validate(); print("valid")`]);

test("Python's bagit finds the folder a valid bag", { skip: noBagit }, () => {
  assert.deepEqual(validate(files), { status: 0, text: "valid\n" });
});

test("Python's bagit refuses a payload that was changed, and a signature that was", { skip: noBagit }, () => {
  for (const path of ["data/appeal.md", "signatures/return-to-sarmel.sig"])
    assert.notEqual(validate(new Map([...files, [path, new Uint8Array(3)]])).status, 0, path);
});

test("Python's zipfile and unzip read the zip, with every file as it is", () => {
  const path = join(root, "folder.zip");
  writeFileSync(path, formatZip("appeal", files));
  const listed = run(python, [
    "-c",
    "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))",
    path,
  ]);
  assert.deepEqual(listed, { status: 0, text: `${files.size}\n` });
});

test("ssh-keygen accepts the organisation's signature and letter by the folder's allowed_signers", {
  skip:
    isThere("ssh-keygen", ["-Q", "-l"]) || run("ssh-keygen", ["-?"]).text !== "" ? false : "no ssh-keygen",
}, () => {
  const folder = lay(files);
  const at = (path: string) => join(folder, path);
  const verify = (namespace: string, signature: string, message: string) => {
    const signers = ["-f", at("keys/allowed_signers"), "-I", "return-to-sarmel"];
    const args = ["-Y", "verify", ...signers, "-n", namespace, "-s", at(signature)];
    return run("ssh-keygen", args, readFileSync(at(message), "utf8")).status;
  };
  assert.equal(verify("recount-appeal", "signatures/return-to-sarmel.sig", "manifest-sha256.txt"), 0);
  assert.equal(verify("recount-letter", "letters/1.json.1.sig", "letters/1.json"), 0);
  assert.notEqual(verify("recount-letter", "letters/2.json.1.sig", "letters/2.json"), 0); // a stranger's
  assert.notEqual(verify("recount-appeal", "signatures/return-to-sarmel.sig", "bagit.txt"), 0);
});

test("keys of ssh-keygen are read, sealed and open, and it reads ours; other kinds are refused", async () => {
  const words = "four quite random words";
  const make = (name: string, kind: string, passphrase: string) => {
    assert.equal(run("ssh-keygen", ["-q", "-t", kind, "-N", passphrase, "-f", name]).status, 0);
    return join(root, name);
  };
  const lineOf = (path: string) => readFileSync(`${path}.pub`, "utf8").split(" ").slice(0, 2).join(" ");
  for (const passphrase of ["", words]) {
    const path = make(`theirs${passphrase.length}`, "ed25519", passphrase);
    const key = await readKeyFile(path, async () => words);
    const { formatSshKey } = await import("../../src/ledger/ssh-key.ts");
    assert.equal(formatSshKey(key.publicKey), lineOf(path));
    assert.deepEqual(newSigningKey(key.seed), key);
  }
  const sealed = join(root, `theirs${words.length}`);
  await assert.rejects(
    readKeyFile(sealed, async () => "other words"),
    /wanted the passphrase of this key/,
  );
  const rsa = make("rsa", "rsa", "");
  await assert.rejects(
    readKeyFile(rsa, async () => ""),
    /got "ssh-rsa", wanted a key of the kind ssh-ed25519/,
  );
  for (const passphrase of ["", words]) {
    const path = join(root, `ours${passphrase.length}`);
    await makeKeyFile(path, "ours", passphrase);
    assert.equal(run("ssh-keygen", ["-y", "-P", passphrase, "-f", path]).status, 0);
  }
});
