/** Returns: the home that a displaced household left, whether it wishes to go back, and what stands in the way. */
import type { PrefixDate } from "../base/prefix-date.ts";

export const homeStates = ["intact", "damaged", "destroyed", "occupied"] as const;
export type HomeState = (typeof homeStates)[number];

export const returnWishes = ["yes", "no", "undecided"] as const;
export type ReturnWish = (typeof returnWishes)[number];

export const obstacleKinds = [
  "mines",
  "occupation",
  "destruction",
  "documents",
  "safety",
  "livelihood",
  "other",
] as const;
export type ObstacleKind = (typeof obstacleKinds)[number];

export const returnStatuses = [
  "displaced",
  "visited",
  "returned",
  "left-again",
  "settled-elsewhere",
] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

export type Home = { readonly text: string; readonly state?: HomeState };
export type Wish = { readonly text: string; readonly answer?: ReturnWish };
export type Obstacle = { readonly kind: ObstacleKind; readonly text: string };
export type ReturnStep = {
  readonly status: ReturnStatus;
  readonly when?: PrefixDate;
  readonly source?: string;
};

/** What is said of a return; where the household comes from stands among its places. Texts are as written. */
export type Return = {
  readonly home?: Home;
  readonly wish?: Wish;
  readonly obstacles: readonly Obstacle[];
  readonly history: readonly ReturnStep[]; // in the order told; the last is how it stands
};
