/** Returns in one viewer's eyes: households by the place that they come from, a step of the gazetteer at a time. */
import { type PublishedCount, roundedCount } from "../../appeal/small-numbers.ts";
import { RecountError } from "../../base/errors.ts";
import { type PlaceId, placeId } from "../../model/ids.ts";
import type { PlaceMention } from "../../model/mention.ts";
import type { PlaceName } from "../../model/place.ts";
import {
  type HomeState,
  homeStates,
  type ObstacleKind,
  obstacleKinds,
  type ReturnStatus,
  type ReturnWish,
  returnStatuses,
  returnWishes,
} from "../../model/return.ts";
import { orderedNames } from "../../pages/place-names.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { placePath } from "../../places/hierarchy.ts";
import { statusYears, type Told } from "../../register/households.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { seesExactCounts } from "../count/count-for-viewer.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import type { RegisterView } from "../view.ts";
import { readTold, type ToldHousehold } from "./told-households.ts";

export type Tally<Value extends string> = { readonly [value in Told<Value>]?: PublishedCount };

export type ReturnNumbers = {
  readonly households: PublishedCount;
  readonly home: Tally<HomeState>;
  readonly wish: Tally<ReturnWish>;
  readonly obstacles: Tally<ObstacleKind>; // a household may have several
  readonly status: Tally<ReturnStatus>;
};

export type ReturnPlace = { readonly place?: PlaceId; readonly names: readonly PlaceName[] }; // none: not known where

export type ReturnRow = ReturnPlace & ReturnNumbers & { readonly hasBelow: boolean };

export type ReturnsAnswer = {
  readonly size: number;
  readonly within: readonly ReturnPlace[]; // from the top down, the place that is asked for last
  readonly total: ReturnNumbers;
  readonly rows: readonly ReturnRow[];
  readonly families: PublishedCount; // of unnamed groups, beside and never added
  readonly years: readonly {
    readonly year: number;
    readonly statuses: { readonly [status in ReturnStatus]?: PublishedCount };
  }[];
};

/** The returns to a place, or to all; rows by the places one step below it. Throws `not-found` for no place of the gazetteer. */
export async function readReturns(
  register: OpenRegister,
  view: RegisterView,
  { place }: { readonly place?: string },
): Promise<ReturnsAnswer> {
  const { store } = register;
  const [size, gazetteer, told] = await Promise.all([
    store.size(),
    readGazetteer(register),
    readTold(store, view),
  ]);
  const at = place === undefined ? undefined : knownPlace(gazetteer, place);
  const count = seesExactCounts(view.viewer) ? (number: number) => number : roundedCount;
  const households = told.households.filter((each) => isFrom(gazetteer, each, at));
  const rows = Map.groupBy(households, (each) => placeBelow(gazetteer, each, at));
  const groups = told.groups.filter((each) => isFrom(gazetteer, each, at));
  return {
    size,
    within: (at === undefined ? [] : placePath(gazetteer, at)).map((id) => namedPlace(gazetteer, id)),
    total: numbersOf(households, count),
    rows: [...rows]
      .map(([id, of]): ReturnRow => {
        const hasBelow =
          id !== undefined && id !== at && of.some((each) => placeBelow(gazetteer, each, id) !== id);
        return { ...namedPlace(gazetteer, id), ...numbersOf(of, count), hasBelow };
      })
      .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    families: count(groups.reduce((sum, { families }) => sum + families, 0)),
    years: statusYears(households).map(({ year, statuses }) => ({
      year,
      statuses: counted(Object.entries(statuses) as readonly (readonly [ReturnStatus, number])[], count),
    })),
  };
}

/** The place of an id. Throws `not-found` for none of the gazetteer. */
export function knownPlace(gazetteer: Gazetteer, text: string): PlaceId {
  const place = gazetteer.byId.get(placeId(text));
  if (place !== undefined) return place.id;
  throw new RecountError(
    "not-found",
    `got ${JSON.stringify(text)}, wanted the id of a place of the gazetteer`,
  );
}

type From = { readonly origin?: PlaceMention | undefined };

const pathOf = (gazetteer: Gazetteer, { origin }: From): readonly PlaceId[] =>
  origin?.place === undefined ? [] : placePath(gazetteer, origin.place);

/** Whether that is where they were displaced from, or what it lies in. */
export const isFrom = (gazetteer: Gazetteer, household: From, at: PlaceId | undefined): boolean =>
  at === undefined || pathOf(gazetteer, household).includes(at);

/** The place one step below `at` that the household comes from, `at` itself where nothing finer is known. */
function placeBelow(gazetteer: Gazetteer, household: From, at: PlaceId | undefined): PlaceId | undefined {
  const path = pathOf(gazetteer, household);
  const below = at === undefined ? 0 : path.indexOf(at) + 1;
  return path[below] ?? path.at(-1);
}

function namedPlace(gazetteer: Gazetteer, id: PlaceId | undefined): ReturnPlace {
  if (id === undefined) return { names: [] };
  return { place: id, names: orderedNames(gazetteer.byId.get(id)?.names ?? []) };
}

const nameOf = ({ place, names }: ReturnPlace) => names[0]?.text ?? `\uffff${place ?? ""}`;

type Count = (number: number) => PublishedCount;

function numbersOf(households: readonly ToldHousehold[], count: Count): ReturnNumbers {
  return {
    households: count(households.length),
    home: tally(
      homeStates,
      households.map(({ home }) => [home]),
      count,
    ),
    wish: tally(
      returnWishes,
      households.map(({ wish }) => [wish]),
      count,
    ),
    obstacles: tally(
      obstacleKinds,
      households.map(({ obstacles }) => (typeof obstacles === "string" ? [obstacles] : obstacles)),
      count,
    ),
    status: tally(
      returnStatuses,
      households.map(({ status }) => [status]),
      count,
    ),
  };
}

const absences = ["other", "disagree", "not-recorded", "restricted"] as const;

function tally<Value extends string>(
  values: readonly Value[],
  told: readonly (readonly Told<Value>[])[],
  count: Count,
): Tally<Value> {
  const found = told.flat();
  const all = [...new Set<Told<Value>>([...values, ...absences])];
  return counted(
    all.map((value) => [value, found.filter((each) => each === value).length] as const),
    count,
  );
}

/** Without what nobody is counted for. */
function counted<Value extends string>(
  numbers: readonly (readonly [Value, number])[],
  count: Count,
): { readonly [value in Value]?: PublishedCount } {
  const present = numbers.filter(([, number]) => number > 0);
  return Object.fromEntries(present.map(([value, number]) => [value, count(number)])) as {
    readonly [value in Value]?: PublishedCount;
  };
}
