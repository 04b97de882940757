/** All forms of Chao's bound beside one another, for comparison with what other programs print. */
import type { EstimateFacts } from "../model/estimate.ts";

/**
 * Totals after Chao (1987) from how many stand on exactly k lists: `classic` n + f1^2 / (2 f2), `biasCorrected`
 * n + f1 (f1 - 1) / (2 (f2 + 1)), and both with the factor (t - 1) / t for t equal occasions. They suppose lists of
 * equal size, and without the factor many of them: with few or unequal lists they pass the truth. `classic` and its
 * product are left out where nobody stands on exactly two.
 *
 * @example
 * chaoVariants(100, [60, 30, 10]).biasCorrected.toFixed(1); //=> "157.1"
 */
export function chaoVariants(observed: number, onExactly: readonly number[]): EstimateFacts {
  const [f1 = 0, f2 = 0] = onExactly;
  const factor = (onExactly.length - 1) / onExactly.length;
  const corrected = (f1 * (f1 - 1)) / (2 * (f2 + 1));
  const classic = (f1 * f1) / (2 * f2);
  return {
    ...(f2 === 0 ? {} : { classic: observed + classic, classicOccasions: observed + factor * classic }),
    biasCorrected: observed + corrected,
    biasCorrectedOccasions: observed + factor * corrected,
  };
}
