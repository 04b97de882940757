/** A person's word on whether two records are of the same entity; it outranks weights and can be withdrawn. */
import type { RecordId } from "./ids.ts";

export const judgementAnswers = ["same", "different", "unsure"] as const;
export type JudgementAnswer = (typeof judgementAnswers)[number];

export type Judgement = {
  readonly left: RecordId; // before `right` in the order of their texts
  readonly right: RecordId;
  readonly answer: JudgementAnswer;
  readonly by: string;
  readonly why: string;
  readonly at: string; // ISO 8601, UTC
  readonly seen: { readonly left: number; readonly right: number }; // entries of the records as they were judged
};

/** A judgement with the index of its entry, by which it is called and taken back. */
export type StoredJudgement = Judgement & { readonly id: number; readonly withdrawnBy?: number };

/**
 * How a judgement stands now. `holds`: it outranks weights. `contested`: others contradict it, so it decides nothing.
 * `to-confirm`: what was compared has changed since. `replaced`: the same person said otherwise later. `gone`: one of
 * the records is in the register no more. `withdrawn`: it was taken back.
 */
export const judgementStandings = [
  "holds",
  "contested",
  "to-confirm",
  "replaced",
  "gone",
  "withdrawn",
] as const;
export type JudgementStanding = (typeof judgementStandings)[number];

/** A pair drawn for measuring, and from which part of all pairs. */
export type SamplePair = {
  readonly left: RecordId;
  readonly right: RecordId;
  readonly stratum: number; // index into the strata of its sample
};

/** A part of all pairs of records, drawn from by itself. */
export type SampleStratum = {
  readonly name: string;
  readonly linked: boolean; // its pairs are of one entity, as the run says
  readonly compared: boolean; // its pairs were compared; false: blocking kept them apart
  readonly pairs: number; // that it holds
  readonly drawn: number;
};

/** Pairs drawn at random by stratum from what a linkage run said, to be judged. */
export type ReviewSample = {
  readonly run: number; // entry of the linkage run
  readonly seed: number;
  readonly strata: readonly SampleStratum[];
  readonly pairs: readonly SamplePair[];
};

/** A share with the interval around it, each from 0 to 1. */
export type MeasuredShare = { readonly value: number; readonly lower: number; readonly upper: number };

/** How well the linkage did on the coalition's own lists, as the judged pairs of a random sample say. */
export type LinkageAccuracy = {
  readonly run: number; // entry of the linkage run that was sampled
  readonly drawn: number;
  readonly judged: number; // same or different, and not contested
  readonly unsure: number;
  readonly level: number; // of the intervals
  readonly interval: "confidence";
  readonly precision: MeasuredShare;
  readonly recallOfCompared: MeasuredShare; // of the true pairs that were compared at all
  readonly recall: MeasuredShare; // of all true pairs: wide while few of the uncompared ones are judged
};
