/** The people of the example and what happened to them. Both communities are made by the same function. */
import type { PrefixDate } from "../../src/base/prefix-date.ts";
import type { Random } from "../../src/base/random.ts";
import { between, happens, pick } from "./chance.ts";
import type { Family } from "./families.ts";
import { femaleNames, type GivenName, maleNames, type Sex } from "./given-names.ts";
import type { ExamplePlace } from "./places.ts";

export type Day = Required<PrefixDate>;

export type Community = "teruni" | "asvali";

export type Fate = {
  readonly kind: "displaced" | "missing" | "killed" | "injured";
  readonly when: Day;
  readonly where: ExamplePlace; // settlement
  readonly status: "open" | "returned" | "found-alive" | "found-dead";
  readonly statusYear?: number;
};

export type Person = {
  readonly id: string;
  readonly community: Community;
  readonly household: string;
  readonly role: "head" | "wife" | "child" | "parent" | "sibling";
  readonly sex: Sex;
  readonly given: GivenName;
  readonly father: GivenName;
  readonly mother: GivenName;
  readonly family: Family;
  readonly born: Day;
  readonly home: ExamplePlace; // settlement they lived in
  readonly host: ExamplePlace; // settlement that displaced members of the household came to
  readonly fate: Fate;
};

export type Household = {
  readonly id: string;
  readonly community: Community;
  readonly people: readonly Person[];
};

/** What one community's history needs: where it lived, where it fled to, when. */
export type History = {
  readonly community: Community;
  readonly homes: readonly ExamplePlace[];
  readonly hosts: readonly ExamplePlace[];
  readonly fields: readonly ExamplePlace[]; // where people went missing or were killed, besides at home
  readonly waves: readonly { readonly from: Day; readonly days: number; readonly share: number }[];
  readonly households: number;
  readonly missing: number;
  readonly killed: number;
};

/** Households whose living members are displaced, then single members of them who are missing or were killed. */
export function makePeople(
  random: Random,
  history: History,
  families: readonly Family[],
): readonly Household[] {
  const households = Array.from({ length: history.households }, (_, at) =>
    makeHousehold(random, history, { family: pick(random, families), number: at + 1 }),
  );
  const lost = new Map<string, Person[]>();
  const add = (kind: "missing" | "killed", count: number) => {
    for (let made = 0; made < count; made++) {
      const household = pick(random, households);
      const members = lost.get(household.id) ?? [];
      const id = `${household.id}-${kind === "missing" ? "m" : "k"}${members.length + 1}`;
      lost.set(household.id, [...members, makeLost(random, { household, id, kind, history })]);
    }
  };
  add("missing", history.missing);
  add("killed", history.killed);
  return households.map((household) => ({
    ...household,
    people: [...household.people, ...(lost.get(household.id) ?? [])],
  }));
}

function makeHousehold(
  random: Random,
  history: History,
  { family, number }: { family: Family; number: number },
): Household {
  const id = `${history.community}-${String(number).padStart(3, "0")}`;
  const left = leavingDay(random, history.waves);
  const home = pick(random, history.homes);
  const host = pick(random, history.hosts);
  const headBorn = between(random, left.year - 62, left.year - 26);
  const returned = happens(random, 0.08);
  const people: Person[] = [];
  const add = (person: Pick<Person, "role" | "sex" | "father"> & { born: number; given?: GivenName }) => {
    const status = returned && left.year < 2000 ? "returned" : "open";
    const when = happens(random, 0.85) ? left : dayAfter(random, left, 60);
    people.push({
      id: `${id}-${people.length + 1}`,
      community: history.community,
      household: id,
      given: unusedName(random, person.sex, people),
      mother: person.role === "child" ? mother : pick(random, femaleNames),
      family,
      ...person,
      born: dayIn(random, person.born),
      home,
      host,
      fate: {
        kind: "displaced",
        when,
        where: home,
        status,
        ...(status === "open" ? {} : { statusYear: 2003 }),
      },
    });
  };
  const grandfather = pick(random, maleNames);
  const mother = pick(random, femaleNames);
  add({ role: "head", sex: "male", father: grandfather, born: headBorn });
  const head = people[0]!.given;
  if (happens(random, 0.92))
    add({
      role: "wife",
      sex: "female",
      given: mother,
      father: pick(random, maleNames),
      born: headBorn + between(random, -1, 9),
    });
  const youngest = Math.min(left.year - 1, headBorn + 42);
  for (let children = between(random, 0, 4); children > 0; children--) {
    const born = between(random, Math.min(headBorn + 20, youngest), youngest);
    add({ role: "child", sex: happens(random, 0.5) ? "female" : "male", father: head, born });
  }
  if (happens(random, 0.25))
    add({
      role: "parent",
      sex: "female",
      father: pick(random, maleNames),
      born: headBorn - between(random, 18, 32),
    });
  return { id, community: history.community, people };
}

