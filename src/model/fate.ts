/** A person's word on what became of somebody whom the lists contradict each other about; it can be withdrawn. */
import type { EntityId, RecordId } from "./ids.ts";

export const fates = ["alive", "dead", "missing"] as const;
export type Fate = (typeof fates)[number];

export type FateJudgement = {
  readonly entity: EntityId; // as it was called when it was judged
  readonly records: readonly RecordId[]; // that contradicted each other; it holds while one entity has them all
  readonly fate: Fate;
  readonly by: string;
  readonly why: string;
  readonly at: string; // ISO 8601, UTC
};
