import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { type BookType, utils, type WorkBook, type WorkSheet, write } from "@e965/xlsx";
import ExcelJs from "exceljs";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { utf8 } from "../base/bytes.ts";
import { checkZip } from "./check-zip.ts";
import { openTables } from "./read-tables.ts";
import { bytesFile, type SourceFile } from "./source-file.ts";
import { streamWorkbook } from "./stream-workbook.ts";
import type { RawRow, Table, UnnamedTable } from "./table.ts";

async function tablesOf(name: string, content: string | Uint8Array): Promise<readonly Table[]> {
  const opened = await openTables(bytesFile(name, typeof content === "string" ? utf8(content) : content));
  assert.ok("value" in opened, JSON.stringify(opened));
  return opened.value;
}

async function rowsOf(table: UnnamedTable | undefined): Promise<readonly RawRow[]> {
  assert.ok(table !== undefined);
  const rows: RawRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return rows;
}

const cellsOf = async (table: UnnamedTable | undefined) => (await rowsOf(table)).map(({ cells }) => cells);
const codesOf = (table: UnnamedTable | undefined) => table?.notices.map(({ code }) => code) ?? [];

async function refusalOf(file: SourceFile): Promise<string> {
  const opened = await openTables(file);
  assert.ok("issues" in opened, "wanted a refusal");
  assert.equal(opened.issues.length, 1);
  return opened.issues[0]?.message ?? "";
}

const book = (sheets: { readonly [name: string]: WorkSheet }): WorkBook => ({
  SheetNames: Object.keys(sheets),
  Sheets: { ...sheets },
});
const workbook = (value: WorkBook, bookType: BookType) =>
  new Uint8Array(write(value, { type: "buffer", bookType, cellStyles: true }) as Buffer);
const people = [
  ["Name", "Age", "Born"],
  ["Ali Garan", 43, "1971-02-17"],
  ["Vera Lor", 37, "1977"],
];

test("a plain CSV has every row, numbered from 1, and is read again from the start", async () => {
  const [table] = await tablesOf("list.csv", "name,age\nAli,43\n,\nVera,37\n");
  assert.deepEqual(await rowsOf(table), await rowsOf(table));
  assert.deepEqual(
    (await rowsOf(table)).map(({ row, cells }) => [row, ...cells]),
    [
      [1, "Ali", "43"],
      [2, "", ""],
      [3, "Vera", "37"],
    ],
  );
});

test("any cells come back from CSV as they were written", async () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "é", "Ж", '"', ",", ";", "\n", " ", "7"), maxLength: 6 })
    .map((text) => text.trim());
  const row = fc
    .tuple(cell, cell, cell)
    .filter((cells) => cells.some((text) => text !== "" && !text.startsWith('"') && text !== ",,"));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const written = rows.map((cells) => cells.map((text) => (text === '"' ? "x" : text)));
      const text = [["name", "village", "note"], ...written]
        .map((cells) => cells.map(quote).join(","))
        .join("\n");
      const [table] = await tablesOf("list.csv", text);
      assert.deepEqual(await cellsOf(table), written);
    }),
    { numRuns: 60 },
  );
});

test("titles, a header of two rows, a numbering row and totals are told from data", async () => {
  const [table] = await tablesOf(
    "list.csv",
    "List of missing persons;;;\nas of 1993;;;\nName;Residence;;Age\n;Village;District;\n1;2;3;4\nAli;Upper;Hill;43\nVera;Lower;Hill;37\nTotal;;;2\n",
  );
  assert.deepEqual(table?.header, ["Name", "Residence / Village", "Residence / District", "Age"]);
  assert.deepEqual(table?.titles, ["List of missing persons", "as of 1993"]);
  assert.deepEqual(await cellsOf(table), [
    ["Ali", "Upper", "Hill", "43"],
    ["Vera", "Lower", "Hill", "37"],
  ]);
  assert.deepEqual(codesOf(table), [
    "encoding",
    "delimiter",
    "title-rows",
    "two-row-header",
    "numbering-row",
    "totals-row",
  ]);
});