/** A member who was lost: mostly a brother, a son or a parent of the household's head. */
function makeLost(
  random: Random,
  {
    household,
    id,
    kind,
    history,
  }: { household: Household; id: string; kind: "missing" | "killed"; history: History },
): Person {
  const head = household.people[0]!;
  const when = happens(random, 0.88)
    ? dayAfter(random, { year: 1991, month: 9, day: 1 }, 1000)
    : dayAfter(random, { year: 2016, month: 4, day: 1 }, 1200);
  // Young heads of the last wave had no grown children in the first years, old ones no parents in the last.
  const roles = (["sibling", "sibling", "child", "child", "parent"] as const).filter(
    (role) =>
      (role !== "child" || head.born.year < when.year - 38) &&
      (role !== "parent" || head.born.year > when.year - 60),
  );
  const role = pick(random, roles);
  const sex = happens(random, role === "parent" ? 0.5 : 0.8) ? "male" : "female";
  const years = {
    sibling: between(random, -9, 9),
    child: between(random, 19, 30),
    parent: between(random, -28, -20),
  };
  const atHome = happens(random, 0.35);
  return {
    ...head,
    id,
    role,
    sex,
    given: unusedName(random, sex, household.people),
    father: { sibling: head.father, child: head.given, parent: pick(random, maleNames) }[role],
    mother: pick(random, femaleNames),
    born: dayIn(random, Math.min(head.born.year + years[role], when.year - 15)),
    fate: {
      kind,
      when,
      where: atHome ? head.home : pick(random, history.fields),
      ...lostStatus(random, kind, when.year),
    },
  };
}

function lostStatus(random: Random, kind: "missing" | "killed", year: number) {
  if (kind === "killed" || happens(random, 0.84)) return { status: "open" } as const;
  const statusYear = Math.min(2021, year + between(random, 1, 22));
  return happens(random, 0.7)
    ? ({ status: "found-dead", statusYear } as const)
    : ({ status: "found-alive", statusYear } as const);
}

/** Brothers and sisters do not share a given name. */
function unusedName(random: Random, sex: Sex, family: readonly Person[]): GivenName {
  const pool = (sex === "female" ? femaleNames : maleNames).filter(
    (name) => !family.some(({ given }) => given === name),
  );
  return pick(random, pool);
}

function leavingDay(random: Random, waves: History["waves"]): Day {
  const draw = random.next();
  const upTo = waves.map((_, at) => waves.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0));
  const wave = waves[upTo.findIndex((sum) => draw < sum)] ?? waves[0]!;
  return dayAfter(random, wave.from, wave.days);
}

/** A day of the year; registry offices wrote down many births on its first days. */
const dayIn = (random: Random, year: number): Day =>
  dayAfter(random, { year, month: 1, day: 1 }, happens(random, 0.03) ? 1 : 365);

/** A day less than `days` after `day`. */
export function dayAfter(random: Random, { year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + random.below(days)));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
