/** A gazetteer: a register's places by id and by name, over the places of the world. */
import type { PlaceId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";
import { indexNames, lazily, type NameIndex } from "./find-names.ts";
import { ancestorsOf } from "./hierarchy.ts";

/** Requires to be made by `makeGazetteer`. */
export type Gazetteer = {
  readonly byId: ReadonlyMap<PlaceId, Place>;
  readonly own: NameIndex;
  readonly world: NameIndex;
  /** Names of the world's places that lie in a place. */
  readonly worldWithin: (id: PlaceId) => NameIndex;
  readonly isWorld: (id: PlaceId) => boolean;
  readonly hasPeriods: boolean; // whether the year of a mention can change its answer
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
  const byId = new Map(places.map((place) => [place.id, place]));
  const world = places.filter(({ id }) => !own(id));
  const within = lazily(() => placesWithin({ byId }, world));
  const indexes = new Map<PlaceId, NameIndex>();
  return {
    byId,
    own: indexNames(
      places.filter(({ id }) => own(id)),
      { byId },
    ),
    world: indexNames(world, { byId }),
    worldWithin(id) {
      const index = indexes.get(id) ?? indexNames(within().get(id) ?? [], { byId });
      indexes.set(id, index);
      return index;
    },
    isWorld: (id) => !own(id),
    hasPeriods: places.some(isTimed),
  };
}

function placesWithin(
  gazetteer: Pick<Gazetteer, "byId">,
  places: readonly Place[],
): ReadonlyMap<PlaceId, readonly Place[]> {
  const within = new Map<PlaceId, Place[]>();
  for (const place of places)
    for (const above of ancestorsOf(gazetteer, place.id)) {
      const found = within.get(above);
      if (found === undefined) within.set(above, [place]);
      else found.push(place);
    }
  return within;
}

function isTimed({ names, parents, from, until }: Place): boolean {
  const spans = [{ from, until }, ...names, ...parents];
  return spans.some((span) => span.from !== undefined || span.until !== undefined);
}
