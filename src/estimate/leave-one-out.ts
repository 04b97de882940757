/** What becomes of the total when one list had not existed: the plainest test of what it hangs on. */
import type { CaptureHistory, EstimateAnswer, LeaveOneOut } from "../model/estimate.ts";
import { captureTable, type TableOptions } from "./capture-table.ts";
import { chapman } from "./chapman.ts";
import { checkHistories } from "./check-histories.ts";
import { quickLogLinear } from "./log-linear/log-linear.ts";

/**
 * For each list the answer without it: Chapman's where two lists stay, else the best log-linear model's with its
 * profile interval. Entities on that list alone leave the table. None for two lists. Requires checked histories.
 *
 * @example
 * const histories = [{ lists: ["a"], count: 5 }, { lists: ["b"], count: 9 }, { lists: ["a", "b"], count: 5 }, { lists: ["c"], count: 7 }, { lists: ["a", "c"], count: 3 }];
 * leaveOneOut(histories)[2].without; //=> "c"
 */
export function leaveOneOut(
  histories: readonly CaptureHistory[],
  options: TableOptions = {},
): readonly LeaveOneOut[] {
  const lists = [...new Set(histories.flatMap((history) => history.lists))].sort();
  if (lists.length < 3) return [];
  return lists.map((without) => ({ without, answer: answerWithout(histories, without, options) }));
}

function answerWithout(
  histories: readonly CaptureHistory[],
  without: string,
  options: TableOptions,
): EstimateAnswer {
  const left = new Map<string, CaptureHistory>();
  for (const { lists, count } of histories) {
    const on = lists.filter((list) => list !== without).sort();
    const key = JSON.stringify(on);
    if (on.length > 0) left.set(key, { lists: on, count: count + (left.get(key)?.count ?? 0) });
  }
  const checked = checkHistories("log-linear", [...left.values()]);
  if (!checked.estimable) return checked;
  if (checked.lists.length === 2) return chapman(checked.histories);
  return quickLogLinear(captureTable(checked.histories, checked.lists, options));
}
