/** Lists of cemeteries and shrines, homes, and mined land. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { happens, shuffled } from "./chance.ts";
import { makeClerk } from "./clerks.ts";
import { landDetails, siteVisits } from "./detail-columns.ts";
import { type Column, type ExampleList, headerOf, type ListCell, rowsOf } from "./list.ts";
import { dateForms, maybeMistype } from "./mistakes.ts";
import type { Community } from "./people.ts";
import { joined } from "./person-columns.ts";
import type { Condition, Hazard, Home, Site } from "./sites.ts";
import type { World } from "./world.ts";

const capture = <T>(random: Random, things: readonly T[], chance: (thing: T) => number) =>
  shuffled(
    random,
    things.filter((thing) => happens(random, chance(thing))),
  );

const siteTruth = ({ id }: { readonly id: string }) => [{ kind: "site", entity: id }];

const RUSSIAN_CONDITIONS: Readonly<Record<Condition, string>> = {
  good: "хорошее",
  fair: "удовлетворительное",
  poor: "плохое",
  "very bad": "очень плохое",
  destroyed: "разрушено",
};
const RUSSIAN_HARMS = { destroyed: "разрушено", damaged: "повреждено", desecrated: "осквернено" } as const;

/** Cyrillic: cemeteries and shrines, mostly those of the Teruni. */
export function russianSites(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("russian", random);
  const sites = capture(random, world.sites, ({ community }) => (community === "teruni" ? 0.75 : 0.4));
  const name = ({ sounds, type }: Site) =>
    `${maybeMistype(random, clerk.word(sounds))} (${type === "cemetery" ? "кладбище" : "святыня"})`;
  const columns: readonly Column<Site>[] = [
    { header: "Название", cell: name },
    { header: "Тип", cell: ({ type }) => (type === "cemetery" ? "кладбище" : "святыня") },
    { header: "Населённый пункт", cell: ({ place }) => clerk.place(place, happens(random, 0.4)) },
    { header: "Район", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Состояние до", cell: ({ before }) => RUSSIAN_CONDITIONS[before] },
    { header: "Состояние после", cell: ({ after }) => RUSSIAN_CONDITIONS[after] },
    { header: "Ущерб", cell: ({ harm }) => (harm === undefined ? "" : RUSSIAN_HARMS[harm]) },
    { header: "Год", cell: ({ harm, year }) => (harm === undefined ? "" : year) },
    { header: "Широта", cell: ({ latitude }) => moved(random, latitude) },
    { header: "Долгота", cell: ({ longitude }) => moved(random, longitude) },
    ...siteVisits(seed, {
      headers: ["Дата обследования", "Обследовал"],
      names: ["Гвелдин А.", "Юмсар Л.", "группа общества"],
      form: "dotted",
    }),
  ];
  return {
    file: "sites-return.csv",
    format: "csv",
    tables: [{ sheet: "", head: [headerOf(columns)], rows: rowsOf(sites, columns, siteTruth) }],
  };
}

/** Latin letters: cemeteries and shrines, mostly those of the Asvali, as a workbook. */
export function englishSites(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("english", random);
  const sites = capture(random, world.sites, ({ community }) => (community === "asvali" ? 0.75 : 0.4));
  const columns: readonly Column<Site>[] = [
    {
      header: "Site name",
      cell: ({ sounds, type }) => `${maybeMistype(random, clerk.word(sounds))} ${type}`,
    },
    { header: "Type", cell: ({ type }) => type },
    { header: "Settlement", cell: ({ place }) => clerk.place(place, happens(random, 0.2)) },
    { header: "District", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Condition before", cell: ({ before }) => before },
    { header: "Condition after", cell: ({ after }) => after },
    {
      header: "Damage",
      cell: ({ harm }) => harm ?? "none seen",
    },
    { header: "Year of damage", cell: ({ harm, year }) => (harm === undefined ? "" : year) },
    { header: "Status", cell: ({ harm, restored }) => (harm !== undefined && restored ? "restored" : "") },
    { header: "Graves", cell: ({ graves }) => (graves === 0 ? "" : graves) },
    { header: "Latitude", cell: ({ latitude }) => moved(random, latitude) },
    { header: "Longitude", cell: ({ longitude }) => moved(random, longitude) },
    ...siteVisits(seed, {
      headers: ["Date of visit", "Visited by"],
      names: ["A. Harvel", "M. Tesk", "volunteers of the archive"],
      form: "iso",
    }),
  ];
  const head = [["Cemeteries and shrines visited 2003 to 2019"], headerOf(columns)];
  return {
    file: "sites-thread.xlsx",
    format: "xlsx",
    tables: [{ sheet: "Sites", head, rows: rowsOf(sites, columns, siteTruth) }],
  };
}

/** Homes of one community's displaced households: each union lists its own. */
function homesOf(world: World, community: Community): readonly Home[] {
  return world.homes.filter(({ owner }) => owner.community === community);
}

/** Latin letters: homes in Sarmel. */
export function latinHomes(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("latin", random);
  const harms = { destroyed: "dağıdılıb", damaged: "zədələnib", occupied: "zəbt olunub" } as const;
  const columns: readonly Column<Home>[] = [
    {
      header: "Ev sahibi",
      cell: ({ owner }) => joined(clerk.family(owner.family, owner.sex), clerk.given(owner.given)),
    },
    { header: "Tipi", cell: () => "ev" },
    { header: "Kənd", cell: ({ place }) => clerk.place(place, happens(random, 0.4)) },
    { header: "Rayon", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Vəziyyəti", cell: ({ harm }) => harms[harm] },
    { header: "İl", cell: ({ year }) => year },
    { header: "Otaq sayı", cell: ({ rooms }) => rooms },
  ];
  const rows = rowsOf(homesOf(world, "teruni"), columns, siteTruth);
  return {
    file: "homes-return.csv",
    format: "csv",
    tables: [{ sheet: "", head: [headerOf(columns)], rows }],
  };
}

/** Armenian letters: homes in Orvan. */
export function armenianHomes(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("armenian", random);
  const harms = { destroyed: "ավերված", damaged: "վնասված", occupied: "բռնազավթված" } as const;
  const columns: readonly Column<Home>[] = [
    {
      header: "Տան տերը",
      cell: ({ owner }) => joined(clerk.given(owner.given), clerk.family(owner.family, owner.sex)),
    },
    { header: "Տեսակ", cell: () => "տուն" },
    { header: "Գյուղ", cell: ({ place }) => clerk.place(place, happens(random, 0.4)) },
    { header: "Շրջան", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Վիճակ", cell: ({ harm }) => harms[harm] },
    { header: "Տարեթիվ", cell: ({ year }) => year },
    { header: "Սենյակների թիվ", cell: ({ rooms }) => rooms },
  ];
  const rows = rowsOf(homesOf(world, "asvali"), columns, siteTruth);
  return {
    file: "homes-union.xlsx",
    format: "xlsx",
    tables: [{ sheet: "Տներ", head: [headerOf(columns)], rows }],
  };
}

const hazardTruth = ({ id }: Hazard) => [{ kind: "hazard", entity: id }];

/** Latin letters: hazard areas with their clearance. */
export function englishHazards(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("english", random);
  const hazards = capture(random, world.hazards, () => 0.66);
  const columns: readonly Column<Hazard>[] = [
    { header: "Hazard ID", cell: (hazard) => `HA-${String(hazards.indexOf(hazard) + 1).padStart(3, "0")}` },
    { header: "Name", cell: ({ place, number }) => `${clerk.place(place)} ${number}` },
    { header: "Settlement", cell: ({ place }) => clerk.place(place) },
    { header: "District", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Area (m2)", cell: ({ areaM2 }) => areaM2 },
    { header: "Device", cell: ({ device }) => device },
    { header: "Classification", cell: ({ confirmed }) => (confirmed ? "CHA" : "SHA") },
    { header: "Status", cell: ({ cleared }) => (cleared ? "cleared" : "open") },
    { header: "Date reported", cell: ({ reported }) => dateForms.iso.day(reported) },
    { header: "Latitude", cell: ({ latitude }) => moved(random, latitude) },
    { header: "Longitude", cell: ({ longitude }) => moved(random, longitude) },
    ...landDetails(seed, ({ place }) => makeClerk("english", seededRandom(seed)).place(place)),
  ];
  const table = { sheet: "", head: [headerOf(columns)], rows: rowsOf(hazards, columns, hazardTruth) };
  return { file: "hazards-lantern.csv", format: "csv-bom", tables: [table] };
}

const RUSSIAN_DEVICES: Readonly<Record<Hazard["device"], string>> = {
  "anti-personnel mines": "противопехотные мины",
  "anti-vehicle mines": "противотанковые мины",
  "cluster munitions": "кассетные боеприпасы",
  "unexploded ordnance": "неразорвавшиеся боеприпасы",
};

/** Cyrillic: the same land as the other side's deminers know it, in hectares. */
export function russianHazards(world: World, seed: number): ExampleList {
  const random = seededRandom(seed);
  const clerk = makeClerk("russian", random);
  const hazards = capture(random, world.hazards, () => 0.55);
  const columns: readonly Column<Hazard>[] = [
    { header: "Название участка", cell: ({ place, number }) => `${clerk.place(place)}-${number}` },
    { header: "Населённый пункт", cell: ({ place }) => clerk.place(place, happens(random, 0.4)) },
    { header: "Район", cell: ({ place }) => clerk.place(place.parent ?? place) },
    { header: "Площадь, га", cell: ({ areaM2 }): ListCell => String(areaM2 / 10_000).replace(".", ",") },
    { header: "Тип боеприпаса", cell: ({ device }) => RUSSIAN_DEVICES[device] },
    { header: "Статус", cell: ({ cleared }) => (cleared ? "разминировано" : "открыт") },
    { header: "Дата", cell: ({ reported }) => dateForms.dotted.day(reported) },
    { header: "Широта", cell: ({ latitude }) => moved(random, latitude) },
    { header: "Долгота", cell: ({ longitude }) => moved(random, longitude) },
  ];
  const table = { sheet: "", head: [headerOf(columns)], rows: rowsOf(hazards, columns, hazardTruth) };
  return { file: "hazards-union.csv", format: "csv-windows-1251", tables: [table] };
}

/** A coordinate as another instrument at another corner of the place gives it: within 220 m. */
const moved = (random: Random, degrees: number) =>
  Math.round((degrees + (random.next() - 0.5) * 0.004) * 100_000) / 100_000;