test("a table without a header numbers its columns and loses no row", async () => {
  const [table] = await tablesOf(
    "list.csv",
    "Ali Garan,43,1971-02-17\nVera Lor,37,1977-01-01\nOto Bel,50,1960-01-01\n",
  );
  assert.deepEqual(table?.header, ["column 1", "column 2", "column 3"]);
  assert.equal((await rowsOf(table)).length, 3);
});

test("ditto marks are filled from above and noted; cells beyond the header are kept apart", async () => {
  const [table] = await tablesOf(
    "list.csv",
    "name,village,district\nAli,Upper,Hill\nVera,-//-,〃,left over\n",
  );
  assert.deepEqual(await rowsOf(table), [
    { row: 1, cells: ["Ali", "Upper", "Hill"] },
    {
      row: 2,
      cells: ["Vera", "Upper", "Hill"],
      notes: [
        { column: "village", text: "ditto mark -//-, filled from above" },
        { column: "district", text: "ditto mark 〃, filled from above" },
      ],
      extra: ["left over"],
    },
  ]);
});

test("every spreadsheet format gives the same rows from all its sheets", async () => {
  for (const [ending, type] of [
    ["xlsx", "xlsx"],
    ["xls", "biff8"],
    ["ods", "ods"],
    ["xlsb", "xlsb"],
  ] as const) {
    const sheets = book({ Upper: utils.aoa_to_sheet(people), Lower: utils.aoa_to_sheet(people.slice(0, 2)) });
    const tables = await tablesOf(`list.${ending}`, workbook(sheets, type));
    assert.deepEqual(
      tables.map(({ name, file }) => [name, file]),
      [
        ["Upper", `list.${ending}`],
        ["Lower", `list.${ending}`],
      ],
    );
    assert.deepEqual(
      await cellsOf(tables[0]),
      [
        ["Ali Garan", "43", "1971-02-17"],
        ["Vera Lor", "37", "1977"],
      ],
      ending,
    );
  }
});

test("dates of both of Excel's systems are the days that the sheet shows", async () => {
  for (const date1904 of [false, true]) {
    const sheet = utils.aoa_to_sheet([
      ["Name", "Born"],
      ["Ali", { t: "n", v: date1904 ? 24_538 : 26_000, z: "yyyy-mm-dd" }],
    ]);
    const [table] = await tablesOf(
      "list.xlsx",
      workbook({ ...book({ a: sheet }), Workbook: { WBProps: { date1904 } } }, "xlsx"),
    );
    assert.deepEqual(await cellsOf(table), [["Ali", "1971-03-08"]]);
  }
});

test("merged cells are filled, hidden rows and sheets are read, formulas are not run", async () => {
  const sheet: WorkSheet = utils.aoa_to_sheet([
    ["Name", "Village"],
    ["Ali", "Upper"],
    ["Vera", ""],
    ["Oto", { t: "n", v: 4, f: "2+2" }],
  ]);
  sheet["!merges"] = [{ s: { r: 1, c: 1 }, e: { r: 2, c: 1 } }];
  sheet["!rows"] = [{}, {}, { hidden: true }];
  const [table] = await tablesOf(
    "list.xlsx",
    workbook({ ...book({ a: sheet }), Workbook: { Sheets: [{ Hidden: 0 }] } }, "xlsx"),
  );
  assert.deepEqual(await cellsOf(table), [
    ["Ali", "Upper"],
    ["Vera", "Upper"],
    ["Oto", "4"],
  ]);
  assert.deepEqual((await rowsOf(table))[1]?.notes, [{ column: "", text: "hidden row" }]);
  assert.deepEqual(codesOf(table), ["merged-cells", "hidden-rows", "formulas"]);
});

