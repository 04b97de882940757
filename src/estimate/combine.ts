/** Estimates put together: strata that add up, and the same figure over several sampled linkages. */
import { type Random, seededRandom } from "../base/random.ts";
import type { CaptureHistory, Estimate, EstimateAnswer } from "../model/estimate.ts";
import { drawNormal } from "./math/draw.ts";
import { Z95 } from "./math/normal.ts";
import { quantileOf } from "./math/quantile.ts";

export type Stratum = { readonly name: string; readonly answer: EstimateAnswer };

export type CombineOptions = {
  readonly seed?: number; // 1 unless given
  readonly draws?: number; // 20,000 unless given: a limit is then steady to about a hundredth of the interval
};

const DRAWS = 20_000;
/** With more linkages than this without an estimate, what the others give does not speak for the register. */
const MOST_REFUSED = 0.1;

/**
 * The total over strata that were estimated apart, its interval by sampling: each stratum is drawn from a two-piece
 * normal with its own total as the mode and its own limits 1.96 deviations away (Wallis 2014), never below what was
 * observed, strata independently, and the sums' quantiles are the limits. Adding up limits would be too wide.
 * Not estimable when a stratum is not: the rest is no total. Requires 95 % intervals and strata that share nobody.
 *
 * @example
 * combineStrata([{ name: "north", answer: { estimable: false, method: "chao", observed: 4, reason: "got 1 list" } }]).reason; //=> "got no estimate for north (got 1 list), wanted one for every stratum"
 */
export function combineStrata(strata: readonly Stratum[], options: CombineOptions = {}): EstimateAnswer {
  const observed = strata.reduce((sum, { answer }) => sum + answer.observed, 0);
  const refused = strata.find(({ answer }) => !answer.estimable);
  if (refused !== undefined && !refused.answer.estimable) {
    const reason = `got no estimate for ${refused.name} (${refused.answer.reason}), wanted one for every stratum`;
    return { estimable: false, method: "strata", observed, reason };
  }
  const estimates = strata.flatMap(({ answer }) => (answer.estimable ? [answer] : []));
  const [first] = estimates;
  if (first === undefined)
    return { estimable: false, method: "strata", observed, reason: "got no stratum, wanted at least one" };
  const random = seededRandom(options.seed ?? 1);
  const sums = Float64Array.from({ length: options.draws ?? DRAWS }, () =>
    estimates.reduce((sum, estimate) => sum + drawTotal(estimate, random), 0),
  ).sort();
  const total = estimates.reduce((sum, estimate) => sum + estimate.total, 0);
  return { ...first, ...withLimits(sums, total, observed), method: methodOf(estimates) };
}

/**
 * One estimate over several sampled linkages of the same records: the median of their totals, and limits from the
 * mixture of their intervals in equal parts, so that both what the lists leave open and what the linkage leaves open
 * are in it (linkage averaging, Sadinle 2018). `linkages` holds one table of histories per sampled clustering, or what
 * was made of it; `estimate` gives the answer for each. Not estimable when more than a tenth of the linkages are not. The documented number is the smallest.
 *
 * @example
 * const refuse = (histories) => ({ estimable: false, method: "chao", observed: 1, reason: "got 1 list" });
 * combineLinkages([[{ lists: ["a"], count: 1 }]], refuse).reason; //=> "got 1 of 1 sampled linkages without an estimate (got 1 list), wanted nearly all with one"
 */
export function combineLinkages<Linkage = readonly CaptureHistory[]>(
  linkages: readonly Linkage[],
  estimate: (linkage: Linkage) => EstimateAnswer,
  options: CombineOptions = {},
): EstimateAnswer {
  const answers = linkages.map(estimate);
  const observed = Math.min(...answers.map((answer) => answer.observed));
  const estimates = answers.flatMap((answer) => (answer.estimable ? [answer] : []));
  const [first] = estimates;
  const refused = answers.find((answer) => !answer.estimable);
  const isRefused = answers.length - estimates.length > MOST_REFUSED * answers.length;
  if (first === undefined || isRefused) {
    const why = refused === undefined || refused.estimable ? "none given" : refused.reason;
    const reason = `got ${answers.length - estimates.length} of ${answers.length} sampled linkages without an estimate (${why}), wanted nearly all with one`;
    return { estimable: false, method: "linkages", observed: answers.length === 0 ? 0 : observed, reason };
  }
  const random = seededRandom(options.seed ?? 1);
  const mixture = Float64Array.from({ length: options.draws ?? DRAWS }, (_, i) =>
    drawTotal(estimates[i % estimates.length] ?? first, random),
  ).sort();
  const totals = estimates.map(({ total }) => total).sort((a, b) => a - b);
  return { ...first, ...withLimits(mixture, quantileOf(totals, 0.5), observed) };
}

function withLimits(sorted: Float64Array, total: number, observed: number) {
  return {
    observed,
    total,
    lower: Math.max(observed, Math.min(total, quantileOf(sorted, 0.025))),
    upper: Math.max(total, quantileOf(sorted, 0.975)),
  };
}

function methodOf(estimates: readonly Estimate[]): string {
  return [...new Set(estimates.map(({ method }) => method))].join(" + ");
}

function drawTotal({ total, lower, upper, observed }: Estimate, random: Random): number {
  const z = drawNormal(random);
  return Math.max(observed, total + (z / Z95) * (z < 0 ? total - lower : upper - total));
}
