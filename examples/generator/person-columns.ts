/** The cells that lists of people share: names with their clerk's habits and errors, dates of birth, places. */
import type { Random } from "../../src/base/random.ts";
import { happens } from "./chance.ts";
import { type Clerk, makeClerk, type Script } from "./clerks.ts";
import { type DateForm, maybeMistype, writeBirth } from "./mistakes.ts";
import type { Day, Person } from "./people.ts";
import type { ExamplePlace } from "./places.ts";

/** How well a list was kept: the chances of each omission and error. */
export type Habits = {
  readonly script: Script;
  readonly dates: DateForm;
  readonly noFather: number; // the father's name is missing
  readonly noBirth: number; // the date of birth is missing
  readonly oldPlaceName: number; // a renamed place under its former name
};

/** A person as one row of the list writes them. */
export type Written = {
  readonly given: string;
  readonly father: string; // "" when missing
  readonly family: string;
  readonly born: string; // "" when missing
};

export type PersonWriter = {
  names(person: Person): Written;
  place(place: ExamplePlace): string;
  district(place: ExamplePlace): string;
  region(place: ExamplePlace): string;
  /** The date of a harm: the day, or the year only for one in ten. */
  date(day: Day): string;
  readonly clerk: Clerk;
};

export function makePersonWriter(random: Random, habits: Habits): PersonWriter {
  const clerk = makeClerk(habits.script, random);
  const place = (of: ExamplePlace) => clerk.place(of, happens(random, habits.oldPlaceName));
  return {
    clerk,
    place,
    names: (person) => writeNames(random, { person, clerk, habits }),
    district: (of) => clerk.place(of.parent ?? of),
    region: (of) => clerk.place(of.parent?.parent ?? of),
    date: (day) => (happens(random, 0.1) ? habits.dates.year(day.year) : habits.dates.day(day)),
  };
}

function writeNames(
  random: Random,
  { person, clerk, habits }: { person: Person; clerk: Clerk; habits: Habits },
): Written {
  const given = maybeMistype(random, clerk.given(person.given));
  const family = maybeMistype(random, clerk.family(person.family, person.sex), 0.045);
  const father = happens(random, habits.noFather)
    ? ""
    : maybeMistype(random, clerk.father(person.father, person.sex));
  const born = happens(random, habits.noBirth) ? "" : writeBirth(random, person.born, habits.dates);
  const swapped = happens(random, 0.02);
  return { given: swapped ? family : given, family: swapped ? given : family, father, born };
}

/** The names in one cell, empty ones left out. */
export const joined = (...names: readonly string[]): string => names.filter((name) => name !== "").join(" ");
