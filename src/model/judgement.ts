/** A person's word on whether two records are of the same entity; it outranks weights and can be withdrawn. */
import type { RecordId } from "./ids.ts";

export const judgementAnswers = ["same", "different", "unsure"] as const;

export type Judgement = {
  readonly left: RecordId;
  readonly right: RecordId;
  readonly answer: (typeof judgementAnswers)[number];
  readonly by: string;
  readonly why: string;
  readonly at: string; // ISO 8601, UTC
};
