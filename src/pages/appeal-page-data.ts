/** What the published page is made of: plain data, already public, nothing looked up. */
import type { CaptureHistory, EstimateConclusion } from "../model/estimate.ts";
import type { CountedArea, InclusionRules, LinkageSpread, ListPlan, Unit } from "../model/figure.ts";
import type { HarmKind } from "../model/harm.ts";
import type { LinkageAccuracy } from "../model/judgement.ts";
import type { PlaceName } from "../model/place.ts";

/** A count as it may be published: exactly, or so that a small one points at nobody. */
export type PageCount = number | "fewer than 10" | `about ${number}`;

/** A row of a picture of totals: a method's, a model's, or what is left without the list of that name. */
export type PageTotal = {
  readonly name: string;
  readonly total?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly reason?: string; // why there is no total
};

export type PageEstimate =
  | {
      readonly status: "recomputed" | "attested";
      readonly seed: number;
      readonly plan: ListPlan;
      readonly report: {
        readonly methods: readonly PageTotal[];
        readonly models: readonly PageTotal[];
        readonly leaveOneOut: readonly PageTotal[];
      };
      readonly conclusion: EstimateConclusion;
      readonly linkage?: LinkageSpread;
      readonly runsBefore: number;
    }
  | { readonly status: "refused"; readonly reason: string }
  | { readonly status: "withheld"; readonly reason: string };

/** The count as it would be if the linkage had decided otherwise where it could. */
export type PageRange = {
  readonly low: PageCount; // what "at least" says
  readonly high: PageCount;
  readonly quantile: number;
  readonly clusterings: number;
  readonly seed: number;
};

/** The count if two records were one from this match probability on. */
export type PageThreshold = { readonly threshold: number; readonly documented: PageCount };

/** A part of the count; `value` is a year or a place's id, "" while it is not known. */
export type PagePart = { readonly value: string; readonly count: PageCount };

/** A query with its dates as the text of prefix dates. */
export type PageQuery = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly place?: string;
  readonly from?: string;
  readonly until?: string;
};

/** `open`: records of the ledger show each one counted. `tokens`: a token each. `attested`: only the publishers' word. */
export type PageProof =
  | { readonly level: "open" | "tokens"; readonly path: string }
  | { readonly level: "attested"; readonly reason: string };

/** A figure as the statements of an appeal have it. */
export type PageFigure = {
  readonly id: string; // "F1"; its place in the text is {{F1}}
  readonly query: PageQuery;
  readonly placeNames: readonly PlaceName[]; // of the query's place, all of them; empty when it names none
  readonly rules: InclusionRules;
  readonly documented: PageCount;
  readonly consented?: number; // a small number that is said, since all of them may be named
  readonly range?: PageRange;
  readonly thresholds?: readonly PageThreshold[];
  readonly accuracy?: LinkageAccuracy; // absent until people have judged a random sample of pairs
  readonly lists: readonly { readonly source: string; readonly name: string; readonly count: PageCount }[];
  readonly histories: readonly CaptureHistory[] | "suppressed";
  readonly years: readonly PagePart[];
  readonly places: readonly (PagePart & { readonly names: readonly PlaceName[] })[];
  readonly area?: CountedArea;
  readonly beside: { readonly groups: PageCount; readonly persons: PageCount };
  readonly unplaced: PageCount;
  readonly undated: PageCount;
  readonly estimate: PageEstimate;
  readonly proof: PageProof;
};

export type PageSource = { readonly id: string; readonly name: string; readonly organisation: string };

/** `signed` only when a signature over this version was checked; `withdrawn` when it was taken back since. */
export type PageSignatory = {
  readonly name: string;
  readonly role?: string;
  readonly organisation?: string;
  readonly signed?: { readonly on: string };
  readonly withdrawn?: { readonly on: string; readonly why: string };
};

/** Somebody's word against a statement, with the answer to it. */
export type PageDispute = {
  readonly id: string; // "D1"
  readonly statement: number; // which block of the text, from 1
  readonly path: string; // of the signed letter
  readonly by: string;
  readonly on: string;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly answer?: { readonly text: string; readonly on: string };
};

export type PageResponse = {
  readonly addressee: string;
  readonly state: "sent" | "acknowledged" | "answered" | "done";
  readonly on: string;
  readonly text?: string;
};

/** What stands beside the text. */
export type PageStanding = {
  readonly signatories: readonly PageSignatory[];
  readonly quorum?: number;
  readonly disputes: readonly PageDispute[];
  readonly disputesRefused: number;
  readonly responses: readonly PageResponse[];
};

/** What an audit of a figure found, shares of all that it counts. */
export type PageAudit = {
  readonly total: number;
  readonly drawn: number;
  readonly unresolved: number;
  readonly confidence: number;
  readonly share: number; // at most so many are doubles or unsupported
};

export type AppealPageData = {
  readonly title: string;
  readonly language: string; // BCP 47, of the text
  readonly date: string; // a prefix date
  readonly version: number;
  readonly note?: string; // of the authors, about this version
  readonly register: string; // its name
  readonly size: number; // of the ledger, when the figures were counted
  readonly blocks: readonly string[]; // Markdown in which {{F1}} stands where figure F1's number is read
  readonly addressees: readonly string[];
  readonly figures: readonly PageFigure[];
  readonly sources: readonly PageSource[]; // of every list that a figure stands on
  readonly standing: PageStanding;
  readonly audits?: { readonly [figure: string]: PageAudit };
};
