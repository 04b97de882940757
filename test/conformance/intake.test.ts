/** Intake on real lists and formats that are not part of the project: no row is lost, and the columns are recognised. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { inferMapping } from "../../src/intake/mapping.ts";
import { readRecords } from "../../src/intake/read-records.ts";
import { openTables } from "../../src/intake/read-tables.ts";
import type { RecordKind } from "../../src/model/record.ts";
import { openSourceFile } from "../../src/shell/files.ts";

const folder = resolve(process.env["RECOUNT_FIXTURES"] ?? "../shared", "data");

type Expected = {
  readonly file: string;
  readonly rows: number; // as the files were received: lines, less headers
  readonly kind: RecordKind;
  readonly harm?: string;
  readonly columns: Readonly<Record<string, string>>; // meanings of the key fields
  readonly nameless?: number; // rows that truly give no name
};

const cases: readonly Expected[] = [
  {
    file: "lists/casualties-2024-04-13.csv",
    rows: 14_140,
    kind: "person",
    harm: "killed",
    columns: { id: "identifier list-id", name: "name", en_name: "name en", age: "age", sex: "sex" },
    nameless: 14,
  },
  {
    file: "lists/casualties-2024-08-08.csv",
    rows: 24_672,
    kind: "person",
    harm: "killed",
    columns: { id: "identifier list-id", name: "name", en_name: "name en", dob: "birth-date", sex: "sex" },
  },
  {
    file: "formats/eamena-heritage-places.csv",
    rows: 1592,
    kind: "site",
    columns: { "EAMENA ID": "identifier list-id", "Resource Name": "name", Address: "location address" },
  },
  {
    file: "formats/geonames-cities15000.txt",
    rows: 22_841,
    kind: "place",
    columns: {
      geonameid: "identifier geonames",
      name: "name",
      latitude: "latitude",
      longitude: "longitude",
      "feature code": "attribute feature",
    },
  },
  {
    file: "formats/iom-dtm-hxl.csv",
    rows: 13_367,
    kind: "group",
    harm: "displaced",
    columns: { numPresentIdpInd: "persons", admin0Name: "location country", admin1Name: "location region" },
  },
  {
    file: "formats/pcodes-adm-1-2.csv",
    rows: 33_363,
    kind: "place",
    columns: {
      "P-Code": "identifier pcode",
      Name: "name",
      "Parent P-Code": "place-parent",
      "Admin Level": "place-level",
    },
    nameless: 2,
  },
];

describe("real lists and formats", () => {
  for (const { file, rows, kind, harm, columns, nameless = 0 } of cases) {
    const path = resolve(folder, file);
    const skip = !existsSync(path) && `no ${file}: set RECOUNT_FIXTURES to the folder that has data/lists`;
    test(`${file}: each of ${rows} rows becomes a ${kind} and its key fields are known`, {
      skip,
    }, async () => {
      const source = await openSourceFile(path);
      const opened = await openTables(source);
      assert.ok("value" in opened, "the file is refused");
      const mapping = await inferMapping(opened.value);
      const [table] = mapping.tables;
      assert.deepEqual([table?.records, table?.harm], [kind, harm]);
      const meanings = new Map(
        table?.columns.map(({ column, means, kind: detail, language, level }) => [
          column,
          [means, detail, language, level].filter((word) => word !== undefined).join(" "),
        ]),
      );
      for (const [column, want] of Object.entries(columns)) assert.equal(meanings.get(column), want, column);
      const read = new Set<number>();
      const keys = new Set<string>();
      let [drafts, unnamed] = [0, 0];
      for await (const { row, part, key, issues } of readRecords(source, opened.value, mapping)) {
        drafts++;
        read.add(row);
        keys.add(`${key} ${part}`);
        if (issues.some(({ expected }) => expected === "a name")) unnamed++;
      }
      assert.deepEqual([read.size, keys.size, unnamed], [rows, drafts, nameless]);
    });
  }
});
