import assert from "node:assert/strict";
import { test } from "node:test";
import { utils, write } from "@e965/xlsx";
import fc from "fast-check";
import { utf8 } from "../base/bytes.ts";
import type { RecordDraft } from "../model/record.ts";
import { inferMapping, type Mapping } from "./mapping.ts";
import { readRecords } from "./read-records.ts";
import { openTables } from "./read-tables.ts";
import { bytesFile } from "./source-file.ts";
import { splitPersons } from "./split-persons.ts";

async function recordsOf(
  name: string,
  content: string | Uint8Array,
  edit = (mapping: Mapping) => mapping,
): Promise<readonly RecordDraft[]> {
  const file = bytesFile(name, typeof content === "string" ? utf8(content) : content);
  const opened = await openTables(file);
  assert.ok("value" in opened, JSON.stringify(opened));
  const mapping = edit(await inferMapping(opened.value));
  const records: RecordDraft[] = [];
  for await (const record of readRecords(file, opened.value, mapping)) records.push(record);
  return records;
}

const messages = ({ issues }: RecordDraft) => issues.map(({ path, message }) => `${path}: ${message}`);

test("a bad value is an issue of its row, and the row is kept with all it said", async () => {
  const [record] = await recordsOf(
    "itkin.csv",
    "Soyadı,Adı,doğum,cinsi,yaş,itkin düşdüyü tarix\nGaran,Ali,31.02.1971,k,abc,05.1992\nLor,Vera,1.2.1970,q,20,1992\n",
  );
  assert.ok(record !== undefined);
  assert.deepEqual(messages(record), [
    'row 1, column "doğum": got "31.02.1971", wanted a date',
    'row 1, column "yaş": got "abc", wanted an age in years',
  ]);
  assert.equal(record.mentions.sex, "male");
  assert.deepEqual(record.mentions.harms, [
    { kind: "missing", status: "open", when: { year: 1992, month: 5 } },
  ]);
  assert.deepEqual(record.mentions.names, [
    { text: "Garan", part: "family", of: "self" },
    { text: "Ali", part: "given", of: "self" },
  ]);
  assert.deepEqual(record.cells[2], ["doğum", "31.02.1971"]);
});

test("every data row gives at least one record, whatever it holds", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "Ж", "1", "9", ".", "-", "+", " ", "?", "/"),
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 10 }),
      async (rows) => {
        const text = rows.map((cells) => `x,${cells.map((part) => `"${part}"`).join(",")}`).join("\n");
        const records = await recordsOf("list.csv", `code,name,date of birth,age,village\n${text}\n`);
        assert.deepEqual(new Set(records.map(({ row }) => row)), new Set(rows.map((_, i) => i + 1)));
        const keys = records.map(({ key, part }) => `${key} ${part}`);
        assert.equal(new Set(keys).size, keys.length);
      },
    ),
    { numRuns: 60 },
  );
});

test("a name with people beside it is one person and a group, never more persons", async () => {
  const records = await recordsOf(
    "displaced.csv",
    "name,village of origin\nAli Garan + 4 children,Upper\n5 unidentified persons,Lower\n",
  );
  assert.deepEqual(
    records.map(({ row, part, kind, mentions }) => [
      row,
      part,
      kind,
      mentions.persons,
      mentions.names[0]?.text,
      mentions.harms[0]?.kind,
    ]),
    [
      [1, 1, "person", undefined, "Ali Garan", "displaced"],
      [1, 2, "group", 4, undefined, "displaced"],
      [2, 1, "group", 5, undefined, "displaced"],
    ],
  );
  assert.deepEqual(records[1]?.mentions.relations, [{ kind: "member-of", target: records[0]?.key }]);
});

test("companions are recognised in several languages, and names are left whole", () => {
  const cases: readonly (readonly [string, { name?: string; persons: number } | undefined])[] = [
    ["Ali + 4", { name: "Ali", persons: 4 }],
    ["Ali with 3 sons", { name: "Ali", persons: 3 }],
    ["Али Гаранов с 4 детьми", { name: "Али Гаранов", persons: 4 }],
    ["Əli Qaran və 2 uşaq", { name: "Əli Qaran", persons: 2 }],
    ["علي و ٣ أطفال", { name: "علي", persons: 3 }],
    ["Արամ + 2 երեխա", { name: "Արամ", persons: 2 }],
    ["Vera (+3 children)", { name: "Vera", persons: 3 }],
    ["Unknown (3)", { persons: 3 }],
    ["family of 6", { persons: 6 }],
    ["Ali Garan", undefined],
    ["Ali and Vera", undefined],
    ["Ali and 4", undefined],
    ["Henry 4", undefined],
    ["Johnson Child", undefined],
  ];
  for (const [text, want] of cases) assert.deepEqual(splitPersons(text), want, text);
});

