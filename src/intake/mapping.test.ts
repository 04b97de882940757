import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../base/bytes.ts";
import {
  describeMapping,
  formatMapping,
  inferMapping,
  type Mapping,
  parseMapping,
  type TableMapping,
} from "./mapping.ts";
import { openTables } from "./read-tables.ts";
import { bytesFile } from "./source-file.ts";

async function mappingOf(
  text: string,
  name = "list.csv",
): Promise<{ mapping: Mapping; table: TableMapping; lines: readonly string[] }> {
  const opened = await openTables(bytesFile(name, utf8(text)));
  assert.ok("value" in opened);
  const mapping = await inferMapping(opened.value);
  const [table] = mapping.tables;
  assert.ok(table !== undefined);
  return { mapping, table, lines: await describeMapping(mapping, opened.value) };
}

const meanings = ({ columns }: TableMapping) => columns.map(({ means }) => means);

test("headers in many languages mean the same", async () => {
  const want = ["family-name", "given-name", "birth-date", "sex"];
  const rows = "Garan,Ali,17.02.1971,m\nLor,Vera,01.02.1970,f\n";
  const headers = [
    "Surname,First name,Date of birth,Sex",
    "Фамилия,Имя,Дата рождения,Пол",
    "Прізвище,Ім'я,Дата народження,Стать",
    "Soyadı,Adı,Doğum tarixi,Cinsi",
    "Soyadı,Adı,Doğum tarihi,Cinsiyet",
    "Ազգանուն,Անուն,Ծննդյան ամսաթիվ,Սեռ",
    "გვარი,სახელი,დაბადების თარიღი,სქესი",
    "اللقب,الاسم,تاريخ الميلاد,الجنس",
    "نام خانوادگی,نام,تاریخ تولد,جنسیت",
    "Nom de famille,Prénom,Date de naissance,Sexe",
    "Apellido,Nombre,Fecha de nacimiento,Sexo",
  ];
  for (const header of headers) {
    const { table } = await mappingOf(`${header}\n${rows}`);
    assert.deepEqual([table.records, meanings(table)], ["person", want], header);
  }
});

test("the kind of harm is found in a header, a title or the file's name", async () => {
  const cases: readonly (readonly [text: string, name: string, harm: string | undefined])[] = [
    ["name,age,date of disappearance\nAli,40,1992\n", "list.csv", "missing"],
    ["Список погибших,,\nФИО,Возраст,Село\nАли Гаранов,40,Верхнее\n", "list.csv", "killed"],
    ["ad,yaş\nƏli,40\n", "köçkünlər 1993.csv", "displaced"],
    ["الاسم,العمر\nعلي,40\n", "المفقودون.csv", "missing"],
    ["name,age\nAli,40\n", "detained-1993.csv", "detained"],
    ["name,age\nAli,40\n", "list.csv", undefined],
  ];
  for (const [text, name, harm] of cases)
    assert.equal((await mappingOf(text, name)).table.harm, harm, `${name}: ${text}`);
});

test("each column decides how its dates are written", async () => {
  const { table } = await mappingOf(
    "name,date of birth,date of death\nAli,02/17/1971,17/02/1992\nVera,03/04/1970,03/04/1993\n",
  );
  assert.deepEqual(
    table.columns.map(({ dates }) => dates),
    [undefined, { order: "month-first" }, undefined],
  );
  const persian = await mappingOf("نام,تاریخ تولد\nپرویز کیان,۱۳۵۰/۰۲/۰۳\n");
  assert.deepEqual(persian.table.columns[1]?.dates, { calendar: "persian" });
  const short = await mappingOf("name,date of birth,date of disappearance\nAli,17.02.15,03.05.1993\n");
  assert.deepEqual(short.table.columns[1]?.dates, { latestYear: 1993 });
});

test("columns without a telling header are known by what they hold", async () => {
  const { table } = await mappingOf("a,b,c\nAli Garan,m,17.02.1971\nVera Lor,f,01.03.1970\n");
  assert.deepEqual(meanings(table), ["name", "sex", "other-date"]);
});

test("the columns of a form about a household, a home and a question with several answers are told apart", async () => {
  const { table } = await mappingOf(
    "head_name,origin_settlement,date_displaced,home_condition,wish_to_return,obstacles,obstacles/mines,obstacles/documents,_home_point_latitude\n" +
      "Ali Garan,Upper,1992-05-03,destroyed,yes,mines,1,0,40.5\nVera Lor,Lower,1992-05-04,intact,no,documents,0,1,40.6\n",
  );
  assert.deepEqual(meanings(table), [
    "name",
    "origin-place",
    "harm-date",
    "attribute",
    "return-wish",
    "obstacle",
    "ignore",
    "ignore",
    "latitude",
  ]);
});

test("the most telling words of a header decide, and phrases before words", async () => {
  const cases: readonly (readonly [header: string, cell: string, means: string, kind?: string])[] = [
    ["Place last seen", "Upper", "harm-place"],
    ["Last known location", "Upper", "harm-place"],
    ["Last name", "Garan", "family-name"],
    ["Age when last seen", "40", "age"],
    ["Name of informant", "Vera Lor", "note"],
    ["Имя заявителя", "Вера Лор", "note"],
    ["Occupation", "teacher", "note"],
    ["Number of rooms", "4", "note"],
    ["Number of persons", "4", "persons"],
    ["Family size", "4", "persons"],
    ["Birth certificate", "1", "note"],
    ["House point", "40.1 45.2 0 0", "note"],
    ["File no.", "F-17", "identifier", "list-id"],
    ["Dossier", "F-17", "identifier", "list-id"],
    ["Номер дела", "17-а", "identifier", "list-id"],
    ["Sıra №", "1", "row-number"],
    ["Personal number", "1234567", "identifier", "national-id"],
    ["Wounded when fleeing", "yes", "note"],
    ["Previous name", "Ali Gar", "other-name"],
    ["Head of household", "Ali Garan", "name"],
  ];
  for (const [header, cell, means, kind] of cases) {
    const { table } = await mappingOf(`Full name,Sex,${header}\nAli Garan,m,${cell}\n`, "missing.csv");
    const column = table.columns[2];
    assert.deepEqual([column?.means, column?.kind], [means, kind], header);
  }
});

