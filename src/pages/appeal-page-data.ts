/** What the published page is made of: plain data, already public, nothing looked up. */
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import type { Unit } from "../model/figure.ts";
import type { HarmKind } from "../model/harm.ts";
import type { PlaceName } from "../model/place.ts";

/** A count as it may be published: exactly, or so that a small one points at nobody. */
export type PageCount = number | "fewer than 10" | `about ${number}`;

export type PageEstimate =
  | { readonly status: "recomputed" | "attested"; readonly answer: EstimateAnswer }
  | { readonly status: "withheld"; readonly reason: string };

/** A query with its dates as the text of prefix dates. */
export type PageQuery = {
  readonly unit: Unit;
  readonly harm?: HarmKind;
  readonly place?: string;
  readonly from?: string;
  readonly until?: string;
};

/** `open`: records of the ledger show each one counted. `attested`: only the publishers' word. */
export type PageProof =
  | { readonly level: "open"; readonly path: string }
  | { readonly level: "attested"; readonly reason: string };

/** A figure as the statements of an appeal have it. */
export type PageFigure = {
  readonly id: string; // "F1"; its place in the text is {{F1}}
  readonly query: PageQuery;
  readonly placeNames: readonly PlaceName[]; // of the query's place, all of them; empty when it names none
  readonly documented: PageCount;
  readonly lists: readonly { readonly source: string; readonly name: string; readonly count: PageCount }[];
  readonly histories: readonly CaptureHistory[] | "suppressed";
  readonly beside: { readonly groups: PageCount; readonly persons: PageCount };
  readonly unplaced: PageCount;
  readonly undated: PageCount;
  readonly estimate: PageEstimate;
  readonly proof: PageProof;
};

export type PageSource = { readonly id: string; readonly name: string; readonly organisation: string };

/** `signed` only when a signature over this version was checked. */
export type PageSignatory = {
  readonly name: string;
  readonly role?: string;
  readonly organisation?: string;
  readonly signed: boolean;
};

export type AppealPageData = {
  readonly title: string;
  readonly language: string; // BCP 47, of the text
  readonly date: string; // a prefix date
  readonly version: number;
  readonly note?: string; // of the authors, about this version
  readonly register: string; // its name
  readonly size: number; // of the ledger, when the figures were counted
  readonly text: string; // Markdown in which {{F1}} stands where figure F1's number is read
  readonly addressees: readonly string[];
  readonly figures: readonly PageFigure[];
  readonly sources: readonly PageSource[]; // of every list that a figure stands on
  readonly signatories: readonly PageSignatory[];
};
