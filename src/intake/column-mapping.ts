/** A mapping: the meaning of each column of each table of a file. */
import type { ColumnMeaning } from "../model/column-meaning.ts";
import type { HarmKind } from "../model/harm.ts";
import type { PlaceRole } from "../model/mention.ts";
import type { RecordKind } from "../model/record.ts";
import type { DateContext } from "./read-date.ts";

/** How wide a place column is; the narrowest one that is filled names the place, the wider ones stand `within`. */
export const placeLevels = ["address", "settlement", "district", "region", "country"] as const;
export type PlaceLevel = (typeof placeLevels)[number];

export type ColumnMapping = {
  readonly column: string; // as the header has it
  readonly means: ColumnMeaning;
  readonly kind?: string; // of an identifier (`list-id`, `national-id`, `passport`, `phone`...), or an attribute's name; of a relation, an antemortem detail, units
  readonly isKey?: true; // its values name the rows: no two alike, none empty
  readonly language?: string; // BCP 47, of names
  readonly level?: PlaceLevel;
  readonly digits?: number; // of an identifier whose values nearly all have as many digits
  readonly dates?: DateContext;
};

export type TableMapping = {
  readonly table: string;
  readonly read: boolean; // whether its rows become records
  readonly records: RecordKind;
  readonly harm?: HarmKind; // of rows that say nothing else; absent: none
  readonly columns: readonly ColumnMapping[];
};

/** Shown to people, saved beside the register, edited, and used again: `{ "format": "recount-mapping/1", "tables": [...] }`. */
export type Mapping = { readonly format: "recount-mapping/1"; readonly tables: readonly TableMapping[] };

export const placeRoleOf: Readonly<Partial<Record<ColumnMeaning, PlaceRole>>> = {
  "birth-place": "birth",
  "origin-place": "origin",
  "residence-place": "residence",
  "harm-place": "harm",
  location: "location",
};
