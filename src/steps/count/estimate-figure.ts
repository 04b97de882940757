/** Estimates from the register: the run put on record first, then every method, then again on sampled clusterings. */
import { formatPrefixDate } from "../../base/prefix-date.ts";
import { estimateHistories } from "../../estimate/index.ts";
import { widenEstimate } from "../../estimate/widen-estimate.ts";
import type { EstimateRun } from "../../model/entry.ts";
import type { EstimateConclusion, EstimateMethod } from "../../model/estimate.ts";
import type { FigureEstimate, FigureQuery, LinkageSpread, ListPlan } from "../../model/figure.ts";
import type { SourceId } from "../../model/ids.ts";
import type { SourceScope } from "../../model/source.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { placePath } from "../../places/hierarchy.ts";
import type { DocumentedCount } from "../../register/count.ts";
import { type Clustering, historiesUnder } from "../../register/count-range.ts";
import type { CountTable } from "../../register/count-table.ts";
import { applyPlan, figureRun, planLists } from "../../register/scopes.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";

/** What an estimate is made with, beside the count. */
export type EstimateInputs = {
  readonly table: CountTable;
  readonly scopes: ReadonlyMap<SourceId, SourceScope>;
  readonly gazetteer: Gazetteer;
  readonly clusterings: readonly Clustering[]; // sampled; none where no linkage decides
  readonly seed: number;
};

/** The run of a query as it goes on record. */
export function runOf(
  { unit, harm, place, from, until }: FigureQuery,
  {
    strata,
    seed,
    size,
  }: { readonly strata: readonly string[]; readonly seed: number; readonly size: number },
): EstimateRun {
  return {
    unit,
    ...(harm && { harm }),
    ...(place && { place }),
    ...(from && { from: formatPrefixDate(from) }),
    ...(until && { until: formatPrefixDate(until) }),
    strata,
    method: "all",
    seed,
    size,
  };
}

/**
 * Puts a run on record, before it is made, and says how many others of the same kind of harm came before it. The same
 * run on the same state is on record already: to make it again is no new look at the data.
 */
export async function announceRun({ store, newKeys }: OpenRegister, run: EstimateRun): Promise<number> {
  const text = JSON.stringify(run);
  const runs = (await store.entriesOf("estimate-run")).map(({ entry }) => entry.run);
  const same = runs.findIndex((earlier) => JSON.stringify(inOrder(earlier)) === JSON.stringify(inOrder(run)));
  if (same < 0) await store.append([{ entry: "estimate-run", run: JSON.parse(text) }], newKeys(1));
  const before = same < 0 ? runs : runs.slice(0, same);
  return before.filter(({ unit, harm }) => unit === run.unit && harm === run.harm).length;
}

// Entries are kept as canonical JSON, which sorts members.
const inOrder = (run: EstimateRun) => Object.entries(run).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The estimate of a count, or why its lists cannot carry one. `announce` puts the run on record and says how many came
 * before it; it is called before any method is run, and not at all when none is.
 */
export async function estimateCount(
  count: DocumentedCount,
  inputs: EstimateInputs,
  announce: () => Promise<number>,
): Promise<FigureEstimate> {
  const planned = planLists(count.query, {
    lists: count.lists.map(({ source }) => source),
    scopes: inputs.scopes,
    pathOf: (place) => placePath(inputs.gazetteer, place),
  });
  if ("reason" in planned) return { made: false, reason: planned.reason };
  const { plan } = planned;
  const runsBefore = await announce();
  const { seed } = inputs;
  const report = estimateHistories(applyPlan(count.histories, plan), figureRun(plan, seed));
  const linkage = spreadOver(count, plan, { inputs, conclusion: report.conclusion });
  const conclusion = widened(report.conclusion, linkage);
  return { made: true, seed, plan, report, conclusion, ...(linkage && { linkage }), runsBefore };
}

function widened(conclusion: EstimateConclusion, spread: LinkageSpread | undefined): EstimateConclusion {
  return conclusion.verdict !== "estimate" || spread === undefined
    ? conclusion
    : { ...conclusion, answer: widenEstimate(conclusion.answer, spread) };
}

/** The method that speaks for the figure, run again on each sampled clustering: without its own interval, which is known. */
function spreadOver(
  count: DocumentedCount,
  plan: ListPlan,
  { inputs, conclusion }: { readonly inputs: EstimateInputs; readonly conclusion: EstimateConclusion },
): LinkageSpread | undefined {
  if (conclusion.verdict !== "estimate" || inputs.clusterings.length === 0) return undefined;
  const method = conclusion.spokesman;
  const totals = inputs.clusterings
    .map((clustering) => totalUnder(count, plan, { inputs, clustering, method }))
    .filter((total) => total !== undefined)
    .sort((a, b) => a - b);
  const rank = Math.max(1, Math.floor(0.025 * totals.length));
  const [lower, upper] = [totals[rank - 1], totals[totals.length - rank]];
  if (lower === undefined || upper === undefined) return undefined;
  const clusterings = inputs.clusterings.length;
  return { method, clusterings, failed: clusterings - totals.length, lower, upper };
}

function totalUnder(
  count: DocumentedCount,
  plan: ListPlan,
  {
    inputs,
    clustering,
    method,
  }: {
    readonly inputs: EstimateInputs;
    readonly clustering: Clustering;
    readonly method: EstimateMethod;
  },
): number | undefined {
  const histories = applyPlan(historiesUnder(inputs.table, count, clustering), plan);
  const { methods } = estimateHistories(histories, {
    ...figureRun(plan, inputs.seed),
    methods: [method],
    replicates: 0,
  });
  const answer = methods.find((each) => each.method === method)?.answer;
  return answer?.estimable === true ? answer.total : undefined;
}
