/** The set of rules that finds most matches for its pairs: greedy cover under a budget. */
import type { SampledRule } from "./sample-rules.ts";
import { PAIRS_PER_MS, pairBudget } from "./sampled-keys.ts";

export type CoverInput = {
  readonly size: number; // rows
  readonly rules: readonly SampledRule[];
  readonly masks: Uint32Array; // keys that matches share (likely-matches.ts)
  readonly worse: Uint32Array; // the same of matches with many slips: what the rest of the budget is spent on
  readonly matches: number; // among all rows, roughly
  readonly isWhole: boolean; // whether the rules were tried on all rows, so that their keys are made already
};

export type Cover = { readonly chosen: readonly SampledRule[]; readonly recall: number };

const MOST_RULES = 24;
const LEAST_GAIN = 0.0005; // share of matches
const LEAST_YIELD = 1 / 2500; // further matches per pair
const PAIRS_PER_ROW = 0.2; // what grouping the rows under one rule more costs

/**
 * Rules in order of what they find for their cost, until the budget is spent or nothing is worth it; a rule that
 * others make needless is dropped again. The most selective first. `recall` is the share of `masks` that they find.
 */
export function coverMatches({ size, rules, masks, worse, matches, isWhole }: CoverInput): Cover {
  const all = new Uint32Array(masks.length + worse.length);
  all.set(masks);
  all.set(worse, masks.length);
  const finds = rules.map(({ mask }) => findsOf(mask, all));
  const covered = new Uint8Array(all.length);
  const costs = rules.map(
    ({ pairs, keys }) =>
      pairs +
      PAIRS_PER_ROW * size +
      (isWhole ? 0 : PAIRS_PER_MS * keys.reduce((sum, { column }) => sum + column.costMs, 0)),
  );
  const chosen: number[] = [];
  let left = pairBudget(size);
  while (chosen.length < MOST_RULES) {
    const next = bestRule({ finds, covered, costs, left, matches });
    if (next === undefined) break;
    chosen.push(next);
    left -= rules[next]?.pairs ?? 0;
    for (const match of finds[next] ?? []) covered[match] = 1;
  }
  const needed = withoutNeedless(chosen, finds, all.length);
  return {
    chosen: needed.flatMap((i) => rules[i] ?? []).sort((a, b) => a.pairs - b.pairs),
    recall: covered.subarray(0, masks.length).reduce((sum, own) => sum + own, 0) / Math.max(1, masks.length),
  };
}

function findsOf(mask: number, masks: Uint32Array): Uint32Array {
  const found: number[] = [];
  for (let i = 0; i < masks.length; i++) if (((masks[i] as number) & mask) === mask) found.push(i);
  return Uint32Array.from(found);
}

type Search = {
  readonly finds: readonly Uint32Array[];
  readonly covered: Uint8Array;
  readonly costs: readonly number[];
  readonly left: number;
  readonly matches: number;
};

function bestRule({ finds, covered, costs, left, matches }: Search): number | undefined {
  let [best, bestYield]: [number | undefined, number] = [undefined, LEAST_YIELD];
  for (const [i, found] of finds.entries()) {
    const cost = costs[i] ?? 0;
    if (cost > left) continue;
    const gain = found.reduce((sum, match) => sum + 1 - (covered[match] as number), 0) / covered.length;
    const own = (gain * matches) / cost;
    if (gain >= LEAST_GAIN && own > bestYield) [best, bestYield] = [i, own];
  }
  return best;
}

/** The rules, from the last chosen back, without those whose matches the others all find. */
function withoutNeedless(
  chosen: readonly number[],
  finds: readonly Uint32Array[],
  size: number,
): readonly number[] {
  const times = new Uint8Array(size);
  for (const rule of chosen)
    for (const match of finds[rule] ?? []) times[match] = (times[match] as number) + 1;
  return chosen.filter((rule) => {
    const own = finds[rule] ?? new Uint32Array();
    if (own.some((match) => (times[match] as number) < 2)) return true;
    for (const match of own) times[match] = (times[match] as number) - 1;
    return false;
  });
}
