/** The logarithm of the gamma function, for likelihoods and posterior weights. */

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

/** Below this Stirling's series is not yet exact to the last digits of a double; arguments are shifted up to it. */
const STIRLING_FROM = 10;

/**
 * ln Gamma(x) for x > 0, to about 15 significant digits. Stirling's series with Bernoulli numbers (Abramowitz &
 * Stegun 6.1.40), after ln Gamma(x) = ln Gamma(x + k) - ln(x (x + 1) ... (x + k - 1)). Infinity at 0.
 *
 * @example
 * [1, 2, 5].map((x) => Math.round(Math.exp(logGamma(x)))); //=> [1, 1, 24]
 */
export function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted++;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square *
        (1 / 360 -
          square *
            (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156))))));
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TAU + series;
  return product === 1 ? value : value - Math.log(product);
}
