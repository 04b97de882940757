/** Who may see what, in the database itself: rows by audience, a reading role that owns nothing, policies that are forced. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../src/base/bytes.ts";
import type { Entry } from "../src/model/entry.ts";
import { digest, organisationId, type RecordId, recordId, sourceId } from "../src/model/ids.ts";
import { noMentions } from "../src/model/mention.ts";
import type { Viewer } from "../src/model/person.ts";
import type { SourceRecord } from "../src/model/record.ts";
import type { Source } from "../src/model/source.ts";
import { connectClient } from "../src/store/connection.ts";
import { openStore, type Store } from "../src/store/store.ts";
import { embeddedServer, outsideServer, type TestServer } from "./register-fixture.ts";

const key = (text: string) => sha256(utf8(text));
const [valley, coast] = [organisationId("valley"), organisationId("coast")];
const member = (organisation: typeof valley): Viewer => ({
  as: "person",
  name: "Ani",
  role: "reader",
  organisation,
});
const keeper: Viewer = { as: "keeper" };
const anybody: Viewer = { as: "public" };
const declared = { by: "Ani", why: "the family asked", at: "2026-01-02T00:00:00.000Z" };

const families: Source = {
  id: sourceId("families"),
  name: "Families",
  organisation: valley,
  consent: "coalition",
};
const hidden: Source = { id: sourceId("hidden"), name: "Hidden", organisation: coast, consent: "sealed" };

function person(source: Source, rowKey: string, version = 1): SourceRecord {
  return {
    id: recordId(`${source.id}/${rowKey}`),
    source: source.id,
    version,
    key: rowKey,
    part: 1,
    row: 1,
    table: "list",
    kind: "person",
    mentions: {
      ...noMentions,
      names: [{ text: `name of ${rowKey}`, part: "full", of: "self" }],
      harms: [{ kind: "killed", status: "open" }],
    },
    cells: [["name", `name of ${rowKey}`]],
    issues: [],
  };
}

async function accept(
  store: Store,
  source: Source,
  records: readonly SourceRecord[],
  removed: readonly RecordId[] = [],
) {
  const file = `${source.id} ${records.map(({ id }) => id).join()}`;
  const named = digest(toHex(key(file)));
  const { version } = await store.beginVersion({ source: source.id, file, evidence: named, mapping: named });
  await store.stageBatch(version, records, { keys: records.map(({ id }) => key(id)), rows: records.length });
  const before = [{ entry: { entry: "source", source }, key: key(`source ${file}`) } as const];
  await store.acceptVersion(version, { unchanged: 0, removed, key: key(`version ${file}`), before });
  return version;
}

const append = (store: Store, entry: Entry) => store.append([entry], [key(JSON.stringify(entry))]);

async function seen(store: Store, viewer: Viewer): Promise<readonly string[]> {
  const words: string[] = [];
  for await (const batch of store.views(viewer).all())
    for (const { id, mentions } of batch)
      words.push([id, ...mentions.names.map(({ text }) => text)].join(": "));
  return words.sort();
}

function contract(server: () => Promise<TestServer>): void {
  const withStore = (sentence: string, body: (store: Store, connection: string) => Promise<void>): void => {
    test(sentence, async () => {
      const connection = await (await server()).freshDatabase();
      const store = await openStore(connection);
      try {
        await body(store, connection);
      } finally {
        await store.close();
      }
    });
  };

  withStore("each viewer reads records as far as their audiences reach", async (store) => {
    await accept(store, families, [person(families, "a")]);
    await accept(store, hidden, [person(hidden, "s")]);
    assert.deepEqual(await seen(store, member(valley)), ["families/a: name of a"]);
    assert.deepEqual(await seen(store, member(coast)), ["families/#1"]);
    assert.deepEqual(await seen(store, keeper), ["families/a: name of a"]);
    assert.deepEqual(await seen(store, anybody), []);
    assert.deepEqual([...(await store.views(member(coast)).namedIndexes("person"))], []);
    assert.deepEqual([...(await store.views(member(valley)).namedIndexes("person"))], [1]);
    assert.deepEqual(await store.views(member(coast)).indexesIn(0, await store.size()), [
      { kind: "person", source: "families", indexes: Uint32Array.of(1) },
    ]);
  });

  withStore("a record is found by its id or its handle, by whoever may know it", async (store) => {
    await accept(store, families, [person(families, "a")]);
    const [id, handle] = [recordId("families/a"), recordId("families/#1")];
    const found = async (viewer: Viewer, ...ids: readonly RecordId[]) =>
      (await store.views(viewer).byIds(ids)).map((record) => record.id);
    assert.deepEqual(await found(member(valley), id, handle, recordId("families/b")), [id]);
    assert.deepEqual(await found(member(coast), id, handle, recordId("hidden/#1")), [handle]);
    assert.deepEqual(await found(anybody, id, handle), []);
  });

  withStore("rows follow versions, consent and restrictions, and are made again by replay", async (store) => {
    const [a, b] = [person(families, "a"), person(families, "b")];
    await accept(store, families, [a, b]);
    const second = await accept(store, families, [person(families, "c", 2)], [a.id]);
    assert.deepEqual(await seen(store, keeper), ["families/b: name of b", "families/c: name of c"]);
    await store.undoVersion(second, key("undo"));
    assert.deepEqual(await seen(store, keeper), ["families/a: name of a", "families/b: name of b"]);
    const open = {
      ...families,
      consentFor: { names: "coalition", row: "coalition", identifiers: "coalition" },
    } as const;
    await append(store, { entry: "source", source: open, declared });
    assert.deepEqual(await seen(store, member(coast)), ["families/a: name of a", "families/b: name of b"]);
    const restricted = { entry: "restriction", source: families.id, declared } as const;
    await append(store, { ...restricted, record: a.id, field: "names", audience: "sealed" });
    await append(store, { ...restricted, record: b.id, field: "record", audience: "organisation" });
    assert.deepEqual(await seen(store, member(coast)), ["families/a"]);
    assert.deepEqual(await seen(store, member(valley)), ["families/a", "families/b: name of b"]);
    await store.replay();
    assert.deepEqual(await seen(store, member(coast)), ["families/a"]);
    await append(store, { ...restricted, record: a.id, field: "names", audience: "public" });
    assert.deepEqual(await seen(store, member(coast)), ["families/a: name of a"]);
  });

  withStore("what is sealed stands in no row that anybody could read", async (store, connection) => {
    await accept(store, hidden, [person(hidden, "s")]);
    const client = await connectClient(connection);
    try {
      await client.query("begin; set local recount.writer = 'on'");
      assert.equal((await client.query("select from record_views")).rowCount, 0);
    } finally {
      await client.end();
    }
  });

  withStore(
    "the reading role reads those rows and nothing else, even when it is asked without a viewer",
    async (store, connection) => {
      await accept(store, families, [person(families, "a")]);
      const client = await connectClient(connection);
      try {
        await client.query("set role recount_reader");
        assert.equal((await client.query("select from record_views")).rowCount, 0);
        for (const table of [
          "records",
          "entries",
          "entry_keys",
          "assignments",
          "staged_records",
          "restrictions",
        ])
          await assert.rejects(client.query(`select from ${table}`), { code: "42501" }, table);
        await assert.rejects(client.query("delete from record_views"), { code: "42501" });
      } finally {
        await client.end();
      }
    },
  );
}

suite("who may see what, on the embedded database", () => contract(embeddedServer));

const outside = await outsideServer();
if (outside === undefined)
  test("who may see what, on a PostgreSQL server", {
    skip: "NOT RUN: neither DATABASE_URL nor an installed PostgreSQL 15 or newer is here",
  });
else suite(`who may see what, on ${outside.name}`, () => contract(async () => outside));

test("an owner that is no superuser is under the same policies, and one without the right to make roles is told what to run", async () => {
  const fresh = await (await embeddedServer()).freshDatabase();
  const admin = await connectClient(fresh);
  const url = new URL(fresh);
  const name = `plain_${url.pathname.slice(-12)}`;
  try {
    await admin.query(`create role ${name} login password 'p'`);
    await admin.query(`create database ${name} template template0 encoding 'UTF8' locale 'C' owner ${name}`);
    url.pathname = `/${name}`;
    [url.username, url.password] = [name, "p"];
    await assert.rejects(openStore(url.href), (error: Error) => {
      assert.match(
        error.message,
        /as administrator run "create role recount_reader nologin; grant recount_reader to /,
      );
      return true;
    });
    await admin.query(`grant recount_reader to ${name}`);
    const store = await openStore(url.href);
    try {
      await accept(store, families, [person(families, "a")]);
      assert.deepEqual(await seen(store, member(coast)), ["families/#1"]);
      const owner = await connectClient(url.href);
      assert.equal((await owner.query("select from record_views")).rowCount, 0);
      await owner.end();
    } finally {
      await store.close();
    }
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
