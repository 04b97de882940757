/** One table of capture histories through every method, and what they allow to be said together. */
import {
  type AssumptionKey,
  type CaptureHistory,
  type EstimateMethod,
  type EstimateReport,
  estimateMethods,
  type MethodAnswer,
} from "../model/estimate.ts";
import { mergeLists } from "./capture-table.ts";
import { chaoLowerBound } from "./chao.ts";
import { chapman } from "./chapman.ts";
import { checkHistories, wrongHistory } from "./check-histories.ts";
import { conclude } from "./conclude.ts";
import { describeSettings, type EstimateOptions, type Settings, settle } from "./options.ts";
import { describeOverlap } from "./overlap.ts";

type Run = (histories: readonly CaptureHistory[], settings: Settings) => MethodAnswer;

const assumptions: Readonly<Record<EstimateMethod, AssumptionKey>> = {
  chapman: "lists-independent",
  chao: "lower-bound",
  "log-linear": "no-highest-interaction",
  "graph-averaging": "decomposable-dependence",
  "latent-class": "latent-classes",
};

const runs: Readonly<Partial<Record<EstimateMethod, Run>>> = {
  chapman: (histories) => plainAnswer("chapman", chapman(histories)),
  chao: (histories) => plainAnswer("chao", chaoLowerBound(histories)),
};

/**
 * Every method's answer or refusal, the near-best models, what happens without each list, and the conclusion. Equal
 * histories, options and seed give equal reports. Histories that carry no estimate at all are refused by every
 * method with the same reason.
 *
 * @example
 * const report = estimateHistories([{ lists: ["a"], count: 50 }, { lists: ["b"], count: 60 }, { lists: ["a", "b"], count: 40 }]);
 * report.conclusion.verdict; //=> "estimate"
 */
export function estimateHistories(
  given: readonly CaptureHistory[],
  options: EstimateOptions = {},
): EstimateReport {
  const settings = settle(options);
  const wanted = estimateMethods.filter((method) => options.methods?.includes(method) ?? true);
  const checked = checkMerged(given, options.merge ?? []);
  if (!checked.estimable) return refusal(wanted, settings, checked);
  const methods = wanted.flatMap((method) => runs[method]?.(checked.histories, settings) ?? []);
  return {
    observed: checked.observed,
    settings: describeSettings(settings),
    overlap: describeOverlap(checked.histories),
    methods,
    models: [],
    leaveOneOut: [],
    conclusion: conclude(methods, []),
  };
}

/** Checks patterns before lists are merged, since merging adds up patterns that repeat; the rest after it. */
function checkMerged(given: readonly CaptureHistory[], groups: readonly (readonly string[])[]) {
  const isWrong = wrongHistory(given) !== undefined || groups.length === 0;
  return checkHistories("none", isWrong ? given : mergeLists(given, groups));
}

function plainAnswer(method: EstimateMethod, answer: MethodAnswer["answer"]): MethodAnswer {
  return { method, assumption: assumptions[method], answer, settings: {}, diagnostics: {} };
}

function refusal(
  wanted: readonly EstimateMethod[],
  settings: Settings,
  { observed, reason }: { readonly observed: number; readonly reason: string },
): EstimateReport {
  const methods = wanted.map((method) => plainAnswer(method, { estimable: false, method, observed, reason }));
  return {
    observed,
    settings: describeSettings(settings),
    overlap: { lists: [], pairs: [], onExactly: [], notes: [] },
    methods,
    models: [],
    leaveOneOut: [],
    conclusion: { verdict: "not estimable", reason },
  };
}
