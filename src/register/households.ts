/** Households and their return, folded from records: each value told, disagreed on, not recorded, or for others alone. */
import { dayInterval, formatPrefixDate, type PrefixDate } from "../base/prefix-date.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import type { HomeState, ObstacleKind, ReturnStatus, ReturnWish } from "../model/return.ts";

/** A record as somebody sees it. `entity` groups records of one person; `isOwn`: whether nothing of it is withheld. */
export type SeenRecord = { readonly record: StoredRecord; readonly entity: string; readonly isOwn: boolean };

/** A value of a household. `other`: what its records say is in words that no value stands for. */
export type Told<Value extends string> = Value | "other" | "disagree" | "not-recorded" | "restricted";

export type HouseholdStep = { readonly status: ReturnStatus; readonly when?: PrefixDate };

export type Household = {
  readonly records: readonly StoredRecord[]; // in index order
  readonly origin?: PlaceMention;
  readonly home: Told<HomeState>;
  readonly wish: Told<ReturnWish>;
  readonly obstacles: readonly ObstacleKind[] | "not-recorded" | "restricted";
  readonly status: Told<ReturnStatus>; // the last that is told
  readonly steps: readonly HouseholdStep[]; // from its displacement on, those with a date first and in their order
};

/**
 * The displaced households of these records. A household is what shares its name within one source; a group without
 * names is one, unless it is counted in families, and so is a person of whom a return is told. Two are one when a person
 * stands in both by whose record a return is told; relatives who moved from one to another do not join them.
 *
 * @example
 * const of = (index, household, origin) => ({ entity: `e${index}`, isOwn: true, record: { index, id: `a/${index}`, source: "a", kind: "person", mentions: { places: [{ role: "origin", text: origin }], relations: [{ kind: "household", target: household }], harms: [{ kind: "displaced", status: "open" }] } } });
 * const households = foldHouseholds([of(1, "H-1", "Sarn"), of(2, "H-1", "Sarn"), of(3, "H-2", "Sarn")]);
 * households.map(({ records, wish }) => [records.length, wish]); //=> [[2, "not-recorded"], [1, "not-recorded"]]
 */
export function foldHouseholds(seen: readonly SeenRecord[]): readonly Household[] {
  const keys = new Keys();
  const displaced = seen.filter(({ record }) => isDisplaced(record) && householdKeys(record).length > 0);
  for (const { record, entity } of displaced) {
    const [first = "", ...others] = householdKeys(record);
    const linked = tellsReturn(record) ? [...others, `entity ${entity}`] : others;
    for (const other of linked) keys.join(first, other);
  }
  const byKey = Map.groupBy(displaced, ({ record }) => keys.of(householdKeys(record)[0] ?? ""));
  return [...byKey.values()].map(householdOf);
}

/** The families of an unnamed group that is counted in families; 0 for any other record. */
export const familiesOf = ({ kind, mentions: { units } }: Pick<StoredRecord, "kind" | "mentions">): number =>
  kind === "group" && units !== undefined && units.number > 1 ? units.number : 0;

/** What became of a home is told of each who lived there, and makes no household of one of them. */
function tellsReturn({ mentions }: StoredRecord): boolean {
  if (mentions.return === undefined) return false;
  const { wish, obstacles, history } = mentions.return;
  return wish !== undefined || obstacles.length > 0 || history.length > 0;
}

const isDisplaced = (record: StoredRecord): boolean =>
  (record.kind === "person" || record.kind === "group") &&
  (tellsReturn(record) || record.mentions.harms.some(({ kind }) => kind === "displaced"));

/** By what a record says which household it is of; nothing for a person of whom no household is known. */
function householdKeys(record: StoredRecord): readonly string[] {
  const named = record.mentions.relations
    .filter(({ kind }) => kind === "household")
    .map(({ target }) => `household ${record.source} ${target}`);
  if (named.length > 0) return named;
  const isOne = record.kind === "group" ? familiesOf(record) === 0 : tellsReturn(record);
  return isOne ? [`record ${record.index}`] : [];
}

/** Which keys are of one household. */
class Keys {
  readonly #parents = new Map<string, string>();

