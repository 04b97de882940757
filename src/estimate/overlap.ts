/** How lists overlap: what must be looked at before any method may run. */
import type { CaptureHistory, OverlapDiagnostics, PairOverlap } from "../model/estimate.ts";

/** With fewer shared entities Chapman's relative bias exceeds exp(-m), about 1 in 1,000 at 7 (Robson & Regier 1964). */
const FEW_SHARED = 7;

/**
 * Counts on each list, on each pair of lists, on exactly k lists, and what a reader should know before any estimate.
 * Requires histories that passed `checkHistories`.
 *
 * @example
 * const histories = [{ lists: ["a"], count: 5 }, { lists: ["b"], count: 10 }, { lists: ["a", "b"], count: 5 }];
 * describeOverlap(histories).pairs; //=> [{ lists: ["a", "b"], both: 5, total: 28.333333333333332 }]
 */
export function describeOverlap(histories: readonly CaptureHistory[]): OverlapDiagnostics {
  const names = [...new Set(histories.flatMap(({ lists }) => lists))].sort();
  const countOn = (...wanted: readonly string[]) =>
    histories
      .filter(({ lists }) => wanted.every((list) => lists.includes(list)))
      .reduce((sum, { count }) => sum + count, 0);
  const lists = names.map((list) => ({
    list,
    count: countOn(list),
    alone: histories.find(({ lists: on }) => on.length === 1 && on[0] === list)?.count ?? 0,
  }));
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).map((b): PairOverlap => {
      const both = countOn(a, b);
      const total = ((countOn(a) + 1) * (countOn(b) + 1)) / (both + 1) - 1;
      return { lists: [a, b], both, ...(both === 0 ? {} : { total }) };
    }),
  );
  const onExactly = names.map((_, i) =>
    histories.filter(({ lists: on }) => on.length === i + 1).reduce((sum, { count }) => sum + count, 0),
  );
  return { lists, pairs, onExactly, notes: notesOn(pairs) };
}

function notesOn(pairs: readonly PairOverlap[]): readonly string[] {
  const named = (some: readonly PairOverlap[]) => some.map(({ lists }) => lists.join(" and ")).join("; ");
  const empty = pairs.filter(({ both }) => both === 0);
  const thin = pairs.filter(({ both }) => both > 0 && both < FEW_SHARED);
  const totals = pairs.flatMap(({ total }) => (total === undefined ? [] : [total]));
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  return [
    ...(empty.length > 0 ? [`nobody is on both of: ${named(empty)}`] : []),
    ...(thin.length > 0 ? [`fewer than ${FEW_SHARED} are on both of: ${named(thin)}`] : []),
    ...(totals.length > 1 && most > 2 * least
      ? [
          `taken two by two, the lists point to totals from ${Math.round(least)} to ${Math.round(most)}: they are not independent of one another`,
        ]
      : []),
  ];
}
