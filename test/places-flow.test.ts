/** Places through the register: tables of gazetteers in, mentions resolved, and resolved again when more is known. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { organisationId, sourceId } from "../src/model/ids.ts";
import type { RecordKind } from "../src/model/record.ts";
import { importSource } from "../src/pipeline.ts";
import { undoImport } from "../src/shell/import-list.ts";
import type { OpenRegister } from "../src/shell/register-folder.ts";
import { askPlace, reportPlaces } from "../src/steps/ask-place.ts";
import { readGazetteer } from "../src/steps/read-gazetteer.ts";
import { readRecords } from "../src/steps/read-register.ts";
import { resolveRegister } from "../src/steps/resolve-register.ts";
import { freshRegister, temporaryFolder } from "./register-fixture.ts";

const folder = temporaryFolder();
const opened: { register?: OpenRegister } = {};

before(async () => {
  opened.register = await freshRegister();
});
after(async () => {
  await opened.register?.close();
});

function register(): OpenRegister {
  assert.ok(opened.register !== undefined);
  return opened.register;
}

function importText(name: string, text: string, records: RecordKind) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const id = name.replace(/\..*/, "");
  return importSource(register(), {
    path,
    source: { id: sourceId(id), name: id, consent: "organisation" },
    organisation: { id: organisationId("o"), name: "O" },
    records,
  });
}

const geoNames = (cells: readonly string[]) => {
  const [id, name, others, latitude, feature, country, first] = cells;
  return [
    id,
    name,
    name,
    others,
    latitude,
    "10",
    "P",
    feature,
    country,
    "",
    first,
    "",
    "",
    "",
    "100",
    "",
    "5",
    "X",
    "2020-01-01",
  ].join("\t");
};

test("a list whose places nobody knows keeps them as written, and the report says so", async () => {
  const people =
    "No,Name,Date of disappearance,Place of disappearance,District\n1,Ali Karimzade,1988-02-01,Qizil Tepe,Lusvarq\n2,Vera Smolina,1995-02-01,Kemrash,Lusvarq\n3,Anna Lund,1995,Nowhereby,\n";
  const report = await importText("people.csv", people, "person");
  assert.deepEqual(report.places, { resolved: 0, ambiguous: 0, unresolved: 3 });
});

test("tables of GeoNames are known by their shape, and put together", async () => {
  const main = [
    ["9000001", "Verna", "", "10", "PCLI", "QZ", "00"],
    ["9000002", "Nordan", "Норд,نورد", "10", "ADM1", "QZ", "01"],
    ["9000003", "Milton", "Мильтон", "10.5", "PPL", "QZ", "01"],
  ];
  const places = await importText("allCountries.txt", `${main.map(geoNames).join("\n")}\n`, "place");
  assert.ok(places.notices.some((notice) => notice.includes("main table of GeoNames")));
  const names =
    "1\t9000003\taz\tMiltonkənd\t1\t\t\t\t\t\n2\t9000003\tru\tКраснополь\t\t\t\t1\t1930\t1991\n3\t9000003\tlink\thttps://x.example\t\t\t\t\t\t\n";
  await importText("alternateNamesV2.txt", names, "place");
  await importText("hierarchy.txt", "9000001\t9000002\tADM\n9000002\t9000003\t\n", "place");
  const gazetteer = await readGazetteer(register());
  const milton = [...gazetteer.byId.values()].find(({ geonamesId }) => geonamesId === 9_000_003);
  assert.deepEqual(milton?.names, [
    { text: "Milton" },
    { text: "Miltonkənd", language: "az" },
    { text: "Краснополь", language: "ru", from: 1930, until: 1991, isFormer: true },
    { text: "Мильтон", language: "und-Cyrl" },
  ]);
  const asked = await askPlace(register(), { text: "Краснополь", year: 1950 }, ["az", "en"]);
  assert.equal(asked.state, "resolved");
  assert.equal(asked.place?.name, "Miltonkənd");
  assert.deepEqual(asked.place?.path, ["Verna", "Nordan", "Miltonkənd"]);
});

test("P-codes are known by their header, and lie in countries by their three letters", async () => {
  const text =
    "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start\nAFG,1,AF01,Kabul,AFG,2019-10-22\nAFG,2,AF0101,Paghman,AF01,2019-10-22\n";
  await importText("pcodes.csv", text, "place");
  const asked = await askPlace(register(), { text: "Paghman" }, ["en"]);
  assert.deepEqual(asked.place?.path, ["Afghanistan", "Kabul", "Paghman"]);
});

test("units whose rows name all above them are known by their header, each in the nearest", async () => {
  const first = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_FA,ADM1_PCODE,ADM1_REF,date\n";
  await importText("adm1.csv", `${first}Quzania,QZ,Westerly,غرب,QZ7,,2020-01-01\n`, "place");
  const second =
    "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Pcode,admin2AltName1_en\n";
  await importText("adm2.csv", `${second}Quzania,QZ,Westerly,QZ7,Tarvindan,QZ701,Old Tarvin\n`, "place");
  const asked = await askPlace(register(), { text: "Old Tarvin" }, ["en"]);
  assert.equal(asked.place?.precision, "district");
  assert.deepEqual(asked.place?.path.slice(-2), ["Westerly", asked.place?.name]);
  assert.equal((await askPlace(register(), { text: "غرب" }, ["fa"])).place?.name, "غرب");
});

test("a better gazetteer resolves them as a new version, by the borders of their time, and can be undone", async () => {
  const own =
    "id,parent,level,name:az,name:ru,from,until,fate,successors\nV,,country,Vərnə,,,,,\nN,V,region,Şimal,,,,,\nS,V,region,Cənub,,,,,\nD,N [-1990]|S [1990-],district,Lusvarq,Лусварк,,,,\nD-1,D,settlement,Qızıl Təpə,Красный Холм,,,,\nD-2,D,settlement,Kemraş,Кемраш,,,,\n";
  await importText("own.csv", own, "place");
  const lists = await resolveRegister(register());
  assert.deepEqual(
    lists.map(({ source, mentions, records }) => ({ source, mentions, records })),
    [{ source: "people", mentions: 2, records: 2 }],
  );
  const people = await readRecords(register().store, ["person"]);
  const [first, second, third] = people.toSorted((a, b) => a.row - b.row);
  assert.deepEqual(first?.mentions.places[0]?.path, ["V", "N", "D", "D-1"]);
  assert.deepEqual(second?.mentions.places[0]?.path, ["V", "S", "D", "D-2"]);
  assert.equal(third?.mentions.places[0]?.place, undefined);
  assert.deepEqual(first?.mentions.harms[0]?.where?.path, ["V", "N", "D", "D-1"]);
  assert.deepEqual((await reportPlaces(register(), register().store.views({ as: "keeper" }))).mentions, {
    resolved: 2,
    ambiguous: 0,
    unresolved: 1,
  });
  assert.deepEqual(await resolveRegister(register()), []);
  await undoImport(register(), lists[0]?.version.id ?? "");
  assert.deepEqual((await reportPlaces(register(), register().store.views({ as: "keeper" }))).mentions, {
    resolved: 0,
    ambiguous: 0,
    unresolved: 3,
  });
});
