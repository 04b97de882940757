/** The geography of Kelmara, a country that is not on any map: the open sea lies at its coordinates. */
import type { Random } from "../../src/base/random.ts";
import { seededRandom } from "../../src/base/random.ts";

export type Level = "country" | "region" | "district" | "settlement";

/** Names as sounds, see spelling.ts. `former` was in use until the place was renamed. */
export type ExamplePlace = {
  readonly id: string;
  readonly level: Level;
  readonly sounds: string;
  readonly former?: string;
  readonly parent?: ExamplePlace;
  readonly latitude: number;
  readonly longitude: number;
};

// Region, then its districts, each with its settlements; the seat of a district bears its name.
const REGIONS = `
Orvan: Ilvaz Təprik Gveldi Sorqul Hənbiz Stremno | Qorumşa Ervəd Lumzar ʣorvel Pəsgir Vaşnoq | Penzir Ağrul Misdov Tunqəz Cavrel Bördis
Sarmel: Lusvar Zərbut Kemraş Ornaq Mʦvirel Hodmur | Mordəl Giltaş Arnuz Zborno Peşkur Yolqam | Xazvel Durmıq Sebrol Nəlçid Kovzar İrmət
Nerkal: Tolqan Bezruç Amğal Sindov Qırvez Lətmur | Aştəl Gövrin Zumrax Pəltoş Dırnas Övçəl | Virdaz Hılqut Mezbur Tarşul Nuxveç Keltim
Tesmar: Bəlmis Rozqan Ustrel Fəxdur Çovmis Əyriz | Ukrəz Pilgon Savduq Jəmrel Xorbis Tülvan | Sinvor Ləqdir Maznul Herçov Bıqtan Dovkəs
`;

// Villages that were renamed, as many in each region; the former name is the one that most old papers carry.
const FORMER: Readonly<Record<string, string>> = {
  Gveldi: "Trudovin",
  Ervəd: "Sulvat",
  Lumzar: "Rasvelsk",
  Misdov: "Aqbarın",
  Tunqəz: "Novozarsk",
  Zərbut: "Pervomost",
  Ornaq: "Tavşil",
  Giltaş: "Udarnovo",
  Sebrol: "Helmend",
  Kovzar: "Zvezdovka",
  Bezruç: "Mirolug",
  Zumrax: "Kolxovo",
  Pəltoş: "Darsunel",
  Mezbur: "Oktenovo",
  Keltim: "Şinqara",
  Rozqan: "Partovin",
  Ustrel: "Qəmişan",
  Pilgon: "Vetrolug",
  Maznul: "Arçivel",
  Herçov: "Sosnovin",
};

const CENTRES: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Orvan: [-30.2, -19.1],
  Sarmel: [-30.3, -17.6],
  Nerkal: [-30.9, -18.4],
  Tesmar: [-31.7, -18.3],
};

export type Country = {
  readonly all: readonly ExamplePlace[]; // parents before children
  readonly regions: readonly ExamplePlace[];
};

/** Kelmara with its 4 regions, 12 districts and 72 settlements. Sounds are in lower case. */
export function makeCountry(): Country {
  const random = seededRandom(19_890_117);
  const country = {
    id: "KEL",
    level: "country",
    sounds: "kelmara",
    latitude: -30.8,
    longitude: -18.4,
  } as const;
  const regions: ExamplePlace[] = [];
  const all: ExamplePlace[] = [country];
  for (const line of REGIONS.trim().split("\n")) {
    const [name = "", rest = ""] = line.split(": ");
    const [latitude, longitude] = CENTRES[name] ?? [0, 0];
    const region = placeBelow(country, {
      name,
      level: "region",
      number: regions.length + 1,
      latitude,
      longitude,
    });
    regions.push(region);
    all.push(region);
    rest.split(" | ").forEach((names, at) => {
      all.push(...districtOf(region, { settlements: names.split(" "), number: at + 1, random }));
    });
  }
  return { all, regions };
}

/** The settlements below `place`, at any depth. */
export function settlementsOf(country: Country, place: ExamplePlace): readonly ExamplePlace[] {
  return country.all.filter(
    ({ level, parent }) => level === "settlement" && (parent === place || parent?.parent === place),
  );
}

function districtOf(
  region: ExamplePlace,
  { settlements, number, random }: { settlements: readonly string[]; number: number; random: Random },
): readonly ExamplePlace[] {
  const shift = () => (random.next() - 0.5) * 0.9;
  const near = () => (random.next() - 0.5) * 0.24;
  const at = {
    latitude: degrees(region.latitude + shift() / 2),
    longitude: degrees(region.longitude + shift()),
  };
  const district = placeBelow(region, { name: settlements[0] ?? "", level: "district", number, ...at });
  const below = settlements.map((name, i) =>
    placeBelow(district, {
      name,
      level: "settlement",
      number: i + 1,
      latitude: degrees(at.latitude + near()),
      longitude: degrees(at.longitude + near()),
    }),
  );
  return [district, ...below];
}

type NewPlace = Pick<ExamplePlace, "level" | "latitude" | "longitude"> & { name: string; number: number };

function placeBelow(
  parent: ExamplePlace,
  { name, level, number, latitude, longitude }: NewPlace,
): ExamplePlace {
  const former = level === "settlement" ? FORMER[name] : undefined;
  return {
    id: `${parent.id}-${String(number).padStart(level === "settlement" ? 2 : 1, "0")}`,
    level,
    sounds: soundsOf(name),
    ...(former === undefined ? {} : { former: soundsOf(former) }),
    parent,
    latitude,
    longitude,
  };
}

const soundsOf = (name: string) => name.replace("İ", "i").toLowerCase();
const degrees = (value: number) => Math.round(value * 10_000) / 10_000;
