/** The standard normal distribution and its quantiles. */

/** 97.5 % point of the standard normal. */
export const Z95 = 1.959963984540054;

/** 95 % point of chi-squared with one degree of freedom: the square of it. */
export const CHI95 = 3.841458820694124;

/**
 * Probability that a standard normal is below x, to about 1e-15: Marsaglia's (2004) Taylor series near zero, Laplace's
 * continued fraction in the tails.
 *
 * @example
 * [0, 1.959963984540054].map((x) => Number(normalBelow(x).toFixed(6))); //=> [0.5, 0.975]
 */
export function normalBelow(x: number): number {
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) > 6) return x > 0 ? 1 - density * upperFraction(x) : density * upperFraction(-x);
  let [term, sum] = [x, x];
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * density;
}

// 1/(x + 1/(x + 2/(x + 3/...))): forty levels are exact to a double for x > 6.
function upperFraction(x: number): number {
  let rest = x;
  for (let level = 40; level >= 1; level--) rest = x + level / rest;
  return 1 / rest;
}

/**
 * The x below which a standard normal falls with probability `p`, by bisection of `normalBelow`; infinite at 0 and 1.
 *
 * @example
 * Number(normalQuantile(0.975).toFixed(6)); //=> 1.959964
 */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let [low, high] = [-40, 40];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
