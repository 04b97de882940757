/** The three lists of missing people of the whole region; each organisation knows its own community best. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { happens, shuffled } from "./chance.ts";
import { missingDetails } from "./detail-columns.ts";
import { type Column, type ExampleList, headerOf, rowsOf } from "./list.ts";
import { arabicDigits, dateForms, writeAge } from "./mistakes.ts";
import type { Community, Person } from "./people.ts";
import { joined, makePersonWriter, type Written } from "./person-columns.ts";
import type { World } from "./world.ts";

type Entry = { readonly person: Person; readonly written: Written };

type Capture = { readonly teruni: number; readonly asvali: number };

/** The missing whom a list has, in no order. */
function missingOn(random: Random, world: World, capture: Capture): readonly Person[] {
  const chance = (community: Community) => capture[community];
  return shuffled(
    random,
    world.people.filter(
      ({ community, fate }) => fate.kind === "missing" && happens(random, chance(community)),
    ),
  );
}

const truthOf = ({ person }: Entry) => [{ kind: "person", entity: person.id }];

/** Only what was known when the list was made stands in its status column. */
function statusWords(
  year: number,
  words: Readonly<Record<"open" | "returned" | "found-alive" | "found-dead", string>>,
) {
  return ({ person: { fate } }: Entry) => words[(fate.statusYear ?? 0) <= year ? fate.status : "open"];
}

/** Arabic letters and digits: the full name in one cell, and for half of the people an age instead of a birth date. */
export function arabicMissing(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "arabic",
    dates: dateForms.arabic,
    noFather: 0.1,
    noBirth: 0.45,
    oldPlaceName: 0.2,
  });
  const people = missingOn(random, world, { teruni: 0.52, asvali: 0.36 });
  const entries = people.map((person) => ({ person, written: writer.names(person) }));
  const age = ({ person, written }: Entry) =>
    written.born === "" ? arabicDigits(String(writeAge(random, person.born, person.fate.when))) : "";
  const columns: readonly Column<Entry>[] = [
    { header: "م", cell: (entry) => arabicDigits(String(entries.indexOf(entry) + 1)) },
    { header: "الاسم الكامل", cell: ({ written }) => joined(written.given, written.father, written.family) },
    {
      header: "اسم الأم",
      cell: ({ person }) => (happens(random, 0.3) ? "" : writer.clerk.given(person.mother)),
    },
    { header: "الجنس", cell: ({ person }) => (person.sex === "female" ? "أنثى" : "ذكر") },
    { header: "تاريخ الميلاد", cell: ({ written }) => written.born },
    { header: "العمر", cell: age },
    { header: "تاريخ الفقدان", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "مكان الفقدان", cell: ({ person }) => writer.place(person.fate.where) },
    { header: "المنطقة", cell: ({ person }) => writer.district(person.fate.where) },
    {
      header: "الحالة",
      cell: statusWords(2010, {
        open: "مفقود",
        returned: "مفقود",
        "found-alive": "عثر عليه حيا",
        "found-dead": "عثر عليه متوفى",
      }),
    },
  ];
  const table = { sheet: "", head: [headerOf(columns)], rows: rowsOf(entries, columns, truthOf) };
  return { file: "missing-lantern.csv", format: "csv-bom", tables: [table] };
}

/** Cyrillic, an old binary workbook with a title, date cells and a total. */
export function russianMissing(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "russian",
    dates: dateForms.dotted,
    noFather: 0.07,
    noBirth: 0.06,
    oldPlaceName: 0.5,
  });
  const people = missingOn(random, world, { teruni: 0.36, asvali: 0.52 });
  const entries = people.map((person) => ({ person, written: writer.names(person) }));
  const born = ({ person, written }: Entry) =>
    written.born === dateForms.dotted.day(person.born) ? { date: person.born } : written.born;
  const columns: readonly Column<Entry>[] = [
    { header: "№", cell: (entry) => entries.indexOf(entry) + 1 },
    { header: "Фамилия", cell: ({ written }) => written.family },
    { header: "Имя", cell: ({ written }) => written.given },
    { header: "Отчество", cell: ({ written }) => written.father },
    { header: "Пол", cell: ({ person }) => (person.sex === "female" ? "женский" : "мужской") },
    { header: "Дата рождения", cell: born },
    { header: "Место жительства", cell: ({ person }) => writer.place(person.home) },
    { header: "Дата исчезновения", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "Место исчезновения", cell: ({ person }) => writer.place(person.fate.where) },
    {
      header: "Статус",
      cell: statusWords(2015, {
        open: "пропал без вести",
        returned: "пропал без вести",
        "found-alive": "найден живым",
        "found-dead": "найден погибшим",
      }),
    },
  ];
  const rows = rowsOf(entries, columns, truthOf);
  const head = [["Сводный список пропавших без вести, 2015 г."], [], headerOf(columns)];
  const merges = [{ row: 0, column: 0, rows: 1, columns: columns.length }];
  const foot = [["Итого", rows.length]];
  return {
    file: "missing-thread.xls",
    format: "xls",
    tables: [{ sheet: "Пропавшие", head, rows, foot, merges }],
  };
}

/** Latin letters as English-writing clerks put them: what an outside mission wrote down for both communities. */
export function englishMissing(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "english",
    dates: dateForms.iso,
    noFather: 0.25,
    noBirth: 0.25,
    oldPlaceName: 0.15,
  });
  const people = missingOn(random, world, { teruni: 0.38, asvali: 0.38 });
  const entries = people.map((person) => ({ person, written: writer.names(person) }));
  const name = ({ written }: Entry) =>
    happens(random, 0.06) ? `${written.family}, ${written.given}` : joined(written.given, written.family);
  const age = ({ person, written }: Entry) =>
    written.born === "" ? writeAge(random, person.born, person.fate.when) : "";
  const columns: readonly Column<Entry>[] = [
    { header: "File no.", cell: (entry) => `MP-${1000 + entries.indexOf(entry)}` },
    { header: "Full name", cell: name },
    { header: "Father's name", cell: ({ written }) => written.father },
    { header: "Sex", cell: ({ person }) => (person.sex === "female" ? "F" : "M") },
    { header: "Date of birth", cell: ({ written }) => written.born },
    { header: "Age when last seen", cell: age },
    { header: "Date last seen", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "Place last seen", cell: ({ person }) => writer.place(person.fate.where) },
    { header: "District", cell: ({ person }) => writer.district(person.fate.where) },
    {
      header: "Status",
      cell: statusWords(2019, {
        open: "missing",
        returned: "missing",
        "found-alive": "found alive",
        "found-dead": "found dead",
      }),
    },
    ...missingDetails(seed, 2019),
  ];
  const table = { sheet: "", head: [headerOf(columns)], rows: rowsOf(entries, columns, truthOf) };
  return { file: "missing-mission.csv", format: "csv", tables: [table] };
}
