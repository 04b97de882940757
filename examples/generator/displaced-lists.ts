/** The four lists of displaced people: two organisations of each community, four scripts. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { happens, shuffled } from "./chance.ts";
import { type Column, type ExampleList, headerOf, rowsOf, type TruthPart, withDitto } from "./list.ts";
import { dateForms } from "./mistakes.ts";
import type { Community, Household, Person } from "./people.ts";
import { joined, makePersonWriter, type PersonWriter, type Written } from "./person-columns.ts";
import type { World } from "./world.ts";

/** One row: a person, and for some heads the children whom the clerk did not name. */
type Entry = {
  readonly person: Person;
  readonly unnamed: number;
  readonly written: Written;
  readonly number: number;
};

type Capture = { readonly community: Community; readonly households: number; readonly members: number };

/** The rows that a list has, household by household: whole families come to register together. */
function entriesOf(
  random: Random,
  { world, capture, writer }: { world: World; capture: Capture; writer: PersonWriter },
): readonly Entry[] {
  const own = world.households.filter(({ community }) => community === capture.community);
  const met = shuffled(random, own).filter(() => happens(random, capture.households));
  return met.flatMap((household, number) =>
    membersListed(random, { household, chance: capture.members }).map((entry) => ({
      ...entry,
      written: writer.names(entry.person),
      number: number + 1,
    })),
  );
}

function membersListed(random: Random, { household, chance }: { household: Household; chance: number }) {
  const displaced = household.people.filter(({ fate }) => fate.kind === "displaced");
  const children = displaced.filter(({ role }) => role === "child");
  const hidesChildren = children.length > 1 && happens(random, 0.06);
  return displaced
    .filter(({ role }) => (role === "head" && hidesChildren) || happens(random, chance))
    .filter(({ role }) => !hidesChildren || role !== "child")
    .map((person) => ({ person, unnamed: hidesChildren && person.role === "head" ? children.length : 0 }));
}

const truthOf = ({ person, unnamed }: Entry): readonly TruthPart[] => [
  { kind: "person", entity: person.id },
  ...(unnamed === 0 ? [] : [{ kind: "group", entity: `${person.household}-children` }]),
];

const withUnnamed = (name: string, { unnamed }: Entry, word: string) =>
  unnamed === 0 ? name : `${name} + ${unnamed} ${word}`;

const isFemale = ({ person }: Entry) => person.sex === "female";

/** Latin letters, one column per name part, CSV in UTF-8. */
export function latinDisplaced(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "latin",
    dates: dateForms.dotted,
    noFather: 0.08,
    noBirth: 0.04,
    oldPlaceName: 0.5,
  });
  const entries = entriesOf(random, {
    world,
    writer,
    capture: { community: "teruni", households: 0.6, members: 0.92 },
  });
  const columns: readonly Column<Entry>[] = [
    { header: "Soyad", cell: ({ written }) => written.family },
    { header: "Ad", cell: (entry) => withUnnamed(entry.written.given, entry, "uşaq") },
    { header: "Ata adı", cell: ({ written }) => written.father },
    { header: "Cinsi", cell: (entry) => (isFemale(entry) ? "qadın" : "kişi") },
    { header: "Doğum tarixi", cell: ({ written }) => written.born },
    { header: "Köçkün düşdüyü yer", cell: ({ person }) => writer.place(person.home) },
    { header: "Rayon", cell: ({ person }) => writer.district(person.home) },
    { header: "Köçkün düşdüyü tarix", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "Hazırkı yaşayış yeri", cell: ({ person }) => writer.place(person.host) },
    { header: "Ailə №", cell: ({ number }) => `T-${number}` },
    { header: "Status", cell: ({ person }) => (person.fate.status === "returned" ? "qayıdıb" : "köçkün") },
  ];
  const rows = rowsOf(entries, columns, truthOf);
  // One page of the paper original was typed in twice.
  const table = {
    sheet: "",
    head: [headerOf(columns)],
    rows: [...rows.slice(0, 90), ...rows.slice(60, 74), ...rows.slice(90)],
  };
  return { file: "teruni-displaced-return.csv", format: "csv", tables: [table] };
}

