/** What happened to people, sites and land, in the field's own words. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { PlaceMention } from "./mention.ts";

export const personHarms = ["killed", "missing", "displaced", "injured", "detained"] as const;
export const siteHarms = ["destroyed", "damaged", "desecrated", "occupied"] as const;
export const landHarms = ["contaminated"] as const;
export const harmKinds = [...personHarms, ...siteHarms, ...landHarms] as const;

export type HarmKind = (typeof harmKinds)[number];

/** How a harm stands now. `open` until a source says more. */
export const harmStatuses = ["open", "found-alive", "found-dead", "returned", "restored", "cleared"] as const;
export type HarmStatus = (typeof harmStatuses)[number];

export type Harm = {
  readonly kind: HarmKind;
  readonly when?: PrefixDate;
  readonly where?: PlaceMention;
  readonly status: HarmStatus;
  readonly statusWhen?: PrefixDate;
  readonly circumstances?: string;
};

export const isHarmKind = (text: string): text is HarmKind => harmKinds.some((kind) => kind === text);
export const isHarmStatus = (text: string): text is HarmStatus =>
  harmStatuses.some((status) => status === text);