test("the head among a form's members and the name on the form are said to be one person", async () => {
  const sheets = {
    households: [
      ["head_name", "village_of_origin", "date of displacement", "_uuid", "_index"],
      ["Ali Garan", "Upper", "1992-05-03", "u-1", 1],
      ["Vera Solt", "Lower", "1992-05-03", "u-2", 2],
    ],
    members: [
      ["given_name", "family_name", "relation_to_head", "_index", "_parent_table_name", "_parent_index"],
      ["Ali", "Garanov", "head", 1, "households", 1],
      ["Nana", "Garanov", "wife of the head", 2, "households", 1],
      ["Oto", "Solt", "child", 3, "households", 2],
    ],
  };
  const book = Object.entries(sheets).map(([name, rows]) => [name, utils.aoa_to_sheet(rows)] as const);
  const bytes = write(
    { SheetNames: Object.keys(sheets), Sheets: Object.fromEntries(book) },
    { type: "buffer", bookType: "xlsx" },
  );
  const records = await recordsOf("forms.xlsx", new Uint8Array(bytes as Buffer));
  const heads = records.map(({ mentions }) =>
    mentions.identifiers.flatMap(({ kind, text }) => (kind === "head-of-form" ? [text] : [])),
  );
  assert.deepEqual(heads, [["u-1"], ["u-2"], ["u-1"], [], []]);
});

test("a form's repeats stand in its household, place and time, and keep their keys when forms come or go", async () => {
  const form = (uuid: string, index: number, village: string) => [
    village,
    "1992-05-03",
    `2024-01-0${index}T10:00:00`,
    uuid,
    index,
  ];
  const member = (name: string, index: number, parent: number) => [name, "1971", index, "households", parent];
  const workbook = (forms: readonly (readonly unknown[])[], members: readonly (readonly unknown[])[]) => {
    const sheets = {
      households: utils.aoa_to_sheet([
        ["village_of_origin", "date of displacement", "_submission_time", "_uuid", "_index"],
        ...forms,
      ] as unknown[][]),
      members: utils.aoa_to_sheet([
        ["full name", "year of birth", "_index", "_parent_table_name", "_parent_index"],
        ...members,
      ] as unknown[][]),
    };
    return new Uint8Array(
      write(
        { SheetNames: ["members", "households"], Sheets: sheets },
        { type: "buffer", bookType: "xlsx" },
      ) as Buffer,
    );
  };
  const both = await recordsOf(
    "forms.xlsx",
    workbook(
      [form("u-1", 1, "Upper"), form("u-2", 2, "Lower")],
      [member("Ali", 1, 1), member("Vera", 2, 2), member("Oto", 3, 2)],
    ),
  );
  assert.deepEqual(
    both.map(({ table, key, kind }) => [table, key, kind]),
    [
      ["households", "u-1", "group"],
      ["households", "u-2", "group"],
      ["members", "u-1/members/1", "person"],
      ["members", "u-2/members/1", "person"],
      ["members", "u-2/members/2", "person"],
    ],
  );
  const oto = both[4];
  assert.deepEqual(oto?.mentions.relations, [{ kind: "household", target: "u-2" }]);
  assert.deepEqual(oto?.mentions.harms, [
    {
      kind: "displaced",
      status: "open",
      when: { year: 1992, month: 5, day: 3 },
      where: { role: "origin", text: "Lower" },
    },
  ]);
  assert.deepEqual(oto?.mentions.notes, []);
  const second = await recordsOf(
    "forms.xlsx",
    workbook([form("u-2", 1, "Lower")], [member("Vera", 1, 1), member("Oto", 2, 1)]),
  );
  assert.deepEqual(
    second.map(({ key }) => key),
    ["u-2", "u-2/members/1", "u-2/members/2"],
  );
});

