/** What records say that a count can ask for, as columns of numbers: a million are passed over in some milliseconds. */
import { type PackedTexts, packTexts } from "../base/packed-texts.ts";
import type { PlaceId, SourceId } from "../model/ids.ts";

/** Columns that have a number for each row. */
export const rowColumns = {
  index: Uint32Array, // of its entry, ascending
  source: Uint16Array, // a position in `sources`
  kind: Uint8Array, // a position in `recordKinds`
  own: Uint32Array, // its own place: a position in `paths`
  sex: Uint8Array, // a position in `sexes`
  age: Uint8Array, // 1 + a position in `ageBands`, of the age that it states; 0 for none
  born: Uint16Array, // year; 0 for none
  collected: Uint32Array, // first day of the last collection, as yyyymmdd; 0 for none
  persons: Float64Array, // of a group
  area: Float64Array, // square metres; 0 for none
  resolved: Uint16Array, // places that it names, by what became of them
  ambiguous: Uint16Array,
  unresolved: Uint16Array,
} as const;

/** Columns that have a number for each harm. */
export const harmColumns = {
  harmKind: Uint8Array, // a position in `harmKinds`
  harmStatus: Uint8Array, // a position in `harmStatuses`
  harmFirst: Uint32Array, // days as yyyymmdd; 0 for none
  harmLast: Uint32Array,
  harmPlace: Uint32Array, // a position in `paths`
  endFirst: Uint32Array, // of the status
  endLast: Uint32Array,
} as const;

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export type MakeNumbers = new (length: number) => Numbers;
type Made = { readonly [name: string]: MakeNumbers };
export type Arrays<Of extends Made> = { readonly [Name in keyof Of]: InstanceType<Of[Name]> };

export type RowArrays = Arrays<typeof rowColumns>;
export type HarmArrays = Arrays<typeof harmColumns>;

/** The columns of current records in the order of their entries, and all harms of each as it tells them. */
export type CountColumns = RowArrays &
  HarmArrays & {
    readonly harmStart: Uint32Array; // harms of row r: [harmStart[r], harmStart[r + 1])
    readonly ids: PackedTexts;
    readonly paths: readonly (readonly PlaceId[])[]; // from the top down; the first is empty: no place is known
    readonly sources: readonly SourceId[]; // in the order in which they came
  };

export const sexes = ["", "female", "male"] as const;

/** For each column what `of` gives. */
export function eachColumn<Of extends Made>(
  made: Of,
  of: (name: keyof Of, make: MakeNumbers) => Numbers,
): Arrays<Of> {
  const columns = Object.entries(made).map(([name, make]) => [name, of(name, make)] as const);
  return Object.fromEntries(columns) as Arrays<Of>;
}

/** The columns of no records. */
export const noColumns: CountColumns = {
  ...eachColumn(rowColumns, (_, make) => new make(0)),
  ...eachColumn(harmColumns, (_, make) => new make(0)),
  harmStart: Uint32Array.of(0),
  ids: packTexts([]),
  paths: [[]],
  sources: [],
};

/** The row of an entry's record; undefined where it has none. */
export function rowOfIndex(
  { index }: { readonly index: Uint32Array<ArrayBufferLike> },
  wanted: number,
): number | undefined {
  let [low, high] = [0, index.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return index[low] === wanted ? low : undefined;
}
