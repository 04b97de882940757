/** A register that the version before made opens in this one, with all that it held. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../src/base/bytes.ts";
import { organisationId, recordId } from "../src/model/ids.ts";
import { closeDatabase, connectClient, openDatabase } from "../src/store/connection.ts";
import { migrateTo } from "../src/store/migrations.ts";
import { ensureReadingRole } from "../src/store/reading-role.ts";
import { openStore } from "../src/store/store.ts";
import { embeddedServer } from "./register-fixture.ts";

/** A database whose tables are as they were just after a migration of before. */
async function databaseAsOf(migration: string): Promise<string> {
  const connection = await (await embeddedServer()).freshEmptyDatabase();
  const database = await openDatabase(connection);
  await ensureReadingRole(database);
  await migrateTo(database.tables, migration);
  await closeDatabase(database);
  return connection;
}

/** One organisation's entry, a linkage run of before merges were recorded, its assignments and a pair for review. */
const held = [
  `insert into entries values
    (0, 'organisation', convert_to('{"entry":"organisation","organisation":{"id":"a","name":"Ա"}}', 'UTF8'), sha256('a')),
    (1, 'linkage-run', convert_to('{"assignments":"00","entities":1,"entry":"linkage-run","model":"00","seed":1,"size":1}', 'UTF8'), sha256('b'))`,
  "insert into entry_keys values (0, sha256('k')), (1, sha256('l'))",
  "insert into organisations values ('a', 0)",
  "insert into linkage_runs values (1, 1, convert_to('{}', 'UTF8'))",
  "insert into assignments values ('valley/1', 'valley/1'), ('coast/1', 'valley/1')",
  `insert into review_pairs values ('coast/1', 'valley/1', 1.5)`,
];

test("a register of the version before opens with its entries, its linkage and its pairs, and takes judgements", async () => {
  const connection = await databaseAsOf("2026-11-24-assignments-by-entity");
  const client = await connectClient(connection);
  const { rows } = await client.query("select to_regclass('accounts') as later");
  assert.deepEqual(rows, [{ later: null }], "the tables are those of then");
  for (const statement of held) await client.query(statement);
  await client.end();
  const store = await openStore(connection);
  try {
    assert.deepEqual(
      (await store.organisations()).map(({ name }) => name),
      ["Ա"],
    );
    const linkage = await store.latestLinkage();
    assert.deepEqual([linkage?.index, linkage?.changes], [1, []]);
    assert.equal((await store.assignments()).get(recordId("coast/1")), "valley/1");
    assert.deepEqual(await store.reviewPairs(), [
      { left: recordId("coast/1"), right: recordId("valley/1"), weight: 1.5, teaches: 0 },
    ]);
    assert.deepEqual([await store.stateSize(), await store.judgements()], [2, []]);
    const key = new Uint8Array(32);
    const [left, right] = [recordId("coast/1"), recordId("valley/1")];
    const judgement = {
      left,
      right,
      answer: "same",
      by: "Ani",
      why: "same father",
      at: "2026-01-02",
    } as const;
    await store.append(
      [{ entry: "judgement", judgement: { ...judgement, seen: { left: 0, right: 0 } } }],
      [key],
    );
    await store.replay();
    assert.deepEqual(
      (await store.judgements()).map(({ id, by }) => [id, by]),
      [[2, "Ani"]],
    );
    assert.equal(await store.stateSize(), 2);
    assert.equal(toHex((await store.entry(2))?.key ?? new Uint8Array()), toHex(key));
  } finally {
    await store.close();
  }
});

const id = "00000000-0000-4000-8000-000000000001";

/** A row in each table that stands beside the ledger, as the version of then wrote them. */
const besideLedger = [
  "insert into accounts values ('Ani', 7, '\\x01', 'argon2', '\\x02', 3, '2026-11-26')",
  "insert into passkeys values ('\\x03', 'Ani', 'localhost', '\\x04', 5, 'usb', 'key', '2026-11-26')",
  "insert into recovery_codes values ('Ani', '\\x05')",
  "insert into known_devices values ('\\x06', 'Ani', '2026-11-26')",
  "insert into sessions values ('\\x07', 'Ani', 'a', 'owner', 'password', 'x', now(), now(), now(), now() + interval '1 day')",
  "insert into account_log values (now(), 'Ani', 'a', 'session')",
  `insert into jobs (id, kind, state, input, person, organisation)
    values ('${id}', 'link', 'waiting', convert_to('{"seed":1}', 'UTF8'), 'Ani', 'a')`,
  `insert into uploads (id, name, size, digest, key) values ('${id}', 'list.csv', 3, repeat('0', 64), sha256('u'))`,
  "insert into answered_requests values ('Ani', 'key', '\\x08', 200, 'application/json', '\\x7b7d')",
  `insert into drafts values ('Ani', '${id}', 'person', '{"name":"Ա"}', now())`,
  "insert into appeal_drafts values ('help', 1, 4, 'Ani', 'text', now(), now())",
  "insert into enquiries values (sha256('e'), 'a', '\\x09', 'age1', 'hy', '2026-11-26')",
  "insert into access_log (person, organisation, way, record) values ('Ani', 'a', 'show', 0)",
  "insert into look_approvals (person, organisation, by, why) values ('Ani', 'a', 'Levon', 'list')",
  "insert into restrictions values ('families/1', 'families', 'name', 'sealed')",
];

test("what stands beside the ledger of a version before is there after: accounts, sessions, jobs, drafts, enquiries", async () => {
  const connection = await databaseAsOf("2026-11-28-written-exports");
  const client = await connectClient(connection);
  for (const statement of besideLedger) await client.query(statement);
  await client.end();
  const store = await openStore(connection);
  try {
    const { accounts, sessions } = store;
    assert.deepEqual((await accounts.account("Ani"))?.entered, 7);
    assert.deepEqual(
      (await accounts.passkeys("Ani")).map(({ counter }) => counter),
      [5],
    );
    assert.deepEqual((await accounts.recoveryCodes("Ani")).map(toHex), ["05"]);
    assert.deepEqual(
      (await sessions.sessions("Ani")).map(({ role }) => role),
      ["owner"],
    );
    assert.deepEqual(
      (await sessions.events("a", 9)).map(({ what }) => what),
      ["session"],
    );
    assert.ok(await sessions.isKnownDevice(Uint8Array.of(6), "Ani"));
    assert.deepEqual((await store.jobs.find(id))?.input, { seed: 1 });
    assert.deepEqual((await store.uploads.find(id))?.name, "list.csv");
    const request = { asker: "Ani", key: "key", digest: Uint8Array.of(8) };
    assert.equal((await store.answered.begin(request)).standing, "answered");
    assert.deepEqual(
      (await store.listDrafts("Ani")).map(({ values }) => values),
      [{ name: "Ա" }],
    );
    assert.deepEqual(
      (await store.appealDrafts()).map(({ change }) => change),
      [4],
    );
    assert.deepEqual(
      (await store.enquiries(organisationId("a"))).map(({ language }) => language),
      ["hy"],
    );
    assert.ok(await store.wasApprovedToday("Ani"));
  } finally {
    await store.close();
  }
  const after = await connectClient(connection);
  const looks = await after.query("select number::int, way, fields from access_log");
  await after.end();
  assert.deepEqual(looks.rows, [{ number: 1, way: "show", fields: null }], "nobody noted its fields");
});
