/** Log-linear models of capture that differs between entities, for occasions rather than lists (Rivest & Baillargeon 2007). */

import type { CaptureTable } from "../capture-table.ts";
import { sizeOf } from "../capture-table.ts";

/** How much the odds of one more capture rise with those already had: one column of the design, by their number. */
export type Heterogeneity = "none" | "darroch" | "poisson2" | "gamma" | "chao";

export type HeterogeneousFit = {
  readonly total: number;
  readonly standardError: number;
  readonly deviance: number;
  readonly df: number;
};

export type HeterogeneousModel = {
  readonly isTimed: boolean; // a column per list (Mt), or one for all (M0)
  readonly heterogeneity: Heterogeneity;
  readonly interactions?: readonly number[]; // pairs of lists, as cells
};

const ROUNDS = 100;
/** Of the gamma curve: the one that Rivest and Baillargeon (2007) use. */
const GAMMA_SHAPE = 3.5;

/**
 * The fit of M0, Mt, Mh and Mth: columns for the lists or their number k, and for heterogeneity k^2/2 (Darroch),
 * 2^k - 1 (Poisson) or a step at each k above 2 (Chao's lower bound, where steps that come out negative are dropped).
 * Undefined when the design is singular for the table.
 *
 * @example
 * const table = { lists: ["a", "b"], counts: new Float64Array([0, 5, 10, 5]), possible: new Uint8Array([1, 1, 1, 1]), observed: 20 };
 * Math.round(fitHeterogeneous(table, { isTimed: true, heterogeneity: "none" }).total); //=> 30
 */
export function fitHeterogeneous(
  table: CaptureTable,
  model: HeterogeneousModel,
): HeterogeneousFit | undefined {
  const cells = Array.from(table.counts.keys()).slice(1);
  const counts = cells.map((cell) => table.counts[cell]!);
  let columns = columnsOf(table, model);
  for (;;) {
    const design = cells.map((cell) => columns.map(({ at }) => at(cell)));
    const fit = fitDesign(design, counts);
    if (fit === undefined) return undefined;
    const dropped = columns.findIndex(({ isStep }, j) => isStep && fit.beta[j]! < 0);
    if (dropped >= 0) {
      columns = columns.filter((_, j) => j !== dropped);
      continue;
    }
    const unseen = Math.exp(fit.beta[0]!);
    return {
      total: table.observed + unseen,
      standardError: Math.sqrt(unseen + unseen ** 2 * fit.variance),
      deviance: fit.deviance,
      df: cells.length - columns.length,
    };
  }
}

type Column = { readonly at: (cell: number) => number; readonly isStep?: boolean };

function columnsOf({ lists, counts }: CaptureTable, model: HeterogeneousModel): readonly Column[] {
  // A step that nobody reaches falls without end, and so is one of those that are dropped.
  const deepest = counts.reduce((most, count, cell) => (count > 0 ? Math.max(most, sizeOf(cell)) : most), 0);
  const { isTimed, heterogeneity, interactions = [] } = model;
  const timed = isTimed ? lists.map((_, i): Column => ({ at: (cell) => (cell >> i) & 1 })) : [{ at: sizeOf }];
  const steps = Array.from(
    { length: Math.max(0, deepest - 2) },
    (_, i): Column => ({
      at: (cell) => Math.max(0, sizeOf(cell) - 2 - i),
      isStep: true,
    }),
  );
  const shape: Readonly<Record<Heterogeneity, readonly Column[]>> = {
    none: [],
    darroch: [{ at: (cell) => sizeOf(cell) ** 2 / 2 }],
    poisson2: [{ at: (cell) => 2 ** sizeOf(cell) - 1 }],
    gamma: [{ at: (cell) => Math.log(GAMMA_SHAPE) - Math.log(GAMMA_SHAPE + sizeOf(cell)) }],
    chao: steps,
  };
  const pairs = interactions.map((pair): Column => ({ at: (cell) => Number((cell & pair) === pair) }));
  return [{ at: () => 1 }, ...timed, ...shape[heterogeneity], ...pairs];
}

type DesignFit = { readonly beta: readonly number[]; readonly variance: number; readonly deviance: number };

/** Poisson regression by reweighted least squares for any design; the variance is the intercept's. */
function fitDesign(design: readonly (readonly number[])[], counts: readonly number[]): DesignFit | undefined {
  let mu = counts.map((count) => count + 0.1);
  let eta = mu.map(Math.log);
  let deviance = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const working = mu.map((m, i) => m * eta[i]! + counts[i]! - m);
    const solved = solveWeighted(design, { weights: mu, working });
    if (solved === undefined) return undefined;
    eta = design.map((row) => row.reduce((sum, x, j) => sum + x * solved.beta[j]!, 0));
    mu = eta.map((value) => Math.exp(Math.max(-60, Math.min(60, value))));
    const next =
      2 *
      mu.reduce(
        (sum, m, i) => sum + (counts[i]! > 0 ? counts[i]! * Math.log(counts[i]! / m) : 0) - counts[i]! + m,
        0,
      );
    if (Math.abs(deviance - next) <= 1e-12 * (Math.abs(next) + 1)) return { ...solved, deviance: next };
    deviance = next;
  }
  return undefined;
}

/** Gauss-Jordan on X'WX, with the right side and the first unit vector carried along. */
function solveWeighted(
  design: readonly (readonly number[])[],
  { weights, working }: { readonly weights: readonly number[]; readonly working: readonly number[] },
): { readonly beta: readonly number[]; readonly variance: number } | undefined {
  const k = design[0]?.length ?? 0;
  const rows = Array.from({ length: k }, (_, a) => {
    const row = Array.from({ length: k }, (_, b) =>
      design.reduce((sum, x, i) => sum + weights[i]! * x[a]! * x[b]!, 0),
    );
    return [...row, design.reduce((sum, x, i) => sum + x[a]! * working[i]!, 0), a === 0 ? 1 : 0];
  });
  for (let column = 0; column < k; column++) {
    const best = rows.reduce(
      (at, row, i) => (i >= column && Math.abs(row[column]!) > Math.abs(rows[at]![column]!) ? i : at),
      column,
    );
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    const pivot = rows[column]![column]!;
    if (Math.abs(pivot) < 1e-12) return undefined;
    rows[column] = rows[column]!.map((value) => value / pivot);
    rows.forEach((row, i) => {
      const times = row[column]!;
      if (i !== column && times !== 0) rows[i] = row.map((value, j) => value - times * rows[column]![j]!);
    });
  }
  return { beta: rows.map((row) => row[k]!), variance: rows[0]![k + 1]! };
}