test("numbers that count the rows are no identifiers, and others are", async () => {
  const kinds = async (numbers: readonly string[]) => {
    const rows = numbers.map((number, i) => `${number},Ali ${"x".repeat(i)}`).join("\n");
    const { table } = await mappingOf(`No.,name\n${rows}\n`);
    return table.columns[0]?.means;
  };
  assert.equal(await kinds(["1", "2", "3", "4"]), "row-number");
  assert.equal(await kinds(["417", "12", "98", "33"]), "identifier");
  assert.equal(await kinds(["A-1", "A-2", "A-3", "B-1"]), "identifier");
});

test("a number that a state gave to a site or an area is kept apart from a list's own", async () => {
  const { table } = await mappingOf(
    "Hazard number,National registry number,Device\nH-1,77/12,AP mine\nH-2,77/13,AP mine\n",
    "minefields.csv",
  );
  assert.deepEqual(
    table.columns.map(({ kind, isKey }) => [kind, isKey]),
    [
      ["list-id", true],
      ["official-id", undefined],
      ["device", undefined],
    ],
  );
});

test("a bare date and place are of what happened to the people of a list, and of nothing otherwise", async () => {
  const bare = async (name: string, header: string) =>
    meanings((await mappingOf(`${header}\nAli Garan,1992-05-03,Upper\n`, name)).table).slice(1);
  assert.deepEqual(await bare("killed.csv", "name,date,place"), ["harm-date", "harm-place"]);
  assert.deepEqual(await bare("пропавшие.csv", "ФИО,Дата,Место"), ["harm-date", "harm-place"]);
  assert.deepEqual(await bare("itkinlər.csv", "Ad,Tarix,Yer"), ["harm-date", "harm-place"]);
  assert.deepEqual(await bare("list.csv", "name,date,place"), ["other-date", "location"]);
  assert.deepEqual(await bare("killed.csv", "name,date of marriage,place"), ["other-date", "harm-place"]);
  const { table } = await mappingOf("name,date,date of death\nAli,1999-01-01,1992-05-03\n", "list.csv");
  assert.deepEqual(meanings(table), ["name", "other-date", "death-date"]);
});

test("a district belongs to the place that it follows, or else precedes", async () => {
  const roles = async (header: string) => {
    const cells = header.split(",").map((_, i) => `Word${"x".repeat(i)}`);
    return meanings((await mappingOf(`${header}\n${cells.join(",")}\n`, "missing.csv")).table);
  };
  assert.deepEqual(await roles("name,place of disappearance,district,place of residence"), [
    "name",
    "harm-place",
    "harm-place",
    "residence-place",
  ]);
  assert.deepEqual(await roles("ФИО,Место жительства,Район,Место исчезновения,Область"), [
    "name",
    "residence-place",
    "residence-place",
    "harm-place",
    "harm-place",
  ]);
  assert.deepEqual(await roles("name,region,district,place of origin"), [
    "name",
    "origin-place",
    "origin-place",
    "origin-place",
  ]);
  assert.deepEqual(await roles("name,district"), ["name", "location"]);
});

test("of several columns for one attribute the plainest is it", async () => {
  const { table } = await mappingOf(
    "site name,roof type,type,condition\nOld Shrine,tiled,shrine,destroyed\n",
    "cemeteries.csv",
  );
  assert.deepEqual(
    table.columns.map(({ means, kind }) => kind ?? means),
    ["name", "note", "type", "condition"],
  );
});

test("rows that name nobody and count the displaced are groups", async () => {
  const { table } = await mappingOf(
    "district,date,number displaced\nHill,1992-05-03,120\nDale,1992-05-04,80\n",
  );
  assert.deepEqual(
    [table.records, table.harm, meanings(table)],
    ["group", "displaced", ["location", "harm-date", "persons"]],
  );
});

test("a mapping is shown with a sample of each column", async () => {
  const { lines } = await mappingOf("name,village\nAli,Upper\n", "missing.csv");
  assert.deepEqual(lines, [
    "missing.csv: each row is a person, missing",
    "  name | Ali | name",
    "  village | Upper | location (settlement)",
  ]);
});

test("a mapping comes back from its text, and a wrong one says all that is wrong", async () => {
  const { mapping } = await mappingOf("id,name_ru,dob,district\n1,Али,02/17/1971,Hill\n");
  assert.deepEqual(parseMapping(formatMapping(mapping)), { value: mapping });
  const wrong = formatMapping(mapping).replace('"birth-date"', '"birthday"').replace('"person"', '"people"');
  const parsed = parseMapping(wrong);
  assert.ok("issues" in parsed);
  assert.deepEqual(
    parsed.issues.map(({ path, received }) => [path, received]),
    [
      ["tables[0].records", "people"],
      ["tables[0].columns[2].means", "birthday"],
    ],
  );
  assert.ok("issues" in parseMapping("not json"));
});
