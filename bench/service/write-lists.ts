/** Three lists of invented people in one invented country: who was killed or went missing, where and when. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Random, seededRandom } from "../../src/base/random.ts";
import type { Script } from "../../src/names/index.ts";
import { type MadeName, nameMaker, pick, write } from "../search/made-names.ts";
import { readNameWords } from "../search/name-words.ts";

/** A list of so many rows, whose first person is the country's `from`th: lists that overlap share people. */
type List = { readonly name: string; readonly rows: number; readonly from: number };

export type MadeLists = {
  readonly places: string; // path of the table of places
  readonly people: readonly { readonly name: string; readonly path: string }[];
};

const HEADER = "id,full name,date of birth,date of disappearance,village,status";
const DISTRICTS = 20;
const VILLAGES = 400;
export const YEARS = [1990, 1991, 1992, 1993, 1994, 1995] as const;

/** Writes the lists to a folder: `records` rows in all, of 85 people for 100 rows. */
export async function makeLists(folder: string, records: number): Promise<MadeLists> {
  const places = join(folder, "places.csv");
  await writeFile(places, `id,parent,level,name\n${placeRows().join("\n")}\n`);
  const share = (part: number) => Math.round(part * records);
  const lists: readonly List[] = [
    { name: "families", rows: share(0.5), from: 0 },
    { name: "hospitals", rows: share(0.3), from: share(0.4) },
    { name: "detention", rows: share(0.2), from: share(0.65) },
  ];
  const people = makePeople(share(0.85));
  const written = [];
  for (const list of lists) {
    const path = join(folder, `${list.name}.csv`);
    await writeList(path, list, people);
    written.push({ name: list.name, path });
  }
  return { places, people: written };
}

type Person = {
  readonly name: MadeName;
  readonly born: string;
  readonly lost: string;
  readonly village: number;
  readonly status: string;
};

function makePeople(count: number): readonly Person[] {
  const random = seededRandom(20_261_126);
  const make = nameMaker(readNameWords(), random);
  return Array.from({ length: count }, () => ({
    name: make(),
    born: day(1930 + random.below(60), random),
    lost: day(pick(YEARS, random), random),
    village: random.below(VILLAGES),
    status: random.below(3) === 0 ? "missing" : "killed",
  }));
}

/** A list writes each name in one of the scripts that it can be written in. */
async function writeList(path: string, { rows, from }: List, people: readonly Person[]): Promise<void> {
  const random = seededRandom(from + 1);
  const file = createWriteStream(path);
  file.write(`${HEADER}\n`);
  for (let row = 0; row < rows; row++) {
    const person = people[from + row];
    if (person === undefined) throw new Error(`got no person ${from + row}`);
    const { name, born, lost, village, status } = person;
    const text = random.below(3) === 0 ? write(name.words, anyScript(name, random)) : name.text;
    const line = `${row + 1},${text},${born},${lost},${villageName(village)},${status}\n`;
    if (!file.write(line)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}

function anyScript({ words, script }: MadeName, random: Random): Script {
  const [first, ...others] = words;
  const scripts = [...(first?.forms.keys() ?? [])].filter((each) =>
    others.every(({ forms }) => forms.has(each)),
  );
  return scripts.length === 0 ? script : pick(scripts, random);
}

const day = (year: number, random: Random): string =>
  `${year}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`;
const pad = (number: number): string => String(number).padStart(2, "0");

const first = [
  "Bel",
  "Dor",
  "Gar",
  "Hul",
  "Kem",
  "Lus",
  "Mor",
  "Nor",
  "Pel",
  "Qar",
  "Ras",
  "Sol",
  "Tav",
  "Ur",
  "Vel",
  "Zar",
];
const second = ["ada", "eki", "ili", "omu", "una", "avo", "eri", "iso", "ota", "ubi"];
const third = ["", "n", "r", "sk", "th"];

/** A name of its own for each village and district. */
function placeName(number: number): string {
  const [a, b] = [number % first.length, Math.floor(number / first.length)];
  return `${first[a]}${second[b % second.length]}${third[Math.floor(b / second.length) % third.length]}`;
}
export const villageName = (village: number): string => placeName(village);
export const districtName = (district: number): string => `District ${placeName(VILLAGES + district)}`;

function placeRows(): readonly string[] {
  const districts = Array.from({ length: DISTRICTS }, (_, i) => `D${i},C,district,${districtName(i)}`);
  const villages = Array.from(
    { length: VILLAGES },
    (_, i) => `V${i},D${i % DISTRICTS},settlement,${villageName(i)}`,
  );
  return ["C,,country,Verna", ...districts, ...villages];
}
