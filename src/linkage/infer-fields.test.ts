import assert from "node:assert/strict";
import { test } from "node:test";
import { dedupeTables } from "./dedupe.ts";
import { fieldValue, inferFields, presentValue } from "./infer-fields.ts";

const kinds = (header: string, values: readonly string[]) =>
  inferFields(
    [header],
    values.map((value) => [value]),
  ).fields.map(({ kind }) => kind);

for (const { header, values, kind } of [
  { header: "first_name", values: ["Ana", "Ivo"], kind: ["given"] },
  { header: "lname_c1", values: ["Adler", "Baran"], kind: ["family"] },
  { header: "Фамилия", values: ["Адлер", "Баран"], kind: ["family"] },
  { header: "doğum tarixi", values: ["17.02.1992", "03.04.1990"], kind: ["date"] },
  { header: "الاسم", values: ["سليم نادر", "كريم نادر"], kind: ["full-name"] },
  { header: "soc_sec_id", values: ["1804974", "1804974"], kind: ["identifier"] },
  { header: "unique_id", values: ["0", "1"], kind: [] },
  { header: "x", values: ["ana@x.org", "ivo@y.net"], kind: ["phone-email"] },
  { header: "x", values: ["1992-02-17", "1990-04-03"], kind: ["date"] },
  { header: "dob", values: ["1630-08-01", "1702-01-30"], kind: ["date"] },
  { header: "first_and_surname", values: ["Ana Adler", "Ivo Baran"], kind: ["full-name"] },
  { header: "age", values: ["old", "young"], kind: ["category"] },
  { header: "empty", values: ["", "NA", "unknown", "-"], kind: [] },
])
  test(`"${header}" of ${values.join(", ")}: ${kind.join() || "not compared"}`, () =>
    assert.deepEqual(kinds(header, values), kind));

test("year, month and day columns become one date", () => {
  const rows = [
    ["Ana", "1967", "9", "27"],
    ["Ivo", "1984", "11", "NA"],
  ];
  const { fields } = inferFields(["fname", "by", "bm", "bd"], rows);
  assert.deepEqual(
    fields.map(({ kind }) => kind),
    ["given", "date"],
  );
  const date = fields[1];
  assert.ok(date !== undefined);
  assert.deepEqual(
    rows.map((row) => fieldValue(date, row)),
    ["1967-09-27", "1984-11"],
  );
});

for (const text of ["", " ", "NA", "n/a", "null", "unknown", "-", "???", "مجهول مجهول", "неизвестно"])
  test(`${JSON.stringify(text)} is a missing value`, () => assert.equal(presentValue(text), ""));

test("names that only look like words for nothing are kept", () => {
  assert.equal(presentValue("Nana"), "Nana");
  assert.equal(presentValue("Noneva"), "Noneva");
});

test("tables with different columns are aligned by name, then by kind", () => {
  const left = {
    file: "a.csv",
    header: ["id", "name", "age"],
    rows: [
      ["1", "Ana Adler", "30"],
      ["2", "Ivo Baran", "41"],
    ],
  };
  const right = {
    file: "b.csv",
    header: ["full name", "age", "dob"],
    rows: [
      ["Ana Adler", "30", "1992-02-17"],
      ["Eva Celik", "5", "2018-01-30"],
    ],
  };
  const { table, files, truth } = dedupeTables([left, right], { ignore: ["id"] });
  assert.deepEqual(
    table.fields.map(({ name, kind }) => [name, kind]),
    [
      ["name", "full-name"],
      ["age", "age"],
      ["dob", "date"],
    ],
  );
  assert.deepEqual(
    files.map(({ file, rows }) => `${file} ${rows.join()}`),
    ["a.csv 1,2", "b.csv 1,2"],
  );
  assert.equal(truth, undefined);
});

test("the truth and ignored columns never reach the matcher", () => {
  const header = ["name", "truth", "code"];
  const rows = Array.from({ length: 6 }, (_, i) => [`Ana ${i >> 1}`, `t${i >> 1}`, `c${i >> 1}`]);
  const { table, truth } = dedupeTables([{ file: "a", header, rows }], { truth: "truth", ignore: ["code"] });
  assert.deepEqual(
    table.fields.map(({ name }) => name),
    ["name"],
  );
  assert.ok(truth !== undefined && truth().f1 >= 0);
  assert.doesNotMatch(JSON.stringify(table), /"[tc]\d"/);
});

test("a name that stands in the table whole and in parts is compared once", () => {
  const header = ["full_name", "first_name", "surname"];
  const rows = [
    ["Ana Adler", "Ana", "Adler"],
    ["Ivo Baran", "Ivo", "Baran"],
    ["Ivo Baran", "Ivo", "Baran"],
  ];
  const { result } = dedupeTables([{ file: "a", header, rows }]);
  assert.deepEqual(
    result.model.comparisons.map(({ name }) => name),
    ["first_name", "surname"],
  );
  assert.match(result.warnings.join(), /"full_name" is not compared: given and family name repeat it/);
});

test("a code that repeats in the table, if not in a sample of it, is compared", () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => [`Ana ${i}`, `ab${i % 6000}`, `n${i}`]);
  const { table } = dedupeTables([{ file: "a", header: ["name", "code", "place number"], rows }]);
  const known = table.fields.map(({ name }) => name);
  assert.ok(known.includes("code") && !known.includes("place number"), known.join());
});
