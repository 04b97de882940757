/** `recount/estimate`: totals with intervals from lists that overlap, or the reason why there are none. */
export type {
  AssumptionKey,
  CaptureHistory,
  Estimate,
  EstimateAnswer,
  EstimateConclusion,
  EstimateMethod,
  EstimateReport,
  LeaveOneOut,
  MethodAnswer,
  NearModel,
  NotEstimable,
  OverlapDiagnostics,
} from "../model/estimate.ts";
export { mergeLists } from "./capture-table.ts";
export { type ChaoForm, chaoLowerBound } from "./chao.ts";
export { chapman } from "./chapman.ts";
export { type CheckedHistories, checkHistories } from "./check-histories.ts";
export { type CombineOptions, combineLinkages, combineStrata, type Stratum } from "./combine.ts";
export { answerHistories, estimateHistories } from "./estimate-histories.ts";
export { estimateTotal } from "./estimate-total.ts";
export type { EstimateOptions } from "./options.ts";
export { describeOverlap } from "./overlap.ts";
export { type ParsedHistories, parseHistories } from "./parse-histories.ts";
