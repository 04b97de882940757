/** The doctor finds what was done to a register behind its back, and an older copy of it signs nothing. */
import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { examineRegister } from "../src/steps/doctor.ts";
import { newAppeal } from "../src/steps/draft-appeal.ts";
import { publishAppeal } from "../src/steps/publish-appeal.ts";
import { connectClient } from "../src/store/connection.ts";
import { killedAppeal, killedRows, takeKilled } from "./killed-list.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const opened: { register?: OpenRegister } = {};
const noProgress = () => undefined;

before(async () => {
  opened.register = await freshRegister();
  await takeKilled(register(), folder, killedRows("Family"));
  assert.ok("value" in (await newAppeal(register(), "valley", killedAppeal())));
  await publish();
});

after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register);
  return opened.register;
}

const publish = () =>
  publishAppeal(register(), "valley", {
    folder: join(register().folder.published, "valley"),
    progress: noProgress,
  });

async function query(...statements: readonly string[]): Promise<void> {
  const client = await connectClient(register().connection);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const brokenParts = async () =>
  (await examineRegister(register(), { progress: noProgress })).findings.filter(
    ({ state }) => state === "broken",
  );

test("a register that nobody touched is sound, in each of its parts", async () => {
  const { verdict, findings } = await examineRegister(register(), { progress: noProgress });
  assert.deepEqual(
    findings.filter(({ state }) => state !== "sound"),
    [],
  );
  assert.equal(verdict, "sound");
  assert.deepEqual(new Set(findings.map(({ part }) => part)).size, 8);
});

const wounds: readonly {
  readonly desc: string;
  readonly hurt: string;
  readonly heal: string;
  readonly part: string;
  readonly detail: RegExp;
}[] = [
  {
    desc: "a record that is gone from its table",
    hurt: "create table gone as select * from records order by index limit 1; delete from records where index in (select index from gone)",
    heal: "insert into records select * from gone; drop table gone",
    part: "tables",
    detail: /^records: 1 rows are missing and 0 stand/,
  },
  {
    desc: "a record whose source was changed in its table",
    hurt: "update records set source = 'another' where index = (select max(index) from records)",
    heal: "update records set source = 'dead'",
    part: "tables",
    detail: /^records: 1 rows are missing and 1 stand/,
  },
  {
    desc: "a version that was put back to staged",
    hurt: "update versions set state = 'undone'",
    heal: "update versions set state = 'accepted'",
    part: "tables",
    detail: /^versions: 1 rows/,
  },
  {
    desc: "an entry with other bytes",
    hurt: "create table was as select * from entries where index = 3; update entries set payload = replace(encode(payload, 'escape'), '1992', '1993')::bytea where index = 3",
    heal: "update entries set payload = was.payload from was where entries.index = was.index; drop table was",
    part: "entries",
    detail: /^entry 3 is not the one that its leaf commits to$/,
  },
  {
    desc: "an entry under another key",
    hurt: "create table was as select * from entry_keys where index = 4; update entry_keys set key = sha256(key) where index = 4",
    heal: "update entry_keys set key = was.key from was where entry_keys.index = was.index; drop table was",
    part: "entries",
    detail: /^entry 4 is not/,
  },
  {
    desc: "a leaf that was replaced after it was signed",
    hurt: "create table was as select * from entries where index = 2; update entries set leaf = sha256(leaf) where index = 2",
    heal: "update entries set leaf = was.leaf from was where entries.index = was.index; drop table was",
    part: "checkpoints",
    detail: /is of another ledger$/,
  },
  {
    desc: "a person who was put with another behind the run's back",
    hurt: "create table was as select * from assignments; update assignments set entity = 'another'",
    heal: "update assignments set entity = was.entity from was where assignments.record = was.record; drop table was",
    part: "linkage",
    detail: /^the assignments are not those/,
  },
];

for (const { desc, hurt, heal, part, detail } of wounds)
  test(`${desc} is found`, async () => {
    await query(...hurt.split("; "));
    const found = await brokenParts();
    await query(...heal.split("; "));
    assert.match(found.find((finding) => finding.part === part)?.detail ?? "", detail);
    assert.deepEqual(await brokenParts(), []);
  });

test("evidence whose bytes changed is found", async () => {
  const { evidence } = register().folder;
  const [name] = readdirSync(evidence, { recursive: true, encoding: "utf8" }).filter((path) =>
    /[0-9a-f]{64}$/.test(path),
  );
  const path = join(evidence, name ?? "");
  const bytes = readFileSync(path);
  chmodSync(path, 0o600);
  writeFileSync(path, bytes.subarray(1));
  const found = await brokenParts();
  writeFileSync(path, bytes);
  assert.match(found[0]?.detail ?? "", /^the bytes of dead\.csv are not those that were received$/);
});

test("a copy from before the last signature is found, and signs nothing", async () => {
  await query(
    "delete from entry_keys where index = (select max(index) from entries)",
    "delete from entries where index = (select max(index) from entries)",
    "delete from checkpoints",
  );
  const found = await brokenParts();
  assert.match(
    found.find(({ part }) => part === "last signature")?.detail ?? "",
    /^got a ledger of \d+ entries, wanted the \d+ that were signed$/,
  );
  // The entry that is made instead has another key, so that the ledger parts from the one that was signed.
  await assert.rejects(publish(), /got another ledger at \d+ entries than the one that was signed/);
});
