/** A place as written, with what is known about it from elsewhere. */
import type { PlaceId } from "../model/ids.ts";
import type { Position } from "./distance.ts";

export type PlaceText = {
  readonly text: string;
  readonly within?: readonly string[]; // wider places of the same row, nearest first
  readonly year?: number; // of what happened there
  readonly position?: Position;
  readonly list?: ListContext; // where the list's other places lie
};

/** Where the places of a list lie. Made by `listContext`. */
export type ListContext = {
  readonly shares: ReadonlyMap<PlaceId, number>; // of the list's places that lie in a place or are it, from 0 to 1
  readonly main?: PlaceId; // the narrowest place in which nearly all of them lie
};
