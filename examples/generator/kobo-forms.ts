/** Household forms as KoboToolbox exports them: one sheet of households, one of their members that repeat. */
import { type Random, seededRandom } from "../../src/base/random.ts";
import { between, happens, pick, sample, shuffled } from "./chance.ts";
import { returnDetails } from "./detail-columns.ts";
import { type Column, type ExampleList, headerOf, rowsOf } from "./list.ts";
import { dateForms, writeAge } from "./mistakes.ts";
import { type Community, type Day, dayAfter, type Household, type Person } from "./people.ts";
import { joined, makePersonWriter } from "./person-columns.ts";
import type { World } from "./world.ts";

type Form = {
  readonly household: Household;
  readonly index: number;
  readonly uuid: string;
  readonly submitted: Day;
  readonly wish: string;
  readonly obstacles: readonly string[];
};

const OBSTACLES = ["mines", "occupied", "destroyed", "documents"] as const;
const SURVEY_START: Day = { year: 2021, month: 3, day: 1 };

/** The form of one community's households, collected by its own organisation with the same questions. */
export function koboHouseholds(world: World, seed: number, community: Community): ExampleList {
  const random = seededRandom(seed);
  const writer = makePersonWriter(random, {
    script: "english",
    dates: dateForms.iso,
    noFather: 0.05,
    noBirth: 0.15,
    oldPlaceName: 0.2,
  });
  const own = world.households.filter((household) => household.community === community);
  const forms = shuffled(random, sample(random, own, 34)).map((household, at) =>
    makeForm(random, household, at + 1),
  );
  const home = (household: Household) => household.people[0]!.home;

  const households: readonly Column<Form>[] = [
    { header: "start", cell: ({ submitted }) => `${dateForms.iso.day(submitted)}T09:12:41.000+04:00` },
    { header: "end", cell: ({ submitted }) => `${dateForms.iso.day(submitted)}T09:48:05.000+04:00` },
    { header: "head_name", cell: ({ household }) => headName(household, writer) },
    { header: "origin_settlement", cell: ({ household }) => writer.place(home(household)) },
    { header: "origin_district", cell: ({ household }) => writer.district(home(household)) },
    { header: "date_displaced", cell: ({ household }) => dateForms.iso.day(household.people[0]!.fate.when) },
    { header: "current_settlement", cell: ({ household }) => writer.place(household.people[0]!.host) },
    {
      header: "home_condition",
      cell: ({ household }) => homeCondition(random, world, household),
    },
    { header: "wish_to_return", cell: ({ wish }) => wish },
    { header: "obstacles", cell: ({ obstacles }) => obstacles.join(" ") },
    ...OBSTACLES.map((obstacle) => ({
      header: `obstacles/${obstacle}`,
      cell: ({ obstacles }: Form) => (obstacles.includes(obstacle) ? 1 : 0),
    })),
    ...returnDetails(seed),
    {
      header: "home_point",
      cell: ({ household }) => `${home(household).latitude} ${home(household).longitude} 0 0`,
    },
    { header: "_home_point_latitude", cell: ({ household }) => home(household).latitude },
    { header: "_home_point_longitude", cell: ({ household }) => home(household).longitude },
    { header: "_home_point_altitude", cell: () => 0 },
    { header: "_home_point_precision", cell: () => 0 },
    { header: "_id", cell: ({ index }) => 48_200 + index },
    { header: "_uuid", cell: ({ uuid }) => uuid },
    { header: "_submission_time", cell: ({ submitted }) => `${dateForms.iso.day(submitted)}T10:02:11` },
    { header: "_validation_status", cell: () => "" },
    { header: "_notes", cell: () => "" },
    { header: "_status", cell: () => "submitted_via_web" },
    { header: "_submitted_by", cell: () => `enumerator_${between(random, 1, 3)}` },
    { header: "__version__", cell: () => "vKelmara2021" },
    { header: "_tags", cell: () => "" },
    { header: "_index", cell: ({ index }) => index },
  ];
  type Member = {
    readonly form: Form;
    readonly person: Person;
    readonly written: ReturnType<typeof writer.names>;
  };
  const members: readonly Member[] = forms.flatMap((form) =>
    form.household.people
      .filter(({ fate, born }) => fate.kind === "displaced" && born.year > SURVEY_START.year - 92)
      .map((person) => ({ form, person, written: writer.names(person) })),
  );
  const memberColumns: readonly Column<Member>[] = [
    { header: "given_name", cell: ({ written }) => written.given },
    { header: "fathers_name", cell: ({ written }) => written.father },
    { header: "family_name", cell: ({ written }) => written.family },
    { header: "sex", cell: ({ person }) => person.sex },
    { header: "date_of_birth", cell: ({ written }) => written.born },
    { header: "age", cell: ({ person, form }) => writeAge(random, person.born, form.submitted) },
    { header: "relation_to_head", cell: ({ person }) => RELATIONS[person.role] },
    { header: "_index", cell: (member) => members.indexOf(member) + 1 },
    { header: "_parent_table_name", cell: () => "households" },
    { header: "_parent_index", cell: ({ form }) => form.index },
    { header: "_submission__id", cell: ({ form }) => 48_200 + form.index },
    { header: "_submission__uuid", cell: ({ form }) => form.uuid },
    {
      header: "_submission__submission_time",
      cell: ({ form }) => `${dateForms.iso.day(form.submitted)}T10:02:11`,
    },
    { header: "_submission__status", cell: () => "submitted_via_web" },
  ];
  const rows = rowsOf(forms, households, ({ household }) => [
    { kind: "person", entity: household.people[0]!.id },
  ]);
  const memberRows = rowsOf(members, memberColumns, ({ person }) => [{ kind: "person", entity: person.id }]);
  return {
    file: `${community}-households-kobo.xlsx`,
    format: "xlsx",
    tables: [
      { sheet: "households", head: [headerOf(households)], rows },
      { sheet: "members", head: [headerOf(memberColumns)], rows: memberRows },
    ],
  };
}

const RELATIONS: Readonly<Record<Person["role"], string>> = {
  head: "head",
  wife: "spouse",
  child: "child",
  parent: "parent",
  sibling: "sibling",
};

function makeForm(random: Random, household: Household, index: number): Form {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => random.below(16).toString(16)).join("");
  return {
    household,
    index,
    uuid: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    submitted: dayAfter(random, SURVEY_START, 90),
    wish: pick(random, ["yes", "yes", "yes_if_safe", "no", "undecided"]),
    obstacles: OBSTACLES.filter(() => happens(random, 0.4)),
  };
}

function homeCondition(random: Random, world: World, household: Household): string {
  const known = world.homes.find(({ owner }) => owner.household === household.id);
  return known?.harm ?? pick(random, ["destroyed", "damaged", "occupied", "intact", "unknown"]);
}

function headName(household: Household, { clerk }: ReturnType<typeof makePersonWriter>): string {
  const head = household.people[0]!;
  return joined(clerk.given(head.given), clerk.family(head.family, head.sex));
}
