/** Rows of several tables to places: what they say of one place put together, their parents found. */
import type { PlaceId } from "../model/ids.ts";
import type { Place, PlaceName, PlaceParent } from "../model/place.ts";
import type { PlaceRow } from "./tables/place-of-record.ts";

export type MergedPlaces = {
  readonly places: readonly Place[];
  /** Texts of parents that no row is known by, each once; whoever lies in them stands alone. */
  readonly unknownParents: readonly string[];
  /** Ids of rows about places that no row describes; they are left out. */
  readonly unknownPlaces: readonly PlaceId[];
};

/**
 * The places of rows. Rows of one id are one place: every name and parent that any of them gives, and the first value
 * of all else. A place of the `background` (a world gazetteer) that shares a GeoNames id or a code with a row's place
 * adds its names to it, and its parents where the rows give none; its others stand as they are. A parent is an
 * id, a P-code, a code or a GeoNames id; the code of a district that no row describes stands for its region.
 */
export function mergePlaces(rows: readonly PlaceRow[], background: readonly Place[] = []): MergedPlaces {
  const own = [...Map.groupBy(rows, ({ id }) => id).values()].map(joinRows);
  const described = own.filter((row) => row.precision !== undefined && hasName(row));
  const ids = idsByCode(described);
  const { joined, left } = withBackground(described, background, ids);
  for (const place of left) for (const code of codesOf(place)) if (!ids.has(code)) ids.set(code, place.id);
  const unknownParents = new Set<string>();
  const findParents = ({ id, parents }: PlaceRow): readonly PlaceParent[] =>
    parents.flatMap(({ text, ...rest }) => {
      const place = findParent(ids, text);
      if (place === undefined) unknownParents.add(text);
      // Forms that repeat a cell name a district as its own district.
      return place === undefined || place === id ? [] : [{ place, ...rest }];
    });
  const places = joined.map(({ row, added }): Place => {
    const parents = distinct([...findParents(row), ...(row.parents.length === 0 ? added.parents : [])]);
    // Rows stand in the ledger in an order that says nothing.
    const names = distinct([...row.names, ...added.names]).toSorted(byLanguage);
    return { ...row, names, parents, precision: row.precision ?? "settlement" };
  });
  const known = new Set(described.map(({ id }) => id));
  return {
    places: [...places, ...left.map((place) => withParentsOf(place, ids))],
    unknownParents: [...unknownParents],
    unknownPlaces: own.map(({ id }) => id).filter((id) => !known.has(id)),
  };
}

const byLanguage = (a: PlaceName, b: PlaceName) =>
  compareText(a.language ?? "", b.language ?? "") || compareText(a.text, b.text);
const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const hasName = ({ names }: PlaceRow) => names.some(({ text }) => text.trim() !== "");

function joinRows(rows: readonly PlaceRow[]): PlaceRow {
  const codes = distinct(rows.flatMap((row) => row.codes ?? []));
  // Rows about its names alone give way to the one that describes it; the first value of each member stays.
  const described = rows.toSorted(
    (a, b) => Number(b.precision !== undefined) - Number(a.precision !== undefined),
  );
  const members: PlaceRow = Object.assign({}, ...described.toReversed());
  return {
    ...members,
    names: rows.flatMap(({ names }) => names),
    parents: rows.flatMap(({ parents }) => parents),
    ...(codes.length === 0 ? {} : { codes }),
  };
}

type Coded = Pick<Place, "id" | "pcode" | "geonamesId" | "codes">;

/** All that a place may be called by in the tables' columns of codes. */
function codesOf({ pcode, geonamesId, codes = [] }: Coded): readonly string[] {
  return [
    ...(pcode === undefined ? [] : [`pcode:${pcode}`]),
    ...(geonamesId === undefined ? [] : [`geonames:${geonamesId}`]),
    ...codes,
  ];
}

/** Ids by themselves and by codes; an id means its own place, whatever else has it for a code. */
function idsByCode(places: readonly Coded[]): Map<string, PlaceId> {
  const ids = new Map<string, PlaceId>();
  for (const place of places) for (const code of codesOf(place)) if (!ids.has(code)) ids.set(code, place.id);
  for (const { id } of places) ids.set(`id:${id}`, id);
  return ids;
}

function findParent(ids: ReadonlyMap<string, PlaceId>, text: string): PlaceId | undefined {
  const kinds = ["id:", "pcode:", "geonames:", "iso:", "admin:", ""];
  const found = kinds.map((kind) => ids.get(kind + text)).find((id) => id !== undefined);
  if (found !== undefined || !text.startsWith("admin:")) return found;
  const above = text.slice("admin:".length).split(".").slice(0, -1);
  return above.length === 0
    ? undefined
    : findParent(ids, above.length === 1 ? `iso:${above[0]}` : `admin:${above.join(".")}`);
}

type Added = Pick<Place, "names" | "parents">;
type Joined = { readonly row: PlaceRow; readonly added: Added };

function withBackground(
  rows: readonly PlaceRow[],
  background: readonly Place[],
  ids: Map<string, PlaceId>,
): { readonly joined: readonly Joined[]; readonly left: readonly Place[] } {
  const addedById = new Map<PlaceId, Place>();
  const left: Place[] = [];
  for (const place of background) {
    const id = codesOf(place)
      .map((code) => ids.get(code))
      .find((found) => found !== undefined);
    if (id === undefined) left.push(place);
    else {
      addedById.set(id, place);
      for (const code of codesOf(place)) if (!ids.has(code)) ids.set(code, id);
      ids.set(`id:${place.id}`, id);
    }
  }
  const none: Added = { names: [], parents: [] };
  const joined = rows.map((row) => {
    const found = addedById.get(row.id);
    return {
      row,
      added: found === undefined ? none : { ...found, parents: found.parents.map(translated(ids)) },
    };
  });
  return { joined, left };
}

const withParentsOf = (place: Place, ids: ReadonlyMap<string, PlaceId>): Place => ({
  ...place,
  parents: place.parents.map(translated(ids)),
});

/** A parent of the background that a row's place took in. */
function translated(ids: ReadonlyMap<string, PlaceId>): (parent: PlaceParent) => PlaceParent {
  return (parent) => ({ ...parent, place: ids.get(`id:${parent.place}`) ?? parent.place });
}

/** The same for members in any order. */
function keyOf(value: PlaceName | PlaceParent): string {
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each name or parent once, the first that says the most. */
function distinct<Value extends PlaceName | PlaceParent | string>(
  values: readonly Value[],
): readonly Value[] {
  const byText = new Map<string, Value>();
  for (const value of values) {
    const key = typeof value === "string" ? value : keyOf(value);
    if (!byText.has(key)) byText.set(key, value);
  }
  return [...byText.values()];
}
