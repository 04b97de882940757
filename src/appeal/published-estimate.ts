/** An estimate as it may be published: rounded, small overlaps unsaid, and what a reader needs to make it again. */
import type {
  CaptureHistory,
  Estimate,
  EstimateAnswer,
  EstimateConclusion,
  EstimateReport,
} from "../model/estimate.ts";
import type { FigureEstimate, LinkageSpread, ListPlan } from "../model/figure.ts";
import { isSmall, publishedHistories } from "./small-numbers.ts";

/** A row of a picture: a total with its interval, where it has one. Whole entities. */
export type PublishedTotal = {
  readonly name: string; // a method's, a model's, or the list that was left out
  readonly total?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly reason?: string; // why there is none
};

export type PublishedReport = {
  readonly conclusion: EstimateConclusion;
  readonly methods: readonly PublishedTotal[];
  readonly models: readonly PublishedTotal[];
  readonly leaveOneOut: readonly PublishedTotal[];
};

/**
 * What is published of an estimate. `recomputed`: `report` is what a reader gets from the histories, the plan and the
 * seed. `attested`: the same, on the publishers' word, since the overlaps are suppressed. `refused`: the lists, as
 * declared, cannot carry one. `withheld`: it would point at somebody.
 */
export type PublishedEstimate =
  | {
      readonly status: "recomputed" | "attested";
      readonly seed: number;
      readonly plan: ListPlan;
      readonly report: PublishedReport;
      readonly conclusion: EstimateConclusion; // the report's, widened by the linkage
      readonly linkage?: LinkageSpread;
      readonly runsBefore: number;
    }
  | { readonly status: "refused"; readonly reason: string }
  | { readonly status: "withheld"; readonly reason: string };

const ROUNDED_TO = 5;

/**
 * The estimate as it may be published: whole entities when the overlaps are published; rounded outwards to 5 and on the
 * publishers' word when they are not; withheld when the documented count is small itself.
 */
export function publishedEstimate(
  estimate: FigureEstimate,
  {
    documented,
    histories,
  }: { readonly documented: number; readonly histories: readonly CaptureHistory[] | "suppressed" },
): PublishedEstimate {
  if (!estimate.made) return { status: "refused", reason: estimate.reason };
  if (isSmall(documented)) return { status: "withheld", reason: "the documented count is below 10" };
  const isOpen = histories !== "suppressed" && publishedHistories(histories) !== "suppressed";
  const { seed, plan, report, conclusion, linkage, runsBefore } = estimate;
  const step = isOpen ? 1 : ROUNDED_TO;
  return {
    status: isOpen ? "recomputed" : "attested",
    seed,
    plan,
    report: publishedReport(report, isOpen),
    conclusion: roundConclusion(conclusion, { step, isOpen }),
    ...(linkage && { linkage: roundSpread(linkage, step) }),
    runsBefore,
  };
}

/** What is published of a report; with open overlaps all of it, so that a reader who makes it again gets the same. */
export function publishedReport(report: EstimateReport, isOpen: boolean): PublishedReport {
  const step = isOpen ? 1 : ROUNDED_TO;
  const { observed } = report;
  const totalOf = (name: string, answer: EstimateAnswer): PublishedTotal => {
    if (answer.estimable) {
      const { total, lower, upper } = roundEstimate(answer, step);
      return { name, total, lower, upper };
    }
    return { name, reason: reasonOf(answer.reason, isOpen) };
  };
  return {
    conclusion: roundConclusion(report.conclusion, { step, isOpen }),
    methods: report.methods.map(({ method, answer }) => totalOf(method, answer)),
    models: report.models.map(({ model, total, lower, upper }) => ({
      name: model,
      total: roundTo(total, { step, observed, round: Math.round }),
      ...(lower !== undefined && { lower: roundTo(lower, { step, observed, round: Math.floor }) }),
      ...(upper !== undefined && { upper: roundTo(upper, { step, observed, round: Math.ceil }) }),
    })),
    // Without one list the others' overlaps could be worked out from totals: not beside suppressed ones.
    leaveOneOut: isOpen ? report.leaveOneOut.map(({ without, answer }) => totalOf(without, answer)) : [],
  };
}

type Rounding = { readonly step: number; readonly isOpen: boolean };

function roundConclusion(conclusion: EstimateConclusion, { step, isOpen }: Rounding): EstimateConclusion {
  if (conclusion.verdict === "estimate")
    return { ...conclusion, answer: roundEstimate(conclusion.answer, step) };
  const reason = reasonOf(conclusion.reason, isOpen);
  if (conclusion.verdict === "not estimable") return { ...conclusion, reason };
  const { lower, upper } = conclusion;
  return {
    ...conclusion,
    lower: Math.floor(lower / step) * step,
    upper: Math.ceil(upper / step) * step,
    reason,
  };
}

/** A reason with a number in it may tell an overlap that is suppressed. */
function reasonOf(reason: string, isOpen: boolean): string {
  return isOpen || !/\d/.test(reason) ? reason : "the reason would tell an overlap below 10";
}

/** Rounded outwards to multiples of `step`, never below what was observed. */
function roundEstimate(estimate: Estimate, step: number): Estimate {
  const { observed, total, lower, upper } = estimate;
  return {
    ...estimate,
    total: roundTo(total, { step, observed, round: Math.round }),
    lower: roundTo(lower, { step, observed, round: Math.floor }),
    upper: roundTo(upper, { step, observed, round: Math.ceil }),
  };
}

function roundTo(
  value: number,
  {
    step,
    observed,
    round,
  }: { readonly step: number; readonly observed: number; readonly round: (value: number) => number },
): number {
  return Math.max(observed, round(value / step) * step);
}

function roundSpread(spread: LinkageSpread, step: number): LinkageSpread {
  return {
    ...spread,
    lower: Math.floor(spread.lower / step) * step,
    upper: Math.ceil(spread.upper / step) * step,
  };
}
