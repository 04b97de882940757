/** Whether match probabilities mean what they say: predicted against true shares of matches, by decile. */
import { matchProbability, weightBits } from "./match-weight.ts";

export type ReliabilityBin = {
  readonly from: number; // predicted probability, [from, from + 0.1)
  readonly pairs: number;
  readonly predicted: number; // mean probability; 0 where there are no pairs
  readonly observed: number; // share of true matches
};

/** `error`: expected calibration error, the mean of |predicted - observed| over pairs (Naeini et al. 2015). */
export type Reliability = { readonly bins: readonly ReliabilityBin[]; readonly error: number };

/**
 * The reliability of fixed-point total weights against the truth, in ten bins of predicted probability. No pairs have
 * an error of 0.
 *
 * @example
 * measureReliability([0, 0], [true, false]).error; //=> 0
 */
export function measureReliability(
  weights: ArrayLike<number>,
  isMatch: ArrayLike<boolean | number>,
): Reliability {
  const [pairs, sums, matches] = [new Float64Array(10), new Float64Array(10), new Float64Array(10)];
  for (let i = 0; i < weights.length; i++) {
    const probability = matchProbability(weightBits(weights[i] ?? 0));
    const bin = Math.min(9, Math.floor(probability * 10));
    pairs[bin] = (pairs[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + probability;
    matches[bin] = (matches[bin] ?? 0) + Number(isMatch[i] ?? 0);
  }
  const bins = Array.from(pairs, (count, bin) => ({
    from: bin / 10,
    pairs: count,
    predicted: count === 0 ? 0 : (sums[bin] ?? 0) / count,
    observed: count === 0 ? 0 : (matches[bin] ?? 0) / count,
  }));
  const gaps = bins.reduce((sum, own) => sum + own.pairs * Math.abs(own.predicted - own.observed), 0);
  return { bins, error: weights.length === 0 ? 0 : gaps / weights.length };
}
