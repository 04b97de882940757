/** Profile likelihood interval of a total under one log-linear model (Cormack 1992). */
import { logGamma } from "../math/log-gamma.ts";
import { CHI95 } from "../math/normal.ts";
import { fitCells } from "./fit.ts";
import type { Fitting, ModelFit } from "./fit-model.ts";

export type Profile = {
  readonly total: number; // where the multinomial likelihood is highest: not quite the Poisson estimate
  readonly lower: number; // the observed number when even none unseen cannot be ruled out
  readonly upper: number; // infinite when no number is too many
};

/** No likelihood is looked at beyond this many times the observed: an interval that reaches it has no end. */
const FARTHEST = 1e6;

/**
 * The totals whose refit with that many unseen is not significantly worse at 5 %: 2 (lmax - l(n0)) <= 3.84, with
 * l(n0) = ln N! - ln n0! + sum over all cells of y ln(mu / N). The number unseen is taken as continuous.
 */
export function profileInterval(table: Fitting, model: ModelFit): Profile {
  const { observed } = table;
  const likelihood = likelihoodOf(table, model);
  const best = highest(likelihood, 4 * (model.total - observed) + 10);
  const isTooLow = (unseen: number) => 2 * (likelihood(best) - likelihood(unseen)) > CHI95;
  let far = 2 * best + 10;
  while (!isTooLow(far) && far < FARTHEST * observed) far *= 2;
  return {
    total: observed + best,
    lower: isTooLow(0) ? observed + crossing(isTooLow, { outside: 0, inside: best }) : observed,
    upper: isTooLow(far)
      ? observed + crossing(isTooLow, { outside: far, inside: best })
      : Number.POSITIVE_INFINITY,
  };
}

function likelihoodOf({ counts, observed }: Fitting, { reduced, fit }: ModelFit): (unseen: number) => number {
  const full = counts.slice();
  const used = reduced.used.slice();
  used[0] = 1;
  let start = fit.beta;
  return (unseen) => {
    full[0] = unseen;
    const refit = fitCells({ counts: full, used }, reduced.terms, { start });
    if (refit === undefined) return Number.NEGATIVE_INFINITY;
    start = unseen > 0.5 ? refit.beta : start;
    const total = observed + unseen;
    let sum = logGamma(total + 1) - logGamma(unseen + 1);
    for (let cell = 0; cell < full.length; cell++)
      if (full[cell]! > 0) sum += full[cell]! * Math.log(refit.mu[cell]! / total);
    return sum;
  };
}

/** Golden-section search for the highest point of a function with one hill on [0, top]; the hill may lie beyond. */
function highest(height: (at: number) => number, top: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, top];
  while (height(high) > height(high * ratio) && high < 1e15) high *= 2;
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atA, atB] = [height(a), height(b)];
  while (high - low > 1e-6 * (1 + high)) {
    if (atA < atB) {
      [low, a, atA] = [a, b, atB];
      b = low + ratio * (high - low);
      atB = height(b);
    } else {
      [high, b, atB] = [b, a, atA];
      a = high - ratio * (high - low);
      atA = height(a);
    }
  }
  return (low + high) / 2;
}

function crossing(
  isOutside: (at: number) => boolean,
  { outside, inside }: { readonly outside: number; readonly inside: number },
): number {
  let [out, within] = [outside, inside];
  while (Math.abs(out - within) > 1e-7 * (1 + within)) {
    const middle = (out + within) / 2;
    if (isOutside(middle)) out = middle;
    else within = middle;
  }
  return within;
}
