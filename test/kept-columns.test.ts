/** Columns of counts that are kept beside a register are read only where they are its own, whole and of its ledger. */

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Json } from "../src/base/canonical-json.ts";
import { sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { readCache, writeCache } from "../src/shell/register-cache.ts";
import { type KeptColumns, placedInColumns, readColumns } from "../src/steps/count/kept-columns.ts";
import { sharedRegister, temporaryFolder } from "./register-fixture.ts";
import { seededRegister, upperValley } from "./seeded-register.ts";

const theRegister = sharedRegister(seededRegister);

/** The number of the register's linkage run. */
async function theRun(): Promise<number> {
  const run = await theRegister().store.latestLinkage();
  return run?.index ?? assert.fail("got no linkage run");
}

type Read = { readonly kept: KeptColumns; readonly records: number };

/** The columns as a process that begins reads them, and how many records it reads for them. */
async function readAnew(): Promise<Read> {
  const register = theRegister();
  const read = { records: 0 };
  const store = {
    ...register.store,
    async *copyRecords(filter: Parameters<typeof register.store.copyRecords>[0]) {
      for await (const batch of register.store.copyRecords(filter)) {
        read.records += batch.length;
        yield batch;
      }
    },
  };
  return { kept: await readColumns({ ...register, store }, await theRun()), ...read };
}

const file = () => join(theRegister().folder.cache, "counts");

async function changeHeader(changes: { readonly [name: string]: Json }): Promise<void> {
  const { folder } = theRegister();
  const kept = await readCache(folder, "counts");
  assert.ok(kept !== undefined);
  await writeCache(folder, "counts", { ...kept, header: { ...(kept.header as object), ...changes } });
}

const changeBytes = (change: (bytes: Uint8Array) => Uint8Array) => async () =>
  writeFileSync(file(), change(new Uint8Array(readFileSync(file()))));

const refused: readonly { readonly desc: string; readonly spoil: () => Promise<void> }[] = [
  { desc: "of another version's form", spoil: () => changeHeader({ form: "[0]" }) },
  { desc: "of another register", spoil: () => changeHeader({ register: "another" }) },
  { desc: "of a copy whose ledger went on otherwise", spoil: () => changeHeader({ last: "00".repeat(32) }) },
  { desc: "of a ledger that is longer than this one", spoil: () => changeHeader({ size: 1_000_000 }) },
  { desc: "cut short", spoil: changeBytes((bytes) => bytes.subarray(0, bytes.length - 9)) },
  { desc: "of no bytes", spoil: changeBytes(() => new Uint8Array()) },
  {
    desc: "with one bit changed",
    spoil: changeBytes((bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))),
  },
];

test("what was kept is read in place of the records", async () => {
  const made = await readAnew();
  assert.ok(made.kept.columns.index.length > 0);
  const again = await readAnew();
  assert.deepEqual(again, { kept: made.kept, records: 0 });
});

for (const { desc, spoil } of refused)
  test(`columns ${desc} are not read: they are made anew of all records, and kept again`, async () => {
    const before = await readAnew();
    await spoil();
    const anew = await readAnew();
    assert.equal(anew.records, before.kept.columns.index.length);
    assert.deepEqual(anew.kept, before.kept);
    assert.deepEqual(await readAnew(), { kept: before.kept, records: 0 });
  });

test("columns under an older run stay, and what it takes for one is read again", async () => {
  const before = await readAnew();
  await changeHeader({ run: before.kept.run - 1 });
  assert.deepEqual(await readAnew(), { kept: before.kept, records: 0 });
  const kept = await readCache(theRegister().folder, "counts");
  assert.ok(kept !== undefined);
  assert.equal((kept.header as { readonly run: number }).run, before.kept.run, "and it is kept");
});

test("whose records are and whom they are taken for is told from them as the database would, until a record comes", async () => {
  const register = theRegister();
  const store = { ...register.store };
  const told = async (indexes: readonly number[]) => placedInColumns(store, await store.marks(), indexes);
  const indexes = [...(await store.currentIndexes("person"))];
  assert.equal(await told(indexes), undefined, "no columns were read");
  await readColumns({ ...register, store }, await theRun());
  const placed = await store.placedRecords(indexes);
  assert.ok(new Set(placed.map(({ entity }) => entity)).size < placed.length, "some are taken for one");
  const wanted = placed.map(({ index, source, entity }) => ({ index, source, entity }));
  assert.deepEqual(await told(indexes), wanted);
  assert.equal(await told([...indexes, await store.size()]), undefined, "one is no record");
  const path = join(temporaryFolder(), "more.csv");
  writeFileSync(path, "id,full name,date of disappearance,status\n1,Nerin Aldo,1993,missing\n");
  const source = { id: sourceId("more"), name: "more", consent: "coalition" } as const;
  await importSource(register, { path, source, organisation: upperValley, records: "person" });
  assert.equal(await told(indexes), undefined);
});
