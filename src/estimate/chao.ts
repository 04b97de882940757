/** Lower bound from several lists: Chao's, in the form that lets lists differ in how much they cover. */
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import { checkHistories } from "./check-histories.ts";
import { LEVEL, logNormalLimits, type Unseen } from "./log-normal.ts";

/**
 * A total that the true one is expected to reach or pass, from two or more lists: the observed, and for the unseen
 * sum over pairs i < j of z_i z_j / (f2 + 1), where z_i stand on list i alone and f2 on exactly two lists
 * (Chao 1989, bias-corrected). With lists of equal coverage that is (t-1)/t f1(f1-1) / (2(f2+1)) up to one part in
 * f1, and with two lists it is Chapman's. Chao's older f1(f1-1) / (2(f2+1)) supposes many lists: with three
 * equal ones it passes the truth by half of the unseen, so it would be no lower bound.
 *
 * People who differ in how likely they are to be listed, and lists that depend on each other positively, only make
 * it lower; lists that avoid each other (two communities that share no list) make it too high. The 95 % interval is
 * log-normal (Chao 1987) and says where the bound lies, not the total.
 *
 * @example
 * const histories = [
 *   { lists: ["a"], count: 20 },
 *   { lists: ["b"], count: 30 },
 *   { lists: ["c"], count: 10 },
 *   { lists: ["a", "b"], count: 10 },
 *   { lists: ["b", "c"], count: 9 },
 * ];
 * chaoLowerBound(histories).total; //=> 134
 */
export function chaoLowerBound(histories: readonly CaptureHistory[]): EstimateAnswer {
  const checked = checkHistories("chao", histories);
  if (!checked.estimable) return checked;
  const { observed } = checked;
  const answer = unseenOf(checked.histories);
  if ("reason" in answer) return { estimable: false, method: "chao", observed, reason: answer.reason };
  return {
    estimable: true,
    method: "chao",
    observed,
    total: observed + answer.unseen,
    ...logNormalLimits(observed, answer),
    level: LEVEL,
    interval: "confidence",
    assumption: "lower-bound",
  };
}

function unseenOf(histories: readonly CaptureHistory[]): Unseen | { readonly reason: string } {
  const countOn = (size: number) =>
    histories.filter(({ lists }) => lists.length === size).map(({ count }) => count);
  const onlyOn = countOn(1).sort((a, b) => a - b); // sorted: sums must not depend on the order of lists
  const onOne = onlyOn.reduce((sum, count) => sum + count, 0);
  const onTwo = countOn(2).reduce((sum, count) => sum + count, 0);
  if (onTwo === 0)
    return { reason: "got no entity on exactly two lists, wanted lists that overlap in pairs" };
  if (onlyOn.length < 2)
    return { reason: "got entities of their own on fewer than two lists, wanted them on at least two" };
  const pairs = onlyOn.reduce((sum, count) => sum + count * (onOne - count), 0) / 2;
  const unseen = pairs / (onTwo + 1);
  // Delta method, sum of y (dN/dy)^2 - N; with t equal lists it becomes Chao's (1987) variance.
  const squares = onlyOn.reduce((sum, count) => sum + count * (onOne - count) ** 2, 0);
  const variance = unseen + squares / (onTwo + 1) ** 2 + unseen ** 2 / (onTwo + 1);
  return { unseen, variance };
}
