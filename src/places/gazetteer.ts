/** A gazetteer: a register's places by id and by name, over the places of the world. */
import { lazily } from "../base/lazily.ts";
import type { PlaceId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";
import { listPlaces, type PlaceList } from "./columns/place-list.ts";
import { numberOf } from "./columns/text-table.ts";
import { indexNames, type KnownNames, type NameIndex } from "./find-names.ts";
import type { PlacesById } from "./hierarchy.ts";

/** Requires to be made by `makeGazetteer` or read by `readGazetteerColumns`. */
export type Gazetteer = {
  readonly byId: PlacesById;
  readonly own: NameIndex;
  readonly world: NameIndex;
  /** Names of the world's places that lie in a place. */
  readonly worldWithin: (id: PlaceId) => NameIndex;
  readonly isWorld: (id: PlaceId) => boolean;
  readonly hasPeriods: boolean; // whether the year of a mention can change its answer
  readonly parts: GazetteerParts;
};

/** What a gazetteer consists of. */
export type GazetteerParts = {
  readonly list: PlaceList;
  readonly isOwn: Uint8Array; // of each place 1, or 0 for one of the world's
  readonly hasPeriods: boolean;
};

/**
 * The gazetteer of the register's own places, `own` being those among `places` that are in it; the others are of a
 * world gazetteer, which holds the larger places alone: it is asked last, and never believed without a second sign.
 * All are the register's own without it.
 *
 * @example
 * makeGazetteer([]).byId.size; //=> 0
 */
export function makeGazetteer(
  places: readonly Place[],
  own: (id: PlaceId) => boolean = () => true,
): Gazetteer {
  return gazetteerOf({
    list: listPlaces(places),
    isOwn: Uint8Array.from(places, ({ id }) => Number(own(id))),
    hasPeriods: places.some(isTimed),
  });
}

/** The names of a gazetteer that were made before. */
export type GazetteerNames = { readonly own: KnownNames; readonly world: KnownNames };

/** The gazetteer of its parts. */
export function gazetteerOf(parts: GazetteerParts, names?: GazetteerNames): Gazetteer {
  const { list, isOwn, hasPeriods } = parts;
  const [own, world] = [numbersOf(isOwn, 1), numbersOf(isOwn, 0)];
  const within = lazily(() => numbersWithin(list, world));
  const indexes = new Map<PlaceId, NameIndex>();
  return {
    byId: list.byId,
    own: indexNames(list, own, names?.own),
    world: indexNames(list, world, names?.world),
    worldWithin(id) {
      const index = indexes.get(id) ?? indexNames(list, within().get(numberOf(list.ids, id)) ?? []);
      indexes.set(id, index);
      return index;
    },
    isWorld(id) {
      const number = numberOf(list.ids, id);
      return number < 0 || isOwn[number] === 0;
    },
    hasPeriods,
    parts,
  };
}

const numbersOf = (isOwn: Uint8Array, of: number): readonly number[] =>
  [...isOwn.keys()].filter((number) => isOwn[number] === of);

function numbersWithin(list: PlaceList, numbers: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const within = new Map<number, number[]>();
  for (const number of numbers)
    for (const outer of list.ancestry.above(number)) {
      const found = within.get(outer);
      if (found === undefined) within.set(outer, [number]);
      else found.push(number);
    }
  return within;
}

function isTimed({ names, parents, from, until }: Place): boolean {
  const spans = [{ from, until }, ...names, ...parents];
  return spans.some((span) => span.from !== undefined || span.until !== undefined);
}
