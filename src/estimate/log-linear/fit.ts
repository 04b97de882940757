/** Poisson log-linear fits by iteratively reweighted least squares over all cells at once. */

/** Cells to be fitted: counts, and which of them take part (1) or are empty by design or by the model (0). */
export type Cells = { readonly counts: Float64Array; readonly used: Uint8Array };

export type Fit = {
  readonly beta: Float64Array; // by place in the terms
  readonly mu: Float64Array; // expected counts by cell; 0 for a cell that takes no part
  readonly deviance: number;
  readonly rounds: number; // of reweighting, until the deviance stood still
};

/** Memory for fits of one table after another; what it holds means nothing between them. */
export type Space = {
  readonly eta: Float64Array;
  readonly mu: Float64Array;
  readonly sums: Float64Array;
  readonly rest: Float64Array;
};

/**
 * Memory for fits of tables with this many cells.
 *
 * @example
 * makeSpace(4).mu.length; //=> 4
 */
export function makeSpace(size: number): Space {
  const blank = () => new Float64Array(size);
  return { eta: blank(), mu: blank(), sums: blank(), rest: blank() };
}

const ROUNDS = 60;
const CLOSE = 1e-13;

/**
 * The maximum-likelihood fit of log mu_s = sum of beta over terms within s (Fienberg 1972, Cormack 1989), or
 * undefined when the equations cannot be solved, which a model that passed `checkModel` does not give. `start` is
 * the beta of a fit nearby; `space` saves making memory anew for each of many fits.
 *
 * Sums over the cells that hold a term are sums over supersets, so that one round costs lists x cells and not
 * cells x terms^2 (Yates's algorithm).
 *
 * @example
 * const cells = { counts: new Float64Array([0, 5, 10, 5]), used: new Uint8Array([0, 1, 1, 1]) };
 * Math.round(Math.exp(fitCells(cells, [0, 1, 2]).beta[0])); //=> 10
 */
export function fitCells(
  cells: Cells,
  terms: readonly number[],
  {
    start,
    space = makeSpace(cells.counts.length),
  }: { readonly start?: Float64Array; readonly space?: Space } = {},
): Fit | undefined {
  const work = { counts: cells.counts, used: cells.used, terms, ...space };
  if (start === undefined) startFromCounts(work);
  else expect(work, start);
  const beta = new Float64Array(terms.length);
  const matrix = new Float64Array(terms.length * terms.length);
  let deviance = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= ROUNDS; round++) {
    if (!solveRound(work, { matrix, beta })) return undefined;
    expect(work, beta);
    const next = devianceOf(work);
    if (Math.abs(deviance - next) <= CLOSE * (Math.abs(next) + 1))
      return { beta, mu: work.mu.slice(), deviance: next, rounds: round };
    deviance = next;
  }
  return undefined;
}

/**
 * The variance of the intercept under expected counts `mu`: the first entry of (X'WX)^-1. NaN when singular.
 *
 * @example
 * interceptVariance(new Float64Array([0, 5, 10, 5]), [0, 1, 2]).toFixed(2); //=> "0.50"
 */
export function interceptVariance(mu: Float64Array, terms: readonly number[]): number {
  const unit = new Float64Array(terms.length);
  unit[0] = 1;
  const matrix = new Float64Array(terms.length * terms.length);
  setHessian(terms, { sums: mu.slice(), matrix });
  return solveSymmetric(matrix, unit) ? unit[0]! : Number.NaN;
}

type Work = Cells & Space & { readonly terms: readonly number[] };

function startFromCounts({ counts, used, eta, mu }: Work): void {
  for (let cell = 0; cell < counts.length; cell++) {
    mu[cell] = used[cell] === 1 ? counts[cell]! + 0.1 : 0;
    eta[cell] = used[cell] === 1 ? Math.log(mu[cell]!) : 0;
  }
}

/** eta and mu from beta: a cell's eta is the sum over the terms within it. */
function expect({ terms, used, eta, mu }: Work, beta: Float64Array): void {
  const size = eta.length;
  eta.fill(0);
  for (let i = 0; i < terms.length; i++) eta[terms[i]!] = beta[i]!;
  for (let bit = 1; bit < size; bit <<= 1)
    for (let block = bit; block < size; block += 2 * bit)
      for (let cell = block; cell < block + bit; cell++) eta[cell]! += eta[cell - bit]!;
  // Beyond e^±60 a count has no meaning; the bound keeps the first rounds from overflowing.
  for (let cell = 0; cell < size; cell++)
    mu[cell] = used[cell] === 1 ? Math.exp(Math.max(-60, Math.min(60, eta[cell]!))) : 0;
}

/** Each cell's value becomes the sum over the cells that hold it. */
export function addSupersets(sums: Float64Array): void {
  for (let bit = 1; bit < sums.length; bit <<= 1)
    for (let block = 0; block < sums.length; block += 2 * bit)
      for (let cell = block; cell < block + bit; cell++) sums[cell]! += sums[cell + bit]!;
}

/** X'WX in the lower triangle of `matrix`; `sums` comes as the weights and goes as their sums over supersets. */
function setHessian(
  terms: readonly number[],
  { sums, matrix }: { readonly sums: Float64Array; readonly matrix: Float64Array },
): void {
  const k = terms.length;
  addSupersets(sums);
  for (let i = 0; i < k; i++) for (let j = 0; j <= i; j++) matrix[i * k + j] = sums[terms[i]! | terms[j]!]!;
}

/** One weighted least-squares step, into `beta`: X'WX beta = X'(W eta + y - mu). False when singular. */
function solveRound(
  { terms, counts, used, eta, mu, sums, rest }: Work,
  { matrix, beta }: { readonly matrix: Float64Array; readonly beta: Float64Array },
): boolean {
  for (let cell = 0; cell < rest.length; cell++)
    rest[cell] = used[cell] === 1 ? mu[cell]! * eta[cell]! + counts[cell]! - mu[cell]! : 0;
  addSupersets(rest);
  for (let i = 0; i < terms.length; i++) beta[i] = rest[terms[i]!]!;
  sums.set(mu);
  setHessian(terms, { sums, matrix });
  return solveSymmetric(matrix, beta);
}

function devianceOf({ counts, used, mu }: Work): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++)
    if (used[cell] === 1) {
      const [y, m] = [counts[cell]!, mu[cell]!];
      sum += y > 0 ? y * Math.log(y / m) - (y - m) : m;
    }
  return 2 * sum;
}

/** Cholesky in place of a positive definite matrix's lower triangle, then both solved in place; false when it is not. */
function solveSymmetric(matrix: Float64Array, right: Float64Array): boolean {
  const k = right.length;
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * k + j]!;
      const diagonal = sum;
      for (let m = 0; m < j; m++) sum -= matrix[i * k + m]! * matrix[j * k + m]!;
      if (i !== j) matrix[i * k + j] = sum / matrix[j * k + j]!;
      else if (sum > 1e-13 * diagonal) matrix[i * k + i] = Math.sqrt(sum);
      else return false;
    }
  for (let i = 0; i < k; i++) {
    for (let m = 0; m < i; m++) right[i]! -= matrix[i * k + m]! * right[m]!;
    right[i]! /= matrix[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    for (let m = i + 1; m < k; m++) right[i]! -= matrix[m * k + i]! * right[m]!;
    right[i]! /= matrix[i * k + i]!;
  }
  return true;
}