test("macros and links to other files are told and left alone", async () => {
  const sheets = {
    ...book({ a: utils.aoa_to_sheet(people) }),
    vbaraw: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
  };
  const [table] = await tablesOf("list.xlsm", workbook(sheets, "xlsm"));
  assert.deepEqual(codesOf(table), ["macros"]);
  const linked = utils.aoa_to_sheet([
    ["Name", "Age"],
    ["Ali", { t: "n", v: 7, f: "[1]Other!A1" }],
  ]);
  const [other] = await tablesOf("list.xlsx", workbook(book({ a: linked }), "xlsx"));
  assert.deepEqual([await cellsOf(other), codesOf(other)], [[["Ali", "7"]], ["formulas"]]);
});

async function colouredWorkbook(rows: number): Promise<Uint8Array> {
  const made = new ExcelJs.Workbook();
  const sheet = made.addWorksheet("People");
  sheet.addRow(["Name", "Born", "Village"]);
  for (let i = 0; i < rows; i++) sheet.addRow([`Ali ${i}`, new Date(Date.UTC(1971, 1, 17)), "Upper"]);
  sheet.getCell("A2").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFFF00" } };
  return new Uint8Array(await made.xlsx.writeBuffer());
}

test("a colour is kept as a note of its row", async () => {
  const [table] = await tablesOf("list.xlsx", await colouredWorkbook(2));
  assert.deepEqual((await rowsOf(table))[0]?.notes, [{ column: "Name", text: "colour FFFF00" }]);
  assert.deepEqual(codesOf(table), ["colours"]);
});

test("a workbook that is streamed has the same rows as one that is read whole", async () => {
  const bytes = await colouredWorkbook(300);
  const zip = await checkZip(bytes);
  assert.ok(zip.ok);
  const [streamed] = await streamWorkbook(bytesFile("list.xlsx", bytes), zip.offsets);
  const [whole] = await tablesOf("list.xlsx", bytes);
  assert.deepEqual([streamed?.name, streamed?.header], [whole?.name, whole?.header]);
  assert.deepEqual(await cellsOf(streamed), await cellsOf(whole));
});

test("JSON, JSON lines and Parquet give texts, and long numbers keep their digits", async () => {
  const json =
    '[{"name":"Ali","id":12345678901234567890,"home":{"village":"Upper"},"tags":["a","b"]},{"name":"Vera"}]';
  const [table] = await tablesOf("list.json", json);
  assert.deepEqual(table?.header, ["name", "id", "home/village", "tags"]);
  assert.deepEqual(await cellsOf(table), [
    ["Ali", "12345678901234567890", "Upper", "a; b"],
    ["Vera", "", "", ""],
  ]);
  const [lines] = await tablesOf("list.jsonl", '{"name":"Ali"}\n{"name":"Vera","age":37}\n');
  assert.deepEqual(await cellsOf(lines), [
    ["Ali", ""],
    ["Vera", "37"],
  ]);
  const columns = [
    { name: "name", data: ["Ali", "Вера"] },
    { name: "age", data: [43, 37] },
    { name: "born", data: [new Date(0), new Date(86_400_000)], type: "TIMESTAMP" as const },
  ];
  const [parquet] = await tablesOf(
    "list.parquet",
    new Uint8Array(parquetWriteBuffer({ columnData: columns })),
  );
  assert.deepEqual(await cellsOf(parquet), [
    ["Ali", "43", "1970-01-01"],
    ["Вера", "37", "1970-01-02"],
  ]);
});

test("objects inside objects become tables that name their parent", async () => {
  const [forms, members] = await tablesOf(
    "forms.json",
    '[{"village":"Upper","members":[{"name":"Ali"},{"name":"Vera"}]}]',
  );
  assert.deepEqual(forms?.header, ["village", "_index"]);
  assert.deepEqual(await cellsOf(members), [
    ["Ali", "1", "1", "forms.json"],
    ["Vera", "2", "1", "forms.json"],
  ]);
});

