/** The world's larger places as one text, which ships with the package. */
import { placeId } from "../../model/ids.ts";
import { type Place, type PlaceName, placePrecisions } from "../../model/place.ts";

/**
 * The text of places, a line each, its cells parted by tabs: id, the number of its precision, ids of its parents,
 * latitude, longitude, GeoNames id, P-code, other codes, then its names as `language=text`. Lists in a cell are parted
 * by `|`. Periods and fates are not written: the table is of what stands today, by the word of GeoNames alone.
 *
 * @example
 * formatWorldTable([{ id: "iso:AD", names: [{ text: "Andorra", language: "ca" }], precision: "country", parents: [], codes: ["iso:AD"] }]); //=> "iso:AD\t4\t\t\t\t\t\tiso:AD\tca=Andorra\n"
 */
export function formatWorldTable(places: readonly Place[]): string {
  return places.map((place) => `${cellsOf(place).join("\t")}\n`).join("");
}

function cellsOf(place: Place): readonly (string | number)[] {
  const { id, precision, parents, latitude, longitude, geonamesId, pcode, codes = [], names } = place;
  return [
    id,
    placePrecisions.indexOf(precision),
    parents.map((parent) => parent.place).join("|"),
    latitude ?? "",
    longitude ?? "",
    geonamesId ?? "",
    pcode ?? "",
    codes.join("|"),
    names.map(({ language = "", text }) => `${language}=${text}`).join("|"),
  ];
}

/** The places of a text that `formatWorldTable` wrote. Requires it to be one. */
export function parseWorldTable(text: string): readonly Place[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map(parseLine);
}

function parseLine(line: string): Place {
  const [id = "", precision = "", parents, latitude, longitude, geonamesId, pcode, codes, names] =
    line.split("\t");
  const number = (cell: string | undefined) => (cell === undefined || cell === "" ? undefined : Number(cell));
  return {
    id: placeId(id),
    names: listOf(names).map(parseName),
    precision: placePrecisions[Number(precision)] ?? "settlement",
    parents: listOf(parents).map((parent) => ({ place: placeId(parent), source: "GeoNames" })),
    ...member("latitude", number(latitude)),
    ...member("longitude", number(longitude)),
    ...member("geonamesId", number(geonamesId)),
    ...member("pcode", pcode === "" ? undefined : pcode),
    ...member("codes", codes === "" || codes === undefined ? undefined : listOf(codes)),
  };
}

function parseName(cell: string): PlaceName {
  const at = cell.indexOf("=");
  const [language, text] = [cell.slice(0, at), cell.slice(at + 1)];
  return language === "" ? { text } : { text, language };
}

const listOf = (cell: string | undefined): readonly string[] =>
  cell === undefined || cell === "" ? [] : cell.split("|");

/** A member that is left out where there is no value. */
export function member<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: Value });
}
