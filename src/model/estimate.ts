/** Capture histories, and what every estimator gives back. */

/** How many entities were seen by exactly these lists. */
export type CaptureHistory = { readonly lists: readonly string[]; readonly count: number };

/** A total with its interval, in entities; `observed <= lower <= total <= upper`. */
export type Estimate = {
  readonly estimable: true;
  readonly method: string;
  readonly observed: number;
  readonly total: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number; // of the interval, for example 0.95
  readonly interval: "confidence" | "credible";
  readonly assumption: string; // key of the catalogue: the one plain sentence it rests on
};

/** An honest refusal: the lists cannot carry an estimate, and why. */
export type NotEstimable = {
  readonly estimable: false;
  readonly method: string;
  readonly observed: number;
  readonly reason: string;
};

export type EstimateAnswer = Estimate | NotEstimable;
