/** Sources between registers: what one may share another takes in once, and only from whom it knows. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { digestOf, parseManifest } from "../src/appeal/manifest.ts";
import { bytesFile } from "../src/intake/source-file.ts";
import { sshFingerprint } from "../src/ledger/ssh-key.ts";
import { newSigningKey } from "../src/ledger/verifier-key.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { passingIdentity } from "../src/shell/locked-archive.ts";
import { readFolder } from "../src/shell/read-folder.ts";
import { type OpenRegister, openRegister } from "../src/shell/register-folder.ts";
import { archiveRegister } from "../src/steps/archive-register.ts";
import { restoreRegister } from "../src/steps/backup-register.ts";
import { openShare, shareSources } from "../src/steps/share-sources.ts";
import { killedRows } from "./killed-list.ts";
import { embeddedServer, freshRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const file = join(folder, "shared.age");
const key = newSigningKey(new Uint8Array(32).fill(4));
const stranger = newSigningKey(new Uint8Array(32).fill(5));
const day = "2026-02-01";
const opened: { ours?: OpenRegister; theirs?: OpenRegister; identity?: string; recipient?: string } = {};

before(async () => {
  const { identity, recipient } = await passingIdentity();
  Object.assign(opened, { identity, recipient, ours: await freshRegister(), theirs: await freshRegister() });
  for (const [name, consent] of [
    ["dead", "coalition"],
    ["private", "organisation"],
  ] as const) {
    const path = join(folder, `${name}.csv`);
    writeFileSync(
      path,
      ["Family name,Given name,Date of birth,Date of death", ...killedRows(name)].join("\n"),
    );
    const organisation = { id: organisationId("lantern"), name: "Lantern" };
    await importSource(of("ours"), { path, source: { id: sourceId(name), name, consent }, organisation });
  }
});

after(async () => {
  await opened.ours?.close();
  await opened.theirs?.close();
});

function of(whose: "ours" | "theirs"): OpenRegister {
  const register = opened[whose];
  assert.ok(register);
  return register;
}

const share = (sources: readonly string[], by = key) =>
  shareSources(of("ours"), {
    organisation: "Lantern",
    sources,
    key: by,
    recipients: [opened.recipient ?? ""],
    file,
  });
const open = () => openShare(of("theirs"), { file, opener: { identities: [opened.identity ?? ""] }, day });

test("what consented to its own organisation alone does not leave", async () => {
  await assert.rejects(share(["private"]), { code: "refused", message: /\(not private\)/ });
  assert.deepEqual(
    (await share([])).sources.map(({ id }) => id),
    ["dead"],
  );
});

test("a file by a key that nobody knows here, or from before the key was known, is refused", async () => {
  await share([]);
  const opener = { identities: [opened.identity ?? ""] };
  const wrong = openShare(of("theirs"), {
    file,
    opener,
    day,
    fingerprint: sshFingerprint(stranger.publicKey),
  });
  await assert.rejects(wrong, { code: "refused", message: /read you the fingerprint/ });
  await openShare(of("theirs"), { file, opener, day, fingerprint: sshFingerprint(key.publicKey) });
  await share([], stranger);
  const second = openShare(of("theirs"), {
    file,
    opener,
    day,
    fingerprint: sshFingerprint(stranger.publicKey),
  });
  await assert.rejects(second, { code: "refused" });
  await assert.rejects(open(), { code: "refused", message: /not signed by a key that this register knows/ });
  await share([]);
  const early = openShare(of("theirs"), {
    file,
    opener: { identities: [opened.identity ?? ""] },
    day: "2025-12-31",
  });
  await assert.rejects(early, { code: "refused" });
  const other = await passingIdentity();
  await assert.rejects(openShare(of("theirs"), { file, opener: { identities: [other.identity] }, day }), {
    code: "input-locked",
  });
});

test("what was shared is taken in with its holder and its consent, and once", async () => {
  const { list, sources } = await open();
  const [source] = sources;
  assert.ok(source);
  const take = () =>
    importSource(of("theirs"), {
      path: source.file,
      file: bytesFile(source.file, source.bytes),
      source: { id: sourceId(source.id), name: source.name, consent: source.consent },
      organisation: { id: organisationId("lantern"), name: list.organisation },
    });
  assert.equal((await take()).records, 12);
  const size = await of("theirs").store.size();
  assert.equal((await take()).unchanged, true);
  assert.equal(await of("theirs").store.size(), size);
  const [kept] = await of("theirs").store.sources();
  assert.deepEqual([kept?.organisation, kept?.consent], ["lantern", "coalition"]);
});

test("an archive is a bag that public tools check, with every entry and file in it", async () => {
  const bag = join(folder, "archive");
  const report = await archiveRegister(of("ours"), bag, { lock: "open", progress: () => undefined });
  const lines = readFileSync(join(bag, "data", "entries.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  assert.equal(lines.length, report.size);
  const { entry, key } = JSON.parse(lines.at(-1) ?? "");
  assert.ok(typeof entry.entry === "string" && /^[0-9a-f]{64}$/.test(key));
  const files = await readFolder(bag);
  for (const at of ["manifest-sha256.txt", "tagmanifest-sha256.txt"]) {
    const manifest = parseManifest(files.get(at) ?? new Uint8Array());
    assert.ok("value" in manifest && manifest.value.size > 0);
    for (const [path, digest] of manifest.value)
      assert.equal(digestOf(files.get(path) ?? new Uint8Array()), digest, path);
  }
  assert.equal([...files.keys()].filter((path) => path.startsWith("data/evidence/")).length, 2);
  await assert.rejects(archiveRegister(of("ours"), bag, { lock: "open", progress: () => undefined }), {
    code: "input-folder",
  });
});

test("an archive is encrypted unless asked: a bag of which nothing can be read, that its key opens and a register is made of", async () => {
  const bag = join(folder, "locked-archive");
  const { ours, recipient = "", identity = "" } = opened;
  assert.ok(ours);
  const report = await archiveRegister(ours, bag, {
    lock: { recipients: [recipient] },
    progress: () => undefined,
  });
  const files = await readFolder(bag);
  const manifest = parseManifest(files.get("manifest-sha256.txt") ?? new Uint8Array());
  assert.ok("value" in manifest && manifest.value.has("data/register.age"));
  for (const [path, digest] of manifest.value)
    assert.equal(digestOf(files.get(path) ?? new Uint8Array()), digest, path);
  const inside = Buffer.concat([...files.values()]);
  for (const name of ["private", "killed", "entries.jsonl"]) assert.ok(!inside.includes(name), name);
  const databaseUrl = await (await embeddedServer()).freshEmptyDatabase();
  const at = { dir: join(folder, "restored"), databaseUrl };
  const locked = join(bag, "data", "register.age");
  const quiet = { progress: () => undefined };
  const other = await passingIdentity();
  await assert.rejects(restoreRegister(locked, { ...at, opener: { identities: [other.identity] } }, quiet), {
    code: "input-locked",
  });
  await restoreRegister(locked, { ...at, opener: { identities: [identity] } }, quiet);
  const again = await openRegister(at.dir, { databaseUrl });
  try {
    assert.deepEqual(
      await again.store.leafHashes(0, report.size),
      await ours.store.leafHashes(0, report.size),
    );
  } finally {
    await again.close();
  }
});
