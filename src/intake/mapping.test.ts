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
    "note",
    "note",
    "ignore",
    "ignore",
    "latitude",
  ]);
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
