import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { type BookType, utils, type WorkBook, type WorkSheet, write } from "@e965/xlsx";
import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { utf8 } from "../base/bytes.ts";
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

test("a lone quote swallows no rows", async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `${i + 1}\tAli ${i}\tUpper ${i}`);
  lines[250] = '251\t"Ali of the hill\tUpper';
  lines[280] = '281\tAli" of the dale\tUpper';
  const [table] = await tablesOf("list.tsv", `id\tname\tvillage\n${lines.join("\n")}\n`);
  const cells = await cellsOf(table);
  assert.equal(cells.length, 300);
  assert.deepEqual(cells[260], ["261", "Ali 260", "Upper 260"]);
  const [quoted] = await tablesOf("list.csv", 'name,note\nAli,"two\nlines"\nVera,one\n');
  assert.deepEqual(await cellsOf(quoted), [
    ["Ali", "two\nlines"],
    ["Vera", "one"],
  ]);
});

test("the table of GeoNames, which has no header, gets the one that its makers describe", async () => {
  const line = (id: number) =>
    `${id}\tUpper\tUpper\tVerin,Верхнее\t40.5\t45.25\tP\tPPL\tVV\t\t01\t\t\t\t900\t\t1100\tEurope/Upper\t2020-01-01`;
  const [table] = await tablesOf("VV.txt", `${line(1)}\n${line(2)}\n${line(3)}\n`);
  assert.deepEqual(table?.header.slice(0, 5), [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
  ]);
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

/** A zip of stored entries, as `@e965/xlsx` writes no colours, no inline texts and no errors of its own. */
function storedZip(entries: Readonly<Record<string, string>>): Uint8Array {
  const parts = Object.entries(entries).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(crc32(bytes), 14);
    local.writeUInt32LE(bytes.length, 18);
    local.writeUInt32LE(bytes.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 10, 8, 30);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), bytes);
    centrals.push(central, Buffer.from(name));
    offset += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** A workbook of one sheet written by hand, with everything that a cell may be. Style 1 is yellow, 2 a date, 3 has zeros in front. */
function handWorkbook(sheet: string, { date1904 = false } = {}): Uint8Array {
  const part = (name: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`;
  return storedZip({
    "[Content_Types].xml": `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${part("sheet.main")}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${part("worksheet")}"/><Override PartName="/xl/styles.xml" ContentType="${part("styles")}"/><Override PartName="/xl/sharedStrings.xml" ContentType="${part("sharedStrings")}"/></Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${declaration}<worksheet xmlns="${main}">${sheet}</worksheet>`,
    "xl/workbook.xml": `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="People &amp; places" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills><cellXfs count="4"><xf numFmtId="0" fillId="0"/><xf numFmtId="0" fillId="2" applyFill="1"/><xf numFmtId="164" fillId="0" applyNumberFormat="1"/><xf numFmtId="165" fillId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${declaration}<sst xmlns="${main}"><si><t>Name</t></si><si><t>Born</t></si><si><t>Village</t></si><si><t>Code</t></si><si><r><t>Ali </t></r><r><t>Garan</t></r><rPh sb="0" eb="1"><t>read aloud</t></rPh></si></sst>`,
  });
}

const everyCell =
  '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>' +
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>' +
  '<row r="2"><c r="A2" s="1" t="s"><v>4</v></c><c r="B2" s="2"><v>26000</v></c><c r="C2" t="inlineStr"><is><t>Upper &amp; Lower</t></is></c><c r="D2" s="3"><v>42</v></c></row>' +
  '<row r="4" hidden="1"><c r="A4" t="str"><f>"Vera"&amp;" Lor"</f><v>Vera Lor</v></c><c r="B4"><v>1977</v></c><c r="D4" t="b"><v>1</v></c></row>' +
  '<row r="5"><c r="A5" t="str"><v>Oto</v></c><c r="B5" s="2"><v>26000.5</v></c><c r="D5" t="e"><v>#N/A</v></c></row>' +
  '</sheetData><mergeCells count="1"><mergeCell ref="C2:C4"/></mergeCells>';

async function streamedTable(bytes: Uint8Array): Promise<UnnamedTable | undefined> {
  const [table] = await streamWorkbook(bytesFile("list.xlsx", bytes));
  return table;
}

test("a colour is kept as a note of its row", async () => {
  const [table] = await tablesOf("list.xlsx", handWorkbook(everyCell));
  assert.deepEqual((await rowsOf(table))[0]?.notes, [{ column: "Name", text: "colour FFFF00" }]);
  assert.ok(codesOf(table).includes("colours"));
});

test("a workbook that is streamed has the same rows and notices as one that is read whole", async () => {
  for (const date1904 of [false, true]) {
    const bytes = handWorkbook(everyCell, { date1904 });
    const [streamed, [whole]] = [await streamedTable(bytes), await tablesOf("list.xlsx", bytes)];
    assert.deepEqual(
      [streamed?.name, streamed?.header, streamed?.notices],
      [whole?.name, whole?.header, whole?.notices],
    );
    assert.deepEqual(await rowsOf(streamed), await rowsOf(whole));
    assert.deepEqual(await cellsOf(streamed), [
      ["Ali Garan", date1904 ? "1975-03-09" : "1971-03-08", "Upper & Lower", "00042"],
      ["Vera Lor", "1977", "Upper & Lower", "true"],
      ["Oto", date1904 ? "1975-03-09T12:00:00" : "1971-03-08T12:00:00", "", "#N/A"],
    ]);
  }
});

test("whatever a sheet holds, streaming it and reading it whole give the same rows", async () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom("a", "Ж", "&", "<", " ", "\n", "7", "_"), maxLength: 5 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
    fc.boolean(),
    fc.constant(null),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }), async (rows) => {
      const sheet = utils.aoa_to_sheet([["name", "age", "village", "note"], ...rows]);
      const bytes = workbook(book({ a: sheet }), "xlsx");
      const [streamed, [whole]] = [await streamedTable(bytes), await tablesOf("list.xlsx", bytes)];
      assert.deepEqual([streamed?.header, await rowsOf(streamed)], [whole?.header, await rowsOf(whole)]);
    }),
    { numRuns: 60 },
  );
});

test("a workbook over the limit is streamed: all its rows come, and broken or endless ones are refused", async () => {
  const line = (r: number, text: string) =>
    `<row r="${r}"><c r="A${r}" t="str"><v>${text}</v></c><c r="B${r}"><v>${r}</v></c></row>`;
  const many = Array.from({ length: 90_000 }, (_, i) =>
    line(i + 2, "Ali Garan, with some more words to fill a line"),
  );
  const sheet = (rows: string) =>
    `<sheetData>${line(1, "name").replace("<v>1</v>", "<v>0</v>")}${rows}</sheetData>`;
  const [table] = await tablesOf("list.xlsx", handWorkbook(sheet(many.join(""))));
  assert.equal((await rowsOf(table)).length, 90_000);
  const refusals: readonly (readonly [string, RegExp])[] = [
    [`${many.join("")}</row>`, /wanted a spreadsheet/],
    [`${many.join("")}<row r="90002"><c r="ZZZZ90002"><v>1</v></c></row>`, /got the cell/],
    [`${many.join("")}<row r="9999999"/>`, /row 9999999/],
    [line(2, "x".repeat(11 * 1024 ** 2)), /wanted rows under 10 MB/],
  ];
  for (const [rows, want] of refusals)
    assert.match(await refusalOf(bytesFile("list.xlsx", handWorkbook(sheet(rows)))), want);
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
