/** Tails of the Poisson distribution, each summed from its own end so that small ones keep their digits. */
import { logGamma } from "./log-gamma.ts";

/**
 * The chance of `count` or fewer. Requires a mean above 0; 0 for a count below 0.
 *
 * @example
 * poissonBelow(1, 2).toFixed(6); //=> "0.406006"
 */
export function poissonBelow(count: number, mean: number): number {
  if (count > mean) return 1 - poissonAbove(count + 1, mean);
  let [mass, sum] = [massAt(count, mean), 0];
  for (let k = count; k >= 0 && sum + mass > sum; k--) {
    sum += mass;
    mass *= k / mean;
  }
  return sum;
}

/**
 * The chance of `count` or more. Requires a mean above 0.
 *
 * @example
 * poissonAbove(1, 2).toFixed(6); //=> "0.864665"
 */
export function poissonAbove(count: number, mean: number): number {
  if (count <= mean) return 1 - poissonBelow(count - 1, mean);
  let [mass, sum] = [massAt(count, mean), 0];
  for (let k = count + 1; sum + mass > sum; k++) {
    sum += mass;
    mass *= mean / k;
  }
  return sum;
}

const massAt = (count: number, mean: number) =>
  count < 0 ? 0 : Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
