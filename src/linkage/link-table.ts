/** What the engine links: columns of text, the list of each row, and a key per row that breaks ties. */

export const fieldKinds = [
  "full-name",
  "given",
  "family",
  "father",
  "mother",
  "date",
  "event-date",
  "year",
  "month",
  "day",
  "age",
  "sex",
  "place",
  "point",
  "identifier",
  "phone-email",
  "number",
  "text",
  "category",
] as const;

/**
 * What a column holds. `date` is a date of birth or the one date that tells entities apart, `event-date` one that many
 * share; `point` is `latitude,longitude` in degrees; a `place` that begins with @ is the path of a resolved place.
 */
export type FieldKind = (typeof fieldKinds)[number];

/**
 * One column: a value per row, "" where it is missing; with `ids`, `values` are the distinct values and `ids` says
 * which of them each row holds. Dates are prefix dates or digits `YYYYMMDD`.
 */
export type LinkField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly values: readonly string[];
  readonly ids?: Uint32Array; // of each row, an index into `values`
  readonly isDistinct?: boolean; // no two of `values` are alike, and the first is ""
};

/** The field's value in a row, "" where it is missing. */
export function valueInRow({ values, ids }: LinkField, row: number): string {
  return values[ids === undefined ? row : (ids[row] ?? -1)] ?? "";
}

export type LinkTable = {
  readonly fields: readonly LinkField[];
  readonly lists: readonly string[];
  readonly list: readonly number[] | Uint16Array; // of each row, an index into `lists`
  readonly keys?: readonly string[]; // id of each row where it has one; rows without are told apart by what they hold
};
