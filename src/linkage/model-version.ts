/** Whether a kept model speaks of the levels that this version of the engine compares by. */
import { type Comparison, type ComparisonPlan, makeComparison } from "./comparison.ts";
import type { LinkModel } from "./link-model.ts";

/** The first comparison whose levels are not those of this engine; undefined where the model fits. */
export function misfit(
  { comparisons }: Pick<LinkModel, "comparisons">,
  made: readonly Pick<Comparison, "levels">[],
): ComparisonPlan | undefined {
  return comparisons.find(({ levels }, c) => {
    const own = made[c]?.levels ?? [];
    return own.length !== levels.length || levels.some(({ label }, level) => label !== own[level]);
  });
}

/** Whether what was kept is a model of this version: of its number, and of its levels. */
export function isOfThisVersion(kept: { readonly version: number }): kept is LinkModel {
  if (kept.version !== 2) return false;
  const model = kept as LinkModel;
  return misfit(model, model.comparisons.map(emptyComparison)) === undefined;
}

/** The comparison of a plan over no rows. */
function emptyComparison(plan: ComparisonPlan): Comparison {
  const nothing = { ids: new Uint32Array(), values: [""], counts: new Uint32Array(1) };
  return makeComparison(
    plan,
    plan.fields.map((name) => ({ name, kind: plan.kind, ...nothing })),
  );
}
