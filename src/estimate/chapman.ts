/** Two-list estimate: Chapman's estimator with Burnham's log-normal interval. */
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import { checkHistories } from "./check-histories.ts";
import { LEVEL, logNormalLimits } from "./log-normal.ts";

/**
 * Estimated total from exactly two lists that are assumed to have been made independently of one another.
 * Chapman (1951), with the 95 % interval of Burnham et al. (1987), which never falls below the number observed.
 * Lists that depend on each other positively make it too low, matches that were missed too high.
 *
 * @example
 * // 10 on list a, 15 on list b, 5 on both: 20 seen, about 28 in all.
 * const answer = chapman([{ lists: ["a"], count: 5 }, { lists: ["b"], count: 10 }, { lists: ["a", "b"], count: 5 }]);
 * [answer.total, answer.lower, answer.upper].map(Math.round); //=> [28, 22, 49]
 */
export function chapman(histories: readonly CaptureHistory[]): EstimateAnswer {
  const checked = checkHistories("chapman", histories);
  if (!checked.estimable) return checked;
  const { observed, lists } = checked;
  const [a, b] = lists;
  if (a === undefined || b === undefined || lists.length > 2)
    return { estimable: false, method: "chapman", observed, reason: `got ${lists.length} lists, wanted 2` };

  const countOf = (list: string) =>
    checked.histories.filter(({ lists }) => lists.includes(list)).reduce((sum, { count }) => sum + count, 0);
  const [onA, onB] = [countOf(a), countOf(b)];
  const onBoth = onA + onB - observed;
  // Equal to (onA + 1)(onB + 1)/(onBoth + 1) - 1 - observed, without subtracting large numbers.
  const unseen = ((onA - onBoth) * (onB - onBoth)) / (onBoth + 1);
  const variance = (unseen * (onA + 1) * (onB + 1)) / ((onBoth + 1) * (onBoth + 2));
  return {
    estimable: true,
    method: "chapman",
    observed,
    total: observed + unseen,
    ...logNormalLimits(observed, { unseen, variance }),
    level: LEVEL,
    interval: "confidence",
    assumption: "lists-independent",
  };
}
