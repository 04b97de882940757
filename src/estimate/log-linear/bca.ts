/** Intervals that know a model was chosen: bootstrap of the histories with the choice repeated each time. */
import type { Random } from "../../base/random.ts";
import { drawMultinomial } from "../math/draw.ts";
import { normalBelow, normalQuantile } from "../math/normal.ts";
import { quantileOf } from "../math/quantile.ts";
import type { Cells } from "./fit.ts";
import type { Select } from "./select.ts";

export type Resampling = {
  readonly select: Select;
  readonly total: number; // what `select` gives on the table itself
  readonly random: Random;
  readonly replicates: number;
  readonly progress?: (done: number, total: number) => void;
};

export type Replicates = {
  readonly totals: Float64Array; // sorted
  readonly failed: number; // replicates without an estimate, which are left out
  readonly bias: number; // z0
  readonly acceleration: number;
};

/**
 * Totals of tables resampled with the same number of entities, the model chosen anew on each, and what a BCa interval
 * needs of them: the bias z0 from the share of replicates below the total, ties counted half, and the acceleration
 * from the table with one entity of each pattern taken away, weighted by the pattern's count (Efron 1987; Silverman,
 * Chan & Vincent 2024).
 */
export function resample(cells: Cells, plan: Resampling): Replicates {
  const { select, total, random, replicates } = plan;
  const observed = cells.counts.reduce((sum, count) => sum + count, 0);
  const totals: number[] = [];
  const into = new Float64Array(cells.counts.length);
  for (let i = 0; i < replicates; i++) {
    drawMultinomial(random, observed, { weights: cells.counts, into });
    const drawn = select({ counts: into, used: cells.used })?.total;
    if (drawn !== undefined && Number.isFinite(drawn)) totals.push(drawn);
    plan.progress?.(i + 1, replicates);
  }
  const sorted = Float64Array.from(totals).sort();
  return {
    totals: sorted,
    failed: replicates - totals.length,
    bias: biasOf(sorted, total),
    acceleration: accelerationOf(cells, select),
  };
}

/**
 * The limit of a BCa interval below which the total lies with probability `p`.
 *
 * @example
 * bcaLimit({ totals: new Float64Array([1, 2, 3]), failed: 0, bias: 0, acceleration: 0 }, 0.5).toFixed(6); //=> "2.000000"
 */
export function bcaLimit({ totals, bias, acceleration }: Replicates, p: number): number {
  const z = bias + normalQuantile(p);
  return quantileOf(totals, normalBelow(bias + z / (1 - acceleration * z)));
}

function biasOf(sorted: Float64Array, total: number): number {
  // Totals that differ by rounding alone are ties.
  const slack = 1e-9 * total;
  const below = sorted.filter((value) => value < total - slack).length;
  const ties = sorted.filter((value) => Math.abs(value - total) <= slack).length;
  const edge = 0.5 / (sorted.length + 1); // none or all below still says no more than that many replicates can
  return normalQuantile(Math.min(1 - edge, Math.max(edge, (below + ties / 2) / sorted.length)));
}

function accelerationOf(cells: Cells, select: Select): number {
  const counts = cells.counts.slice();
  const jackknife: { readonly total: number; readonly weight: number }[] = [];
  for (let cell = 1; cell < counts.length; cell++) {
    const weight = counts[cell]!;
    if (weight === 0) continue;
    counts[cell] = weight - 1;
    const total = select({ counts, used: cells.used })?.total;
    counts[cell] = weight;
    if (total !== undefined && Number.isFinite(total)) jackknife.push({ total, weight });
  }
  const weights = jackknife.reduce((sum, { weight }) => sum + weight, 0);
  const mean = jackknife.reduce((sum, { total, weight }) => sum + total * weight, 0) / weights;
  const moment = (power: number) =>
    jackknife.reduce((sum, { total, weight }) => sum + weight * (mean - total) ** power, 0);
  const square = moment(2);
  return square > 0 ? moment(3) / (6 * square ** 1.5) : 0;
}
