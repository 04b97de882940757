/** A page of the households from one place, of which nobody is named. */
import { type PublishedCount, roundedCount } from "../../appeal/small-numbers.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { seesExactCounts } from "../count/count-for-viewer.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import type { RegisterView } from "../view.ts";
import { isFrom, knownPlace } from "./read-returns.ts";
import { readTold, type ToldHousehold } from "./told-households.ts";

/** Nobody is named here: what tells of a household is on the page of its records. */
export type ShownHousehold = Omit<ToldHousehold, "indexes" | "origin">;

export type HouseholdsAsked = {
  readonly place: string;
  readonly after?: string | undefined;
  readonly most?: number;
};

export type ShownHouseholds = {
  readonly total: PublishedCount;
  readonly items: readonly ShownHousehold[];
  readonly next?: string;
};

/**
 * Households from a place in the order of the ledger, at most `most` of those after the key `after`, each
 * looked at: what they wish is for their organisation alone. `next` is the key of the last where there are more.
 */
export async function readHouseholds(
  register: OpenRegister,
  view: RegisterView,
  { place, after = "", most = 100 }: HouseholdsAsked,
): Promise<ShownHouseholds> {
  const [gazetteer, told] = await Promise.all([readGazetteer(register), readTold(register.store, view)]);
  const at = knownPlace(gazetteer, place);
  const households = told.households.filter((each) => isFrom(gazetteer, each, at));
  const later = households.filter((each) => householdKey(each) > after);
  const shown = later.toSorted((a, b) => (householdKey(a) < householdKey(b) ? -1 : 1)).slice(0, most);
  const last = shown.at(-1);
  const next = later.length > shown.length && last !== undefined ? householdKey(last) : undefined;
  await view.look(
    "returns",
    shown.flatMap(({ indexes }) => indexes),
    ["return", "places.origin"],
  );
  const count = seesExactCounts(view.viewer) ? (number: number) => number : roundedCount;
  const items = shown.map(({ indexes: _indexes, origin: _origin, ...each }) => each);
  return { total: count(households.length), items, ...(next !== undefined && { next }) };
}

/** The first entry that the viewer may know of it by, in the order of numbers. */
const householdKey = ({ indexes }: ToldHousehold): string => String(indexes[0]).padStart(16, "0");
