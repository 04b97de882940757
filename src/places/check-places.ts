/** What makes a list of places no gazetteer. */
import { type Issue, issueAt } from "../base/errors.ts";
import type { PlaceId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";

/**
 * Every issue of a list of places: an id given twice, a place without a name, a parent or successor that is not
 * listed, a place that is above itself, coordinates off the globe. Empty when they make a gazetteer.
 *
 * @example
 * checkPlaces([{ id: "N", parents: [{ place: "V" }], names: [{ text: "North" }], precision: "region" }])[0].message; //=> 'got "V", wanted the id of a listed place'
 */
export function checkPlaces(places: readonly Place[]): readonly Issue[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const isAbove = ancestry(byId);
  const seen = new Set<PlaceId>();
  return places.flatMap((place, at) => {
    const path = `places[${at}]`;
    const issues = [
      ...(seen.has(place.id) ? [issueAt(`${path}.id`, "an id of its own", place.id)] : []),
      ...checkParents(place, { byId, isAbove, path: `${path}.parents` }),
      ...(place.successors ?? []).flatMap((id) =>
        byId.has(id) ? [] : [issueAt(`${path}.successors`, "the id of a listed place", id)],
      ),
      ...checkNames(place, `${path}.names`),
      ...checkDegrees(place.latitude, 90, `${path}.latitude`),
      ...checkDegrees(place.longitude, 180, `${path}.longitude`),
    ];
    seen.add(place.id);
    return issues;
  });
}

type ById = ReadonlyMap<PlaceId, Place>;

function checkParents(
  { id, parents }: Place,
  {
    byId,
    isAbove,
    path,
  }: { readonly byId: ById; readonly isAbove: ReturnType<typeof ancestry>; readonly path: string },
): readonly Issue[] {
  return parents.flatMap(({ place }) => {
    if (!byId.has(place)) return [issueAt(path, "the id of a listed place", place)];
    return isAbove(id, place) ? [issueAt(path, "a place that is not below its own child", place)] : [];
  });
}

/** Whether `upper` is `lower` or stands above it, by any parent of any time. */
function ancestry(byId: ById): (upper: PlaceId, lower: PlaceId) => boolean {
  return (upper, lower) => {
    const [waiting, met] = [[lower], new Set([lower])];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (id === upper) return true;
      for (const { place } of byId.get(id)?.parents ?? [])
        if (!met.has(place)) {
          met.add(place);
          waiting.push(place);
        }
    }
    return false;
  };
}

function checkNames(place: Place, path: string): readonly Issue[] {
  const isNamed = place.names.some((name) => name.text.trim() !== "");
  return isNamed ? [] : [issueAt(path, "at least one name", "")];
}

function checkDegrees(degrees: number | undefined, most: number, path: string): readonly Issue[] {
  if (degrees === undefined || (Number.isFinite(degrees) && Math.abs(degrees) <= most)) return [];
  return [issueAt(path, `degrees from -${most} to ${most}`, String(degrees))];
}
