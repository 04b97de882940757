/** What any estimator needs of capture histories before it may look at them. */
import type { CaptureHistory, NotEstimable } from "../model/estimate.ts";

/** Histories that can be estimated from: `lists` sorted, those on which nobody stands left out. */
export type CheckedHistories = {
  readonly estimable: true;
  readonly histories: readonly CaptureHistory[]; // with a count above 0
  readonly lists: readonly string[];
  readonly observed: number;
};

/**
 * The histories of entities that were seen, or the first reason why nothing can be estimated from them, in this
 * order: counts that are no counts, patterns that are none or repeat, nobody seen, fewer than two lists, no
 * overlap, a list that is nested in another (it is a copy of a part, not a second look).
 *
 * @example
 * checkHistories("chapman", [{ lists: ["a"], count: 3 }]); //=> { estimable: false, method: "chapman", observed: 3, reason: "got 1 list, wanted at least 2" }
 */
export function checkHistories(
  method: string,
  histories: readonly CaptureHistory[],
): CheckedHistories | NotEstimable {
  const seen = histories.filter((history) => history.count > 0 && history.lists.length > 0);
  const observed = seen.reduce((total, history) => total + history.count, 0);
  const lists = [...new Set(seen.flatMap((history) => history.lists))].sort();
  const reason = wrongHistory(histories) ?? tooLittle({ seen, lists }) ?? nestedList(seen, lists);
  return reason === undefined
    ? { estimable: true, histories: seen, lists, observed }
    : { estimable: false, method, observed: Number.isFinite(observed) ? observed : 0, reason };
}

/**
 * What is wrong with the first history that is none, or undefined: a count that is no whole number, a pattern that
 * has no list, a list twice, or comes again.
 *
 * @example
 * wrongHistory([{ lists: ["a"], count: -1 }]); //=> "got the count -1 for {a}, wanted a whole number of entities"
 */
export function wrongHistory(histories: readonly CaptureHistory[]): string | undefined {
  return wrongCount(histories) ?? wrongPattern(histories);
}

function wrongCount(histories: readonly CaptureHistory[]): string | undefined {
  const wrong = histories.find(({ count }) => !Number.isSafeInteger(count) || count < 0);
  return wrong && `got the count ${wrong.count} for ${patternOf(wrong)}, wanted a whole number of entities`;
}

function wrongPattern(histories: readonly CaptureHistory[]): string | undefined {
  const met = new Set<string>();
  for (const history of histories) {
    if (history.lists.length === 0)
      return "got a history without a list, wanted only entities that were seen";
    if (new Set(history.lists).size < history.lists.length)
      return `got a list twice in ${patternOf(history)}, wanted each list once`;
    const pattern = JSON.stringify([...history.lists].sort());
    if (met.has(pattern)) return `got ${patternOf(history)} twice, wanted each pattern of lists once`;
    met.add(pattern);
  }
  return undefined;
}

function tooLittle({ seen, lists }: { seen: readonly CaptureHistory[]; lists: readonly string[] }) {
  if (lists.length === 0) return "got nobody on any list, wanted at least 2 lists";
  if (lists.length === 1) return "got 1 list, wanted at least 2";
  if (seen.every((history) => history.lists.length === 1))
    return "got no entity on two lists, wanted lists that overlap";
  return undefined;
}

function nestedList(seen: readonly CaptureHistory[], lists: readonly string[]): string | undefined {
  for (const inner of lists) {
    const onInner = seen.filter((history) => history.lists.includes(inner));
    const outer = lists.find(
      (list) => list !== inner && onInner.every((history) => history.lists.includes(list)),
    );
    if (outer !== undefined)
      return `got everybody on list ${inner} also on list ${outer}, wanted lists made independently`;
  }
  return undefined;
}

const patternOf = ({ lists }: CaptureHistory) => `{${lists.join(", ")}}`;
