/** A figure: a number bound to a query of the register, and the rules by which it was counted. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { CaptureHistory, EstimateConclusion, EstimateReport } from "./estimate.ts";
import type { HarmKind, HarmStatus } from "./harm.ts";
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
  readonly at?: PrefixDate; // reference date: harms up to its end, with the status they had then; absent: as known now
};

/** What makes an entity count, written down with the figure. */
export type InclusionRules = {
  readonly kinds: readonly HarmKind[]; // of harm; empty when every record of the unit counts
  readonly statuses: readonly HarmStatus[]; // with which a harm of these kinds counts
  readonly sources: readonly SourceId[]; // looked at, whether or not they name anybody
};

/** The count over sampled clusterings: how it would be if the linkage had decided otherwise where it could. */
export type CountRange = {
  readonly low: number; // the `quantile` of the counts, rounded down; never above the count itself
  readonly high: number; // the quantile as far from the other end, rounded up; never below the count itself
  readonly quantile: number; // of the low end, 0.025 for example
  readonly clusterings: number; // how many were sampled
  readonly seed: number;
};

/** Area of the counted sites or hazards, beside their number and never added to it. */
export type CountedArea = {
  readonly km2: number;
  readonly measured: number; // entities that a source gives an area for; the others add nothing
};

/** Entities of a figure that share a year, or a place one step below the query's; "" while it is not known. */
export type FigurePart = { readonly value: string; readonly count: number };

export type FigureCount = {
  readonly query: FigureQuery;
  readonly rules: InclusionRules;
  readonly documented: number; // entities
  readonly range?: CountRange; // absent where no linkage decides the count
  readonly lists: readonly { readonly source: SourceId; readonly name: string; readonly count: number }[];
  readonly histories: readonly CaptureHistory[]; // by source id; their counts add up to `documented`
  readonly years: readonly FigurePart[]; // they add up to `documented`
  readonly places: readonly FigurePart[]; // place ids; they add up to `documented`
  readonly area?: CountedArea;
  readonly beside: { readonly groups: number; readonly persons: number }; // unnamed people, shown beside, never added
  readonly unplaced: number; // would count but for a place that could not be resolved
  readonly undated: number; // would count but for a date that is missing or wider than the period
  readonly size: number; // the ledger's size that it was counted at
};

/** How the lists of a figure stand to each other, as their holders declare it. */
export type ListPlan = {
  readonly merged: readonly { readonly list: string; readonly into: string }[]; // copies, by list
  readonly leftOut: readonly string[]; // lists that did not set out to record this kind of harm
  readonly impossible: readonly (readonly [string, string])[]; // pairs that share nobody by design: structural zeros
};

/** The spokesman's total again on sampled clusterings: how far the linkage alone moves it. */
export type LinkageSpread = {
  readonly method: string;
  readonly clusterings: number; // that were run
  readonly failed: number; // of them without an answer
  readonly lower: number; // quantiles 0.025 and 0.975 of the totals (nearest rank)
  readonly upper: number;
};

/** The count as it would be if a pair of records were one entity from this match probability on. */
export type ThresholdCount = { readonly threshold: number; readonly documented: number };

/** An estimate of a figure: what was made of its lists, all that came out, and what may be said of it. */
export type FigureEstimate =
  /** No method was run: the lists, as declared, cannot carry an estimate of this. */
  | { readonly made: false; readonly reason: string }
  | {
      readonly made: true;
      readonly seed: number;
      readonly plan: ListPlan;
      readonly report: EstimateReport;
      readonly conclusion: EstimateConclusion; // the report's, its interval widened by the linkage where that moves it
      readonly linkage?: LinkageSpread;
      readonly runsBefore: number; // estimates of the same kind of harm that were run before this one
    };
