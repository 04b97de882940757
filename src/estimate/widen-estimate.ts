/** An estimate whose interval takes in what the linkage leaves open. */
import type { Estimate } from "../model/estimate.ts";

/**
 * The estimate with the wider of two intervals on either side: its own, and the one that `combineLinkages` made over
 * sampled clusterings. Its own total stays, since a reader can make it again from what is published, and its own
 * interval stays inside, since on the sampled clusterings the choice of a model is not repeated by bootstrap. The lower
 * end stays at or above the observed.
 *
 * @example
 * const own = { estimable: true, method: "chao", observed: 10, total: 20, lower: 15, upper: 30 };
 * widenEstimate(own, { lower: 12, upper: 28 }).lower; //=> 12
 */
export function widenEstimate(
  estimate: Estimate,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): Estimate {
  return {
    ...estimate,
    lower: Math.max(estimate.observed, Math.min(estimate.lower, lower)),
    upper: Math.max(estimate.upper, upper),
  };
}
