/** Estimates from the register: the run put on record first, then every method, then again on sampled clusterings. */
import { formatPrefixDate } from "../../base/prefix-date.ts";
import {
  answerHistories,
  combineLinkages,
  type EstimateOptions,
  estimateHistories,
} from "../../estimate/index.ts";
import { widenEstimate } from "../../estimate/widen-estimate.ts";
import type { EstimateRun } from "../../model/entry.ts";
import type {
  CaptureHistory,
  EstimateAnswer,
  EstimateConclusion,
  EstimateReport,
} from "../../model/estimate.ts";
import type { FigureEstimate, FigureQuery, LinkageSpread, ListPlan } from "../../model/figure.ts";
import type { SourceId } from "../../model/ids.ts";
import type { SourceScope } from "../../model/source.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { placePath } from "../../places/hierarchy.ts";
import type { DocumentedCount } from "../../register/count.ts";
import { type Clusterings, historiesUnder, LOW_QUANTILE } from "../../register/count-range.ts";
import type { CountTable } from "../../register/count-table.ts";
import { applyPlan, figureRun, planLists } from "../../register/scopes.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";

/** What an estimate is made with, beside the count. */
export type EstimateInputs = {
  readonly table: CountTable;
  readonly scopes: ReadonlyMap<SourceId, SourceScope>;
  readonly gazetteer: Gazetteer;
  readonly clusterings: Clusterings | undefined; // sampled; none where no linkage decides
  readonly seed: number;
  readonly options?: EstimateChoices; // of somebody who asks; a published figure has none
  readonly memory?: EstimateMemory;
};

/** Reports by the histories and options that give them: figures of several appeals are often the same. */
export type EstimateMemory = Map<string, EstimateReport>;

/** What may be asked for beside the seed, in place of what published figures are estimated with. */
export type EstimateChoices = Pick<EstimateOptions, "methods" | "replicates" | "chains" | "iterations">;

/** The run of a query as it goes on record. */
export function runOf(
  { unit, harm, place, from, until }: FigureQuery,
  { methods, strata, ...settings }: RunSettings,
): EstimateRun {
  return {
    unit,
    ...(harm && { harm }),
    ...(place && { place }),
    ...(from && { from: formatPrefixDate(from) }),
    ...(until && { until: formatPrefixDate(until) }),
    strata,
    method: methods === undefined ? "all" : methods.join(", "),
    ...settings,
  };
}

type RunSettings = EstimateChoices & {
  readonly strata: readonly string[];
  readonly seed: number;
  readonly size: number;
};

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
  const report = reportOf(applyPlan(count.histories, plan), runOptions(plan, inputs), inputs.memory);
  const combined = combinedOver(count, plan, { inputs, conclusion: report.conclusion });
  const linkage = combined?.spread;
  const conclusion = widened(report.conclusion, combined?.answer);
  return { made: true, seed, plan, report, conclusion, ...(linkage && { linkage }), runsBefore };
}

/** How the figure's histories are estimated: as published figures are, but for what was asked for. */
export function runOptions(plan: ListPlan, { seed, options = {} }: EstimateInputs): EstimateOptions {
  return { ...figureRun(plan, seed), ...options };
}

/** Not estimable where the sampled clusterings are not: then the linkage, not the lists, makes the number. */
function widened(conclusion: EstimateConclusion, over: EstimateAnswer | undefined): EstimateConclusion {
  if (conclusion.verdict !== "estimate" || over === undefined) return conclusion;
  if (!over.estimable) return { verdict: "not estimable", reason: over.reason };
  return { ...conclusion, answer: widenEstimate(conclusion.answer, over) };
}

type Combined = { readonly answer: EstimateAnswer; readonly spread?: LinkageSpread };

/**
 * The method that speaks for the figure, run again on each sampled clustering with an interval of its own (the best
 * model's, since forty times a bootstrap would take minutes), all of them mixed, and how far their totals go apart.
 */
function combinedOver(
  count: DocumentedCount,
  plan: ListPlan,
  { inputs, conclusion }: { readonly inputs: EstimateInputs; readonly conclusion: EstimateConclusion },
): Combined | undefined {
  if (conclusion.verdict !== "estimate" || inputs.clusterings === undefined) return undefined;
  const method = conclusion.spokesman;
  const run = { ...runOptions(plan, inputs), replicates: 0 };
  // Clusterings that differ elsewhere give a figure the same histories.
  const known = new Map<string, EstimateAnswer>();
  const answers = [...historiesUnder(inputs.table, count, inputs.clusterings)].map((under) => {
    const histories = applyPlan(under, plan);
    return remembered(known, histories, () => answerHistories(histories, method, run));
  });
  const answer = combineLinkages(answers, (made) => made, { seed: inputs.seed });
  const totals = answers.flatMap((made) => (made.estimable ? [made.total] : [])).sort((a, b) => a - b);
  const rank = Math.max(1, Math.floor(LOW_QUANTILE * totals.length));
  const [lower, upper] = [totals[rank - 1], totals[totals.length - rank]];
  if (!answer.estimable || lower === undefined || upper === undefined) return { answer };
  const failed = answers.length - totals.length;
  return { answer, spread: { method, clusterings: answers.length, failed, lower, upper } };
}

function reportOf(
  histories: readonly CaptureHistory[],
  options: EstimateOptions,
  memory: EstimateMemory = new Map(),
): EstimateReport {
  return remembered(memory, [histories, options], () => estimateHistories(histories, options));
}

/** What `made` is for `of`, made once. */
function remembered<T>(known: Map<string, T>, of: unknown, made: () => T): T {
  const key = JSON.stringify(of);
  const found = known.get(key) ?? made();
  known.set(key, found);
  return found;
}
