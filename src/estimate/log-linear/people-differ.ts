/** Models in which some entities are harder to list than others: what the total would be if that is why lists overlap. */
import type { NearModel } from "../../model/estimate.ts";
import type { CaptureTable } from "../capture-table.ts";
import { logNormalLimits } from "../log-normal.ts";
import type { Fitting, ModelFit } from "./fit-model.ts";
import { fitHeterogeneous } from "./heterogeneity.ts";

/** Of the curves that R's Rcapture fits the two that reach furthest: the others lie below or beside them. */
const CURVES = [
  { heterogeneity: "darroch", model: "people differ (Darroch)" },
  { heterogeneity: "gamma", model: "people differ (gamma)" },
] as const;
const LEAST_LISTS = 3;

/**
 * The total under each curve of heterogeneity with a column per list (Mth; Rivest & Baillargeon 2007), with its
 * log-normal interval and its BIC beside the best hierarchical model's: below 0 where it fits better. None with two
 * lists, or with cells that are empty by design. They know of no other dependence between lists.
 */
export function peopleDiffer(
  table: CaptureTable,
  { fitting, best }: { readonly fitting: Fitting; readonly best: ModelFit },
): readonly Omit<NearModel, "weight">[] {
  if (table.lists.length < LEAST_LISTS || table.possible.includes(0)) return [];
  const logCount = Math.log(table.observed);
  return CURVES.flatMap(({ heterogeneity, model }) => {
    const fit = fitHeterogeneous(table, { isTimed: true, heterogeneity });
    if (fit === undefined || !(fit.total > table.observed)) return [];
    const bic = fit.deviance - 2 * fitting.saturated + (fitting.cellCount - fit.df) * logCount;
    const limits = logNormalLimits(table.observed, {
      unseen: fit.total - table.observed,
      variance: fit.standardError ** 2,
    });
    return [
      {
        method: "log-linear",
        model,
        total: fit.total,
        ...limits,
        behindBest: bic - best.bic,
        peopleDiffer: true,
      },
    ];
  });
}
