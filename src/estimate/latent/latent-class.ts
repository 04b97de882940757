/** The answer of the latent-class model, withheld when its chains do not agree. */
import type { ReportProgress } from "../../base/progress.ts";
import { seededRandom } from "../../base/random.ts";
import type { EstimateAnswer, EstimateFacts } from "../../model/estimate.ts";
import { type CaptureTable, EMPTY_BY_DESIGN } from "../capture-table.ts";
import { quantileOf } from "../math/quantile.ts";
import { effectiveSize, splitRhat } from "./chain-diagnostics.ts";
import { type Chain, MOST_UNSEEN, startChain } from "./run-chain.ts";

/** Gelman et al. (2013, 11.4) accept R-hat below 1.1 and ten draws a chain; intervals need more than means. */
const LIMITS = { rhat: 1.05, effective: 100, bounded: 0.01 };
/** Where chains may end: 400 draws as Vehtari et al. (2021) ask, R-hat well below what withholds. Looked at after 3,000, 6,000, ... */
const FIRST_LOOK = 3000;
const AGREED = { rhat: 1.02, effective: 400 };
const BURN_IN = 1 / 3;
const KEEP_EVERY = 5;
const LEAST_LISTS = 3;
/** Far apart in the space of seeds, so that runs with neighbouring seeds share no chain. */
const SEED_STRIDE = 7919;

export type LatentPlan = {
  readonly seed: number;
  readonly chains: number;
  readonly iterations: number; // of each chain at most
  readonly progress: ReportProgress;
};

export type LatentClass = {
  readonly answer: EstimateAnswer;
  readonly settings: EstimateFacts;
  readonly diagnostics: EstimateFacts;
};

/**
 * The posterior median with the 95 % credible interval over all chains, the first third of each thrown away. Chains
 * end at `iterations`, or earlier when R-hat is at most 1.02 and they are worth 400 independent draws together. Not
 * estimable with fewer than 3 lists, with cells that are empty by design, and when chains disagree (split R-hat above
 * 1.05), are worth fewer than 100 draws together, or run against the bound of 20 times the observed.
 */
export function latentClass(table: CaptureTable, plan: LatentPlan): LatentClass {
  const { seed, chains: count, iterations } = plan;
  const settings = { seed, chains: count, iterations, keepEvery: KEEP_EVERY, classes: 10 };
  const unfit = unfitReason(table);
  if (unfit !== undefined) return { answer: refuse(table, unfit), settings, diagnostics: {} };
  const chains = Array.from({ length: count }, (_, i) =>
    startChain(table, { random: seededRandom(seed + i * SEED_STRIDE), keepEvery: KEEP_EVERY }),
  );
  let [done, length] = [0, Math.min(FIRST_LOOK, iterations)];
  for (;;) {
    for (const [i, chain] of chains.entries()) {
      chain.advance(length - done);
      plan.progress("latent classes", count * done + (i + 1) * (length - done), count * iterations);
    }
    const measured = measureChains(chains);
    if (length === iterations || haveAgreed(measured)) {
      const { answer, diagnostics } = judgeChains(table, measured);
      return { answer, settings, diagnostics: { ...diagnostics, iterationsMade: length } };
    }
    [done, length] = [length, Math.min(2 * length, iterations)];
  }
}

type Measured = {
  readonly draws: readonly Float64Array[]; // of each chain, those kept
  readonly rhat: number;
  readonly effective: number;
  readonly bounded: number;
};

function measureChains(chains: readonly Chain[]): Measured {
  const kept = (unseen: readonly number[]) => unseen.slice(Math.floor(unseen.length * BURN_IN));
  const draws = chains.map(({ unseen }) => Float64Array.from(kept(unseen)));
  const bounded = Math.max(...chains.map((chain) => chain.bounded()));
  return { draws, rhat: splitRhat(draws), effective: effectiveSize(draws), bounded };
}

const haveAgreed = ({ rhat, effective }: Measured) => rhat <= AGREED.rhat && effective >= AGREED.effective;

function unfitReason({ lists, possible }: CaptureTable): string | undefined {
  if (lists.length < LEAST_LISTS) return `got ${lists.length} lists, wanted at least ${LEAST_LISTS}`;
  return possible.includes(0) ? EMPTY_BY_DESIGN : undefined;
}

function judgeChains(table: CaptureTable, { draws, rhat, effective, bounded }: Measured) {
  const medians = draws.map((each) => table.observed + quantileOf(each.toSorted(), 0.5));
  const all = Float64Array.from(draws.flatMap((each) => [...each])).sort();
  const total = (p: number) => table.observed + quantileOf(all, p);
  const shown = medians.map((median) => Math.round(median).toLocaleString("en")).join(", ");
  const reason = disagreement({ rhat, effective, bounded, shown });
  const answer: EstimateAnswer =
    reason !== undefined
      ? refuse(table, reason)
      : {
          estimable: true,
          method: "latent-class",
          observed: table.observed,
          total: total(0.5),
          lower: total(0.025),
          upper: total(0.975),
          level: 0.95,
          interval: "credible",
          assumption: "latent-classes",
        };
  return { answer, diagnostics: { rhat, effectiveSize: effective, chainMedians: medians, bounded } };
}

function disagreement(of: {
  readonly rhat: number;
  readonly effective: number;
  readonly bounded: number;
  readonly shown: string;
}): string | undefined {
  if (!(of.rhat <= LIMITS.rhat))
    return `got chains with medians ${of.shown} (R-hat ${of.rhat.toFixed(2)}), wanted chains that agree (at most ${LIMITS.rhat})`;
  if (of.effective < LIMITS.effective)
    return `got chains worth ${Math.round(of.effective)} independent draws, wanted ${LIMITS.effective}: more iterations may help`;
  if (of.bounded > LIMITS.bounded)
    return `got chains that run against ${MOST_UNSEEN} times the observed, wanted lists that rule out large totals`;
  return undefined;
}

function refuse({ observed }: CaptureTable, reason: string): EstimateAnswer {
  return { estimable: false, method: "latent-class", observed, reason };
}
