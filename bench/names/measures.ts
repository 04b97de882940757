/** What a scorer of pairs is worth: best F1, recall at one precision, intervals by resampling groups. */
import { seededRandom } from "../../src/base/random.ts";

export type Scored = { readonly value: number; readonly isMatch: boolean; readonly group: string };

export type Interval = { readonly value: number; readonly lower: number; readonly upper: number };

/** Pairs that are no matches weigh as much as this many for each match, so that sets can be compared. */
const NEGATIVES_PER_MATCH = 2;

/** The best F1 that any threshold on the value gives, matches being at or above it. */
export function bestF1(scored: readonly Scored[]): number {
  const matches = scored.filter(({ isMatch }) => isMatch).length;
  let best = 0;
  forThresholds(scored, (found, false_) => {
    best = Math.max(best, (2 * found) / (found + false_ + matches));
  });
  return best;
}

/** The most recall that a threshold gives at that precision, with two pairs that differ to each that matches. */
export function recallAtPrecision(scored: readonly Scored[], precision: number): number {
  const matches = scored.filter(({ isMatch }) => isMatch).length;
  const weight = (NEGATIVES_PER_MATCH * matches) / (scored.length - matches || 1);
  let best = 0;
  forThresholds(scored, (found, false_) => {
    if (found >= precision * (found + weight * false_)) best = Math.max(best, found / (matches || 1));
  });
  return best;
}

/** Visits each threshold that parts the values, from the highest: matches found, and others taken for them. */
function forThresholds(scored: readonly Scored[], visit: (found: number, false_: number) => void): void {
  const sorted = scored.toSorted((a, b) => b.value - a.value);
  let found = 0;
  sorted.forEach(({ value, isMatch }, at) => {
    if (isMatch) found++;
    if (sorted[at + 1]?.value !== value) visit(found, at + 1 - found);
  });
}

/** A measure with its 95 % percentile interval over resamples of the groups. */
export function withInterval(
  scored: readonly Scored[],
  measure: (scored: readonly Scored[]) => number,
): Interval {
  return intervalOf(measure(scored), resample(scored, measure));
}

/** A measure of 200 resamples of the groups; the seed is fixed. */
export function resample(
  scored: readonly Scored[],
  measure: (scored: readonly Scored[]) => number,
): readonly number[] {
  const groups = [...Map.groupBy(scored, ({ group }) => group).values()];
  const random = seededRandom(1);
  return Array.from({ length: 200 }, () =>
    measure(groups.flatMap(() => groups[random.below(groups.length)] ?? [])),
  );
}

/** A value with the 95 % percentile interval of its 200 resamples. */
export function intervalOf(value: number, resampled: readonly number[]): Interval {
  const sorted = resampled.toSorted((a, b) => a - b);
  return { value, lower: sorted[5] ?? 0, upper: sorted[194] ?? 0 };
}
