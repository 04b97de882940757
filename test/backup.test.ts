/** A backup brings back the whole register, tells nothing to whoever cannot open it, and can fork no log. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { passingIdentity, readArchive, writeArchive } from "../src/shell/locked-archive.ts";
import { openRegister, SEED_FILE } from "../src/shell/register-folder.ts";
import { backupRegister, restoreRegister } from "../src/steps/backup-register.ts";
import { examineRegister } from "../src/steps/doctor.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { killedAppeal, killedRows, takeKilled } from "./killed-list.ts";
import { embeddedServer, freshRegister, sharedRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const file = join(folder, "register.age");
const [one, other] = [await passingIdentity(), await passingIdentity()];
const lock = { recipients: [one.recipient, other.recipient] };
const opener = { identities: [one.identity] };
const options = { progress: () => undefined };

const theRegister = sharedRegister(freshRegister, async (register) => {
  await takeKilled(register, folder, killedRows("Zorbelani"));
  assert.ok("value" in (await newAppeal(register, "valley", killedAppeal())));
  await publishAppeal(register, "valley", { folder: join(register.folder.published, "valley"), ...options });
  await backupRegister(register, { file, lock }, options);
});

/** Where a restored register's tables go: a database of the run's own cluster. */
const place = async (name: string) => ({
  dir: join(folder, name),
  databaseUrl: await (await embeddedServer()).freshEmptyDatabase(),
});

test("what is restored has every entry, every piece of evidence and every assignment, under a new key", async () => {
  const { dir, databaseUrl } = await place("restored");
  const report = await restoreRegister(file, { dir, opener, databaseUrl }, options);
  const [register, was] = [await openRegister(dir, { databaseUrl }), theRegister()];
  try {
    const size = await was.store.size();
    assert.equal(report.size, size);
    assert.deepEqual(await register.store.leafHashes(0, size), await was.store.leafHashes(0, size));
    assert.deepEqual(await register.store.assignments(), await was.store.assignments());
    const { verdict, findings } = await examineRegister(register, options);
    assert.equal(verdict, "sound", JSON.stringify(findings));
    assert.notEqual(register.info.origin, was.info.origin);
    assert.notDeepEqual(register.logSeed, was.logSeed);
    const succession = await register.store.entry(size);
    assert.equal(succession?.entry.entry, "succession");
    assert.ok(succession.entry.checkpoint?.startsWith(`${was.info.origin}\n`));
    const published = await publishAppeal(register, "valley", {
      folder: join(register.folder.published, "valley"),
      ...options,
    });
    assert.equal(published.documented[0]?.documented, 12);
  } finally {
    await register.close();
  }
});

test("the file tells no name, and the log's key is not in it", async () => {
  assert.equal(readFileSync(file).indexOf("Zorbelani"), -1);
  const paths: string[] = [];
  const all: Uint8Array[] = [];
  for await (const { path, pieces } of readArchive(file, opener)) {
    paths.push(path);
    for await (const piece of pieces) all.push(piece);
  }
  assert.ok(Buffer.concat(all).indexOf("Zorbelani") > 0, "what it holds does tell them");
  assert.equal(Buffer.concat(all).indexOf(Buffer.from(theRegister().logSeed)), -1);
  assert.ok(!paths.some((path) => path.includes(SEED_FILE) || path.includes("high-water")), paths.join(" "));
  assert.ok(paths.some((path) => path.startsWith("evidence/")));
});

test("a passphrase opens what it locked, and another opens nothing", async () => {
  const path = join(folder, "words.age");
  async function* members() {
    yield { path: "a/b", size: 3, pieces: [Uint8Array.of(1, 2), Uint8Array.of(3)] };
  }
  await writeArchive(path, { passphrase: "several words that nobody guesses" }, members());
  const read = async (passphrase: string) => {
    const pieces: Uint8Array[] = [];
    for await (const member of readArchive(path, { passphrase }))
      for await (const piece of member.pieces) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  assert.deepEqual(await read("several words that nobody guesses"), Buffer.from([1, 2, 3]));
  await assert.rejects(read("another one"), { code: "input-locked" });
});

test("another key opens nothing, and leaves nothing", async () => {
  const { dir, databaseUrl } = await place("wrong");
  const { identity } = await passingIdentity();
  const attempt = restoreRegister(file, { dir, opener: { identities: [identity] }, databaseUrl }, options);
  await assert.rejects(attempt, { code: "input-locked" });
  assert.ok(!existsSync(dir));
});

test("a backup that was cut or changed is refused, and leaves nothing", async () => {
  const bytes = readFileSync(file);
  const changed = Uint8Array.from(bytes);
  changed[bytes.length >> 1] = (changed[bytes.length >> 1] ?? 0) ^ 1;
  for (const [name, content] of [
    ["cut", bytes.subarray(0, bytes.length - 70_000)],
    ["changed", changed],
  ] as const) {
    const path = join(folder, `${name}.age`);
    writeFileSync(path, content);
    const { dir, databaseUrl } = await place(name);
    await assert.rejects(restoreRegister(path, { dir, opener, databaseUrl }, options), {
      code: "input-backup",
    });
    assert.ok(!existsSync(dir), name);
  }
});

test("a folder in which something lies is not written into", async () => {
  const dir = join(folder, "restored");
  await assert.rejects(restoreRegister(file, { dir, opener }, options), { code: "input-folder" });
  assert.ok(existsSync(join(dir, "keys", SEED_FILE)));
});

test("a backup for others' keys opens for each of them", async () => {
  const members = readArchive(file, { identities: [other.identity] });
  assert.equal((await members.next()).value?.path, "backup.json");
  await members.return(undefined);
});
