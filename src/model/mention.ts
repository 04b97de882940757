/** What a record says, still as it was written: names, dates, places, identifiers, relations, harms. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { Antemortem } from "./antemortem.ts";
import type { Assessment } from "./assessment.ts";
import type { EventDetails } from "./event.ts";
import type { Geometry } from "./geometry.ts";
import type { Harm } from "./harm.ts";
import type { Accident, HazardDetails } from "./hazard.ts";
import type { PlaceId } from "./ids.ts";
import type { Return } from "./return.ts";

export const nameParts = ["full", "given", "father", "family", "maiden", "other"] as const;
export type NamePart = (typeof nameParts)[number];

/** A name as written. `of` says whose it is: the record's own, or a relative's that the row names. */
export type NameMention = {
  readonly text: string;
  readonly part: NamePart;
  readonly of: "self" | "father" | "mother" | "spouse";
  readonly language?: string; // BCP 47, where known
};

export const dateRoles = ["birth", "death", "collected", "assessed", "other"] as const;

/** A date as written and as read. Dates of harms stand in the harm. */
export type DateMention = {
  readonly role: (typeof dateRoles)[number];
  readonly text: string;
  readonly date: PrefixDate;
};

export const placeRoles = ["birth", "origin", "residence", "harm", "location"] as const;
export type PlaceRole = (typeof placeRoles)[number];

/** A place as written; `within` are wider places of the same row (district, region), nearest first. */
export type PlaceMention = {
  readonly role: PlaceRole;
  readonly text: string;
  readonly within?: readonly string[];
  readonly place?: PlaceId; // what the gazetteer made of it; absent while unresolved
  readonly path?: readonly PlaceId[]; // `place` and all above it, widest first; set together with `place`
  readonly candidates?: readonly PlaceId[]; // when it may be one of several: `place` is then what all of them lie in
  readonly how?: readonly string[]; // keys of the evidence by which it was resolved, or could not be
};

export type IdentifierMention = { readonly kind: string; readonly text: string };

/** The kind of identifier that the head of a survey's form has, on the form's row and on that of the member. */
export const HEAD_OF_FORM = "head-of-form";

export const relationKinds = [
  "household",
  "member-of",
  "child-of",
  "parent-of",
  "spouse-of",
  "sibling-of",
  "victim-of",
] as const;
export type RelationKind = (typeof relationKinds)[number];

/**
 * How the record's subject stands to another. `household` names a household that rows share, `victim-of` an event by
 * its name or key; the others name a record: its key in the same source, or its whole id.
 */
export type RelationMention = {
  readonly kind: RelationKind;
  readonly target: string;
};

/** What a group is counted in, apart from how many persons it had. */
export const countingUnits = ["person", "family", "household", "community"] as const;
export type CountingUnit = (typeof countingUnits)[number];

export type GroupUnits = { readonly unit: CountingUnit; readonly number: number };

export type Note = { readonly column: string; readonly text: string };

export type Mentions = {
  readonly names: readonly NameMention[];
  readonly dates: readonly DateMention[];
  readonly places: readonly PlaceMention[];
  readonly identifiers: readonly IdentifierMention[];
  readonly relations: readonly RelationMention[];
  readonly harms: readonly Harm[];
  readonly notes: readonly Note[];
  readonly sex?: "female" | "male";
  readonly age?: number; // completed years, at the time of the harm or of the list
  readonly persons?: number; // of a group: how many people the source says it had; never added to people counted
  readonly units?: GroupUnits; // of a group: the families or households that it is made of
  readonly assessments?: readonly Assessment[]; // of a site
  readonly geometry?: Geometry; // of a site or a hazard area
  readonly hazard?: HazardDetails;
  readonly accidents?: readonly Accident[]; // with mines and other devices, told by a hazard or an event
  readonly event?: EventDetails;
  readonly return?: Return; // of a displaced person or household
  readonly antemortem?: Antemortem; // of a missing person: a form of its own, restricted
  readonly attributes: { readonly [name: string]: string }; // of sites and hazards: type, condition, area_m2, device ...
};

export const noMentions: Mentions = {
  names: [],
  dates: [],
  places: [],
  identifiers: [],
  relations: [],
  harms: [],
  notes: [],
  attributes: {},
};
