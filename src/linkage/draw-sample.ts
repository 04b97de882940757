/** A stratified random sample of pairs of records for people to judge: what a linkage did well and what it missed. */
import type { Random } from "../base/random.ts";
import { matchProbability, weightBits } from "./match-weight.ts";

/** What a run found: kept pairs with their weights, and the entity of each row. */
export type RunPairs = {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly weight: ArrayLike<number>; // fixed-point
  readonly entity: ArrayLike<number>;
};

export type DrawnStratum = {
  readonly name: string;
  readonly linked: boolean;
  readonly compared: boolean;
  readonly pairs: number;
  readonly drawn: readonly (readonly [left: number, right: number])[];
};

type Stratum = {
  readonly name: string;
  readonly linked: boolean;
  readonly compared: boolean;
  pairs: number;
  probability: number; // sum over its pairs
  readonly reservoir: (readonly [number, number])[];
};

const BANDS = [0.99, 0.9, 0.5, 0.1, 0.01, 0.001] as const;
const REST_SHARE = 0.2; // of the draws, for pairs that were never compared or far from likely
const LEAST_DRAWN = 2; // a stratum's variance needs two
const CERTAIN = 0.02; // no stratum is taken as surer than this when draws are shared out

/**
 * About `wanted` pairs, drawn at random within strata by match probability: pairs of one entity, pairs kept apart that
 * were likelier than one in a thousand, and the rest, most of which blocking never let meet. The rest gets a fifth of
 * the draws, the others share by Neyman's allocation (Cochran 1977, Sampling Techniques, section 5.5) with the model's
 * own probabilities. Deterministic under `random`; each stratum is drawn without replacement.
 *
 * @example
 * const run = { left: [0], right: [1], weight: [9000], entity: [0, 0, 1] };
 * drawSample(run, 4, { next: () => 0, below: () => 0 })[0].pairs; //=> 1
 */
export function drawSample(run: RunPairs, wanted: number, random: Random): readonly DrawnStratum[] {
  const strata = makeStrata();
  const linkedKept = new Set<number>();
  const size = run.entity.length;
  for (let i = 0; i < run.weight.length; i++) {
    const [left, right] = [run.left[i] ?? 0, run.right[i] ?? 0];
    const isLinked = run.entity[left] === run.entity[right];
    if (isLinked) linkedKept.add(left * size + right);
    const probability = matchProbability(weightBits(run.weight[i] ?? 0));
    add(strata.banded(isLinked, probability), { pair: [left, right], probability, wanted, random });
  }
  for (const [left, right] of linkedPairs(run.entity))
    if (!linkedKept.has(left * size + right))
      add(strata.throughOthers, { pair: [left, right], probability: 0.9, wanted, random });
  const counted = strata.all.filter(({ pairs }) => pairs > 0);
  const rest = (size * (size - 1)) / 2 - counted.reduce((sum, { pairs }) => sum + pairs, 0);
  const shares = allocate(counted, rest > 0 ? Math.ceil(wanted * (1 - REST_SHARE)) : wanted);
  const drawn = counted.map(({ name, linked, compared, pairs, reservoir }, i) => ({
    name,
    linked,
    compared,
    pairs,
    drawn: shuffled(reservoir, random).slice(0, shares[i]),
  }));
  return rest === 0 ? drawn : [...drawn, drawRest(run, { rest, wanted, random })];
}

function makeStrata() {
  const bands = (linked: boolean) =>
    BANDS.map((from, i): Stratum => {
      const until = BANDS[i - 1];
      const range = until === undefined ? `${from} and above` : `${from} to ${until}`;
      return { name: range, linked, compared: true, pairs: 0, probability: 0, reservoir: [] };
    });
  const [linked, apart] = [bands(true), bands(false)];
  const throughOthers: Stratum = {
    name: "through others",
    linked: true,
    compared: false,
    pairs: 0,
    probability: 0,
    reservoir: [],
  };
  const banded = (isLinked: boolean, probability: number): Stratum => {
    const at = BANDS.findIndex((from) => probability >= from);
    const own = isLinked ? linked : apart;
    return own[at < 0 ? BANDS.length - 1 : at] as Stratum;
  };
  return { banded, throughOthers, all: [...linked, throughOthers, ...apart] };
}

type Drawing = {
  readonly pair: readonly [number, number];
  readonly probability: number;
  readonly wanted: number;
  readonly random: Random;
};

/** Vitter's Algorithm R (1985): each pair of the stratum is in the reservoir with the same chance. */
function add(stratum: Stratum, { pair, probability, wanted, random }: Drawing): void {
  stratum.pairs += 1;
  stratum.probability += probability;
  if (stratum.reservoir.length < wanted) {
    stratum.reservoir.push(pair);
    return;
  }
  const at = random.below(stratum.pairs);
  if (at < wanted) stratum.reservoir[at] = pair;
}

function* linkedPairs(entity: ArrayLike<number>): Generator<readonly [number, number]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < entity.length; row++) {
    const own = rows.get(entity[row] ?? 0);
    if (own === undefined) rows.set(entity[row] ?? 0, [row]);
    else {
      for (const other of own) yield [other, row];
      own.push(row);
    }
  }
}

/** Draws by stratum: as N times the standard deviation, at least two, never more than there are. */
function allocate(strata: readonly Stratum[], wanted: number): readonly number[] {
  const spread = strata.map(({ pairs, probability }) => {
    const p = Math.min(1 - CERTAIN, Math.max(CERTAIN, probability / pairs));
    return pairs * Math.sqrt(p * (1 - p));
  });
  const total = spread.reduce((sum, each) => sum + each, 0);
  return strata.map(({ pairs }, i) =>
    Math.min(pairs, Math.max(LEAST_DRAWN, Math.round((wanted * (spread[i] ?? 0)) / total))),
  );
}

/** Fisher and Yates, as Durstenfeld (1964) writes it. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a];
  }
  return order;
}

/** Random pairs of no entity that were not kept. */
function drawRest(
  { left, right, weight, entity }: RunPairs,
  { rest, wanted, random }: { readonly rest: number; readonly wanted: number; readonly random: Random },
): DrawnStratum {
  const size = entity.length;
  const kept = new Set<number>();
  for (let i = 0; i < weight.length; i++) kept.add((left[i] ?? 0) * size + (right[i] ?? 0));
  const most = Math.min(rest, Math.max(LEAST_DRAWN, Math.floor(wanted * REST_SHARE)));
  const drawn: (readonly [number, number])[] = [];
  for (let tries = 0; drawn.length < most && tries < 1000 * wanted; tries++) {
    const [a, b] = [random.below(size), random.below(size)].sort((x, y) => x - y) as [number, number];
    const code = a * size + b;
    if (a === b || kept.has(code) || entity[a] === entity[b]) continue;
    kept.add(code); // without replacement
    drawn.push([a, b]);
  }
  return { name: "unlikely or never compared", linked: false, compared: false, pairs: rest, drawn };
}
