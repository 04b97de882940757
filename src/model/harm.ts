/** What happened to people, sites and land, in the field's own words. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { PlaceMention } from "./mention.ts";
import type { PlacePrecision } from "./place.ts";
import type { Qualification } from "./qualification.ts";

export const personHarms = ["killed", "missing", "displaced", "injured", "detained"] as const;
export const siteHarms = ["destroyed", "damaged", "desecrated", "occupied"] as const;
export const landHarms = ["contaminated"] as const;
export const harmKinds = [...personHarms, ...siteHarms, ...landHarms] as const;

export type HarmKind = (typeof harmKinds)[number];

/** How a harm stands now. `open` until a source says more. */
export const harmStatuses = ["open", "found-alive", "found-dead", "returned", "restored", "cleared"] as const;
export type HarmStatus = (typeof harmStatuses)[number];

/** How a source means a date: HURIDOCS' precision type. A date that says nothing is exact as far as it goes. */
export const datings = ["exact", "about", "not-before", "not-after"] as const;
export type Dating = (typeof datings)[number];

/** One step of how a harm stood, as the source of the record tells it. */
export type StatusChange = {
  readonly status: HarmStatus;
  readonly when?: PrefixDate;
  readonly by?: string; // who found or identified
  readonly source?: string; // whom the record has it from
};

/** Who is said to be responsible, and by whom. Restricted by default. */
export type Allegation = { readonly party: string; readonly by?: string };

export type Harm = {
  readonly kind: HarmKind;
  readonly when?: PrefixDate; // its first day, as far as known
  readonly until?: PrefixDate; // its last day, of what lasted: a detention, an occupation
  readonly dating?: Dating; // of `when`
  readonly where?: PlaceMention;
  readonly placePrecision?: PlacePrecision; // how finely the source knows the place
  readonly status: HarmStatus;
  readonly statusWhen?: PrefixDate;
  readonly circumstances?: string;
  readonly alleged?: readonly Allegation[];
  readonly qualifications?: readonly Qualification[];
  readonly history?: readonly StatusChange[]; // steps that led to `status`, in the order told
};

export const isHarmKind = (text: string): text is HarmKind => harmKinds.some((kind) => kind === text);
export const isHarmStatus = (text: string): text is HarmStatus =>
  harmStatuses.some((status) => status === text);
