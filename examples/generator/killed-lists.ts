/** The two books of the dead, and the list and record of what happened at one market. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { happens, shuffled } from "./chance.ts";
import { type Column, type ExampleList, headerOf, rowsOf } from "./list.ts";
import { dateForms, writeAge } from "./mistakes.ts";
import type { Community, Person } from "./people.ts";
import { joined, makePersonWriter, type Written } from "./person-columns.ts";
import type { World } from "./world.ts";

type Entry = { readonly person: Person; readonly written: Written };

/** The dead whom a book has: those who were killed, and missing people who were found dead before it was closed. */
function deadIn(
  random: Random,
  world: World,
  capture: Readonly<Record<Community, number>>,
): readonly Person[] {
  const isDead = ({ fate }: Person) =>
    fate.kind === "killed" || (fate.status === "found-dead" && (fate.statusYear ?? 0) <= 2012);
  return shuffled(
    random,
    world.people.filter((person) => isDead(person) && happens(random, capture[person.community])),
  );
}

const truthOf = ({ person }: Entry) => [{ kind: "person", entity: person.id }];

/** Georgian letters, an OpenDocument sheet. */
export function georgianKilled(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "georgian",
    dates: dateForms.dotted,
    noFather: 0.1,
    noBirth: 0.06,
    oldPlaceName: 0.3,
  });
  const entries = deadIn(random, world, { teruni: 0.52, asvali: 0.34 }).map((person) => ({
    person,
    written: writer.names(person),
  }));
  const columns: readonly Column<Entry>[] = [
    { header: "გვარი", cell: ({ written }) => written.family },
    { header: "სახელი", cell: ({ written }) => written.given },
    { header: "მამის სახელი", cell: ({ written }) => written.father },
    { header: "სქესი", cell: ({ person }) => (person.sex === "female" ? "მდედრობითი" : "მამრობითი") },
    { header: "დაბადების თარიღი", cell: ({ written }) => written.born },
    { header: "დაღუპვის თარიღი", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "დაღუპვის ადგილი", cell: ({ person }) => writer.place(person.fate.where) },
    { header: "რაიონი", cell: ({ person }) => writer.district(person.fate.where) },
  ];
  const table = { sheet: "დაღუპულები", head: [headerOf(columns)], rows: rowsOf(entries, columns, truthOf) };
  return { file: "killed-return.ods", format: "ods", tables: [table] };
}

/** Armenian letters, semicolons. */
export function armenianKilled(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "armenian",
    dates: dateForms.dotted,
    noFather: 0.1,
    noBirth: 0.06,
    oldPlaceName: 0.3,
  });
  const entries = deadIn(random, world, { teruni: 0.34, asvali: 0.52 }).map((person) => ({
    person,
    written: writer.names(person),
  }));
  const columns: readonly Column<Entry>[] = [
    { header: "Ազգանուն", cell: ({ written }) => written.family },
    { header: "Անուն", cell: ({ written }) => written.given },
    { header: "Հայրանուն", cell: ({ written }) => written.father },
    { header: "Սեռ", cell: ({ person }) => (person.sex === "female" ? "իգական" : "արական") },
    { header: "Ծննդյան ամսաթիվ", cell: ({ written }) => written.born },
    { header: "Զոհվելու ամսաթիվ", cell: ({ person }) => writer.date(person.fate.when) },
    { header: "Զոհվելու վայր", cell: ({ person }) => writer.place(person.fate.where) },
    { header: "Շրջան", cell: ({ person }) => writer.district(person.fate.where) },
  ];
  const table = { sheet: "", head: [headerOf(columns)], rows: rowsOf(entries, columns, truthOf) };
  return { file: "killed-thread.csv", format: "csv-semicolon", tables: [table] };
}

/** Arabic letters, JSON lines: the victims of the market, the killed and the injured of both communities. */
export function arabicVictims(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "arabic",
    dates: dateForms.iso,
    noFather: 0.15,
    noBirth: 1,
    oldPlaceName: 0,
  });
  const entries = shuffled(random, world.event.victims).map((person) => ({
    person,
    written: writer.names(person),
  }));
  const columns: readonly Column<Entry>[] = [
    { header: "name", cell: ({ written }) => joined(written.given, written.father, written.family) },
    { header: "sex", cell: ({ person }) => person.sex },
    { header: "age", cell: ({ person }) => writeAge(random, person.born, person.fate.when) },
    { header: "harm", cell: ({ person }) => person.fate.kind },
    { header: "incident_date", cell: ({ person }) => dateForms.iso.day(person.fate.when) },
    { header: "incident_place", cell: ({ person }) => writer.place(person.fate.where) },
    { header: "event", cell: () => `قصف سوق ${writer.clerk.place(world.event.place)}` },
  ];
  return {
    file: "market-victims.jsonl",
    format: "jsonl",
    tables: [{ sheet: "", head: [headerOf(columns)], rows: rowsOf(entries, columns, truthOf) }],
  };
}

/** The event itself, as an organisation of the other community wrote it down. */
export function marketEvent(world: World): ExampleList {
  const { when, victims } = world.event;
  const count = (kind: string) => victims.filter(({ fate }) => fate.kind === kind).length;
  const cells = [
    "Shelling of the market of Sindov",
    "shelling",
    dateForms.iso.day(when),
    "Sindov",
    "Nerkal",
    count("killed"),
    count("injured"),
  ];
  const head = [["event", "type", "date", "place", "region", "number killed", "number injured"]];
  const rows = [{ cells, truth: [{ kind: "event", entity: "market-of-sindov" }] }];
  return { file: "market-event.json", format: "json", tables: [{ sheet: "", head, rows }] };
}
