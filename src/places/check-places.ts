/** What makes a list of places no gazetteer. */
import { type Issue, issueAt } from "../base/errors.ts";
import type { PlaceId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";

/**
 * Every issue of a list of places: an id given twice, a place without a name, a parent that is not listed, a
 * place that is above itself, coordinates off the globe. Empty when they make a gazetteer.
 *
 * @example
 * checkPlaces([{ id: "N", parent: "V", names: [{ text: "North" }], precision: "region" }])[0].message; //=> 'got "V", wanted the id of a listed place'
 */
export function checkPlaces(places: readonly Place[]): readonly Issue[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const seen = new Set<PlaceId>();
  return places.flatMap((place, at) => {
    const path = `places[${at}]`;
    const issues = [
      ...(seen.has(place.id) ? [issueAt(`${path}.id`, "an id of its own", place.id)] : []),
      ...checkParent(place, byId, `${path}.parent`),
      ...checkNames(place, `${path}.names`),
      ...checkDegrees(place.latitude, 90, `${path}.latitude`),
      ...checkDegrees(place.longitude, 180, `${path}.longitude`),
    ];
    seen.add(place.id);
    return issues;
  });
}

function checkParent(place: Place, byId: ReadonlyMap<PlaceId, Place>, path: string): readonly Issue[] {
  if (place.parent === undefined) return [];
  if (!byId.has(place.parent)) return [issueAt(path, "the id of a listed place", place.parent)];
  const above = new Set<PlaceId>();
  for (let id: PlaceId | undefined = place.parent; id !== undefined; id = byId.get(id)?.parent) {
    if (id === place.id) return [issueAt(path, "a place that is not below its own child", place.parent)];
    if (above.has(id)) return []; // the cycle is further up and reported there
    above.add(id);
  }
  return [];
}

function checkNames(place: Place, path: string): readonly Issue[] {
  const isNamed = place.names.some((name) => name.text.trim() !== "");
  return isNamed ? [] : [issueAt(path, "at least one name", "")];
}

function checkDegrees(degrees: number | undefined, most: number, path: string): readonly Issue[] {
  if (degrees === undefined || (Number.isFinite(degrees) && Math.abs(degrees) <= most)) return [];
  return [issueAt(path, `degrees from -${most} to ${most}`, String(degrees))];
}
