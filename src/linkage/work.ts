/** Work that threads share: what is asked for in units, and what a thread needs to do any of them. */
import { type Comparison, type ComparisonPlan, makeComparison } from "./comparison.ts";
import type { EncodedColumn } from "./encode.ts";
import { type FoundLikely, findLikely, type LikelyWork } from "./likely-work.ts";
import type { Learned } from "./name-memo.ts";
import { findPatterns, type PatternRun, type PatternWork } from "./pattern-work.ts";
import { levelReader, swappedNames } from "./patterns.ts";
import { type BlockWork, blockRule, type RuleBlocks } from "./rule-blocks.ts";
import {
  countRules,
  type FoundKeys,
  type FoundPairs,
  findKeys,
  type KeyWork,
  type RuleWork,
} from "./sampled-keys.ts";
import { makeScorer, type ScoredPairs, type ScoreJob } from "./score-blocks.ts";

/** What all work is about: threads keep it, since it costs to send. */
export type WorkTable = {
  readonly columns: readonly EncodedColumn[];
  readonly plans: readonly ComparisonPlan[];
  readonly learned: ReadonlyMap<string, Learned>; // by the name of the comparison
};

export type ScoreWork = ScoreJob & { readonly kind: "score" };

export type Work = KeyWork | RuleWork | LikelyWork | BlockWork | PatternWork | ScoreWork;

/** What each kind of work finds in a unit. */
export type Found = {
  readonly keys: FoundKeys;
  readonly rules: FoundPairs;
  readonly likely: FoundLikely;
  readonly block: RuleBlocks;
  readonly patterns: PatternRun;
  readonly score: ScoredPairs;
};

/** A request for all units of some work; the answer is what each unit found, in their order. */
export type Asked = { readonly work: Work; readonly units: number };

/** Steps that ask for work, and end in a result. */
export type Steps<Result> = Generator<Asked, Result, readonly Found[Work["kind"]][]>;

/** Asks whoever runs the steps for work, and gives back what was found. */
export function* ask<Kind extends Work["kind"]>(
  work: Extract<Work, { readonly kind: Kind }>,
  units: number,
): Steps<readonly Found[Kind][]> {
  return (yield { work, units }) as readonly Found[Kind][];
}

/** The result of steps whose work is done in this thread. */
export function finishHere<Result>(
  steps: Steps<Result>,
  workshop: Workshop,
  progress: (work: Work, unit: number, units: number) => void = () => {},
): Result {
  let step = steps.next();
  while (step.done !== true) {
    const { work, units } = step.value;
    const find = workshop(work);
    const found = Array.from({ length: units }, (_, unit) => {
      progress(work, unit, units);
      return find(unit);
    });
    step = steps.next(found);
  }
  return step.value;
}

/** A thread's own tools for work on one table. */
export type Workshop = (work: Work) => (unit: number) => Found[Work["kind"]];

/** Comparisons are made anew unless they are given. */
export function makeWorkshop(
  { columns, plans, learned }: WorkTable,
  given?: readonly Comparison[],
): Workshop {
  const comparisons = given ?? plans.map((plan) => makeComparison(plan, columns, learned.get(plan.name)));
  const names = swappedNames(comparisons, columns);
  return (work) => {
    switch (work.kind) {
      case "keys":
        return findKeys(work, columns);
      case "rules":
        return (unit) => countRules(work, unit);
      case "likely":
        return findLikely(work);
      case "block":
        return (unit) => blockRule(work, unit);
      case "patterns":
        return findPatterns(work, levelReader(comparisons, names), comparisons);
      case "score":
        return makeScorer(work, { comparisons, names });
    }
  };
}
