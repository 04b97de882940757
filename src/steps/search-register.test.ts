import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sha256 } from "#sha256";
import { freshRegister, temporaryFolder } from "../../test/register-fixture.ts";
import { toHex, utf8 } from "../base/bytes.ts";
import { digest, entityId, organisationId, type RecordId, sourceId } from "../model/ids.ts";
import { importList } from "../shell/import-list.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { openSearch } from "./search-register.ts";
import { viewOf } from "./view.ts";

const header = "id,full name,date of birth,village,status";

async function takeIn(register: OpenRegister, name: string, rows: readonly string[]): Promise<void> {
  const path = join(temporaryFolder(), `${name}.csv`);
  writeFileSync(path, `${[header, ...rows].join("\n")}\n`);
  const id = sourceId(name);
  const organisation = { id: organisationId("committee"), name: "Committee" };
  await importList(register, { path, source: { id, name, consent: "coalition" }, organisation });
}

/** Says that these records are one person. */
async function link({ store }: OpenRegister, records: readonly RecordId[]): Promise<void> {
  const [first, some] = [records[0] ?? "", digest(toHex(sha256(utf8("some"))))];
  const entry = {
    entry: "linkage-run",
    model: some,
    assignments: some,
    size: 1,
    entities: 1,
    seed: 1,
  } as const;
  const assignments = records.map((record) => [record, entityId(first)] as const);
  await store.saveLinkage({
    entry,
    assignments,
    review: [],
    changes: [],
    model: utf8("model"),
    key: new Uint8Array(32),
  });
}

test("a found person shows what all its records say, though the search hit one of them", async () => {
  const register = await freshRegister();
  try {
    await takeIn(register, "valley", [
      "1,Ali Vele,1971-02-03,Upper Sarn,missing",
      "2,Ali Velo,1950,Oru,missing",
    ]);
    await takeIn(register, "hill", ["1,Мара Торн,1971-02,Lower Sarn,killed"]);
    const [valley] = await register.store.recordIds(sourceId("valley"));
    const [hill] = await register.store.recordIds(sourceId("hill"));
    assert.ok(valley !== undefined && hill !== undefined);
    const one = (await register.store.recordsByIds([valley]))[0]?.mentions.names[0]?.text ?? "";
    const search = openSearch(register, viewOf(register, { as: "keeper" }));
    const alone = await search.find("Mara Torn", 5);
    assert.deepEqual(
      [alone.total, alone.people[0]?.names, alone.people[0]?.entity],
      [1, ["Мара Торн"], hill],
    );
    await link(register, [valley, hill]);
    const { people, total } = await search.find("Mara Torn", 5);
    const [found] = people;
    assert.deepEqual([total, found?.entity, found?.level], [1, valley, alone.people[0]?.level]);
    assert.deepEqual(found?.names, ["Мара Торн", one]);
    assert.equal(found?.places.length, 2);
    assert.equal(found?.harms.length, 2);
    assert.deepEqual(
      found?.sources.map(({ source, records }) => [source.id, records]),
      [
        ["hill", 1],
        ["valley", 1],
      ],
    );
  } finally {
    await register.close();
  }
});

test("an index kept beside the register follows what comes and goes, and is made anew when it is broken", async () => {
  const register = await freshRegister();
  try {
    await takeIn(register, "valley", ["1,Ali Vele,1971,Oru,missing", "2,Mara Torn,1950,Oru,missing"]);
    const search = openSearch(register, viewOf(register, { as: "keeper" }));
    const namesFound = async (text: string, by = search) =>
      (await by.find(text, 5)).people.flatMap(({ names }) => names);
    assert.deepEqual(await namesFound("Мара Торн"), ["Mara Torn"]);
    await takeIn(register, "valley", ["1,Ali Vele,1971,Oru,missing", "2,Mara Kesk,1950,Oru,missing"]);
    assert.deepEqual(await namesFound("Mara Kesk"), ["Mara Kesk"]);
    assert.ok(!(await namesFound("Mara Torn")).includes("Mara Torn"));
    assert.deepEqual(await namesFound("Ali Vele", openSearch(register, viewOf(register, { as: "keeper" }))), [
      "Ali Vele",
    ]);
    const path = join(register.folder.cache, "people.names");
    const kept = readFileSync(path);
    kept[200]! ^= 1;
    writeFileSync(path, kept);
    assert.deepEqual(
      await namesFound("Мара Кеск", openSearch(register, viewOf(register, { as: "keeper" }))),
      ["Mara Kesk"],
    );
    assert.equal(statSync(path).mode & 0o777, 0o600);
  } finally {
    await register.close();
  }
});
