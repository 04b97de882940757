/** `recount/estimate`: totals with intervals from lists that overlap, or the reason why there are none. */
export type { CaptureHistory, Estimate, EstimateAnswer, NotEstimable } from "../model/estimate.ts";
export { chaoLowerBound } from "./chao.ts";
export { chapman } from "./chapman.ts";
export { type CheckedHistories, checkHistories } from "./check-histories.ts";
export { estimateTotal } from "./estimate-total.ts";