  of(key: string): string {
    const parent = this.#parents.get(key);
    return parent === undefined ? key : this.of(parent);
  }

  join(a: string, b: string): void {
    const [left, right] = [this.of(a), this.of(b)];
    if (left !== right) this.#parents.set(left, right);
  }
}

function householdOf(of: readonly SeenRecord[]): Household {
  const seen = of.toSorted((a, b) => a.record.index - b.record.index);
  const records = seen.map(({ record }) => record);
  const returns = records.flatMap(({ mentions }) => mentions.return ?? []);
  const absent = seen.some(({ isOwn }) => !isOwn) ? ("restricted" as const) : ("not-recorded" as const);
  const told = <Value extends string>(values: readonly (Value | undefined)[]): Told<Value> => {
    const [first, ...others] = new Set(values.map((value) => value ?? "other"));
    if (first === undefined) return absent;
    return others.length > 0 ? "disagree" : first;
  };
  const obstacles = [...new Set(returns.flatMap((each) => each.obstacles.map(({ kind }) => kind)))];
  const origins = records.flatMap((record) => originOf(record) ?? []);
  const origin = origins.find(({ place }) => place !== undefined) ?? origins[0];
  const steps = stepsOf(records);
  return {
    records,
    ...(origin !== undefined && { origin }),
    home: told(returns.flatMap(({ home }) => (home === undefined ? [] : [home.state]))),
    wish: told(returns.flatMap(({ wish }) => (wish === undefined ? [] : [wish.answer]))),
    obstacles: obstacles.length > 0 ? obstacles : absent,
    status: told(returns.flatMap(({ history }) => history.at(-1)?.status ?? [])),
    steps,
  };
}

/** Where whom the record tells of was displaced from: a place that is known before one that is only written. */
export function originOf({ mentions: { places, harms } }: StoredRecord): PlaceMention | undefined {
  const said = [
    ...places.filter(({ role }) => role === "origin"),
    ...harms.flatMap(({ kind, where }) => (kind === "displaced" && where !== undefined ? [where] : [])),
  ];
  return said.find(({ place }) => place !== undefined) ?? said[0];
}

/** Each once, however many members of the household have it. */
function stepsOf(records: readonly StoredRecord[]): readonly HouseholdStep[] {
  const left = records.flatMap(({ mentions }) =>
    mentions.harms
      .filter(({ kind }) => kind === "displaced")
      .map(({ when }): HouseholdStep => ({ status: "displaced", ...(when && { when }) })),
  );
  const later = records.flatMap(({ mentions }) => mentions.return?.history ?? []);
  const steps = [...left, ...later].map(
    ({ status, when }): HouseholdStep => ({ status, ...(when && { when }) }),
  );
  const once = new Map(
    steps.map((step) => [`${step.status} ${step.when ? formatPrefixDate(step.when) : ""}`, step]),
  );
  const [dated, undated] = [true, false].map((has) =>
    [...once.values()].filter(({ when }) => (when !== undefined) === has),
  );
  const startOf = ({ when }: HouseholdStep) => (when === undefined ? 0 : dayInterval(when).start);
  const inOrder = (dated ?? []).toSorted((a, b) => startOf(a) - startOf(b));
  return [...inOrder, ...(undated ?? [])];
}

export type StatusYear = {
  readonly year: number;
  readonly statuses: { readonly [status in ReturnStatus]?: number }; // households, as they stood at its end
};

/**
 * How the households stood at the end of each year from the first step to the last, by steps that have a date. Who is
 * not displaced yet is in no number.
 */
export function statusYears(households: readonly Pick<Household, "steps">[]): readonly StatusYear[] {
  const dated = households.map(({ steps }) =>
    steps.flatMap(({ status, when }) => (when === undefined ? [] : [{ status, year: when.year }])),
  );
  const years = dated.flatMap((steps) => steps.map(({ year }) => year));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = first + i;
    const stood = dated.flatMap((steps) => steps.findLast((step) => step.year <= year)?.status ?? []);
    const statuses = Object.fromEntries(
      [...Map.groupBy(stood, (status) => status)].map(([status, of]) => [status, of.length]),
    );
    return { year, statuses };
  });
}