test("rows are keyed by the list's own identifier, else by their text; repeats are told apart", async () => {
  const keyed = await recordsOf("list.csv", "id,name\nR1,Ali\nR2,Vera\n");
  assert.deepEqual(
    keyed.map(({ key }) => key),
    ["R1", "R2"],
  );
  const repeated = await recordsOf("list.csv", "id,name\nR1,Ali\nR1,Vera\n", (mapping) => ({
    ...mapping,
    tables: mapping.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) =>
        column.column === "id" ? { ...column, isKey: true as const } : column,
      ),
    })),
  }));
  assert.deepEqual(
    repeated.map(({ key }) => key),
    ["R1", "R1~2"],
  );
  assert.equal(repeated[1]?.issues[0]?.message, 'got "R1", wanted an identifier that no other row has');
  const numbered = await recordsOf("list.csv", "№,name,age\n1,Ali,40\n2,Vera,30\n3,Ali,40\n");
  const renumbered = await recordsOf("list.csv", "№,name,age\n1,Vera,30\n2,Ali,40\n");
  assert.equal(numbered[2]?.key, `${numbered[0]?.key}~2`);
  assert.deepEqual([renumbered[1]?.key, renumbered[0]?.key], [numbered[0]?.key, numbered[1]?.key]);
});

test("what a spreadsheet did to numbers is an issue", async () => {
  const rows = [
    "123456789",
    "223456789",
    "323456789",
    "23456789",
    ...Array.from({ length: 12 }, (_, i) => `9${10_000_000 + i}`),
  ];
  const records = await recordsOf(
    "list.csv",
    `name,national id,age\n${rows.map((id, i) => `Ali ${i === 0 ? "A" : i},${id},40`).join("\n")}\nVera,1.23457E+11,2024-05-01\n`,
  );
  const issues = records.flatMap(messages);
  assert.deepEqual(issues, [
    'row 4, column "national id": got "23456789", wanted 9 digits: zeros in front may be lost',
    'row 17, column "national id": got "1.23457E+11", wanted an identifier in full',
    'row 17, column "age": got "2024-05-01", wanted an age in years',
  ]);
});

test("sites, land and places carry their own fields", async () => {
  const [shrine, intact] = await recordsOf(
    "cemeteries and shrines.csv",
    "site name,type,condition,village,district,date of destruction\nOld Shrine,shrine,destroyed,Upper,Hill,1993\nNew Yard,cemetery,intact,Lower,Hill,\n",
  );
  assert.equal(shrine?.kind, "site");
  assert.deepEqual(shrine.mentions.attributes, { type: "shrine", condition: "destroyed" });
  assert.deepEqual(shrine.mentions.harms, [
    {
      kind: "destroyed",
      status: "open",
      when: { year: 1993 },
      where: { role: "location", text: "Upper", within: ["Hill"] },
    },
  ]);
  assert.deepEqual(intact?.mentions.harms, []);
  const [field] = await recordsOf(
    "minefields.csv",
    'hazard id,area ha,device,status,village\nH1,"2,5",AP mine,cleared,Upper\n',
  );
  assert.equal(field?.kind, "hazard");
  assert.deepEqual(field.mentions.attributes, { area_m2: "25000", device: "AP mine" });
  assert.deepEqual(
    field.mentions.harms.map(({ kind, status }) => [kind, status]),
    [["contaminated", "cleared"]],
  );
  const [place] = await recordsOf(
    "gazetteer.csv",
    "pcode,name_en,name_ru,name:hy,parent,level,lat,lon\nX01,Upper,Верхнее,Վերին,X0,settlement,40.5,45.25\n",
  );
  assert.equal(place?.kind, "place");
  assert.deepEqual(
    place.mentions.names.map(({ text, language }) => [text, language]),
    [
      ["Upper", "en"],
      ["Верхнее", "ru"],
      ["Վերին", "hy"],
    ],
  );
  assert.deepEqual(place.mentions.attributes, {
    parent: "X0",
    level: "settlement",
    latitude: "40.5",
    longitude: "45.25",
  });
  assert.deepEqual(place.mentions.identifiers, [{ kind: "pcode", text: "X01" }]);
});

