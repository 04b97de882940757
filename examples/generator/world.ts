/** Kelmara's people, sites and land, as they truly were: what the lists then only partly and wrongly tell. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { sample } from "./chance.ts";
import { makeFamilies } from "./families.ts";
import {
  type Community,
  type Day,
  type Fate,
  type History,
  type Household,
  makePeople,
  type Person,
} from "./people.ts";
import { type Country, type ExamplePlace, makeCountry, settlementsOf } from "./places.ts";
import { type Hazard, type Home, makeHazards, makeHomes, makeSites, type Site } from "./sites.ts";

export type World = {
  readonly country: Country;
  readonly households: readonly Household[];
  readonly people: readonly Person[];
  readonly event: { readonly place: ExamplePlace; readonly when: Day; readonly victims: readonly Person[] };
  readonly sites: readonly Site[];
  readonly homes: readonly Home[];
  readonly hazards: readonly Hazard[];
};

const MARKET_DAY: Day = { year: 1993, month: 5, day: 17 };

/** The whole world of a seed. The Teruni were driven out of Sarmel, the Asvali out of Orvan; both lived in Nerkal. */
export function makeWorld(seed: number): World {
  const country = makeCountry();
  const [orvan, sarmel, nerkal, tesmar] = country.regions.map((region) => settlementsOf(country, region));
  if (!orvan || !sarmel || !nerkal || !tesmar) throw new RangeError("got fewer than four regions");
  // Not the seat of its district: a figure for the village must not be read as one for the district.
  const market = nerkal.find(({ sounds }) => sounds === "sindov");
  if (market === undefined) throw new RangeError("got no settlement Sindov");
  const random = seededRandom(seed);
  const families = makeFamilies(random);
  const fields = [...nerkal, ...nerkal, ...orvan, ...sarmel];
  const counts = { households: 175, missing: 200, killed: 170, fields };
  const teruni: History = {
    community: "teruni",
    homes: sarmel,
    hosts: [...orvan, ...tesmar],
    waves: waves(1989),
    ...counts,
  };
  const asvali: History = {
    community: "asvali",
    homes: orvan,
    hosts: [...sarmel, ...tesmar],
    waves: waves(1990),
    ...counts,
  };
  const made = [teruni, asvali].flatMap((history) => makePeople(random, history, families));
  const victims = new Map(
    ["teruni" as const, "asvali" as const].flatMap((community) => [
      ...eventFates(random, { made, community, market }),
    ]),
  );
  const households = made.map((household) => ({
    ...household,
    people: household.people.map((person) => ({ ...person, fate: victims.get(person.id) ?? person.fate })),
  }));
  const people = households.flatMap((household) => household.people);
  return {
    country,
    households,
    people,
    event: { place: market, when: MARKET_DAY, victims: people.filter(({ id }) => victims.has(id)) },
    sites: [
      ...makeSites(random, { community: "teruni", homes: sarmel, count: 52 }),
      ...makeSites(random, { community: "asvali", homes: orvan, count: 52 }),
    ],
    homes: makeHomes(random, ownersOf(random, households)),
    hazards: makeHazards(random, [...nerkal, ...nerkal, ...orvan.slice(12), ...sarmel.slice(12)], 84),
  };
}

/** Three waves over thirty years; each community's own begins at `year`. */
const waves = (year: number): History["waves"] => [
  { from: { year, month: 10, day: 20 }, days: 110, share: 0.5 },
  { from: { year: year + 2, month: 5, day: 10 }, days: 150, share: 0.38 },
  { from: { year: 2016, month: 4, day: 2 }, days: 1100, share: 0.12 },
];

/** People of both communities, as many of each, who were at the market that day: 16 killed and 7 injured. */
function eventFates(
  random: Random,
  { made, community, market }: { made: readonly Household[]; community: Community; market: ExamplePlace },
): ReadonlyMap<string, Fate> {
  const killed = made
    .flatMap(({ people }) => people)
    .filter(
      (person) => person.community === community && person.fate.kind === "killed" && person.born.year < 1993,
    );
  const chosen = sample(random, killed, 23);
  return new Map(
    chosen.map(({ id }, at) => [
      id,
      { kind: at % 3 === 2 ? "injured" : "killed", when: MARKET_DAY, where: market, status: "open" },
    ]),
  );
}

function ownersOf(random: Random, households: readonly Household[]): readonly Person[] {
  const headsOf = (community: Community) =>
    households.filter((household) => household.community === community).map(({ people }) => people[0]!);
  return [...sample(random, headsOf("teruni"), 48), ...sample(random, headsOf("asvali"), 48)];
}
