/** What lies in what: in a year, to this day, and by anybody's word. */
import type { PlaceId } from "../model/ids.ts";
import { type Place, placePrecisions } from "../model/place.ts";
import { holdsIn } from "./year-span.ts";

/** Places by id, as a map of them has them. */
export type PlacesById = Pick<ReadonlyMap<PlaceId, Place>, "size" | "has" | "get"> & {
  readonly keys: () => IteratorObject<PlaceId>;
  readonly values: () => IteratorObject<Place>;
};
export type Places = { readonly byId: PlacesById };

/**
 * The places above one and itself, from the top down, in `year` or to this day; empty for an id that is not in the
 * gazetteer. Where it lies in several places at one time by different words, only what is above all of them is on its
 * path, so that no claim is taken over another. A place that ended, with no parent of that time, keeps its last
 * parents.
 *
 * @example
 * const district = { id: "D", names: [{ text: "Valley" }], precision: "district", parents: [{ place: "N", until: 1990 }, { place: "S", from: 1990 }] };
 * const region = (id) => ({ id, names: [{ text: id }], precision: "region", parents: [] });
 * const gazetteer = { byId: new Map([district, region("N"), region("S")].map((place) => [place.id, place])) };
 * [placePath(gazetteer, "D", 1985), placePath(gazetteer, "D")]; //=> [["N", "D"], ["S", "D"]]
 */
export function placePath(gazetteer: Places, id: PlaceId, year?: number): readonly PlaceId[] {
  const place = gazetteer.byId.get(id);
  return place === undefined ? [] : pathOf(gazetteer, place, { year, below: [] });
}

type Walk = { readonly year: number | undefined; readonly below: readonly PlaceId[] };

function pathOf(gazetteer: Places, place: Place, { year, below }: Walk): readonly PlaceId[] {
  if (below.includes(place.id)) return [];
  const walk = { year, below: [...below, place.id] };
  const paths = parentsIn(place, year).flatMap((id) => {
    const parent = gazetteer.byId.get(id);
    return parent === undefined ? [] : [pathOf(gazetteer, parent, walk)];
  });
  return [...sharedPath(paths), place.id];
}

/** Parents of the time; those that stand above another one of them say nothing of their own. */
function parentsIn({ parents }: Place, year: number | undefined): readonly PlaceId[] {
  const now = parents.filter((parent) => holdsIn(parent, year));
  const last = Math.max(...parents.map(({ until }) => until ?? Number.POSITIVE_INFINITY));
  const valid =
    now.length > 0 ? now : parents.filter(({ until = Number.POSITIVE_INFINITY }) => until === last);
  return [...new Set(valid.map(({ place }) => place))];
}

/** Of nested paths the longest; of others what begins all of them. */
function sharedPath(paths: readonly (readonly PlaceId[])[]): readonly PlaceId[] {
  const [longest = [], ...others] = paths.toSorted((a, b) => b.length - a.length);
  if (others.every((path) => path.every((id, at) => longest[at] === id))) return longest;
  const differs = longest.findIndex((id, at) => others.some((path) => path[at] !== id));
  return differs === -1 ? longest : longest.slice(0, differs);
}

/**
 * Whether `inner` is `outer` or lies below it, at any time and by anybody's word. A place that is not in the
 * gazetteer lies in none.
 */
export function isWithin(gazetteer: Places, inner: PlaceId, outer: PlaceId): boolean {
  const place = gazetteer.byId.get(inner);
  if (place === undefined || inner === outer) return place !== undefined;
  return place.parents.some((parent) => keptAncestors(gazetteer, parent.place).has(outer));
}

// A million villages lie in few districts, and each mention asks of thousands of villages where they lie.
const kept = new WeakMap<Places["byId"], Map<PlaceId, ReadonlySet<PlaceId>>>();

/** The ancestors of a place in which others lie. Requires a gazetteer that does not change. */
function keptAncestors(gazetteer: Places, id: PlaceId): ReadonlySet<PlaceId> {
  const known = kept.get(gazetteer.byId) ?? new Map<PlaceId, ReadonlySet<PlaceId>>();
  kept.set(gazetteer.byId, known);
  const ancestors = known.get(id) ?? ancestorsOf(gazetteer, id);
  known.set(id, ancestors);
  return ancestors;
}

/** A place and all that it lies in or ever lay in, by anybody's word. */
export function ancestorsOf(gazetteer: Places, id: PlaceId): ReadonlySet<PlaceId> {
  const above = new Set<PlaceId>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const place = gazetteer.byId.get(next);
    if (place === undefined || above.has(next)) continue;
    above.add(next);
    waiting.push(...place.parents.map((parent) => parent.place));
  }
  return above;
}

/** The narrowest place that lies above or is each of `ids`, in `year` or to this day; undefined when none is. */
export function commonPlace(gazetteer: Places, ids: readonly PlaceId[], year?: number): PlaceId | undefined {
  const [first = [], ...others] = ids.map((id) => placePath(gazetteer, id, year));
  return first.findLast((id) => others.every((path) => path.includes(id)));
}

/** Whether one precision says less than another: a region's less than a district's. */
export const isCoarser = (one: Place["precision"], than: Place["precision"]): boolean =>
  placePrecisions.indexOf(one) > placePrecisions.indexOf(than);
