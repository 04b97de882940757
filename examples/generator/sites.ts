/** Cemeteries, shrines, homes and mined fields of the example. */
import type { Random } from "../../src/base/random.ts";
import { between, happens, pick } from "./chance.ts";
import { type Community, type Day, dayAfter, type Person } from "./people.ts";
import type { ExamplePlace } from "./places.ts";

export const conditions = ["good", "fair", "poor", "very bad", "destroyed"] as const;
export type Condition = (typeof conditions)[number];

export type Site = {
  readonly id: string;
  readonly community: Community; // whose it is
  readonly type: "cemetery" | "shrine";
  readonly sounds: string; // its name
  readonly place: ExamplePlace;
  readonly before: Condition;
  readonly after: Condition;
  readonly harm: "destroyed" | "damaged" | "desecrated" | undefined;
  readonly year: number;
  readonly restored: boolean;
  readonly graves: number;
  readonly latitude: number;
  readonly longitude: number;
};

export type Home = {
  readonly id: string;
  readonly owner: Person;
  readonly place: ExamplePlace;
  readonly harm: "destroyed" | "damaged" | "occupied";
  readonly year: number;
  readonly rooms: number;
};

export type Hazard = {
  readonly id: string;
  readonly place: ExamplePlace;
  readonly number: number;
  readonly areaM2: number;
  readonly device:
    | "anti-personnel mines"
    | "anti-vehicle mines"
    | "cluster munitions"
    | "unexploded ordnance";
  readonly confirmed: boolean;
  readonly cleared: boolean;
  readonly reported: Day;
  readonly latitude: number;
  readonly longitude: number;
};

const SITE_NAMES = `arqavan dostəl umbrar sarıqul vela nurxan talmis qədər orsul peşdəm zolmar irvan mazgil tuman əlvid
korsət huran bəndur yoldaş simurz dəstə varzin muxtəl ʣora ağvan livaş ʦinar gülrus hamdəm resvan`;

// In turn and not drawn, so that both communities' sites met the same fate as often.
const AFTER = ["destroyed", "poor", "very bad", "destroyed", "fair", "poor", "good"] as const;
const HOME_HARMS = ["destroyed", "occupied", "damaged", "occupied"] as const;

/** Sites of one community, where it lived. Each has a name of its own within its settlement. */
export function makeSites(
  random: Random,
  { community, homes, count }: { community: Community; homes: readonly ExamplePlace[]; count: number },
): readonly Site[] {
  const names = SITE_NAMES.trim().split(/\s+/);
  return Array.from({ length: count }, (_, at) => {
    const place = pick(random, homes);
    const after = AFTER[at % AFTER.length]!;
    const type = happens(random, 0.55) ? "cemetery" : "shrine";
    return {
      id: `${community}-site-${at + 1}`,
      community,
      type,
      sounds: pick(random, names),
      place,
      before: pick(random, ["good", "good", "fair"] as const),
      after,
      harm: harmOf(random, after),
      year: between(random, 1989, 2019),
      restored: happens(random, 0.07),
      graves: type === "cemetery" ? between(random, 20, 900) : 0,
      ...near(random, place),
    };
  });
}

function harmOf(random: Random, after: Condition): Site["harm"] {
  if (after === "destroyed") return "destroyed";
  if (after === "good") return undefined;
  return happens(random, 0.25) ? "desecrated" : "damaged";
}

/** The homes of some displaced heads of households. */
export function makeHomes(random: Random, owners: readonly Person[]): readonly Home[] {
  return owners.map((owner, at) => ({
    id: `home-${owner.household}`,
    owner,
    place: owner.home,
    harm: HOME_HARMS[at % HOME_HARMS.length]!,
    year: owner.fate.when.year + between(random, 0, 3),
    rooms: between(random, 2, 7),
  }));
}

/** Mined and suspected areas, several near most of the settlements of the front. */
export function makeHazards(
  random: Random,
  places: readonly ExamplePlace[],
  count: number,
): readonly Hazard[] {
  const numbers = new Map<ExamplePlace, number>();
  return Array.from({ length: count }, (_, at) => {
    const place = pick(random, places);
    const number = (numbers.get(place) ?? 0) + 1;
    numbers.set(place, number);
    return {
      id: `hazard-${at + 1}`,
      place,
      number,
      areaM2: between(random, 4, 600) * 250,
      device: pick(random, [
        "anti-personnel mines",
        "anti-personnel mines",
        "anti-vehicle mines",
        "cluster munitions",
        "unexploded ordnance",
      ] as const),
      confirmed: happens(random, 0.6),
      cleared: happens(random, 0.2),
      reported: dayAfter(random, { year: 2004, month: 3, day: 1 }, 6000),
      ...near(random, place),
    };
  });
}

const near = (random: Random, { latitude, longitude }: ExamplePlace) => ({
  latitude: Math.round((latitude + (random.next() - 0.5) * 0.05) * 100_000) / 100_000,
  longitude: Math.round((longitude + (random.next() - 0.5) * 0.05) * 100_000) / 100_000,
});
