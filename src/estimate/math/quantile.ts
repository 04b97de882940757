/** Quantiles of a sample. */

/**
 * The quantile at `p` of values sorted upwards, linear between neighbours (Hyndman & Fan 1996, type 7). NaN for none.
 *
 * @example
 * quantileOf([1, 2, 3, 4], 0.5); //=> 2.5
 */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const [below, above] = [sorted[low] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below === above ? below : below + (at - low) * (above - below);
}
