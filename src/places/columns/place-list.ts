/** Places by number: what lies in what without them, and each of them when it is asked for. */
import { fromUtf8, utf8 } from "../../base/bytes.ts";
import { textAt } from "../../base/packed-texts.ts";
import type { PlaceId } from "../../model/ids.ts";
import type { Place } from "../../model/place.ts";
import type { PlacesById } from "../hierarchy.ts";
import { type Groups, groupAt, packGroups } from "./groups.ts";
import { countOf, makeTextTable, numberOf, type TextTable } from "./text-table.ts";

export type PlaceList = {
  readonly ids: TextTable;
  readonly parents: Groups; // of any time and by anybody's word, those that are listed
  readonly ancestry: Ancestry;
  readonly placeAt: (number: number) => Place; // the same object whenever it is asked for
  readonly byId: PlacesById;
};

/** The list of these places, numbered as they stand. */
export function listPlaces(places: readonly Place[]): PlaceList {
  const ids = makeTextTable(places.map(({ id }) => id));
  const numbers = places.map(({ parents }) =>
    parents.map(({ place }) => numberOf(ids, place)).filter((number) => number >= 0),
  );
  const byId = new Map(places.map((place) => [place.id, place]));
  const parents = packGroups(numbers);
  return { ids, parents, ancestry: ancestryOf(parents), placeAt: (number) => places[number]!, byId };
}

/** Places as bytes of JSON, one after another. */
export type PlaceRows = { readonly rows: Uint8Array; readonly rowEnds: Uint32Array };

/** The rows of a list's places; `readPlaceList` gives them back. */
export function packPlaces({ ids, placeAt }: PlaceList): PlaceRows {
  const rowEnds = new Uint32Array(countOf(ids));
  const rows = Array.from(rowEnds, (_, number) => utf8(JSON.stringify(placeAt(number))));
  let size = 0;
  for (const [number, row] of rows.entries()) rowEnds[number] = size += row.length;
  const bytes = new Uint8Array(size);
  for (const [number, row] of rows.entries()) bytes.set(row, rowEnds[number]! - row.length);
  return { rows: bytes, rowEnds };
}

/** The list of places that were packed, each read when it is first asked for. */
export function readPlaceList(columns: Pick<PlaceList, "ids" | "parents"> & PlaceRows): PlaceList {
  const { ids, parents, rows, rowEnds } = columns;
  const known = new Map<number, Place>();
  const placeAt = (number: number): Place => {
    const place = known.get(number) ?? readRow(rows.subarray(rowEnds[number - 1] ?? 0, rowEnds[number]));
    known.set(number, place);
    return place;
  };
  return { ids, parents, ancestry: ancestryOf(parents), placeAt, byId: placesById(ids, placeAt) };
}

// What packed it is of the same version and the same bytes.
const readRow = (row: Uint8Array): Place => JSON.parse(fromUtf8(row)) as Place;

function placesById(ids: TextTable, placeAt: PlaceList["placeAt"]): PlacesById {
  return {
    size: countOf(ids),
    has: (id) => numberOf(ids, id) >= 0,
    get(id) {
      const number = numberOf(ids, id);
      return number < 0 ? undefined : placeAt(number);
    },
    keys: () => ids.ends.keys().map((number) => textAt(ids, number) as PlaceId),
    values: () => ids.ends.keys().map(placeAt),
  };
}

/** What lies in what, by number, at any time and by anybody's word. */
export type Ancestry = {
  /** A place and all that it lies in or ever lay in. */
  readonly above: (number: number) => Iterable<number>;
  /** Whether one lies in another. */
  readonly isBelow: (inner: number, outer: number) => boolean;
};

/** The ancestry of places; kept for those in which others lie, since a million villages lie in few districts. */
function ancestryOf(parents: Groups): Ancestry {
  const kept = new Map<number, ReadonlySet<number>>();
  const keptOf = (number: number): ReadonlySet<number> => {
    const above = kept.get(number) ?? climb(parents, number);
    kept.set(number, above);
    return above;
  };
  return {
    above(number) {
      const [parent, ...others] = groupAt(parents, number);
      const isPlain = parent !== undefined && others.length === 0 && !keptOf(parent).has(number);
      return isPlain ? withFirst(number, keptOf(parent)) : climb(parents, number);
    },
    isBelow: (inner, outer) => groupAt(parents, inner).some((parent) => keptOf(parent).has(outer)),
  };
}

function climb(parents: Groups, number: number): ReadonlySet<number> {
  const above = new Set<number>();
  const waiting = [number];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (above.has(next)) continue;
    above.add(next);
    waiting.push(...groupAt(parents, next));
  }
  return above;
}

function* withFirst(first: number, others: Iterable<number>): Generator<number> {
  yield first;
  yield* others;
}
