/** The table of docs/spec/gazetteer.md is read as the page says. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inferMapping } from "../src/intake/mapping.ts";
import { readRecords } from "../src/intake/read-records.ts";
import { openTables } from "../src/intake/read-tables.ts";
import { placeId } from "../src/model/ids.ts";
import { checkPlaces } from "../src/places/check-places.ts";
import { makeGazetteer } from "../src/places/gazetteer.ts";
import { placePath } from "../src/places/hierarchy.ts";
import { mergePlaces } from "../src/places/merge-places.ts";
import { placeOfRecord } from "../src/places/tables/place-of-record.ts";
import { openSourceFile } from "../src/shell/files.ts";
import { temporaryFolder } from "./register-fixture.ts";

test("the example of the page is a gazetteer with its years, names and fates", async () => {
  const page = readFileSync(new URL("../docs/spec/gazetteer.md", import.meta.url), "utf8");
  const path = join(temporaryFolder(), "places.csv");
  writeFileSync(path, /```csv\n([\s\S]*?)```/.exec(page)?.[1] ?? "");
  const file = await openSourceFile(path);
  const tables = await openTables(file);
  assert.ok("value" in tables);
  const rows = [];
  for await (const draft of readRecords(
    file,
    tables.value,
    await inferMapping(tables.value, { records: "place" }),
  )) {
    assert.deepEqual(draft.issues, []);
    const row = placeOfRecord(draft);
    assert.ok("value" in row, JSON.stringify(row));
    rows.push(row.value);
  }
  const { places, unknownParents } = mergePlaces(rows);
  assert.deepEqual([unknownParents, checkPlaces(places)], [[], []]);
  const gazetteer = makeGazetteer(places);
  assert.deepEqual(placePath(gazetteer, placeId("D-1"), 1988), ["V", "N", "D", "D-1"]);
  assert.deepEqual(placePath(gazetteer, placeId("D-1"), 1992), ["V", "S", "D", "D-1"]);
  assert.deepEqual(
    gazetteer.byId.get(placeId("D"))?.names.filter(({ language }) => language === "ru"),
    [
      { text: "Красное", language: "ru", from: 1924, until: 1961 },
      { text: "Лусвар", language: "ru", from: 1961 },
    ],
  );
  const well = gazetteer.byId.get(placeId("D-2"));
  assert.deepEqual([well?.fate, well?.until, well?.successors], ["merged", 1970, ["D-1"]]);
  assert.deepEqual(
    gazetteer.byId
      .get(placeId("D-1"))
      ?.names.filter(({ language }) => language === "ru")
      .map(({ text }) => text),
    ["Верхнее", "Горное", "Кемраш"],
  );
});
