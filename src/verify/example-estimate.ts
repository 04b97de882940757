/** Estimates of the example's figures, for tests and for the examples of docs/spec. */
import { estimateHistories } from "../estimate/index.ts";
import type { CaptureHistory } from "../model/estimate.ts";
import type { FigureEstimate } from "../model/figure.ts";
import { figureRun } from "../register/scopes.ts";

/** What the methods make of histories whose lists declare no scope; the first run on its register. */
export function exampleEstimate(histories: readonly CaptureHistory[]): FigureEstimate {
  const plan = { merged: [], leftOut: [], impossible: [] };
  const report = estimateHistories(histories, figureRun(plan, 1));
  return { made: true, seed: 1, plan, report, conclusion: report.conclusion, runsBefore: 0 };
}
