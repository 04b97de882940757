/** A waterfall as far as a viewer may see what was compared. */
import type { Waterfall } from "../../linkage/explain.ts";
import { matchProbability } from "../../linkage/match-weight.ts";
import { personFields } from "../../linkage/person-fields.ts";
import type { Viewer } from "../../model/person.ts";
import type { SeenRecord } from "./resolve-pair.ts";

/**
 * The steps of fields that the viewer sees in both records, and their sum. How rare a value is counts every list, so
 * that whoever brought a name in could learn whether others have it: only the keeper is told.
 */
export function cutWaterfall(waterfall: Waterfall, viewer: Viewer, pair: readonly SeenRecord[]): Waterfall {
  const hidden = new Set(pair.flatMap(hiddenFields));
  if (viewer.as === "keeper" && hidden.size === 0) return waterfall;
  const steps = waterfall.steps
    .filter(({ field, left, right }) => !hidden.has(field) && (left !== "" || right !== ""))
    .map((step) => ({ ...step, frequencyBits: 0 }));
  const total = steps.reduce((bits, step) => bits + step.bits, waterfall.prior);
  return { prior: waterfall.prior, steps, total, probability: matchProbability(total) };
}

/** Compared fields in which the record says more than is seen of it. */
function hiddenFields({ record, seen }: SeenRecord): readonly string[] {
  return personFields([record, seen])
    .filter(({ values: [whole, shown] }) => whole !== shown)
    .map(({ name }) => name);
}
