/** The log-linear answer: the best model of a table, those near it, and an interval that knows it was chosen. */
import type { ReportProgress } from "../../base/progress.ts";
import { seededRandom } from "../../base/random.ts";
import type { EstimateAnswer, EstimateFacts, NearModel } from "../../model/estimate.ts";
import type { CaptureTable } from "../capture-table.ts";
import { bcaLimit, type Replicates, resample } from "./bca.ts";
import type { Cells } from "./fit.ts";
import { type Fitting, fitModel, isFitted, type ModelFit, prepareFits, standardError } from "./fit-model.ts";
import { peopleDiffer } from "./people-differ.ts";
import { profileInterval } from "./profile.ts";
import { bestOf, downhill, nearby, rankModels, type Select } from "./select.ts";
import { formatModel, hierarchicalModels } from "./terms.ts";

/** Up to so many lists every hierarchical model is fitted; 6 lists have millions. */
export const ALL_MODELS_TO = 5;
/** Of 6,893 models of five lists the bootstrap chooses among the best: the published finite choice of 2024. */
const TOP_MODELS = 60;
/** 1,000 replicates as published; with six lists and more each one is a search of its own. */
const REPLICATES = { few: 1000, many: 200 };
/** A model this far behind the best in BIC has "very strong" evidence against it (Kass & Raftery 1995). */
const NEAR = 10;
const MOST_SHOWN = 20;
/** With more replicates than this without an estimate, the one on the table hangs on a handful of entities. */
const MOST_FAILED = 0.1;
export const LEVEL = 0.95;
const [LOW, HIGH] = [0.025, 0.975];

export type LogLinearPlan = {
  readonly seed: number;
  readonly replicates: number | undefined;
  readonly progress: ReportProgress;
  readonly isAlone?: boolean; // no models near the best are wanted
};

export type LogLinear = {
  readonly answer: EstimateAnswer;
  readonly model?: string;
  readonly models: readonly NearModel[];
  readonly settings: EstimateFacts;
  readonly diagnostics: EstimateFacts;
};

/**
 * The total under the model of the lowest BIC, with the BCa interval of a bootstrap that chooses again in every
 * replicate. All hierarchical models to five lists, downhill search beyond. `replicates` 0 gives the profile
 * interval of the one model instead, which is too narrow when it was chosen by its fit. Requires 2 to 10 lists.
 */
export function logLinear(table: CaptureTable, plan: LogLinearPlan): LogLinear {
  const lists = table.lists.length;
  const cells = observedCells(table);
  const replicates = plan.replicates ?? (lists <= ALL_MODELS_TO ? REPLICATES.few : REPLICATES.many);
  const settings = { seed: plan.seed, replicates, criterion: "BIC", search: searchName(lists) };
  const ranked = searchModels(cells, lists);
  const best = ranked[0];
  if (best === undefined)
    return { answer: refuse(table, noModel(cells, lists)), models: [], settings, diagnostics: {} };
  const fitting = prepareFits(cells);
  const models = plan.isAlone === true ? [] : nearModels(table, fitting, ranked);
  const model = formatModel(best.terms, table.lists);
  const diagnostics = describeFit(best, ranked.length);
  if (replicates === 0) {
    const { lower, upper } = profileInterval(fitting, best);
    return { answer: answerOf(table, best, { lower, upper }), model, models, settings, diagnostics };
  }
  const drawn = resample(cells, {
    select: selectAgain(lists, ranked),
    total: best.total,
    random: seededRandom(plan.seed),
    replicates,
    progress: (done, total) => plan.progress("choosing the model again", done, total),
  });
  return {
    answer:
      drawn.failed > MOST_FAILED * replicates
        ? refuse(
            table,
            `got no estimate in ${drawn.failed} of ${replicates} tables drawn like this one, wanted one that does not hang on a few entities`,
          )
        : answerOf(table, best, limitsOf(drawn)),
    model,
    models,
    settings,
    diagnostics: { ...diagnostics, ...describeReplicates(drawn) },
  };
}

/**
 * The best model alone with its profile interval: for a quick look at what becomes of the total without a list.
 *
 * @example
 * const table = { lists: ["a", "b"], counts: new Float64Array([0, 50, 60, 40]), possible: new Uint8Array([1, 1, 1, 1]), observed: 150 };
 * Math.round(quickLogLinear(table).total); //=> 225
 */
