/** Match weights in bits (log2 of a Bayes factor), held as fixed-point integers so that every machine agrees. */

/** Units of a fixed-point weight to the bit. */
export const UNITS_PER_BIT = 1024;

/**
 * A weight in bits as fixed-point units, half up.
 *
 * @example
 * fixedWeight(1.5); //=> 1536
 */
export function fixedWeight(bits: number): number {
  return Math.round(bits * UNITS_PER_BIT);
}

/**
 * Bits of a fixed-point weight.
 *
 * @example
 * weightBits(-512); //=> -0.5
 */
export function weightBits(units: number): number {
  return units / UNITS_PER_BIT;
}

/**
 * Probability of a match, from the total weight in bits (the prior's included).
 *
 * @example
 * matchProbability(0); //=> 0.5
 */
export function matchProbability(bits: number): number {
  // 2^-|w| cannot overflow, 2^|w| can: take the form that keeps the exponent negative.
  const odds = 2 ** -Math.abs(bits);
  return bits >= 0 ? 1 / (1 + odds) : odds / (1 + odds);
}

/**
 * Total weight in bits at which the match probability is `probability`. Requires 0 < probability < 1.
 *
 * @example
 * bitsOfProbability(0.5); //=> 0
 */
export function bitsOfProbability(probability: number): number {
  return Math.log2(probability / (1 - probability));
}
