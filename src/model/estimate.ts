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

/** The methods there are, in the order in which they are shown. */
export const estimateMethods = ["chapman", "chao", "log-linear", "graph-averaging", "latent-class"] as const;
export type EstimateMethod = (typeof estimateMethods)[number];

/** Keys of the catalogue: the one plain sentence that an answer rests on. */
export const assumptionKeys = [
  "lists-independent",
  "lower-bound",
  "lower-bound-of-many",
  "no-highest-interaction",
  "decomposable-dependence",
  "latent-classes",
] as const;
export type AssumptionKey = (typeof assumptionKeys)[number];

/** What a method was told before it ran, and what it found out about itself: names to numbers, words, or lists. */
export type EstimateFacts = { readonly [name: string]: number | string | readonly number[] };

/** One method's verdict: its answer, what it was told before it ran, and how far its answer may be trusted. */
export type MethodAnswer = {
  readonly method: EstimateMethod;
  readonly assumption: AssumptionKey;
  readonly answer: EstimateAnswer;
  readonly model?: string; // "[EXH·ABA·OSCE, EXH·HRW]": lists that a model lets depend on one another
  readonly settings: EstimateFacts; // recorded before the run: seed, chains, replicates
  readonly diagnostics: EstimateFacts;
};

/** One model of a family, with its own total: shown beside the others that fit about as well. */
export type NearModel = {
  readonly method: EstimateMethod;
  readonly model: string;
  readonly total: number;
  readonly lower?: number; // absent where this model's interval has no end
  readonly upper?: number;
  readonly weight: number; // 0 to 1: its share of the evidence among the models of its method
  readonly behindBest: number; // BIC above the best hierarchical one's, which is 0
  readonly peopleDiffer?: true; // lists are independent, and some entities harder to list than others
};

/** What becomes of the estimate when one list had not existed. */
export type LeaveOneOut = { readonly without: string; readonly answer: EstimateAnswer };

export type ListOverlap = {
  readonly list: string;
  readonly count: number; // entities on it
  readonly alone: number; // of them on no other
};

/** Two lists beside each other; `total` is Chapman's of the two alone. */
export type PairOverlap = {
  readonly lists: readonly [string, string];
  readonly both: number;
  readonly total?: number; // absent where nobody is on both
};

/** How lists overlap: what is looked at before any method runs. */
export type OverlapDiagnostics = {
  readonly lists: readonly ListOverlap[];
  readonly pairs: readonly PairOverlap[];
  readonly onExactly: readonly number[]; // [0] on one list, [1] on two, ...
  readonly notes: readonly string[]; // what a reader should know, in words
};

/**
 * What all methods together allow to be said. `estimate`: they agree, and this one speaks for them. `range`: they
 * differ too much for one number. `not estimable`: none has an answer.
 */
export type EstimateConclusion =
  | { readonly verdict: "estimate"; readonly spokesman: EstimateMethod; readonly answer: Estimate }
  | { readonly verdict: "range"; readonly lower: number; readonly upper: number; readonly reason: string }
  | { readonly verdict: "not estimable"; readonly reason: string };

/** Everything that was asked of one table of capture histories, and all that came out. */
export type EstimateReport = {
  readonly observed: number;
  readonly settings: EstimateFacts;
  readonly overlap: OverlapDiagnostics;
  readonly methods: readonly MethodAnswer[];
  readonly models: readonly NearModel[]; // every near-best model, best first
  readonly leaveOneOut: readonly LeaveOneOut[];
  readonly conclusion: EstimateConclusion;
};
