/** One log-linear model on one table: its total with standard error and criteria, or why it has none. */
import { logGamma } from "../math/log-gamma.ts";
import { checkModel, type ModelVerdict, type Reduced, reduceModel } from "./check-model.ts";
import {
  addSupersets,
  type Cells,
  type Fit,
  fitCells,
  interceptVariance,
  makeSpace,
  type Space,
} from "./fit.ts";
import type { Terms } from "./terms.ts";

export type ModelFit = {
  readonly terms: Terms; // as asked for
  readonly reduced: Reduced; // as fitted
  readonly fit: Fit;
  readonly total: number;
  readonly deviance: number;
  readonly df: number;
  readonly aic: number;
  readonly bic: number;
};

export type FittedModel = ModelFit | { readonly terms: Terms; readonly verdict: Exclude<ModelVerdict, "ok"> };

/** A table that models are fitted to. */
export type Fitting = Cells & {
  readonly observed: number;
  readonly cellCount: number;
  readonly margins: Float64Array; // by term: entities that stand on all of its lists
  readonly saturated: number; // log-likelihood of the model that fits every cell exactly
  readonly space: Space;
};

/**
 * Rounds within which a fit that stands still has a maximum. One without loses e-fold a round for ever, so that it
 * needs twenty and more to stand still to thirteen digits; one with a maximum converges quadratically.
 */
const SURE_ROUNDS = 12;

/**
 * A table made ready for fits.
 *
 * @example
 * prepareFits({ counts: new Float64Array([0, 5, 10, 5]), used: new Uint8Array([0, 1, 1, 1]) }).observed; //=> 20
 */
export function prepareFits({ counts, used }: Cells, space: Space = makeSpace(counts.length)): Fitting {
  let [observed, saturated, cellCount] = [0, 0, 0];
  for (let cell = 1; cell < counts.length; cell++) {
    const y = counts[cell]!;
    cellCount += used[cell]!;
    observed += y;
    if (y > 0) saturated += y * Math.log(y) - y - logGamma(y + 1);
  }
  const margins = counts.slice();
  addSupersets(margins);
  return { counts, used, observed, saturated, cellCount, margins, space };
}

/**
 * Fit of a hierarchical model: total n + exp(beta_0); AIC = -2l + 2k and BIC = -2l + k ln n with k all terms that the
 * model has, those at minus infinity among them, and n the entities observed. `near` is a fit to start from.
 *
 * @example
 * const table = prepareFits({ counts: new Float64Array([0, 5, 10, 5]), used: new Uint8Array([0, 1, 1, 1]) });
 * Math.round(fitModel(table, [0, 1, 2]).total); //=> 30
 */
export function fitModel(table: Fitting, terms: Terms, near?: ModelFit): FittedModel {
  const reduced = reduceModel(table, terms);
  const fit = fitCells({ counts: table.counts, used: reduced.used }, reduced.terms, {
    ...(near === undefined ? {} : { start: betaFrom(near, reduced.terms) }),
    space: table.space,
  });
  if (fit === undefined || fit.rounds > SURE_ROUNDS) {
    const verdict = checkModel(table.counts, reduced);
    // A finite optimum so far out that double arithmetic loses it is, for a reader, none.
    if (verdict !== "ok" || fit === undefined)
      return { terms, verdict: verdict === "ok" ? "MLE does not exist" : verdict };
  }
  const minusTwice = fit.deviance - 2 * table.saturated;
  return {
    terms,
    reduced,
    fit,
    total: table.observed + Math.exp(fit.beta[0]!),
    deviance: fit.deviance,
    df: table.cellCount - terms.length,
    aic: minusTwice + 2 * terms.length,
    bic: minusTwice + terms.length * Math.log(table.observed),
  };
}

/** The parameters of another model's fit, 0 for terms that it has not. */
function betaFrom({ reduced, fit }: ModelFit, terms: readonly number[]): Float64Array {
  if (terms === reduced.terms) return fit.beta;
  const beta = new Float64Array(terms.length);
  for (let i = 0; i < terms.length; i++) beta[i] = fit.beta[reduced.terms.indexOf(terms[i]!)] ?? 0;
  return beta;
}

/**
 * Standard error of the total: SE^2 = exp(b0) + exp(2 b0) V00, the Poisson variation of the unseen and that of its
 * estimate (Rivest & Baillargeon 2007).
 *
 * @example
 * const table = prepareFits({ counts: new Float64Array([0, 5, 10, 5]), used: new Uint8Array([0, 1, 1, 1]) });
 * Math.round(standardError(fitModel(table, [0, 1, 2]))); //=> 8
 */
export function standardError({ fit, reduced }: ModelFit): number {
  const unseen = Math.exp(fit.beta[0]!);
  return Math.sqrt(unseen + unseen * unseen * interceptVariance(fit.mu, reduced.terms));
}

export const isFitted = (model: FittedModel): model is ModelFit => "fit" in model;
