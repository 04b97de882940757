/** Averaging over decomposable graphs (Madigan & York 1997): the posterior of how many were not seen. */
import { type CaptureTable, sizeOf } from "../capture-table.ts";
import { logGamma } from "../math/log-gamma.ts";
import { type DecomposableGraph, decomposableGraphs, type Factor } from "./decomposable.ts";

export type Averaging = {
  readonly delta?: number; // prior count of each cell; 2^-lists unless given
  readonly logPrior?: (total: number) => number; // of the total, up to a constant; -ln total unless given
  readonly farthest?: number; // the most unseen that are looked at; 20 times the observed unless given
  readonly places?: number; // numbers of unseen that are looked at one by one; evenly spread ones beyond
};

export type WeightedGraph = {
  readonly cliques: readonly number[];
  readonly weight: number;
  readonly mean: number;
};

export type Averaged = {
  readonly observed: number;
  readonly step: number; // unseen between two places of `masses`; 1 unless millions would have to be looked at
  readonly masses: Float64Array; // probability of step x place unseen
  readonly graphs: readonly WeightedGraph[]; // heaviest first, those of no weight left out
  readonly tail: number; // probability of the last hundredth of places: near 0, or the range was too short
};

/** Twenty times a register of 20,000: what one by one still takes seconds. */
const PLACES = 400_000;
/** A graph this far below the heaviest at its best place adds nothing that a quantile could show: e^-32 is 1e-14. */
const NOTHING = 32;

/**
 * Posterior over the number unseen, and of the graphs, uniform over graphs and hyper-Dirichlet within each. Requires
 * 2 to 5 lists and a table without impossible cells.
 *
 * @example
 * const table = { lists: ["a", "b"], counts: new Float64Array([0, 9, 9, 9]), possible: new Uint8Array([1, 1, 1, 1]), observed: 27 };
 * averageGraphs(table).graphs.length; //=> 2
 */
export function averageGraphs(table: CaptureTable, options: Averaging = {}): Averaged {
  const farthest = options.farthest ?? 20 * table.observed;
  const step = Math.ceil((farthest + 1) / (options.places ?? PLACES));
  const places = Math.floor(farthest / step) + 1;
  const margins = marginsOf(table, options.delta ?? 2 ** -table.lists.length);
  const prior = priorOf(table.observed, options);
  const weigh = ({ factors }: DecomposableGraph, place: number) => {
    const unseen = place * step;
    const below = margins.denominator(unseen);
    const margin = (set: number) => (set === 0 ? 0 : margins.numerator(set, unseen) - below);
    return factors.reduce((sum, { set, separator }) => sum + margin(set) - margin(separator), prior(unseen));
  };
  const graphs = decomposableGraphs(table.lists.length).map((graph) => ({
    graph,
    height: heightOf((place) => weigh(graph, place), places),
  }));
  const top = Math.max(...graphs.map(({ height }) => height));
  const heavy = graphs.filter(({ height }) => height > top - NOTHING).map(({ graph }) => graph);
  const columns = columnsOf({ heavy, margins, prior, places, step });
  return summarise(table.observed, { heavy, columns, places, step, top });
}

/** L(A, m) of each set of lists A, the log-likelihood of its margin: numerator less denominator. */
type Margins = {
  readonly numerator: (set: number, unseen: number) => number;
  readonly denominator: (unseen: number) => number; // the same for all sets
};

function marginsOf({ lists, counts }: CaptureTable, delta: number): Margins {
  const full = 1 << lists.length;
  const constants = new Float64Array(full);
  const zeros = new Float64Array(full);
  const all = delta * full;
  for (let set = 1; set < full; set++) {
    const sums = new Float64Array(full);
    counts.forEach((count, cell) => {
      sums[cell & set]! += count;
    });
    const prior = delta * 2 ** (lists.length - sizeOf(set));
    let constant = logGamma(all) - 2 ** sizeOf(set) * logGamma(prior);
    for (let part = set; part !== 0; part = (part - 1) & set) constant += logGamma(sums[part]! + prior);
    constants[set] = constant;
    zeros[set] = sums[0]! + prior;
  }
  const observed = counts.reduce((sum, count) => sum + count, 0);
  return {
    numerator: (set, unseen) => constants[set]! + logGamma(zeros[set]! + unseen),
    denominator: (unseen) => logGamma(observed + unseen + all),
  };
}

