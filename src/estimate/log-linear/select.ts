/** Choosing one log-linear model for a table: all of a family, downhill by BIC, or stepwise by p-value. */
import { sizeOf } from "../capture-table.ts";
import { chiSquaredAbove } from "../math/normal.ts";
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
 * Chooses among models of pairs by forward steps: the pair whose likelihood-ratio test has the smallest p-value
 * enters while that is below `threshold`, and the model keeps an estimate (Chan, Silverman & Vincent 2021, 3).
 */
export function stepwise(lists: number, threshold: number): Select {
  const pairs = Array.from({ length: 1 << lists }, (_, cell) => cell).filter((cell) => sizeOf(cell) === 2);
  return (cells) => {
    const table = prepareFits(cells);
    const first = fitModel(table, independence(lists));
    let best = isFitted(first) ? first : undefined;
    for (let last: ModelFit | undefined; best !== undefined && best !== last; ) {
      last = best;
      const { terms, deviance } = best;
      const grown = pairs.filter((pair) => !terms.includes(pair)).map((pair) => [...terms, pair]);
      const next = mostLikely(table, grown, best);
      if (next !== undefined && chiSquaredAbove(deviance - next.deviance) < threshold) best = next;
    }
    return best;
  };
}

function mostLikely(table: Fitting, models: readonly Terms[], from: ModelFit): ModelFit | undefined {
  return models
    .map((terms) =>
      fitModel(
        table,
        terms.toSorted((a, b) => a - b),
        from,
      ),
    )
    .filter(isFitted)
    .sort((a, b) => a.deviance - b.deviance)[0];
}