/** Armenian letters: a workbook with title rows, a header of two rows, merged cells, ditto marks and a total. */
export function armenianDisplaced(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "armenian",
    dates: dateForms.dotted,
    noFather: 0.12,
    noBirth: 0.07,
    oldPlaceName: 0.3,
  });
  const entries = entriesOf(random, {
    world,
    writer,
    capture: { community: "teruni", households: 0.5, members: 0.9 },
  });
  const columns: readonly Column<Entry>[] = [
    { header: "Հ/Հ", cell: (entry) => entries.indexOf(entry) + 1 },
    { header: "Ազգանուն", cell: ({ written }) => written.family },
    { header: "Անուն", cell: ({ written }) => written.given },
    { header: "Հայրանուն", cell: ({ written }) => written.father },
    { header: "Սեռ", cell: (entry) => (isFemale(entry) ? "իգական" : "արական") },
    { header: "Ծննդյան ամսաթիվ", cell: ({ person, written }) => dateCell(person, written.born) },
    { header: "Գյուղ", cell: ({ person }) => writer.place(person.home) },
    { header: "Շրջան", cell: ({ person }) => writer.district(person.home) },
    { header: "Տեղահանման տարեթիվ", cell: ({ person }) => person.fate.when.year },
    { header: "Բնակության վայր", cell: ({ person }) => writer.place(person.host) },
  ];
  const named = rowsOf(entries, columns, ({ person }) => [{ kind: "person", entity: person.id }]);
  const rows = withDitto(named, { columns: [1, 6, 7], mark: "〃" });
  const over = [
    "Հ/Հ",
    "Անձ",
    "",
    "",
    "Սեռ",
    "Ծննդյան ամսաթիվ",
    "Տեղահանման վայր",
    "",
    "Տեղահանման տարեթիվ",
    "Բնակության վայր",
  ];
  const under = ["", "Ազգանուն", "Անուն", "Հայրանուն", "", "", "Գյուղ", "Շրջան", "", ""];
  const head = [["Տեղահանված անձանց ցուցակ"], ["Կազմվել է 2005 թ."], [], over, under];
  const merges = [
    { row: 0, column: 0, rows: 1, columns: 10 },
    { row: 3, column: 1, rows: 1, columns: 3 },
    { row: 3, column: 6, rows: 1, columns: 2 },
    ...[0, 4, 5, 8, 9].map((column) => ({ row: 3, column, rows: 2, columns: 1 })),
  ];
  const foot = [["Ընդամենը", rows.length]];
  return {
    file: "teruni-displaced-lantern.xlsx",
    format: "xlsx",
    tables: [{ sheet: "Ցուցակ", head, rows, foot, merges }],
  };
}

/** A real date cell where the day is as it should be; what the clerk got wrong or shortened stays text. */
function dateCell(person: Person, written: string) {
  return written === dateForms.dotted.day(person.born) ? { date: person.born } : written;
}

/** Cyrillic: the registry office's names in one cell, semicolons, Windows-1251. */
export function russianDisplaced(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "russian",
    dates: dateForms.dotted,
    noFather: 0.06,
    noBirth: 0.04,
    oldPlaceName: 0.6,
  });
  const entries = entriesOf(random, {
    world,
    writer,
    capture: { community: "asvali", households: 0.6, members: 0.92 },
  });
  const columns: readonly Column<Entry>[] = [
    { header: "№ п/п", cell: (entry) => entries.indexOf(entry) + 1 },
    {
      header: "ФИО",
      cell: (entry) =>
        withUnnamed(joined(entry.written.family, entry.written.given, entry.written.father), entry, "детей"),
    },
    { header: "Пол", cell: (entry) => (isFemale(entry) ? "ж" : "м") },
    { header: "Дата рождения", cell: ({ written }) => written.born },
    { header: "Откуда перемещён", cell: ({ person }) => writer.place(person.home) },
    { header: "Район", cell: ({ person }) => writer.district(person.home) },
    { header: "Дата перемещения", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "Адрес проживания", cell: ({ person }) => writer.place(person.host) },
    { header: "Номер семьи", cell: ({ number }) => `А-${number}` },
    {
      header: "Статус",
      cell: ({ person }) => (person.fate.status === "returned" ? "вернулся" : "перемещён"),
    },
  ];
  const rows = rowsOf(entries, columns, truthOf);
  const table = {
    sheet: "",
    head: [headerOf(columns)],
    rows: [...rows.slice(0, 130), ...rows.slice(110, 124), ...rows.slice(130)],
  };
  return { file: "asvali-displaced-union.csv", format: "csv-windows-1251", tables: [table] };
}

/** Georgian letters, tab-separated, UTF-16 as some spreadsheet programs save "Unicode text". */
export function georgianDisplaced(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "georgian",
    dates: dateForms.slashed,
    noFather: 0.12,
    noBirth: 0.07,
    oldPlaceName: 0.3,
  });
  const entries = entriesOf(random, {
    world,
    writer,
    capture: { community: "asvali", households: 0.5, members: 0.9 },
  });
  const columns: readonly Column<Entry>[] = [
    { header: "გვარი", cell: ({ written }) => written.family },
    { header: "სახელი", cell: ({ written }) => written.given },
    { header: "მამის სახელი", cell: ({ written }) => written.father },
    { header: "სქესი", cell: (entry) => (isFemale(entry) ? "მდედრობითი" : "მამრობითი") },
    { header: "დაბადების თარიღი", cell: ({ written }) => written.born },
    { header: "სოფელი დევნილობამდე", cell: ({ person }) => writer.place(person.home) },
    { header: "რაიონი", cell: ({ person }) => writer.district(person.home) },
    { header: "დევნილობის წელი", cell: ({ person }) => person.fate.when.year },
    { header: "საცხოვრებელი ადგილი", cell: ({ person }) => writer.place(person.host) },
  ];
  const rows = rowsOf(entries, columns, ({ person }) => [{ kind: "person", entity: person.id }]);
  return {
    file: "asvali-displaced-thread.tsv",
    format: "tsv-utf-16",
    tables: [{ sheet: "", head: [headerOf(columns)], rows }],
  };
}
