/** What every store has to do, whatever server is below it: run once for each. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "#sha256";
import { concatBytes, toHex, utf8 } from "../src/base/bytes.ts";
import { seededRandom } from "../src/base/random.ts";
import { formLeaf, leafHash } from "../src/ledger/leaf.ts";
import { type Entry, formatEntry } from "../src/model/entry.ts";
import {
  type Digest,
  digest,
  type EntityId,
  entityId,
  organisationId,
  type RecordId,
  recordId,
  sourceId,
} from "../src/model/ids.ts";
import { noMentions } from "../src/model/mention.ts";
import type { SourceRecord, StoredRecord } from "../src/model/record.ts";
import { entryFields } from "../src/register/entry-fields.ts";
import { openStore, type Store, type StoredVersion } from "../src/store/store.ts";
import type { TestServer } from "./register-fixture.ts";

const valley = sourceId("valley-list");
const digestOf = (text: string): Digest => digest(toHex(sha256(utf8(text))));
const key = (text: string) => sha256(utf8(`key of ${text}`));

/** A record of the valley's list: its row key and the text of its one name. */
function record(rowKey: string, name = rowKey, version = 1): SourceRecord {
  const names = [{ text: name, part: "full", of: "self" }] as const;
  return {
    id: recordId(`${valley}/${rowKey}`),
    source: valley,
    version,
    key: rowKey,
    part: 1,
    row: 1,
    table: "list",
    kind: "person",
    mentions: { ...noMentions, names },
    cells: [["name", name]],
    issues: [],
  };
}

/** A version of the valley's list with these records, staged two at a time and accepted. */
async function accept(
  store: Store,
  {
    file,
    records,
    removed = [],
  }: { file: string; records: readonly SourceRecord[]; removed?: readonly string[] },
): Promise<StoredVersion> {
  const { version } = await stage(store, file, records);
  const ids = removed.map((rowKey) => recordId(`${valley}/${rowKey}`));
  await store.acceptVersion(version, { unchanged: 0, removed: ids, key: key(`version ${file}`) });
  return version;
}

async function stage(store: Store, file: string, records: readonly SourceRecord[]) {
  const plan = { source: valley, file, evidence: digestOf(file), mapping: digestOf("mapping") };
  const begun = await store.beginVersion(plan);
  for (let at = 0; at < records.length; at += 2) {
    const batch = records.slice(at, at + 2);
    const keys = batch.map(({ id }) => key(`${file} ${id}`));
    await store.stageBatch(begun.version, batch, { keys, rows: batch.length });
  }
  return begun;
}

async function currentRecords(store: Store, filter = {}): Promise<readonly StoredRecord[]> {
  const all: StoredRecord[] = [];
  for await (const batch of store.records(filter)) all.push(...batch);
  return all;
}

const namesOf = (records: readonly StoredRecord[]) =>
  records.map((each) => each.mentions.names[0]?.text ?? "").toSorted();

/** Everything that is a fold over the entries, to compare before and after. */
async function projections(store: Store) {
  return {
    records: await currentRecords(store),
    organisations: await store.organisations(),
    sources: await store.sources(),
    versions: await store.versions(),
    appeals: await store.appeals(),
    publication: await store.publication("appeal", publishedAs),
    size: await store.size(),
    stateSize: await store.stateSize(),
  };
}

const organisation: Entry = {
  entry: "organisation",
  organisation: { id: organisationId("valley-families"), name: "Families of the Valley" },
};
const source: Entry = {
  entry: "source",
  source: {
    id: valley,
    name: "Valley list",
    organisation: organisationId("valley-families"),
    consent: "coalition",
  },
};
const appeal = (version: number): Entry => ({
  entry: "appeal",
  appeal: "appeal",
  version,
  text: `text ${version}`,
});
const publishedAs = { manifest: digestOf("manifest"), tags: digestOf("tags") };
const publication: Entry = {
  entry: "publication",
  appeal: "appeal",
  version: 1,
  ...publishedAs,
  size: 2,
};

