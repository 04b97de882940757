/** An estimate report for programs: at the command line and as the result of a job. */
import type { Json } from "../base/canonical-json.ts";
import type { EstimateConclusion, EstimateFacts, EstimateReport, MethodAnswer } from "../model/estimate.ts";
import { translate } from "../pages/translate.ts";

/** The shape that other programs rely on (`observed`, `lists`, `methods`, `verdict`, `reason`), and all else beside. */
export function estimateJson(report: EstimateReport, lists: readonly string[]): Json {
  const { observed, methods, conclusion, settings, overlap, models, leaveOneOut } = report;
  return {
    observed,
    lists,
    methods: methods.map(methodJson),
    ...conclusionJson(conclusion),
    settings: factsJson(settings),
    overlap: {
      lists: overlap.lists,
      pairs: overlap.pairs,
      onExactly: overlap.onExactly,
      notes: overlap.notes,
    },
    models,
    leaveOneOut: leaveOneOut.map(({ without, answer }) =>
      answer.estimable
        ? { without, verdict: "estimate", total: answer.total, lower: answer.lower, upper: answer.upper }
        : { without, verdict: "not estimable", reason: answer.reason },
    ),
  };
}

function methodJson({ method, answer, model, assumption, settings, diagnostics }: MethodAnswer): Json {
  return {
    method,
    verdict: answer.estimable ? "estimate" : "not estimable",
    ...(answer.estimable
      ? {
          total: answer.total,
          lower: answer.lower,
          upper: answer.upper,
          level: answer.level,
          interval: answer.interval,
        }
      : { reason: answer.reason }),
    ...(model === undefined ? {} : { model }),
    assumption: translate("en", `page.assumption.${assumption}`),
    assumptionKey: assumption,
    settings: factsJson(settings),
    diagnostics: factsJson(diagnostics),
  };
}

function conclusionJson(conclusion: EstimateConclusion): { readonly [key: string]: Json } {
  switch (conclusion.verdict) {
    case "estimate":
      return {
        verdict: "estimate",
        method: conclusion.spokesman,
        total: conclusion.answer.total,
        lower: conclusion.answer.lower,
        upper: conclusion.answer.upper,
      };
    case "range":
      return {
        verdict: "range",
        reason: conclusion.reason,
        lower: conclusion.lower,
        upper: conclusion.upper,
      };
    case "not estimable":
      return { verdict: "not estimable", reason: conclusion.reason };
  }
}

/** Numbers that JSON has no way to write become words. */
function factsJson(facts: EstimateFacts): Json {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
    ]),
  );
}
