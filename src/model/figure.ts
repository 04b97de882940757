/** A figure: a number bound to a query of the register. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { CaptureHistory, EstimateAnswer } from "./estimate.ts";
import type { HarmKind } from "./harm.ts";
import type { PlaceId, SourceId } from "./ids.ts";

export const units = ["person", "site", "hazard", "event"] as const;
export type Unit = (typeof units)[number];

/** Which entities a figure counts. Periods are whole prefix dates, both ends included as intervals of days. */
export type FigureQuery = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly place?: PlaceId; // this place and all below it
  readonly from?: PrefixDate;
  readonly until?: PrefixDate; // its whole interval is included
};

export type FigureCount = {
  readonly query: FigureQuery;
  readonly documented: number; // entities
  readonly lists: readonly { readonly source: SourceId; readonly name: string; readonly count: number }[];
  readonly histories: readonly CaptureHistory[]; // by source id; their counts add up to `documented`
  readonly beside: { readonly groups: number; readonly persons: number }; // unnamed people, shown beside, never added
  readonly unplaced: number; // would count but for a place that could not be resolved
  readonly undated: number; // would count but for a date that is missing or wider than the period
  readonly estimate: EstimateAnswer;
  readonly size: number; // the ledger's size that it was counted at
};