function priorOf(observed: number, { logPrior = (total) => -Math.log(total) }: Averaging) {
  return (unseen: number) =>
    logGamma(observed + unseen + 1) - logGamma(unseen + 1) + logPrior(observed + unseen);
}

/** The highest value over places: the best of 65 spread evenly, then a climb with steps that halve. */
function heightOf(weigh: (place: number) => number, places: number): number {
  const stride = Math.max(1, Math.floor((places - 1) / 64));
  let [at, best] = [0, weigh(0)];
  const look = (place: number) => {
    if (place < 0 || place >= places) return;
    const value = weigh(place);
    if (value > best) [at, best] = [place, value];
  };
  for (let place = stride; place < places; place += stride) look(place);
  for (let reach = stride; reach >= 1; reach = Math.floor(reach / 2)) {
    look(at - reach);
    look(at + reach);
  }
  return best;
}

type Columns = ReadonlyMap<number, Float64Array>;

/** Margins of the sets that the heavy graphs need, by place; under 0 what every graph shares. */
function columnsOf({
  heavy,
  margins,
  prior,
  places,
  step,
}: {
  readonly heavy: readonly DecomposableGraph[];
  readonly margins: Margins;
  readonly prior: (unseen: number) => number;
  readonly places: number;
  readonly step: number;
}): Columns {
  const sets = new Set(
    heavy.flatMap(({ factors }) => factors.flatMap(({ set, separator }) => [set, separator])),
  );
  sets.add(0);
  // Every set is divided by the same number of all people: worked out once a place.
  const below = Float64Array.from({ length: places }, (_, place) => margins.denominator(place * step));
  const column = (set: number) =>
    Float64Array.from({ length: places }, (_, place) =>
      set === 0 ? prior(place * step) : margins.numerator(set, place * step) - below[place]!,
    );
  return new Map([...sets].map((set) => [set, column(set)]));
}

function summarise(
  observed: number,
  of: {
    readonly heavy: readonly DecomposableGraph[];
    readonly columns: Columns;
    readonly places: number;
    readonly step: number;
    readonly top: number;
  },
): Averaged {
  const { heavy, columns, places, step, top } = of;
  const masses = new Float64Array(places);
  const weights = heavy.map(({ factors }) => addMasses({ factors, columns, top, step }, masses));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  for (let place = 0; place < places; place++) masses[place]! /= all;
  const graphs = heavy
    .map(({ cliques }, i) => {
      const { mass, moment } = weights[i]!;
      return { cliques, weight: mass / all, mean: observed + moment / mass };
    })
    .sort((a, b) => b.weight - a.weight);
  const tail = masses.subarray(Math.floor(0.99 * places)).reduce((sum, mass) => sum + mass, 0);
  return { observed, step, masses, graphs, tail };
}

/** Adds one graph's masses to all; its own mass and the sum of mass times unseen. */
function addMasses(
  {
    factors,
    columns,
    top,
    step,
  }: {
    readonly factors: readonly Factor[];
    readonly columns: Columns;
    readonly top: number;
    readonly step: number;
  },
  masses: Float64Array,
): { readonly mass: number; readonly moment: number } {
  const plus = factors.map(({ set }) => columns.get(set)!);
  const minus = factors.flatMap(({ separator }) => (separator === 0 ? [] : [columns.get(separator)!]));
  const shared = columns.get(0)!;
  let [mass, moment] = [0, 0];
  for (let place = 0; place < masses.length; place++) {
    let weight = shared[place]! - top;
    for (let i = 0; i < plus.length; i++) weight += plus[i]![place]!;
    for (let i = 0; i < minus.length; i++) weight -= minus[i]![place]!;
    if (weight < -NOTHING) continue;
    const own = Math.exp(weight);
    masses[place]! += own;
    mass += own;
    moment += own * place * step;
  }
  return { mass, moment };
}

/**
 * The least total that the true one does not exceed with probability `p`.
 *
 * @example
 * posteriorQuantile({ observed: 10, step: 1, masses: new Float64Array([0.5, 0.3, 0.2]), graphs: [], tail: 0 }, 0.6); //=> 11
 */
export function posteriorQuantile({ observed, step, masses }: Averaged, p: number): number {
  let below = 0;
  for (let place = 0; place < masses.length; place++) {
    below += masses[place]!;
    if (below >= p) return observed + place * step;
  }
  return observed + (masses.length - 1) * step;
}