test("a status in words says how a harm stands, and leaves the list its kind", async () => {
  const cases: readonly (readonly [list: string, status: string, harm: string])[] = [
    ["missing.csv", "missing", "missing open"],
    ["missing.csv", "found dead", "missing found-dead"],
    ["missing.csv", "Found alive, 1996", "missing found-alive"],
    ["missing.csv", "not found", "missing open"],
    ["missing.csv", "presumed dead", "missing open"],
    ["missing.csv", "deceased", "missing found-dead"],
    ["missing.csv", "killed", "killed open"],
    ["missing.csv", "released", "missing returned"],
    ["пропавшие.csv", "пропал без вести", "missing open"],
    ["пропавшие.csv", "найден погибшим", "missing found-dead"],
    ["пропавшие.csv", "останки опознаны", "missing found-dead"],
    ["пропавшие.csv", "найдена живой", "missing found-alive"],
    ["пропавшие.csv", "не найден", "missing open"],
    ["itkinlər.csv", "ölü tapılıb", "missing found-dead"],
    ["itkinlər.csv", "sağ tapılıb", "missing found-alive"],
    ["itkinlər.csv", "tapılmayıb", "missing open"],
    ["kayıplar.csv", "ölü bulundu", "missing found-dead"],
    ["kayıplar.csv", "bulunamadı", "missing open"],
    ["missing.csv", "գտնվել է մահացած", "missing found-dead"],
    ["missing.csv", "ողջ է", "missing found-alive"],
    ["missing.csv", "იპოვეს გარდაცვლილი", "missing found-dead"],
    ["missing.csv", "ცოცხალი იპოვეს", "missing found-alive"],
    ["missing.csv", "عثر عليه متوفى", "missing found-dead"],
    ["missing.csv", "لم يعثر عليه", "missing open"],
    ["missing.csv", "زنده پیدا شد", "missing found-alive"],
    ["missing.csv", "پیدا نشده", "missing open"],
    ["missing.csv", "retrouvée morte", "missing found-dead"],
    ["missing.csv", "encontrado con vida", "missing found-alive"],
    ["list.csv", "found dead", "missing found-dead"],
    ["displaced.csv", "displaced", "displaced open"],
    ["köçkünlər.csv", "qayıdıb", "displaced returned"],
    ["köçkünlər.csv", "qayıtmayıb", "displaced open"],
    ["köçkünlər.csv", "köçkün", "displaced open"],
    ["displaced.csv", "вернулась", "displaced returned"],
    ["displaced.csv", "wants to return", "displaced open"],
    ["displaced.csv", "geri döndü", "displaced returned"],
    ["displaced.csv", "վերադարձել է", "displaced returned"],
    ["displaced.csv", "დაბრუნდა", "displaced returned"],
    ["displaced.csv", "عاد", "displaced returned"],
    ["displaced.csv", "revenus", "displaced returned"],
    ["killed.csv", "identified", "killed open"],
  ];
  for (const [list, status, harm] of cases) {
    const [record] = await recordsOf(list, `name;age;status\nAli Garan;40;${status}\n`);
    const [found] = record?.mentions.harms ?? [];
    assert.equal(`${found?.kind} ${found?.status}`, harm, `${list}: ${status}`);
  }
});

test("a site's condition is a harm or none, and what was done since is its status", async () => {
  const cases: readonly (readonly [condition: string, status: string, harm: string])[] = [
    ["destroyed", "", "destroyed open"],
    ["damaged", "restored", "damaged restored"],
    ["осквернено", "", "desecrated open"],
    ["zəbt olunub", "", "occupied open"],
    ["dağıdılıb", "bərpa edilib", "destroyed restored"],
    ["ավերված", "", "destroyed open"],
    ["დაზიანებული", "აღდგენილია", "damaged restored"],
    ["مدمر", "", "destroyed open"],
    ["intact", "", "none"],
    ["хорошее", "", "none"],
    ["not damaged", "", "none"],
    ["без повреждений", "", "none"],
    ["yaxşı", "", "none"],
  ];
  for (const [condition, status, harm] of cases) {
    const [record] = await recordsOf(
      "sites.csv",
      `site name;type;condition;status\nOld Shrine;shrine;${condition};${status}\n`,
    );
    const [found] = record?.mentions.harms ?? [];
    assert.equal(found === undefined ? "none" : `${found.kind} ${found.status}`, harm, condition);
  }
});

