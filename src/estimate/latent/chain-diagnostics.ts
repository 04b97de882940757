/** Whether chains agree, and how many independent draws they are worth. */

/**
 * Split R-hat: how much wider the draws of all chains lie than those of each half chain (Gelman et al. 2013, 11.4).
 * 1 when they agree; infinite when halves stand still at different values. Requires chains of one length.
 *
 * @example
 * splitRhat([[1, 2, 1, 2], [2, 1, 2, 1]]) < 1.1; //=> true
 */
export function splitRhat(chains: readonly ArrayLike<number>[]): number {
  const halves = chains.flatMap((chain) => {
    const middle = Math.floor(chain.length / 2);
    const draws = Array.from(chain);
    return [draws.slice(0, middle), draws.slice(-middle)];
  });
  const length = halves[0]?.length ?? 0;
  const within = mean(halves.map(varianceOf));
  const between = varianceOf(halves.map(mean));
  if (within === 0) return between === 0 ? 1 : Number.POSITIVE_INFINITY;
  return Math.sqrt((length - 1) / length + between / within);
}

/**
 * Effective sample size of several chains, after Geyer's (1992) initial monotone sequence of paired autocorrelations
 * over all chains (Gelman et al. 2013, 11.5); at most the number of draws.
 *
 * @example
 * effectiveSize([[1, 1, 1, 1], [1, 1, 1, 1]]); //=> 8
 */
export function effectiveSize(chains: readonly ArrayLike<number>[]): number {
  const length = chains[0]?.length ?? 0;
  const draws = length * chains.length;
  const centred = chains.map((chain) => {
    const values = Float64Array.from(chain);
    const centre = mean(values);
    return values.map((value) => value - centre);
  });
  const within = mean(chains.map(varianceOf));
  const between = chains.length > 1 ? varianceOf(chains.map(mean)) : 0;
  const all = ((length - 1) / length) * within + between;
  if (all === 0) return draws;
  const correlation = (lag: number) =>
    1 - (within - mean(centred.map((of) => autocovariance(of, lag)))) / all;
  let [sum, least] = [0, Number.POSITIVE_INFINITY];
  for (let lag = 0; lag + 1 < length; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    least = Math.min(least, pair);
    sum += least;
  }
  return Math.min(draws, draws / Math.max(2 * sum - 1, 1 / draws));
}

function autocovariance(centred: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
  return sum / centred.length;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function varianceOf(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return sum / (values.length - 1);
}