/** The suite; `server` is where the databases are made. */
export function storeContract(server: () => Promise<TestServer>): void {
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

  withStore("a database holds one register, and says which", async (store) => {
    const info = {
      id: "1",
      name: "Valley \u0000 register",
      origin: "recount/valley",
      createdAt: "2026-01-02",
    };
    assert.equal(await store.register(), undefined);
    await store.createRegister(info);
    assert.deepEqual(await store.register(), info);
    await assert.rejects(store.createRegister(info), { code: "register-exists" });
  });

  withStore("entries get contiguous indexes and come back with their keys", async (store) => {
    assert.deepEqual(await store.append([organisation, source], [key("o"), key("s")]), { start: 0, end: 2 });
    assert.deepEqual(await store.append([appeal(1)], [key("a")]), { start: 2, end: 3 });
    const [one, none, two] = await store.entries([2, 9, 0]);
    assert.deepEqual([one?.entry, none, two?.entry], [appeal(1), undefined, organisation]);
    assert.equal(toHex(one?.key ?? new Uint8Array()), toHex(key("a")));
    assert.deepEqual((await store.entry(1))?.entry, source);
    assert.equal(await store.entry(3), undefined);
    assert.equal(await store.size(), 3);
  });

  withStore("a leaf hash is the hash of the entry's salted fields", async (store) => {
    const entries = [organisation, source, appeal(1)];
    const keys = entries.map((_, i) => key(String(i)));
    await store.append(entries, keys);
    const wanted = entries.map((entry, i) =>
      leafHash(formLeaf(keys[i] ?? new Uint8Array(), entryFields(entry)).bytes),
    );
    assert.equal(toHex(await store.leafHashes(0, 3)), toHex(concatBytes(...wanted)));
    assert.equal(toHex(await store.leafHashes(1, 2)), toHex(wanted[1] ?? new Uint8Array()));
    assert.equal((await store.leafHashes(3, 3)).length, 0);
    await assert.rejects(store.leafHashes(0, 4), { code: "not-found" });
  });

  withStore("an append that fails leaves nothing", async (store) => {
    await assert.rejects(store.append([organisation, source], [key("o")]), { code: "bad-keys" });
    await assert.rejects(store.append([organisation, appeal(1), appeal(1)], [key("o"), key("a"), key("b")]));
    assert.deepEqual([await store.size(), await store.organisations()], [0, []]);
  });

  withStore("writers at the same time leave no gap and no double index", async (store) => {
    const ranges = await Promise.all(
      Array.from({ length: 12 }, (_, i) => store.append([appeal(i + 1)], [key(String(i))])),
    );
    assert.deepEqual(
      ranges.map(({ start }) => start).sort((a, b) => a - b),
      Array.from({ length: 12 }, (_, i) => i),
    );
  });

  withStore("neither an appeal nor its publication changes the state that is counted", async (store) => {
    assert.equal(await store.stateSize(), 0);
    await store.append([organisation, source, appeal(1), publication], ["a", "b", "c", "d"].map(key));
    assert.deepEqual([await store.stateSize(), await store.size()], [2, 4]);
  });

  withStore("appeals are found by version, publications by both manifests", async (store) => {
    await store.append([appeal(1), publication, appeal(2)], ["a", "b", "c"].map(key));
    assert.equal((await store.appeal("appeal"))?.text, "text 2");
    assert.equal((await store.appeal("appeal", 1))?.text, "text 1");
    assert.equal(await store.appeal("other"), undefined);
    assert.deepEqual(
      (await store.appeals()).map(({ version }) => version),
      [2],
    );
    assert.deepEqual(await store.publication("appeal", publishedAs), {
      version: 1,
      size: 2,
      index: 1,
    });
    assert.equal(await store.publication("appeal", { ...publishedAs, tags: digestOf("other") }), undefined);
  });

  withStore("a checkpoint is kept for its size, and no other one ever is", async (store) => {
    assert.equal(await store.latestCheckpoint(), undefined);
    await store.saveCheckpoint(3, utf8("three"));
    await store.saveCheckpoint(2, utf8("two"));
    await store.saveCheckpoint(3, utf8("three"));
    await assert.rejects(store.saveCheckpoint(3, utf8("fork")), { code: "fork" });
    assert.equal((await store.latestCheckpoint())?.size, 3);
    assert.equal(toHex((await store.checkpoint(2)) ?? new Uint8Array()), toHex(utf8("two")));
    assert.equal(await store.checkpoint(1), undefined);
  });

  withStore("what is staged is seen by nobody until it is accepted, all at once", async (store) => {
    const { version } = await stage(
      store,
      "list.csv",
      ["a", "b", "c"].map((name) => record(name)),
    );
    assert.deepEqual(
      [await store.size(), await store.recordCount(), await currentRecords(store)],
      [0, 0, []],
    );
    const range = await store.acceptVersion(version, {
      unchanged: 0,
      removed: [],
      key: key("v"),
      before: [
        { entry: organisation, key: key("o") },
        { entry: source, key: key("s") },
      ],
    });
    assert.deepEqual(range, { start: 0, end: 6 });
    const kinds = (await store.entries([0, 1, 2, 3, 4, 5])).map((each) => each?.entry.entry);
    assert.deepEqual(kinds, ["organisation", "source", "record", "record", "record", "version"]);
    assert.deepEqual(namesOf(await currentRecords(store)), ["a", "b", "c"]);
    assert.deepEqual(
      (await store.versions(valley)).map(({ state, rows, records }) => ({ state, rows, records })),
      [{ state: "accepted", rows: 3, records: 3 }],
    );
    await assert.rejects(store.acceptVersion(version, { unchanged: 0, removed: [], key: key("v") }), {
      code: "refused",
    });
  });

  withStore(
    "staged records have the leaves of their entries, and stand in the order of their keys' hashes",
    async (store) => {
      await accept(store, {
        file: "list.csv",
        records: Array.from({ length: 20 }, (_, i) => record(`row ${i}`)),
      });
      const entries = await store.entries(Array.from({ length: 21 }, (_, i) => i));
      const leaves = entries.map((each) =>
        each === undefined ? new Uint8Array() : leafHash(formLeaf(each.key, entryFields(each.entry)).bytes),
      );
      assert.equal(toHex(await store.leafHashes(0, 21)), toHex(concatBytes(...leaves)));
      const hashes = entries.slice(0, 20).map((each) => toHex(sha256(each?.key ?? new Uint8Array())));
      assert.deepEqual(hashes, hashes.toSorted());
    },
  );

  withStore("an import goes on where it stopped, for the same file and mapping only", async (store) => {
    const first = await stage(
      store,
      "list.csv",
      ["a", "b", "c"].map((name) => record(name)),
    );
    const again = await stage(store, "list.csv", []);
    assert.deepEqual([again.version.id, again.batchesDone, again.rowsDone], [first.version.id, 2, 3]);
    const other = await stage(store, "corrected.csv", []);
    assert.deepEqual([other.version.number, other.batchesDone, other.rowsDone], [1, 0, 0]);
    assert.equal(await store.findVersion(valley, digestOf("list.csv")), undefined);
    await assert.rejects(store.stageBatch(first.version, [], { keys: [], rows: 0 }), { code: "refused" });
    await store.discardVersion(other.version);
    assert.deepEqual(await store.versions(), []);
  });

  withStore("a later version changes, adds and removes records, and can be taken back", async (store) => {
    await accept(store, { file: "1.csv", records: ["a", "b", "c"].map((name) => record(name)) });
    const before = await projections(store);
    const second = await accept(store, {
      file: "2.csv",
      records: [record("b", "B", 2), record("d", "d", 2)],
      removed: ["c"],
    });
    assert.deepEqual(namesOf(await currentRecords(store)), ["B", "a", "d"]);
    assert.equal((await store.record(recordId(`${valley}/b`)))?.version, 2);
    assert.equal(await store.record(recordId(`${valley}/c`)), undefined);
    await store.undoVersion(second, key("undo"));
    assert.deepEqual(await currentRecords(store), before.records);
    assert.deepEqual(
      (await store.versions()).map(({ state }) => state),
      ["accepted", "undone"],
    );
    const third = await accept(store, { file: "3.csv", records: [record("e", "e", 3)] });
    assert.equal(third.number, 3);
  });

  withStore("only a source's newest accepted version can be undone", async (store) => {
    const first = await accept(store, { file: "1.csv", records: [record("a")] });
    await accept(store, { file: "2.csv", records: [record("b", "b", 2)] });
    await assert.rejects(store.undoVersion(first, key("undo")), { code: "refused" });
    assert.deepEqual(namesOf(await currentRecords(store)), ["a", "b"]);
  });

  withStore("a version that was overtaken is not accepted", async (store) => {
    await accept(store, { file: "1.csv", records: [record("a")] });
    const { version } = await stage(store, "2.csv", [record("b", "b", 2)]);
    await store.beginVersion({
      source: valley,
      file: "3",
      evidence: digestOf("3"),
      mapping: digestOf("mapping"),
    });
    await assert.rejects(store.acceptVersion(version, { unchanged: 0, removed: [], key: key("v") }), {
      code: "refused",
    });
  });

  withStore("records can be asked for by kind and by source", async (store) => {
    const site = { ...record("shrine"), kind: "site" as const };
    await accept(store, { file: "1.csv", records: [record("a"), site] });
    assert.deepEqual(namesOf(await currentRecords(store, { kinds: ["site"] })), ["shrine"]);
    assert.deepEqual(namesOf(await currentRecords(store, { source: sourceId("other") })), []);
    assert.deepEqual(namesOf(await currentRecords(store, { source: valley, batch: 1 })), ["a", "shrine"]);
    assert.equal(await store.recordCount(valley), 2);
    assert.deepEqual(
      await store.recordIds(valley),
      (await currentRecords(store)).map(({ id }) => id),
    );
  });

  withStore("reading records shows one state, whatever is accepted meanwhile", async (store) => {
    await accept(store, { file: "1.csv", records: ["a", "b", "c"].map((name) => record(name)) });
    const seen: StoredRecord[] = [];
    for await (const batch of store.records({ batch: 1 })) {
      if (seen.length === 0)
        await accept(store, { file: "2.csv", records: [record("b", "B", 2)], removed: ["c"] });
      seen.push(...batch);
    }
    assert.deepEqual(namesOf(seen), ["a", "b", "c"]);
  });

  withStore("texts of any script and with any character come back as they were", async (store) => {
    const names = ["Ünal \u0000 Şahin", "Գրիգոր", "გიორგი", "غسان", "\u{1f54a}\ufeff", "a\tb\nc\\."];
    await accept(store, { file: "\u0000.csv", records: names.map((name, i) => record(`${i}\u0000`, name)) });
    assert.deepEqual(namesOf(await currentRecords(store)), names.toSorted());
    assert.equal((await store.record(recordId(`${valley}/2\u0000`)))?.mentions.names[0]?.text, "გიორგი");
    assert.equal((await store.versions())[0]?.file, "\u0000.csv");
  });

  withStore("every projection is what a replay of the entries makes", async (store) => {
    const random = seededRandom(7);
    await store.append([organisation, source, appeal(1), publication], ["a", "b", "c", "d"].map(key));
    for (let number = 1; number <= 6; number++) {
      const current = (await store.recordIds(valley)).map((id) => id.slice(valley.length + 1));
      const removed = current.filter(() => random.below(4) === 0);
      const rows = ["a", "b", "c", "d", "e", "f"].filter(
        (row) => !removed.includes(row) && random.below(2) === 0,
      );
      const records = rows.map((row) => record(row, `${row} of ${number}`, number));
      const version = await accept(store, { file: `${number}.csv`, records, removed });
      if (random.below(3) === 0) await store.undoVersion(version, key(`undo ${number}`));
    }
    await store.append([appeal(2)], [key("appeal 2")]);
    const before = await projections(store);
    await store.replay();
    assert.deepEqual(await projections(store), before);
  });

  withStore("a linkage run is one entry, and its result takes the place of the one before", async (store) => {
    const run = (text: string) => {
      const entry = {
        entry: "linkage-run",
        model: digestOf(text),
        assignments: digestOf(text),
        size: 5,
        entities: 1,
        seed: 1,
      } as const;
      const [a, b] = [recordId("valley/a"), recordId(`valley/${text}`)];
      return {
        model: utf8(text),
        entry,
        key: key(text),
        assignments: [a, b].map((id) => [id, entityId("valley/a")] as const),
        changes: [],
        review: [
          { left: a, right: b, weight: 1.5, teaches: 0.5 },
          { left: b, right: a, weight: 7.25, teaches: 0.75 },
        ],
      };
    };
    assert.equal(await store.latestLinkage(), undefined);
    await store.saveLinkage(run("first"));
    const second = run("second");
    assert.deepEqual(await store.saveLinkage(second), { start: 1, end: 2 });
    const latest = await store.latestLinkage();
    assert.deepEqual(
      [latest?.index, latest?.size, toHex(latest?.model ?? utf8(""))],
      [1, 5, toHex(utf8("second"))],
    );
    assert.deepEqual(await store.assignments(), new Map(second.assignments));
    assert.deepEqual(
      (await store.reviewPairs()).map(({ weight }) => weight),
      [7.25, 1.5],
    );
  });

  withStore("a run that knows the one before writes what it changes, be it little or all", async (store) => {
    const names = Array.from({ length: 20 }, (_, i) => recordId(`${valley}/${i}`));
    const run = async (text: string, assignments: readonly (readonly [RecordId, EntityId])[]) => {
      const entry = {
        entry: "linkage-run",
        model: digestOf(text),
        assignments: digestOf(text),
        size: 1,
        entities: 1,
        seed: 1,
      } as const;
      const before = await store.assignments();
      const [changes, review, model] = [[], [], utf8(text)];
      await store.saveLinkage({ model, entry, key: key(text), assignments, before, changes, review });
      assert.deepEqual(await store.assignments(), new Map(assignments.toSorted(byRecord)));
    };
    const byRecord = (a: readonly [RecordId, EntityId], b: readonly [RecordId, EntityId]) =>
      a[0] < b[0] ? -1 : 1;
    const alone = names.map((name) => [name, entityId(name)] as const);
    await run("first", alone);
    await run("little", [
      ...alone.slice(2),
      [recordId(`${valley}/new`), entityId("x")],
      [alone[0]![0], entityId("x")],
    ]);
    await run(
      "all",
      names.map((name) => [name, entityId("y")] as const),
    );
    await run("none", []);
  });

  withStore("many records come back at once, in the order in which they were asked for", async (store) => {
    const ids = ["c", "gone", "a", "no such", "b"].map((rowKey) => recordId(`${valley}/${rowKey}`));
    await accept(store, { file: "1.csv", records: ["a", "b", "c", "gone"].map((name) => record(name)) });
    await accept(store, { file: "2.csv", records: [record("b", "B", 2)], removed: ["gone"] });
    const found = await store.recordsByIds(ids);
    assert.deepEqual(
      found,
      (await Promise.all(ids.map((id) => store.record(id)))).filter((each) => each !== undefined),
    );
    assert.deepEqual(
      found.map(({ mentions }) => mentions.names[0]?.text),
      ["c", "a", "B"],
    );
    assert.deepEqual(await store.recordsByIds([]), []);
  });

  withStore("an entity has its current records of the latest run, and a record its entity", async (store) => {
    const id = (rowKey: string) => recordId(`${valley}/${rowKey}`);
    const run = (text: string, groups: Readonly<Record<string, readonly string[]>>) =>
      store.saveLinkage({
        model: utf8(text),
        changes: [],
        review: [],
        key: key(text),
        entry: {
          entry: "linkage-run",
          model: digestOf(text),
          assignments: digestOf(text),
          size: 4,
          entities: 1,
          seed: 1,
        },
        assignments: Object.entries(groups).flatMap(([entity, keys]) =>
          keys.map((rowKey) => [id(rowKey), entityId(`${valley}/${entity}`)] as const),
        ),
      });
    await accept(store, { file: "1.csv", records: ["a", "b", "c", "d"].map((name) => record(name)) });
    await run("first", { a: ["a", "b"] });
    await run("second", { a: ["a", "c", "d"], b: ["b"] });
    await accept(store, { file: "2.csv", records: [record("c", "C", 2)], removed: ["d"] });
    const [first, second, none] = ["a", "b", "none"].map((entity) => entityId(`${valley}/${entity}`));
    assert.ok(first !== undefined && second !== undefined && none !== undefined);
    const records = await store.entityRecords([second, none, first]);
    assert.deepEqual([records.has(none), namesOf(records.get(second) ?? [])], [false, ["b"]]);
    assert.deepEqual(records.get(first), await store.recordsByIds([id("a"), id("c")]));
    assert.deepEqual(await store.entityRecords([]), new Map());
    const [b, c] = await store.recordsByIds([id("b"), id("c")]);
    const placed = await store.placedRecords([c?.index ?? -1, b?.index ?? -1, 9999]);
    assert.deepEqual(
      new Map(placed.map(({ index, entity }) => [index, entity])),
      new Map([
        [b?.index, second],
        [c?.index, first],
      ]),
    );
    assert.deepEqual(
      (await store.recordsOfEntities([first, none])).map((each) => each.id),
      [id("a"), id("c")],
    );
    assert.deepEqual(
      (await store.placedByIds([id("b"), id("d")])).map(({ entity }) => entity),
      [second],
    );
    assert.deepEqual(await store.matchedRecords(), []);
  });

  withStore("records are told by their indexes, the current ones and those that were", async (store) => {
    await accept(store, { file: "1.csv", records: ["a", "b", "c"].map((name) => record(name)) });
    const first = [...(await store.currentIndexes("person"))];
    const [b] = await store.recordsByIds([recordId(`${valley}/b`)]);
    assert.ok(b !== undefined);
    const changed = record("a", "Another", 2);
    await accept(store, { file: "2.csv", records: [changed], removed: ["c"] });
    const second = [...(await store.currentIndexes("person"))];
    assert.deepEqual([second.length, second[0]], [2, b.index]);
    assert.deepEqual(await store.currentIndexes("site"), new Uint32Array());
    const found = await store.recordsAt([...second, ...first]);
    assert.deepEqual(namesOf(found).toSorted(), ["Another", "a", "b", "c"]);
    assert.deepEqual(
      found.map(({ index }) => index),
      [...first, second[1]],
    );
    // One that no linkage saw stands for itself, one that is current no more for nobody.
    const alone = { index: b.index, id: b.id, source: valley, entity: entityId(b.id) };
    assert.deepEqual(await store.placedRecords(first), [alone]);
    assert.deepEqual(await store.recordsOfEntities([entityId(b.id), entityId(`${valley}/c`)]), [alone]);
    assert.deepEqual([await store.recordsAt([]), await store.placedRecords([])], [[], []]);
  });

  withStore(
    "a second writing step is told who is writing, and may go on afterwards",
    async (store, connection) => {
      const other = await openStore(connection);
      try {
        await store.writingStep("import", async () => {
          const message = new RegExp(`^import by process ${process.pid} since \\d\\d:\\d\\d is writing`);
          await assert.rejects(
            other.writingStep("link", async () => {}),
            { code: "busy", message },
          );
        });
        assert.equal(await other.writingStep("link", async () => "done"), "done");
      } finally {
        await other.close();
      }
    },
  );

  withStore("a writing step that fails lets the next one in", async (store) => {
    const work = () => store.writingStep("import", () => Promise.reject(new Error("broken")));
    await assert.rejects(work(), /broken/);
    assert.equal(await store.writingStep("import", async () => 1), 1);
  });

  withStore("opening a store a second time changes nothing", async (store, connection) => {
    await store.append([organisation], [key("o")]);
    const other = await openStore(connection);
    assert.equal(await other.size(), 1);
    await other.close();
    assert.deepEqual(formatEntry((await store.entry(0))?.entry ?? source), formatEntry(organisation));
  });
}
