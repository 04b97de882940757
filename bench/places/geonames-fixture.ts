/** The places of a GeoNames file, some of whose names are held back to be looked for. */
import { inferMapping } from "../../src/intake/mapping.ts";
import { readRecords } from "../../src/intake/read-records.ts";
import { openTables } from "../../src/intake/read-tables.ts";
import { placeId } from "../../src/model/ids.ts";
import type { Place, PlaceName } from "../../src/model/place.ts";
import { mergePlaces } from "../../src/places/merge-places.ts";
import { type PlaceRow, placeOfRecord } from "../../src/places/tables/place-of-record.ts";
import { openSourceFile } from "../../src/shell/files.ts";

/** A name that the gazetteer was not told, of a place that it has. */
export type HeldName = { readonly text: string; readonly script: string; readonly place: Place };

/** Places of the file in their countries, which bear their codes for names. */
export async function readFixture(path: string): Promise<readonly Place[]> {
  const rows = await readPlaceRows(path);
  const codes = new Set(rows.flatMap(({ parents }) => parents.map(({ text }) => countryOf(text))));
  const countries = [...codes].map(
    (code): PlaceRow => ({
      id: placeId(`iso:${code}`),
      names: [{ text: code }],
      parents: [],
      precision: "country",
      codes: [`iso:${code}`],
    }),
  );
  return mergePlaces([...rows, ...countries]).places;
}

/** The rows of a table of places, as an import reads them. */
export async function readPlaceRows(path: string): Promise<readonly PlaceRow[]> {
  const file = await openSourceFile(path);
  const tables = await openTables(file);
  if ("issues" in tables) throw new Error(`${path}: ${tables.issues[0]?.message}`);
  const mapping = await inferMapping(tables.value, { records: "place" });
  const rows: PlaceRow[] = [];
  for await (const draft of readRecords(file, tables.value, mapping)) {
    const row = placeOfRecord(draft);
    if ("value" in row) rows.push(row.value);
  }
  return rows;
}

/** `admin:AZ.08` and `iso:AZ` lie in AZ. */
const countryOf = (code: string) => (code.split(":")[1] ?? "").slice(0, 2);

export const SCRIPTS: Readonly<Record<string, string>> = {
  "und-Latn": "Latin",
  "und-Cyrl": "Cyrillic",
  "und-Arab": "Arabic",
  "und-Armn": "Armenian",
  "und-Geor": "Georgian",
  "und-Hebr": "Hebrew",
  "und-Grek": "Greek",
};

/**
 * The places without the names that are held back: of every tenth place one name in each script that it has besides
 * its first one, drawn by `random`. Codes of airports and romanisations in lower case are no names.
 */
export function holdBack(
  places: readonly Place[],
  random: () => number,
): { readonly places: readonly Place[]; readonly held: readonly HeldName[] } {
  const held: HeldName[] = [];
  const left = places.map((place, at) => {
    if (at % 10 !== 0) return place;
    const names = place.names.filter(isSound);
    const drawn = Object.entries(SCRIPTS).flatMap(([tag, script]): readonly PlaceName[] => {
      const own = names.filter(({ language }) => language === tag);
      const name = own[Math.floor(random() * own.length)];
      if (name === undefined) return [];
      held.push({ text: name.text, script, place });
      return [name];
    });
    return { ...place, names: place.names.filter((name) => !drawn.includes(name)) };
  });
  return { places: left, held };
}

const isSound = ({ text }: PlaceName) => !/^[A-Z]{3,4}$|^\p{Ll}/u.test(text);
