import assert from "node:assert/strict";
import { test } from "node:test";
import iconv from "iconv-lite";
import { openTables } from "./read-tables.ts";
import { bytesFile } from "./source-file.ts";
import type { RawRow } from "./table.ts";

const lists = {
  russian: [
    ["Имя", "Фамилия", "Село"],
    ["Али", "Гаранов", "Верхнее"],
    ["Вера", "Лорина", "Нижнее"],
    ["Ёлка", "Щукина", "Подъездное"],
  ],
  ukrainian: [
    ["Імʼя".replace("ʼ", "'"), "Прізвище", "Село"],
    ["Їжак", "Гаранів", "Верхнє"],
    ["Віра", "Лоріна", "Ґанок"],
  ],
  french: [
    ["Prénom", "Nom", "Né à"],
    ["José", "Muñoz", "Évora"],
    ["Zoë", "Garçon", "Orléans"],
  ],
  turkish: [
    ["Adı", "Soyadı", "Köyü"],
    ["Ayşe", "Yıldız", "Yukarıköy"],
    ["İsmail", "Güneş", "Aşağıköy"],
  ],
  arabic: [
    ["الاسم", "العمر", "القرية"],
    ["سليم حسان", "43", "العليا"],
    ["ليلى منصور", "37", "السفلى"],
  ],
  persian: [
    ["نام", "سن", "روستا"],
    ["پرويز کاظم", "43", "بالا"],
    ["ژاله گلچهره", "37", "پل"],
  ],
  armenian: [
    ["Անուն", "Ազգանուն", "Գյուղ"],
    ["Արամ", "Գարանյան", "Վերին"],
    ["Վերա", "Լորյան", "Ներքին"],
  ],
  georgian: [
    ["სახელი", "გვარი", "სოფელი"],
    ["ალი", "გარანიძე", "ზემო"],
    ["ვერა", "ლორიძე", "ქვემო"],
  ],
  english: [
    ["Name", "Age", "Village"],
    ["Ali Garan", "43", "Upper"],
    ["Vera Lor", "37", "Lower"],
  ],
};

const cases: readonly (readonly [list: keyof typeof lists, encoding: string, mark: boolean])[] = [
  ...Object.keys(lists).flatMap((list) =>
    (["utf-8", "utf-16le", "utf-16be"] as const).flatMap((encoding) =>
      [true, false].map((mark) => [list as keyof typeof lists, encoding, mark] as const),
    ),
  ),
  ["russian", "windows-1251", false],
  ["ukrainian", "windows-1251", false],
  ["french", "windows-1252", false],
  ["turkish", "windows-1254", false],
  ["arabic", "windows-1256", false],
  ["persian", "windows-1256", false],
  ["armenian", "armscii8", false],
  ["russian", "koi8-r", false],
  ["russian", "ibm866", false],
];

async function tableOf(name: string, bytes: Uint8Array, options = {}) {
  const opened = await openTables(bytesFile(name, bytes), options);
  assert.ok("value" in opened, JSON.stringify(opened));
  const [table] = opened.value;
  assert.ok(table !== undefined);
  const rows: RawRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { table, cells: rows.map(({ cells }) => cells) };
}

test("a list comes back letter by letter from every encoding, which nobody had to name", async () => {
  for (const [list, encoding, mark] of cases)
    for (const delimiter of [",", ";", "\t"]) {
      const [header, ...rows] = lists[list];
      const text = lists[list].map((cells) => cells.join(delimiter)).join("\r\n");
      const { table, cells } = await tableOf(
        "list.csv",
        iconv.encode(text, encoding as "utf8", { addBOM: mark }),
      );
      assert.deepEqual(
        [table.header, cells],
        [header, rows],
        `${list} in ${encoding}, mark ${mark}, ${delimiter}`,
      );
    }
});

test("an encoding that is named is used, and one that nobody knows is refused", async () => {
  const bytes = iconv.encode("Имя;Село\nАли;Верх\n", "windows-1251");
  const { table } = await tableOf("list.csv", bytes, { encoding: "windows-1252" });
  assert.deepEqual(table.header, ["Èìÿ", "Ñåëî"]);
  const refused = await openTables(bytesFile("list.csv", bytes), { encoding: "morse" });
  assert.ok("issues" in refused);
  assert.match(refused.issues[0]?.message ?? "", /got "morse", wanted an encoding/);
});

test("a few broken bytes do not make UTF-8 something else, and are told", async () => {
  const good = new TextEncoder().encode(`Имя;Село\n${"Али Гаранов;Верхнее\n".repeat(40)}`);
  const { table } = await tableOf(
    "list.csv",
    Buffer.concat([good, Buffer.from([0xd0]), Buffer.from(";x\n")]),
  );
  assert.deepEqual(
    table.notices.map(({ code }) => code),
    ["encoding", "bad-bytes", "delimiter"],
  );
});

test("letters that come after a million ASCII bytes still decide the encoding", async () => {
  const text = `name;village\n${"Ali Garan;Upper\n".repeat(70_000)}Али;Верхнее\n`;
  const { table, cells } = await tableOf("list.csv", iconv.encode(text, "windows-1251"));
  assert.match(table.notices[0]?.message ?? "", /windows-1251/);
  assert.deepEqual(cells.at(-1), ["Али", "Верхнее"]);
});
