/** Places by their names in any language and script. */
import type { PlaceId } from "../../model/ids.ts";
import type { Place } from "../../model/place.ts";
import { changeNames, emptyNameIndex, type NameIndex } from "../../names/search/name-index.ts";
import { searchNames } from "../../names/search/search-names.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { placePath } from "../../places/hierarchy.ts";

/** A place that was found, and those that it lies in, from the top down, each with all its names, none preferred. */
export type FoundPlace = {
  readonly place: PlaceId;
  readonly level: number; // of the nearest name, an index into nameLevels
  readonly names: readonly string[];
  readonly precision: Place["precision"];
  readonly within: readonly { readonly place: PlaceId; readonly names: readonly string[] }[];
};

/** A gazetteer with an index of its names, each owned by its place's number. */
export type PlacesIndex = {
  readonly gazetteer: Gazetteer;
  readonly places: readonly PlaceId[];
  readonly names: NameIndex;
};

/** The index over all names of a gazetteer's places. */
export function indexPlaces(gazetteer: Gazetteer): PlacesIndex {
  const change = changeNames(emptyNameIndex(), new Set());
  const places = [...gazetteer.byId.keys()];
  places.forEach((id, number) => {
    for (const name of namesOf(gazetteer, id)) change.add(number, name);
  });
  return { gazetteer, places, names: change.finish() };
}

/** Places whose name is near `text`, nearest first, at most `limit`. */
export function findPlaces({ gazetteer, places, names }: PlacesIndex, text: string, limit: number) {
  return searchNames(names, text, limit).flatMap(({ owner, level }): readonly FoundPlace[] => {
    const place = gazetteer.byId.get(places[owner]!);
    if (place === undefined) return [];
    const above = placePath(gazetteer, place.id).filter((id) => id !== place.id);
    const within = above.map((id) => ({ place: id, names: namesOf(gazetteer, id) }));
    const { id, precision } = place;
    return [{ place: id, level, names: namesOf(gazetteer, id), precision, within }];
  });
}

const namesOf = (gazetteer: Gazetteer, id: PlaceId): readonly string[] => [
  ...new Set((gazetteer.byId.get(id)?.names ?? []).map(({ text }) => text)),
];