test("refuses a file that is not what its name says", async () => {
  const xlsx = workbook(book({ a: utils.aoa_to_sheet(people) }), "xlsx");
  const xls = workbook(book({ a: utils.aoa_to_sheet(people) }), "biff8");
  const cases: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["list.csv", xlsx, /got "a zip file", wanted what .csv promises/],
    ["list.xlsx", xls, /got "an old or encrypted Office file"/],
    ["list.xls", xlsx, /got "a zip file"/],
    ["list.ods", xlsx, /wanted a zip with content.xml/],
    ["list.xlsx", utf8("a,b\n1,2\n"), /got "plain text"/],
    ["list.csv", utf8("<!DOCTYPE html><table>"), /got "an html file"/],
    ["list.csv", utf8("%PDF-1.7 ..."), /got "a pdf file"/],
    ["list.csv", Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256), /got "a binary file"/],
    ["list.csv", new Uint8Array(), /got "an empty file", wanted rows of data/],
    ["list.xlsx", new Uint8Array(), /got "an empty file"/],
    ["list.csv", utf8(" \n\n"), /got "a file without any text"/],
    ["list.docx", utf8("a"), /got ".docx", wanted a name that ends in csv/],
    ["list.xlsx", xlsx.slice(0, 900), /wanted a whole zip container/],
    ["list.json", utf8("[{]"), /wanted JSON that can be read/],
    ["list.json", utf8('"text"'), /wanted an array of objects/],
    ["list.jsonl", utf8('{"a":1}\n[2]\n'), /line 2/],
    ["list.parquet", utf8("PAR1 and no more"), /wanted a whole Parquet file/],
  ];
  for (const [name, bytes, want] of cases) assert.match(await refusalOf(bytesFile(name, bytes)), want, name);
});

/** A zip of one entry that says what it likes of its size. */
function zipOf(name: string, packed: Uint8Array, size: number): Uint8Array {
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(title.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, central, title, end]);
}

test("refuses a zip bomb, honest or lying about its size, before a library inflates it", async () => {
  const packed = deflateRawSync(Buffer.alloc(40 * 1024 ** 2));
  const honest = zipOf("xl/workbook.xml", packed, 40 * 1024 ** 2);
  assert.match(await refusalOf(bytesFile("list.xlsx", honest)), /inflate to 41943040", wanted no zip bomb/);
  const lying = zipOf("xl/workbook.xml", packed, 1000);
  assert.match(await refusalOf(bytesFile("list.xlsx", lying)), /wanted a whole zip container/);
});

test("refuses a row of more than 10 MB", async () => {
  const opened = await openTables(
    bytesFile("list.csv", utf8(`name,note\nAli,x\nVera,"${"y".repeat(11 * 1024 ** 2)}"\n`)),
  );
  assert.ok("value" in opened);
  await assert.rejects(rowsOf(opened.value[0]), {
    code: "input-refused",
    message: /list.csv: got "a longer row, line \d+", wanted rows under 10 MB/,
  });
});

test("an unreadable disk is a refusal, at once or in the middle of the rows", async () => {
  const text = utf8(`name,age\n${"Ali,43\n".repeat(40_000)}`);
  const failing = (from: number): SourceFile => {
    let opened = 0;
    return {
      ...bytesFile("list.csv", text),
      stream: async function* () {
        opened++;
        yield text.subarray(0, 70_000);
        if (opened >= from) throw new Error("EIO: i/o error, read");
        yield text.subarray(70_000);
      },
    };
  };
  assert.match(await refusalOf(failing(2)), /got "EIO: i\/o error, read", wanted a file that can be read/);
  const later = await openTables(failing(3));
  assert.ok("value" in later);
  await assert.rejects(rowsOf(later.value[0]), { code: "input-refused", message: /EIO: i\/o error/ });
});
