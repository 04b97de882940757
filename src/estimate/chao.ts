/** Lower bound from several lists: Chao's, as it is usually written and in the form that lets few lists differ in size. */
import type { CaptureHistory, EstimateAnswer } from "../model/estimate.ts";
import { checkHistories } from "./check-histories.ts";
import { LEVEL, logNormalLimits, type Unseen } from "./log-normal.ts";

/**
 * How many were not seen. `many-lists`: f1 (f1 - 1) / (2 (f2 + 1)), where f_k stand on exactly k lists (Chao 1987,
 * bias-corrected), the form that other programs print; it supposes many lists, and with few it passes the truth (with
 * three equal independent ones by half of the unseen). `unequal-lists`: sum over pairs i < j of z_i z_j / (f2 + 1),
 * where z_i stand on list i alone (Chao 1989): a bound for any number of lists of any size, with two lists Chapman's.
 */
export type ChaoForm = "many-lists" | "unequal-lists";

/**
 * A total that the true one is expected to reach or pass, from two or more lists; `many-lists` unless there are only
 * two, or another form is asked for.
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
 * [chaoLowerBound(histories).total, chaoLowerBound(histories, "unequal-lists").total]; //=> [167.5, 134]
 */
export function chaoLowerBound(histories: readonly CaptureHistory[], form?: ChaoForm): EstimateAnswer {
  const checked = checkHistories("chao", histories);
  if (!checked.estimable) return checked;
  const { observed, lists } = checked;
  const used = form ?? (lists.length > 2 ? "many-lists" : "unequal-lists");
  const answer = unseenOf(checked.histories, used);
  if ("reason" in answer) return { estimable: false, method: "chao", observed, reason: answer.reason };
  return {
    estimable: true,
    method: "chao",
    observed,
    total: observed + answer.unseen,
    ...logNormalLimits(observed, answer),
    level: LEVEL,
    interval: "confidence",
    assumption: used === "many-lists" ? "lower-bound-of-many" : "lower-bound",
  };
}

function unseenOf(
  histories: readonly CaptureHistory[],
  form: ChaoForm,
): Unseen | { readonly reason: string } {
  const countOn = (size: number) =>
    histories.filter(({ lists }) => lists.length === size).map(({ count }) => count);
  const onlyOn = countOn(1).sort((a, b) => a - b); // sorted: sums must not depend on the order of lists
  const onOne = onlyOn.reduce((sum, count) => sum + count, 0);
  const onTwo = countOn(2).reduce((sum, count) => sum + count, 0);
  if (onTwo === 0)
    return { reason: "got no entity on exactly two lists, wanted lists that overlap in pairs" };
  if (onlyOn.length < 2)
    return { reason: "got entities of their own on fewer than two lists, wanted them on at least two" };
  return form === "many-lists" ? unseenOfMany(onOne, onTwo) : unseenOfUnequal(onlyOn, onTwo);
}

/** Its variance is the bias-corrected form's in Chao (1987), as EstimateS and SpadeR print it. */
function unseenOfMany(onOne: number, onTwo: number): Unseen {
  const [pairs, more] = [onOne * (onOne - 1), onTwo + 1];
  const variance =
    pairs / (2 * more) +
    (onOne * (2 * onOne - 1) ** 2) / (4 * more ** 2) +
    (onOne ** 2 * onTwo * (onOne - 1) ** 2) / (4 * more ** 4);
  return { unseen: pairs / (2 * more), variance };
}

function unseenOfUnequal(onlyOn: readonly number[], onTwo: number): Unseen {
  const onOne = onlyOn.reduce((sum, count) => sum + count, 0);
  const pairs = onlyOn.reduce((sum, count) => sum + count * (onOne - count), 0) / 2;
  const unseen = pairs / (onTwo + 1);
  // Delta method, sum of y (dN/dy)^2 - N; with t equal lists it becomes Chao's (1987) variance.
  const squares = onlyOn.reduce((sum, count) => sum + count * (onOne - count) ** 2, 0);
  const variance = unseen + squares / (onTwo + 1) ** 2 + unseen ** 2 / (onTwo + 1);
  return { unseen, variance };
}
