/** The interval that estimators of an unseen part share: log-normal in the unseen, so never below the observed. */

export const Z95 = 1.959964; // 97.5 % point of the standard normal
export const LEVEL = 0.95;

/** A part that was not seen, as estimated, with the variance of that estimate. */
export type Unseen = { readonly unseen: number; readonly variance: number };

/**
 * Lower and upper limit of the total at 95 %: `observed + unseen / c` and `observed + unseen * c` with
 * c = exp(1.96 sqrt(ln(1 + variance / unseen^2))). Chao (1987); Burnham et al. (1987) for two lists.
 * Requires `unseen > 0`.
 *
 * @example
 * logNormalLimits(100, { unseen: 50, variance: 0 }); //=> { lower: 150, upper: 150 }
 */
export function logNormalLimits(
  observed: number,
  { unseen, variance }: Unseen,
): { readonly lower: number; readonly upper: number } {
  const spread = Math.exp(Z95 * Math.sqrt(Math.log1p(variance / unseen ** 2)));
  return { lower: observed + unseen / spread, upper: observed + unseen * spread };
}
