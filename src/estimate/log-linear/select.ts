/** Choosing one log-linear model for a table: all of a family, downhill by BIC, or stepwise by p-value. */
import { sizeOf } from "../capture-table.ts";
import { poissonAbove, poissonBelow } from "../math/poisson.ts";
import { type Cells, makeSpace, type Space } from "./fit.ts";
import { type Fitting, fitModel, isFitted, type ModelFit, prepareFits } from "./fit-model.ts";
import { independence, partsOf, type Terms } from "./terms.ts";

/** From a table to the model chosen for it, or undefined when none has an estimate. */
export type Select = (cells: Cells) => ModelFit | undefined;

/**
 * All models of a family that have an estimate, best BIC first.
 *
 * @example
 * const cells = { counts: new Float64Array([0, 5, 10, 5]), used: new Uint8Array([0, 1, 1, 1]) };
 * rankModels(cells, [[0, 1, 2]]).length; //=> 1
 */
export function rankModels(cells: Cells, models: readonly Terms[]): readonly ModelFit[] {
  const table = prepareFits(cells);
  return models
    .map((terms) => fitModel(table, terms))
    .filter(isFitted)
    .sort((a, b) => a.bic - b.bic);
}

/**
 * Chooses the best BIC of a family. `near` are the family's fits on the table that the others were drawn from: fits
 * start from them.
 */
export function bestOf(models: readonly Terms[], near: readonly ModelFit[] = []): Select {
  const starts = new Map(near.map((fit) => [fit.terms, fit]));
  let space: Space | undefined;
  return (cells) => {
    space ??= makeSpace(cells.counts.length);
    const table = prepareFits(cells, space);
    let best: ModelFit | undefined;
    for (const terms of models) {
      const fitted = fitModel(table, terms, starts.get(terms));
      if (isFitted(fitted) && (best === undefined || fitted.bic < best.bic)) best = fitted;
    }
    return best;
  };
}

/**
 * Chooses by steepest descent of BIC from independence: each step adds one interaction whose parts are all there, or
 * removes one that is no part of another, and stops where no step lowers BIC (Silverman, Chan & Vincent 2024, 6).
 * `maxOrder` is the most lists in one interaction.
 */
export function downhill(lists: number, maxOrder: number = lists - 1): Select {
  return (cells) => {
    const table = prepareFits(cells);
    const first = fitModel(table, independence(lists));
    let best = isFitted(first) ? first : undefined;
    for (let last: ModelFit | undefined; best !== last; ) {
      last = best;
      best = lowest(table, neighbours(best?.terms ?? independence(lists), lists, maxOrder), best);
    }
    return best;
  };
}

/**
 * A model and those one step from it that have an estimate, best BIC first: what stands near when a family is too
 * large to be fitted whole.
 */
export function nearby(cells: Cells, best: ModelFit, lists: number): readonly ModelFit[] {
  const table = prepareFits(cells);
  return [best, ...neighbours(best.terms, lists, lists - 1).map((terms) => fitModel(table, terms, best))]
    .filter(isFitted)
    .sort((a, b) => a.bic - b.bic);
}

function lowest(table: Fitting, models: readonly Terms[], from: ModelFit | undefined): ModelFit | undefined {
  let best = from;
  for (const terms of models) {
    const fitted = fitModel(table, terms, from);
    if (isFitted(fitted) && (best === undefined || fitted.bic < best.bic)) best = fitted;
  }
  return best;
}

function neighbours(terms: Terms, lists: number, maxOrder: number): readonly Terms[] {
  const has = new Set(terms);
  const full = (1 << lists) - 1;
  const models: Terms[] = [];
  for (let term = 3; term < full; term++) {
    const size = sizeOf(term);
    if (size < 2 || size > maxOrder) continue;
    if (!has.has(term) && partsOf(term).every((part) => part === term || has.has(part)))
      models.push([...terms, term].sort((a, b) => a - b));
    if (has.has(term) && !terms.some((other) => other !== term && (other & term) === term))
      models.push(terms.filter((other) => other !== term));
  }
  return models;
}

/**
 * Chooses among models of pairs by forward steps: the pair whose number of entities on both lists is the least likely
 * under the model so far enters, while its one-sided Poisson p-value is below `threshold` and the model keeps an
 * estimate (Chan, Silverman & Vincent 2021, 3). Of equal p-values, as of those that vanish, the first pair enters.
 */
export function stepwise(lists: number, threshold: number): Select {
  const pairs = pairsOf(lists);
  return (cells) => {
    const table = prepareFits(cells);
    const first = fitModel(table, independence(lists));
    let best = isFitted(first) ? first : undefined;
    for (let last: ModelFit | undefined; best !== undefined && best !== last; ) {
      last = best;
      best = leastLikely(table, pairs, { from: best, threshold }) ?? best;
    }
    return best;
  };
}

/** [12], [13], ..., [1t], [23], ... as cells. */
function pairsOf(lists: number): readonly number[] {
  return Array.from({ length: lists }, (_, i) =>
    Array.from({ length: lists - i - 1 }, (__, j) => (1 << i) | (1 << (i + 1 + j))),
  ).flat();
}

function leastLikely(
  table: Fitting,
  pairs: readonly number[],
  { from, threshold }: { readonly from: ModelFit; readonly threshold: number },
): ModelFit | undefined {
  const surprises = pairs
    .filter((pair) => !from.terms.includes(pair))
    .map((pair) => ({ pair, p: overlapChance(table, from, pair) }))
    .filter(({ p }) => p < threshold)
    .sort((a, b) => a.p - b.p);
  for (const { pair } of surprises) {
    const grown = fitModel(
      table,
      [...from.terms, pair].sort((a, b) => a - b),
      from,
    );
    if (isFitted(grown)) return grown;
  }
  return undefined;
}

/** The chance of as few, or of as many, on both lists of a pair, whichever is smaller, under a model without it. */
function overlapChance({ margins }: Fitting, { fit }: ModelFit, pair: number): number {
  const expected = fit.mu.reduce((sum, mu, cell) => ((cell & pair) === pair ? sum + mu : sum), 0);
  const seen = margins[pair]!;
  return Math.min(poissonBelow(seen, expected), poissonAbove(seen, expected));
}
