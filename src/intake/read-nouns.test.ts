import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../base/bytes.ts";
import type { RecordDraft, RecordKind } from "../model/record.ts";
import { inferMapping, parseMapping } from "./mapping.ts";
import { readRecords } from "./read-records.ts";
import { openTables } from "./read-tables.ts";
import { bytesFile } from "./source-file.ts";

async function recordsOf(
  text: string,
  records: RecordKind,
  name = "list.csv",
): Promise<readonly RecordDraft[]> {
  const file = bytesFile(name, utf8(text));
  const opened = await openTables(file);
  assert.ok("value" in opened);
  const drafts: RecordDraft[] = [];
  for await (const draft of readRecords(file, opened.value, await inferMapping(opened.value, { records })))
    drafts.push(draft);
  return drafts;
}

async function recordOf(text: string, records: RecordKind): Promise<RecordDraft> {
  const [draft] = await recordsOf(text, records);
  assert.ok(draft !== undefined);
  return draft;
}

test("who is held responsible, and what it is called in law, are of the harm and never a note", async () => {
  const header =
    "name,date of disappearance,status,identified by,alleged perpetrator,legal qualification,qualified by,citation";
  const { mentions, issues } = await recordOf(
    `${header}\nAli Garan,1992-05,found dead,a laboratory,armed men,war crime,Court of Kelmara,judgment 12\n`,
    "person",
  );
  assert.deepEqual([issues, mentions.notes.map(({ column }) => column)], [[], ["status"]]);
  assert.deepEqual(mentions.harms, [
    {
      kind: "missing",
      status: "found-dead",
      when: { year: 1992, month: 5 },
      alleged: [{ party: "armed men" }],
      qualifications: [{ label: "war crime", by: "Court of Kelmara", citation: "judgment 12" }],
      history: [{ status: "found-dead", by: "a laboratory" }],
    },
  ]);
});

test("a qualification without who says so or its citation is an issue, and is not carried", async () => {
  const { mentions, issues, cells } = await recordOf(
    "name,date of disappearance,legal qualification,citation\nAli Garan,1992-05,war crime,\n",
    "person",
  );
  assert.deepEqual(
    issues.map(({ expected }) => expected),
    ["who says the legal qualification", "the text that the legal qualification cites"],
  );
  assert.equal(mentions.harms[0]?.qualifications, undefined);
  assert.ok(cells.some(([, text]) => text === "war crime"));
});

test("conditions before and after are assessments, with who saw them and when", async () => {
  const lists = [
    "Название,Тип,Состояние до,Состояние после,Год разрушения,Дата обследования,Обследовал\nОрсул,кладбище,хорошее,очень плохое,2008,12.07.2023,Юмсар\n",
    "Site name,Type,Condition before,Condition after,Year of damage,Date of visit,Visited by\nOrsul,cemetery,good,very bad,2008,2023-07-12,Yumsar\n",
  ];
  for (const text of lists) {
    const { mentions } = await recordOf(text, "site");
    const [before, after] = mentions.assessments ?? [];
    assert.deepEqual(
      [before?.time, before?.grade, after?.time, after?.grade],
      ["before", "good", "after", "very-bad"],
    );
    assert.deepEqual(
      [after?.date, after?.assessor === undefined],
      [{ year: 2023, month: 7, day: 12 }, false],
    );
  }
});

test("mined land has its class, devices, accidents, releases and perimeter; what cannot be is an issue", async () => {
  const header =
    "Hazard ID,Name,Area (m2),Device,Classification,Status,Accidents,Cleared area (ha),Handed over on,Handed over to,Perimeter";
  const [good, bad] = await recordsOf(
    `${header}\nH1,Irmat,500,mines,CHA,cleared,2,0.05,2021-08-13,the council,"POLYGON ((0 0, 1 0, 1 1, 0 0))"\n` +
      `H2,Irmat,500,mines,CHA,open,1,,,,"POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"\n`,
    "hazard",
  );
  assert.deepEqual(good?.mentions.hazard, {
    classification: "confirmed",
    devices: ["mines"],
    declaredAreaM2: 500,
    accidentNumber: 2,
    releases: [
      { kind: "cleared", areaM2: 500 },
      { kind: "handed-over", date: { year: 2021, month: 8, day: 13 }, to: "the council" },
    ],
  });
  assert.equal(good?.mentions.geometry?.type, "Polygon");
  assert.deepEqual([good?.issues, bad?.mentions.geometry], [[], undefined]);
  assert.deepEqual(
    bad?.issues.map(({ received }) => received),
    ["a crossing at 1 1"],
  );
});

test("how a return stands, and since when, is a step of its history, of a household without names too", async () => {
  const rows = [
    [
      "head_name,origin_settlement,date_displaced,return_status,return_date\nAli Garan,Upper,1992-05-03,visited,2021-06-03\n",
      "person",
    ],
    ["id,origin,persons,return status,date of return\nH-1,Upper,5,visited,2021-06-03\n", "group"],
    [
      "Имя,Фамилия,Откуда перемещён,Дата перемещения,Статус возвращения,Дата возвращения\nАли,Гаранов,Верхнее,03.05.1992,посетили,03.06.2021\n",
      "person",
    ],
  ] as const;
  for (const [row, kind] of rows) {
    const said = (await recordOf(row, kind)).mentions.return;
    assert.deepEqual(said?.history, [{ status: "visited", when: { year: 2021, month: 6, day: 3 } }], row);
  }
});

