/** How many of the places that records name were found. */
import type { PlaceMention } from "./mention.ts";
import type { RecordDraft } from "./record.ts";

export type PlaceTally = {
  readonly resolved: number;
  readonly ambiguous: number; // one of several; placed no finer than what all of them lie in
  readonly unresolved: number; // stand as they were written
};

/**
 * Which way a mention went.
 *
 * @example
 * placeState({ role: "origin", text: "Upper Spring" }); //=> "unresolved"
 */
export function placeState({ place, candidates }: PlaceMention): keyof PlaceTally {
  if (candidates !== undefined) return "ambiguous";
  return place === undefined ? "unresolved" : "resolved";
}

/** The places that some records name, by what became of them. A harm happened at one of its record's places. */
export function tallyPlaces(records: Iterable<Pick<RecordDraft, "mentions">>): PlaceTally {
  const tally = { resolved: 0, ambiguous: 0, unresolved: 0 };
  for (const { mentions } of records) for (const mention of mentions.places) tally[placeState(mention)] += 1;
  return tally;
}