test("land is cleared when it is said to be, and not while it is being cleared", async () => {
  const cases: readonly (readonly [status: string, want: string])[] = [
    ["cleared", "cleared"],
    ["разминировано", "cleared"],
    ["təmizlənib", "cleared"],
    ["ականազերծված", "cleared"],
    ["not cleared", "open"],
    ["clearance ongoing", "open"],
    ["разминирование планируется", "open"],
  ];
  for (const [status, want] of cases) {
    const [record] = await recordsOf("minefields.csv", `hazard id;device;status\nH1;AP mine;${status}\n`);
    assert.equal(record?.mentions.harms[0]?.status, want, status);
  }
});

test("a gazetteer keeps its ids, levels in words of any language, and former names with their languages", async () => {
  const [place] = await recordsOf(
    "places.csv",
    'id,parent,level,name:en,name:ru,former:ru,lat,lon\nV-1,V,район,Upper,Верхнее,"Красное, Горное",40.5,45.25\n',
  );
  assert.deepEqual(place?.mentions.attributes, {
    parent: "V",
    level: "district",
    latitude: "40.5",
    longitude: "45.25",
  });
  assert.deepEqual(place.mentions.identifiers, [{ kind: "id", text: "V-1" }]);
  assert.deepEqual(
    place.mentions.names.filter(({ part }) => part === "other"),
    [
      { text: "Красное", part: "other", of: "self", language: "ru" },
      { text: "Горное", part: "other", of: "self", language: "ru" },
    ],
  );
});

test("an event keeps its day and the numbers that it counts", async () => {
  const [event] = await recordsOf(
    "event.json",
    '[{"event":"Shelling of Upper","date":"1993-05-17","place":"Upper","number killed":3}]',
  );
  assert.equal(event?.kind, "event");
  assert.deepEqual(event.mentions.dates[0]?.date, { year: 1993, month: 5, day: 17 });
  assert.deepEqual(event.mentions.attributes, { killed: "3" });
});

test("lists of the same kinds in other words say the same", async () => {
  const cases: readonly (readonly [name: string, text: string, harm: string, names: string])[] = [
    [
      "şehitler.csv",
      "Sıra;Adı;Soyadı;Baba adı;Ölüm tarihi;Öldüğü yer;İlçe\n1;Ali;Garan;Veli;03.05.1992;Yukarı;Tepe",
      "killed open 1992 Yukarı Tepe",
      "given family father",
    ],
    [
      "personnes déplacées.csv",
      "N°;Nom;Prénom;Sexe;Lieu d'origine;District;Date de départ;Adresse actuelle;Statut\n1;Garan;Vera;F;Haut;Colline;03/05/1992;Rue 5;retournée",
      "displaced returned 1992 Haut Colline",
      "family given",
    ],
    [
      "گمشدگان.csv",
      "ردیف,نام,نام خانوادگی,تاریخ ناپدید شدن,محل ناپدید شدن,شهرستان,وضعیت\n۱,علی,گران,۱۳۷۱/۰۲/۰۱,بالا,تپه,پیکر پیدا شد",
      "missing found-dead 1992 بالا تپه",
      "given family",
    ],
    [
      "tracing requests.csv",
      "Case no.,Last name,First name,Date last contact,Last known location,Applicant name,Applicant phone,Fate\nTR-1,Garan,Ali,1992-05-03,Lower,Oto Garan,555 123,still missing",
      "missing open 1992 Lower ",
      "family given",
    ],
    [
      "forms.csv",
      "enumerator,respondent_name,hh_size,village_before,district_before,date_of_flight,house_status,needs/food,_uuid\nZed,Ali Garan,5,Upper,Hill,1992-05-03,destroyed,1,u1",
      "displaced open 1992 Upper Hill",
      "full",
    ],
    [
      "detenidos.csv",
      "Apellidos;Nombres;Cédula;Fecha de detención;Lugar de detención;Municipio;Situación\nGaran;Ali;1234567;03/05/1992;Alto;Cerro;liberado",
      "detained returned 1992 Alto Cerro",
      "family given",
    ],
  ];
  for (const [name, text, harm, names] of cases) {
    const [record] = await recordsOf(name, `${text}\n`);
    const [found] = record?.mentions.harms ?? [];
    const { kind, status, when, where } = found ?? {};
    assert.equal([kind, status, when?.year, where?.text, where?.within?.join()].join(" "), harm, name);
    assert.equal(record?.mentions.names.map(({ part }) => part).join(" "), names, name);
    assert.deepEqual(record?.issues, [], name);
  }
});
