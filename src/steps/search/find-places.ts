/** Places by their names in any language and script. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../../base/bytes.ts";
import type { PlaceId } from "../../model/ids.ts";
import type { Place } from "../../model/place.ts";
import { changeNames, emptyNameIndex, type NameIndex } from "../../names/search/name-index.ts";
import { searchNames } from "../../names/search/search-names.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { placePath } from "../../places/hierarchy.ts";
import { keepIndex, readKeptIndex } from "./kept-index.ts";

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

/**
 * The index over all names of the register's own places and those above them, kept in the register's cache as long as
 * they are these names.
 */
export async function indexPlaces(gazetteer: Gazetteer, cache: string): Promise<PlacesIndex> {
  const own = gazetteer.byId.keys().filter((id) => !gazetteer.isWorld(id));
  const places = [...new Set(own.flatMap((id) => placePath(gazetteer, id)))];
  const owned = places.flatMap((id, number) => namesOf(gazetteer, id).map((name) => [number, name] as const));
  const label = toHex(sha256(utf8(owned.map(([number, name]) => `${number} ${name}`).join("\n"))));
  const kept = { cache, file: "places.names", label };
  const names = await readKeptIndex(kept);
  if (names !== undefined) return { gazetteer, places, names };
  const change = changeNames(emptyNameIndex(), new Set());
  for (const [number, name] of owned) change.add(number, name);
  const made = change.finish();
  await keepIndex(kept, made);
  return { gazetteer, places, names: made };
}

/**
 * Places whose name is near `text`, nearest first, at most `limit`; where there is none, those of the world that have
 * this name as it is written in some language.
 */
export function findPlaces(index: PlacesIndex, text: string, limit: number): readonly FoundPlace[] {
  const { gazetteer, places, names } = index;
  const near = searchNames(names, text, limit).flatMap(({ owner, level }) => {
    const place = gazetteer.byId.get(places[owner]!);
    return place === undefined ? [] : [describePlace(gazetteer, place, level)];
  });
  if (near.length > 0) return near;
  return gazetteer.world
    .same(text)
    .slice(0, limit)
    .map(({ place }) => describePlace(gazetteer, place, 0));
}

function describePlace(gazetteer: Gazetteer, { id, precision }: Place, level: number): FoundPlace {
  const above = placePath(gazetteer, id).filter((other) => other !== id);
  const within = above.map((place) => ({ place, names: namesOf(gazetteer, place) }));
  return { place: id, level, names: namesOf(gazetteer, id), precision, within };
}

const namesOf = (gazetteer: Gazetteer, id: PlaceId): readonly string[] => [
  ...new Set((gazetteer.byId.get(id)?.names ?? []).map(({ text }) => text)),
];
