/** Which estimator speaks for a figure. */
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import { chaoLowerBound } from "./chao.ts";
import { chapman } from "./chapman.ts";
import { checkHistories } from "./check-histories.ts";

/**
 * The total with its interval, or the reason why there is none: Chapman's estimate from two lists, Chao's lower
 * bound for lists of unequal size from three or more. `method` of a refusal before any estimator was chosen is `none`.
 *
 * @example
 * estimateTotal([{ lists: ["a"], count: 5 }, { lists: ["b"], count: 9 }]).reason; //=> "got no entity on two lists, wanted lists that overlap"
 */
export function estimateTotal(histories: readonly CaptureHistory[]): EstimateAnswer {
  const checked = checkHistories("none", histories);
  if (!checked.estimable) return checked;
  return checked.lists.length === 2 ? chapman(histories) : chaoLowerBound(histories, "unequal-lists");
}