test("a return has the home, the wish and each obstacle, in the words of the form", async () => {
  const rows = [
    "head_name,origin_settlement,date_displaced,home_condition,wish_to_return,obstacles\nAli Garan,Upper,1992-05-03,destroyed,yes,mines documents\n",
    "Имя,Фамилия,Откуда перемещён,Дата перемещения,Состояние дома,Желает вернуться,Препятствия\nАли,Гаранов,Верхнее,03.05.1992,дом сожжён,да,мины; нет документов\n",
    "Ad,Soyad,Köçkün düşdüyü yer,Köçkün düşdüyü tarix,Evin vəziyyəti,Qayıtmaq istəyi,Maneələr\nƏli,Qaran,Yuxarı,03.05.1992,dağıdılıb,bəli,minalar; sənəd yoxdur\n",
  ];
  for (const row of rows) {
    const said = (await recordOf(row, "person")).mentions.return;
    assert.deepEqual([said?.home?.state, said?.wish?.answer], ["destroyed", "yes"], row);
    assert.deepEqual(
      said?.obstacles.map(({ kind }) => kind),
      ["mines", "documents"],
      row,
    );
  }
});

test("a home alone tells of the return of those who were displaced, and of nobody else", async () => {
  const group = await recordOf(
    "id,village,persons,status,date,home condition,wish to return\nH-2,Upper,7,displaced,1993,intact,\n",
    "group",
  );
  assert.deepEqual(group.mentions.return, {
    home: { text: "intact", state: "intact" },
    obstacles: [],
    history: [],
  });
  const killed = await recordOf("name,date killed,home condition\nAli Garan,1993-05,destroyed\n", "person");
  assert.equal(killed.mentions.return, undefined);
});

test("antemortem details stand in their form alone: in no note, name, attribute or identifier", async () => {
  const headers = [
    "Name,Date last seen,Height (cm),Hair colour,Distinguishing marks",
    "ФИО,Дата исчезновения,Рост,Волосы,Особые приметы",
    "الاسم الكامل,تاريخ الفقدان,الطول,لون الشعر,علامات فارقة",
    "Անուն Ազգանուն,Անհետացման ամսաթիվ,Հասակ,Մազեր,Հատուկ նշաններ",
  ];
  for (const header of headers) {
    const { mentions } = await recordOf(`${header}\nAli Garan,1992-05-01,173,brown,scar of 1980\n`, "person");
    assert.deepEqual(mentions.antemortem, { height: "173", hair: "brown", marks: "scar of 1980" }, header);
    const { antemortem: _, ...rest } = mentions;
    assert.doesNotMatch(JSON.stringify(rest), /173|brown|scar/, header);
  }
});

test("a group's families are not its persons", async () => {
  const { kind, mentions } = await recordOf(
    "Village,Number of families,Number of persons displaced\nUpper,3,14\nLower,5,20\n",
    "group",
  );
  assert.deepEqual([kind, mentions.units, mentions.persons], ["group", { unit: "family", number: 3 }, 14]);
});

test("the event that a row names is a relation, and an event's numbers stay its own", async () => {
  const victim = await recordOf(
    "name,harm,incident_date,event\nAli,killed,1993-05-17,The market\nVera,injured,1993-05-17,The market\n",
    "person",
  );
  assert.deepEqual(victim.mentions.relations, [{ kind: "victim-of", target: "The market" }]);
  const event = await recordOf(
    "event,date,place,number killed,number injured\nThe market,1993-05-17,Sindov,32,14\n",
    "event",
  );
  assert.deepEqual(event.mentions.event?.victims, [
    { harm: "killed", number: 32 },
    { harm: "injured", number: 14 },
  ]);
  assert.equal(event.mentions.persons, undefined);
});

test("a mapping says which antemortem detail, relation or unit a column gives", () => {
  const columns = [
    { column: "a", means: "antemortem", kind: "shoes" },
    { column: "b", means: "relation" },
    { column: "c", means: "units", kind: "household" },
  ];
  const table = { table: "t", read: true, records: "person", columns };
  const parsed = parseMapping(JSON.stringify({ format: "recount-mapping/1", tables: [table] }));
  assert.ok("issues" in parsed);
  assert.deepEqual(
    parsed.issues.map(({ path }) => path),
    ["tables[0].columns[0].kind", "tables[0].columns[1].kind"],
  );
});

test("features of GeoJSON are records with their properties, and a geometry that cannot be is an issue of its row", async () => {
  const ring = [
    [-17.36, -30.08],
    [-17.35, -30.08],
    [-17.35, -30.09],
    [-17.36, -30.08],
  ];
  const polygon = (coordinates: unknown) => ({ type: "Polygon", coordinates });
  const feature = (name: string, geometry: unknown) => ({
    type: "Feature",
    properties: { "Hazard ID": name, name, device: "mines", status: "open" },
    geometry,
  });
  const text = JSON.stringify({
    type: "FeatureCollection",
    features: [
      feature("H1", polygon([ring])),
      feature("H2", polygon([ring.slice(0, 3)])),
      feature("H3", null),
    ],
  });
  const drafts = await recordsOf(text, "hazard", "areas.geojson");
  assert.deepEqual(
    drafts.map(({ mentions, issues }) => [mentions.names[0]?.text, mentions.geometry?.type, issues.length]),
    [
      ["H1", "Polygon", 0],
      ["H2", undefined, 1],
      ["H3", undefined, 0],
    ],
  );
  assert.deepEqual(drafts[0]?.mentions.geometry, polygon([ring]));
});