export function quickLogLinear(table: CaptureTable): EstimateAnswer {
  const lists = table.lists.length;
  const cells = observedCells(table);
  const best =
    lists < ALL_MODELS_TO ? rankModels(cells, hierarchicalModels(lists))[0] : downhill(lists)(cells);
  if (best === undefined) return refuse(table, noModel(cells, lists));
  return answerOf(table, best, profileInterval(prepareFits(cells), best));
}

/** Cells that can be observed: all that are possible save the one of nobody. */
export function observedCells({ counts, possible }: CaptureTable): Cells {
  const used = possible.slice();
  used[0] = 0;
  return { counts, used };
}

const searchName = (lists: number) =>
  lists <= ALL_MODELS_TO ? "all hierarchical models" : "downhill from independence";

function searchModels(cells: Cells, lists: number): readonly ModelFit[] {
  if (lists <= ALL_MODELS_TO) return rankModels(cells, hierarchicalModels(lists));
  const best = downhill(lists)(cells);
  return best === undefined ? [] : nearby(cells, best, lists);
}

function selectAgain(lists: number, ranked: readonly ModelFit[]): Select {
  if (lists > ALL_MODELS_TO) return downhill(lists);
  const among = lists < ALL_MODELS_TO ? ranked : ranked.slice(0, TOP_MODELS);
  return bestOf(
    among.map(({ terms }) => terms),
    among,
  );
}

function noModel(cells: Cells, lists: number): string {
  const table = prepareFits(cells);
  const models = lists <= ALL_MODELS_TO ? hierarchicalModels(lists) : hierarchicalModels(lists, 1);
  const refused = models.map((terms) => fitModel(table, terms)).filter((fitted) => !isFitted(fitted));
  const unfit = refused.filter((fitted) => "verdict" in fitted && fitted.verdict === "not identifiable");
  return `got ${refused.length - unfit.length} models without a finite estimate and ${unfit.length} that the overlaps cannot tell apart, wanted one that has an estimate`;
}

/** Models near the best with their weights of evidence: hierarchical ones, best first, then those where people differ. */
function nearModels(
  table: CaptureTable,
  fitting: Fitting,
  ranked: readonly ModelFit[],
): readonly NearModel[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const differing = peopleDiffer(table, { fitting, best });
  const evidence = (behind: number) => Math.exp(-behind / 2);
  const all = [...ranked.map(({ bic }) => bic - best.bic), ...differing.map(({ behindBest }) => behindBest)]
    .map(evidence)
    .reduce((sum, each) => sum + each, 0);
  const hierarchical = ranked.filter(({ bic }) => bic - best.bic <= NEAR).slice(0, MOST_SHOWN);
  return [
    ...hierarchical.map((fitted) => ({
      method: "log-linear" as const,
      model: formatModel(fitted.terms, table.lists),
      ...profiled(fitting, fitted),
      behindBest: fitted.bic - best.bic,
    })),
    ...differing.filter(({ behindBest }) => behindBest <= NEAR),
  ].map((model) => ({ ...model, weight: evidence(model.behindBest) / all }));
}

function profiled(fitting: Fitting, fitted: ModelFit) {
  const { total } = fitted;
  const { lower, upper } = profileInterval(fitting, fitted);
  const end = Number.isFinite(upper) ? { upper: Math.max(upper, total) } : {};
  return { total, lower: Math.min(lower, total), ...end };
}

function describeFit(best: ModelFit, models: number): EstimateFacts {
  const { deviance, df, aic, bic } = best;
  return { models, deviance, df, aic, bic, standardError: standardError(best) };
}

function describeReplicates({ failed, bias, acceleration }: Replicates): EstimateFacts {
  return { replicatesWithoutEstimate: failed, bias, acceleration };
}

function limitsOf(drawn: Replicates) {
  return { lower: bcaLimit(drawn, LOW), upper: bcaLimit(drawn, HIGH) };
}

function answerOf(
  { observed }: CaptureTable,
  { total }: ModelFit,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): EstimateAnswer {
  if (!Number.isFinite(upper))
    return {
      estimable: false,
      method: "log-linear",
      observed,
      reason: "got an interval without an upper end, wanted lists that rule out large totals",
    };
  return {
    estimable: true,
    method: "log-linear",
    observed,
    total,
    // A bootstrap whose totals nearly all lie on one side of the estimate may leave it outside: it is taken in.
    lower: Math.max(observed, Math.min(lower, total)),
    upper: Math.max(upper, total),
    level: LEVEL,
    interval: "confidence",
    assumption: "no-highest-interaction",
  };
}

function refuse({ observed }: CaptureTable, reason: string): EstimateAnswer {
  return { estimable: false, method: "log-linear", observed, reason };
}
