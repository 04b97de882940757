/** A place with all its names, none preferred. */
import type { PlaceId } from "./ids.ts";

export const placePrecisions = ["exact", "settlement", "district", "region", "country"] as const;
export type PlacePrecision = (typeof placePrecisions)[number];

/** Years, half-open: `[from, until)`; a side that is not known is left out. */
export type YearSpan = {
  readonly from?: number; // first year
  readonly until?: number; // first year in which it was no longer so
};

export type PlaceName = YearSpan & {
  readonly text: string;
  readonly language?: string; // BCP 47; `und-Cyrl` where only the script is known
  readonly isFormer?: true; // no longer in use, since a year that is not known
};

/** A place that another lies in, by whose word; several at one time are claims, none preferred. */
export type PlaceParent = YearSpan & { readonly place: PlaceId; readonly source?: string };

export const placeFates = ["renamed", "merged", "split", "destroyed"] as const;
export type PlaceFate = (typeof placeFates)[number];

export type Place = YearSpan & {
  readonly id: PlaceId;
  readonly names: readonly PlaceName[];
  readonly precision: PlacePrecision; // what kind of place it is
  readonly parents: readonly PlaceParent[];
  readonly latitude?: number; // degrees, WGS 84
  readonly longitude?: number;
  readonly coordinates?: PlacePrecision; // how finely they are known; as finely as the place itself unless told
  readonly population?: number; // inhabitants, as a table counts them
  readonly pcode?: string;
  readonly geonamesId?: number;
  readonly codes?: readonly string[]; // others that tables know it by: `iso:AZ`, `admin:AZ.08`
  readonly fate?: PlaceFate; // what ended it
  readonly successors?: readonly PlaceId[];
};
