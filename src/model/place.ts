/** A place with all its names, none preferred. */
import type { PlaceId } from "./ids.ts";

export const placePrecisions = ["exact", "settlement", "district", "region", "country"] as const;
export type PlacePrecision = (typeof placePrecisions)[number];

export type PlaceName = {
  readonly text: string;
  readonly language?: string; // BCP 47
  readonly from?: number; // first year of use
  readonly until?: number; // first year in which it was no longer used
};

export type Place = {
  readonly id: PlaceId;
  readonly names: readonly PlaceName[];
  readonly precision: PlacePrecision; // what kind of place it is
  readonly parent?: PlaceId;
  readonly latitude?: number; // degrees, WGS 84
  readonly longitude?: number;
  readonly pcode?: string;
  readonly geonamesId?: number;
};
