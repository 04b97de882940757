/** A page of one record reads the records that it shows, however long the lists are that they stand in. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { organisationId, sourceId } from "../src/model/ids.ts";
import type { Viewer } from "../src/model/person.ts";
import type { RecordKind, StoredRecord } from "../src/model/record.ts";
import { importSource } from "../src/pipeline.ts";
import { displacedTie } from "../src/register/record-ties.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { readHouseholds } from "../src/steps/returns/read-households.ts";
import { readEntity } from "../src/steps/show/read-profile.ts";
import { isVictimOf } from "../src/steps/show/read-relatives.ts";
import { viewOf } from "../src/steps/view.ts";
import { connectClient } from "../src/store/connection.ts";
import { openStore, type RecordViews, type Store } from "../src/store/store.ts";
import { freshRegister, sharedRegister, temporaryFolder, testNow } from "./register-fixture.ts";

const HOUSEHOLDS = 40;
const MEMBERS = 3;

const survey = Array.from({ length: HOUSEHOLDS * MEMBERS }, (_, row) => {
  const [household, member] = [Math.floor(row / MEMBERS), row % MEMBERS];
  return `H-${household},Given${member} Family${household},Sarn,1992-05`;
});

/** Two of three name no event of the register by its name; the day and the place tell of which they are victims. */
const enquiries = Array.from({ length: HOUSEHOLDS }, (_, row) => {
  const event = row > 5 ? "" : ["The market", "Рынок", "another"][row % 3];
  return `Given Lost${row},${row === 5 ? "1993-05-18" : "1993-05-17"},Sarn,missing,${event}`;
});

const lists: readonly (readonly [name: string, records: RecordKind, organisation: string, rows: string])[] = [
  ["places", "place", "upper", "id,name,type,parent\nV,Valley,district,\np1,Sarn,village,V"],
  ["survey", "person", "upper", `household,full name,origin,date displaced\n${survey.join("\n")}`],
  [
    "enquiries",
    "person",
    "upper",
    `Full name,Date last seen,Place last seen,Status,Event\n${enquiries.join("\n")}`,
  ],
  ["market", "event", "upper", "event,date,place,number killed\nThe market,1993-05-17,Sarn,5"],
  [
    "other",
    "person",
    "lower",
    "household,full name,origin,date displaced\nH-0,Levon Darsun,Sarn,1992-05\nH-0,Anna Darsun,Sarn,1992-05",
  ],
];

const keeper: Viewer = { as: "keeper" };
const member = (organisation: string): Viewer => ({
  as: "person",
  name: "Ani",
  organisation: organisationId(organisation),
  role: "reader",
});

const theRegister = sharedRegister(
  () => freshRegister("Register of households"),
  async (register) => {
    const folder = temporaryFolder();
    for (const [name, records, organisation, rows] of lists) {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, `${rows}\n`);
      await importSource(register, {
        path,
        source: { id: sourceId(name), name, consent: "coalition" },
        organisation: { id: organisationId(organisation), name: organisation },
        records,
      });
    }
  },
);

/** The register with its views counted: how many records they hand out. */
function countedRegister(): { readonly register: OpenRegister; readonly read: { records: number } } {
  const { store, ...rest } = theRegister();
  const read = { records: 0 };
  const counted = (records: readonly StoredRecord[]) => {
    read.records += records.length;
    return records;
  };
  const views = (viewer: Viewer): RecordViews => {
    const own = store.views(viewer);
    return {
      ...own,
      byIds: async (ids) => counted(await own.byIds(ids)),
      at: async (indexes) => counted(await own.at(indexes)),
      async *all(filter) {
        for await (const batch of own.all(filter)) yield counted(batch);
      },
    };
  };
  return { register: { ...rest, store: { ...store, views } }, read };
}

async function allRecords(viewer: Viewer): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of theRegister().store.views(viewer).all()) records.push(...batch);
  return records;
}

const householdsOf = ({ source, mentions }: StoredRecord) =>
  mentions.relations.filter(({ kind }) => kind === "household").map(({ target }) => `${source} ${target}`);

test("a person's page reads their household and its event, and nobody else of a list however long", async () => {
  const [person] = (await allRecords(keeper)).filter(({ source }) => source === "survey");
  assert.ok(person);
  const { register, read } = countedRegister();
  const shown = await readEntity(register.store, viewOf(register, keeper), person.id);
  assert.equal(shown.household.length, MEMBERS - 1);
  // The person by id and in their entity, the others of the household and theirs, an event and its entity.
  assert.ok(read.records <= 2 + 2 * (MEMBERS - 1) + 2, `${read.records} records read`);
});

