/** Numbers small enough to point at somebody are not published exactly. */
import type { CaptureHistory, Estimate, EstimateAnswer } from "../model/estimate.ts";

/** Below this a count is not published exactly: the ONS rule for breakdowns (suppress below 10, round to 5). */
export const SMALL = 10;
const ROUNDED_TO = 5;

export type PublishedCount = number | "fewer than 10" | `about ${number}`;

/** What is published of an estimate; `recomputed` is the one that a reader can make again from the histories. */
export type PublishedEstimate =
  | { readonly status: "recomputed" | "attested"; readonly answer: EstimateAnswer }
  | { readonly status: "withheld"; readonly reason: string };

/**
 * Whether a count may not be published exactly; nobody is found in a zero.
 *
 * @example
 * [0, 1, 9, 10].map(isSmall); //=> [false, true, true, false]
 */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALL;
}

/**
 * The count as it may be published.
 *
 * @example
 * [0, 3, 12].map(publishedCount); //=> [0, "fewer than 10", 12]
 */
export function publishedCount(count: number): PublishedCount {
  return isSmall(count) ? "fewer than 10" : count;
}

/**
 * The count of a list whose overlaps are suppressed, rounded to 5: with exact counts they could be worked out.
 *
 * @example
 * [3, 12, 103].map(roundedCount); //=> ["fewer than 10", "about 10", "about 105"]
 */
export function roundedCount(count: number): PublishedCount {
  return isSmall(count) || count === 0
    ? publishedCount(count)
    : `about ${Math.round(count / ROUNDED_TO) * ROUNDED_TO}`;
}

/** The overlaps, or none of them when any is small: one missing cell could be worked out from the others. */
export function publishedHistories(
  histories: readonly CaptureHistory[],
): readonly CaptureHistory[] | "suppressed" {
  return histories.some(({ count }) => isSmall(count)) ? "suppressed" : histories;
}

/**
 * The estimate as it may be published: whole entities when the overlaps are published; rounded to 5 and on the
 * publishers' word when they are not; withheld when the documented count is small itself.
 */
export function publishedEstimate(
  answer: EstimateAnswer,
  histories: readonly CaptureHistory[],
): PublishedEstimate {
  if (publishedHistories(histories) !== "suppressed")
    return { status: "recomputed", answer: answer.estimable ? roundEstimate(answer, 1) : answer };
  if (isSmall(answer.observed)) return { status: "withheld", reason: "the documented count is below 10" };
  if (answer.estimable) return { status: "attested", answer: roundEstimate(answer, ROUNDED_TO) };
  return /\d/.test(answer.reason)
    ? { status: "withheld", reason: "not estimable; the reason would tell an overlap below 10" }
    : { status: "attested", answer };
}

/** Rounded outwards to multiples of `step`, never below what was observed. */
function roundEstimate(estimate: Estimate, step: number): Estimate {
  const { observed } = estimate;
  const atLeast = (value: number) => Math.max(observed, value);
  return {
    ...estimate,
    total: atLeast(Math.round(estimate.total / step) * step),
    lower: atLeast(Math.floor(estimate.lower / step) * step),
    upper: atLeast(Math.ceil(estimate.upper / step) * step),
  };
}
