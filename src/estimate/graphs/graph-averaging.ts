/** The answer of averaging over decomposable graphs, or why it has none. */
import type { EstimateAnswer, EstimateFacts } from "../../model/estimate.ts";
import { type CaptureTable, EMPTY_BY_DESIGN } from "../capture-table.ts";
import { type Averaged, averageGraphs, posteriorQuantile } from "./average-graphs.ts";

/** More lists have 18,154 graphs and more (Madigan & York 1997 stop at five, and so does R's dga). */
const LISTS = { least: 3, most: 5 };
/** Numbers of unseen looked at, at most: evenly spread ones beyond, fine to a thousandth of an interval. */
const PLACES = 100_000;
/** Unseen looked at, as times of the observed: further while the posterior has not ended. */
const REACH = { first: 20, last: 160 };
const ENDED = 1e-3;

export type GraphAveraging = {
  readonly answer: EstimateAnswer;
  readonly model?: string;
  readonly settings: EstimateFacts;
  readonly diagnostics: EstimateFacts;
};

/**
 * The posterior median with the 95 % credible interval, prior 1/N on the total and 2^-lists on each cell. Not
 * estimable with fewer than 3 or more than 5 lists, with cells that are empty by design, and when the posterior has
 * no end within 160 times the observed.
 */
export function graphAveraging(table: CaptureTable): GraphAveraging {
  const count = table.lists.length;
  const refuse = (reason: string, settings: EstimateFacts = {}): GraphAveraging => ({
    answer: { estimable: false, method: "graph-averaging", observed: table.observed, reason },
    settings,
    diagnostics: {},
  });
  if (count < LISTS.least || count > LISTS.most)
    return refuse(`got ${count} lists, wanted ${LISTS.least} to ${LISTS.most}`);
  if (table.possible.includes(0)) return refuse(EMPTY_BY_DESIGN);
  for (let reach = REACH.first; reach <= REACH.last; reach *= 2) {
    const averaged = averageGraphs(table, { farthest: reach * table.observed, places: PLACES });
    if (averaged.tail <= ENDED) return describe(table, averaged, reach);
  }
  return refuse(
    `got a posterior that does not end within ${REACH.last} times the observed, wanted lists that rule out large totals`,
  );
}

function describe({ lists }: CaptureTable, averaged: Averaged, reach: number): GraphAveraging {
  const quantile = (p: number) => posteriorQuantile(averaged, p);
  const [top] = averaged.graphs;
  const names = (clique: number) => lists.filter((_, i) => (clique >> i) & 1).join("·");
  return {
    answer: {
      estimable: true,
      method: "graph-averaging",
      observed: averaged.observed,
      total: quantile(0.5),
      lower: quantile(0.025),
      upper: quantile(0.975),
      level: 0.95,
      interval: "credible",
      assumption: "decomposable-dependence",
    },
    ...(top === undefined ? {} : { model: `[${top.cliques.map(names).join(", ")}]` }),
    settings: {
      prior: "1/N",
      cellPrior: 2 ** -lists.length,
      farthest: reach * averaged.observed,
      step: averaged.step,
    },
    diagnostics: {
      graphsWithWeight: averaged.graphs.length,
      heaviestGraph: top?.weight ?? 0,
      heaviestMean: top?.mean ?? 0,
      tail: averaged.tail,
      mean: averaged.masses.reduce((sum, mass, i) => sum + mass * (averaged.observed + i * averaged.step), 0),
    },
  };
}
