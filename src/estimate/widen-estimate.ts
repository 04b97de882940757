/** An estimate whose interval takes in a second uncertainty: that of the linkage. */
import type { Estimate } from "../model/estimate.ts";

/**
 * The estimate with its interval widened by an independent uncertainty that moves its total between `lower` and
 * `upper`: each side is the root of the sum of the squared distances of that side (variance estimates recovery, Zou &
 * Donner 2008), so that skewed intervals stay skewed. Its total stays; the lower end stays at or above the observed.
 */
export function widenEstimate(
  estimate: Estimate,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): Estimate {
  const { total, observed } = estimate;
  const below = Math.hypot(total - estimate.lower, Math.max(0, total - lower));
  const above = Math.hypot(estimate.upper - total, Math.max(0, upper - total));
  return { ...estimate, lower: Math.max(observed, total - below), upper: total + above };
}