test("an event's page reads those who may be its victims, and nobody else", async () => {
  const event = (await allRecords(keeper)).find(({ kind }) => kind === "event");
  assert.ok(event);
  const { register, read } = countedRegister();
  const { victims } = await readEntity(register.store, viewOf(register, keeper), event.id);
  const named = victims?.named.length ?? 0;
  assert.equal(named, 5, "two by its name, three by the day and the place");
  assert.ok(read.records <= 2 + 2 * named, `${read.records} records read for ${named} victims`);
});

test("a page of households reads none of them again while the register stands", async () => {
  const { register, read } = countedRegister();
  const view = viewOf(register, keeper);
  const first = await readHouseholds(register, view, { place: "V", most: 5 });
  assert.deepEqual([first.total, first.items.length], [HOUSEHOLDS + 1, 5]);
  read.records = 0;
  const second = await readHouseholds(register, view, { place: "V", most: 5, after: first.next });
  assert.deepEqual([second.items.length, read.records], [5, 0]);
});

test("ties find whom a walk over all records finds, for each viewer", async () => {
  for (const viewer of [keeper, member("upper"), member("lower")]) {
    const all = await allRecords(viewer);
    const view = viewOf(theRegister(), viewer, { looksADay: 10_000 });
    const few = all.filter(({ index, kind }) => kind === "event" || index % 17 === 2);
    assert.ok(few.length > 3);
    for (const record of few) {
      const shown = await readEntity(theRegister().store, view, record.id);
      const own = new Set(householdsOf(record));
      const household = all.filter(
        (other) => other.id !== record.id && householdsOf(other).some((name) => own.has(name)),
      );
      assert.deepEqual(
        shown.household.map((each) => each.record),
        household.map(({ id }) => id),
      );
      const victims = all.filter(
        (other) =>
          record.kind === "event" &&
          other.kind === "person" &&
          other.mentions.relations.some(
            (relation) => relation.kind === "victim-of" && isVictimOf(other, relation, record) !== undefined,
          ),
      );
      assert.deepEqual(
        (shown.victims?.named ?? []).flatMap(({ records }) => [...records]).sort(),
        victims.map(({ id }) => id).sort(),
      );
    }
  }
});

const displaced = (store: Store) => store.views(keeper).tiedIndexes([displacedTie]);

test("a register of the version before opens with its ties, and they are what its entries give", async () => {
  const { store, connection } = theRegister();
  const known = await displaced(store);
  assert.equal(known.length, HOUSEHOLDS * MEMBERS + 2);
  const client = await connectClient(connection);
  await client.query("drop table record_ties");
  await client.query("drop index attempts_by_time, ceremonies_by_time");
  await client.query("delete from kysely_migration where name >= '2026-11-29-ties-of-records'");
  await client.end();
  const told: (readonly [label: string, done: number, total: number])[] = [];
  const brought = await openStore(connection, (...step) => told.push(step));
  try {
    assert.deepEqual(await displaced(brought), known);
    const [label, done, total] = told.at(-1) ?? [];
    assert.equal(label, "preparing records to be shown");
    assert.ok(total !== undefined && total >= known.length && done === total, `${done} of ${total}`);
    assert.deepEqual(await brought.compareWithReplay(), []);
  } finally {
    await brought.close();
  }
});

test("ties follow what is restricted: who may not see a relation finds nobody by it", async () => {
  const { store } = theRegister();
  const [record] = (await allRecords(keeper)).filter(({ source }) => source === "other");
  assert.ok(record);
  const household = [{ kind: "household", to: "H-0" }] as const;
  const found = async (viewer: Viewer) => store.views(viewer).tiedIndexes(household, sourceId("other"));
  assert.equal((await found(keeper)).length, 2);
  const declared = { by: "Ani", why: "the family asked", at: testNow.toISOString() };
  const restriction = {
    entry: "restriction",
    record: record.id,
    source: record.source,
    field: "relations",
    audience: "sealed",
    declared,
  } as const;
  await store.append([restriction], [new Uint8Array(32)]);
  assert.deepEqual((await found(keeper)).includes(record.index), false);
  assert.equal((await found(keeper)).length, 1);
  assert.deepEqual(await store.compareWithReplay(), []);
});
