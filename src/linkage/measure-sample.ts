/** Precision and recall of a linkage from the judged pairs of a stratified random sample. */
import { type Random, seededRandom } from "../base/random.ts";
import type { MeasuredShare, SampleStratum } from "../model/judgement.ts";

/** What people said of a stratum's drawn pairs; unsure ones are in neither number. */
export type JudgedStratum = Pick<SampleStratum, "linked" | "compared" | "pairs"> & {
  readonly same: number;
  readonly different: number;
};

export type SampleMeasure = {
  readonly precision: MeasuredShare;
  readonly recallOfCompared: MeasuredShare;
  readonly recall: MeasuredShare;
};

const DRAWS = 4000; // of each confidence distribution: the ends are steady to the second decimal
export const MEASURE_LEVEL = 0.95;

/**
 * Shares with 95 % confidence intervals. The values are the stratified estimators of totals and their ratios (Cochran
 * 1977, Sampling Techniques, sections 5.3 and 6.11). The intervals are melded (Fay, Proschan and Brittain 2015,
 * Biometrics 71): each stratum's exact limits (Clopper and Pearson 1934) are the quantiles of Beta(same, different + 1)
 * below and Beta(same + 1, different) above, drawn for the pairs that were not judged, and a share's lower end is taken
 * where what speaks for it is low and what speaks against it high. They hold for shares near 0 and 1, where the normal
 * interval fails; a stratum without a judged pair may be anything. Undefined when nothing linked was judged.
 *
 * @example
 * const all = [{ linked: true, compared: true, pairs: 2, same: 2, different: 0 }];
 * measureSample(all).precision.value; //=> 1
 */
export function measureSample(strata: readonly JudgedStratum[], seed = 1): SampleMeasure | undefined {
  if (!strata.some(({ linked, same, different }) => linked && same + different > 0)) return undefined;
  const random = seededRandom(seed);
  const point = shares(strata, strata.map(expectedTrue));
  const ends = Array.from({ length: DRAWS }, () => {
    const low = strata.map((stratum) => drawTrue(stratum, "lower", random));
    const high = strata.map((stratum) => drawTrue(stratum, "upper", random));
    const mixed = (found: readonly number[], missed: readonly number[]) =>
      strata.map(({ linked }, i) => (linked ? found[i] : missed[i]) ?? 0);
    return { lower: shares(strata, mixed(low, high)), upper: shares(strata, mixed(high, low)) };
  });
  const measured = (pick: (of: Shares) => number): MeasuredShare => {
    const quantile = (end: "lower" | "upper", share: number) =>
      ends.map((of) => pick(of[end])).sort((a, b) => a - b)[Math.min(DRAWS - 1, Math.floor(share * DRAWS))] ??
      0;
    const value = pick(point);
    const tail = (1 - MEASURE_LEVEL) / 2;
    return {
      value,
      lower: Math.min(value, quantile("lower", tail)),
      upper: Math.max(value, quantile("upper", 1 - tail)),
    };
  };
  return {
    precision: measured(({ precision }) => precision),
    recallOfCompared: measured(({ recallOfCompared }) => recallOfCompared),
    recall: measured(({ recall }) => recall),
  };
}

type Shares = { readonly precision: number; readonly recallOfCompared: number; readonly recall: number };

/** Requires a number of true pairs for each stratum. */
function shares(strata: readonly JudgedStratum[], matches: readonly number[]): Shares {
  const totals = { found: 0, linked: 0, compared: 0, all: 0 };
  for (const [i, { linked, compared, pairs }] of strata.entries()) {
    const own = matches[i] ?? 0;
    totals.all += own;
    if (linked || compared) totals.compared += own;
    if (!linked) continue;
    totals.found += own;
    totals.linked += pairs;
  }
  const ratio = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return {
    precision: ratio(totals.found, totals.linked),
    recallOfCompared: ratio(totals.found, totals.compared),
    recall: ratio(totals.found, totals.all),
  };
}

/** True pairs of a stratum: the judged share of all of them; of one without a judged pair, half if linked, else none. */
function expectedTrue({ pairs, same, different, linked }: JudgedStratum): number {
  const judged = same + different;
  if (judged > 0) return (pairs * same) / judged;
  return linked ? pairs / 2 : 0;
}

function drawTrue({ pairs, same, different }: JudgedStratum, end: "lower" | "upper", random: Random): number {
  const unjudged = Math.max(0, pairs - same - different);
  const [a, b] = end === "lower" ? [same, different + 1] : [same + 1, different];
  if (unjudged === 0 || a === 0) return same;
  return same + unjudged * (b === 0 ? 1 : drawBeta(a, b, random));
}

function drawBeta(a: number, b: number, random: Random): number {
  const [x, y] = [drawGamma(a, random), drawGamma(b, random)];
  return x / (x + y);
}

/** Marsaglia and Tsang (2000), "A simple method for generating gamma variables". Requires shape >= 1. */
function drawGamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller (1958). */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
