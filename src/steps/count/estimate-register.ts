/** An estimate from the register for somebody who asks: the run on record first, strata by themselves and together. */
import { combineStrata, type Stratum } from "../../estimate/combine.ts";
import { estimateHistories } from "../../estimate/index.ts";
import type { EstimateAnswer } from "../../model/estimate.ts";
import type { FigureCount, FigureEstimate, ListPlan } from "../../model/figure.ts";
import { type Grouping, stratumHistories } from "../../register/breakdown.ts";
import { countDocumented } from "../../register/count.ts";
import { countClustering, rangeOfCounts } from "../../register/count-range.ts";
import { countTable } from "../../register/count-table.ts";
import { applyPlan, figureRun } from "../../register/scopes.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readCountInput, readGazetteer, readScopes } from "../read-register.ts";
import { type CountRequest, figureOf, queriesOf } from "./count-register.ts";
import { announceRun, estimateCount, runOf } from "./estimate-figure.ts";
import { sampleRegister } from "./sampled-clusterings.ts";

export type EstimateAsked = CountRequest & { readonly seed: number };

export type RegisterEstimate = {
  readonly figure: FigureCount;
  readonly estimate: FigureEstimate;
  readonly strata: readonly Stratum[]; // none when none were asked for, or no estimate was made
  readonly total?: EstimateAnswer; // of the strata together
};

/** The estimate of the first query that the request makes, with its strata by `by`. */
export async function estimateRegister(
  register: OpenRegister,
  { seed, ...request }: EstimateAsked,
): Promise<RegisterEstimate> {
  const { store } = register;
  return store.writingStep("estimate", async () => {
    const [input, gazetteer, scopes, size] = await Promise.all([
      readCountInput(store),
      readGazetteer(store),
      readScopes(store),
      store.stateSize(),
    ]);
    const [query = { unit: "person" }] = queriesOf(request, gazetteer);
    const table = countTable(input);
    const count = countDocumented(table, query);
    const sampled = await sampleRegister(register, table, query.unit);
    const inputs = { table, scopes, gazetteer, clusterings: sampled.clusterings, seed };
    const run = runOf(query, { strata: request.by, seed, size });
    const estimate = await estimateCount(count, inputs, () => announceRun(register, run));
    const others = sampled.clusterings.map((clustering) => countClustering(table, count, clustering));
    const range = rangeOfCounts(count.documented, others, sampled.seed);
    const figure = { ...figureOf(count, size), ...(range && { range }) };
    if (!estimate.made || request.by.length === 0) return { figure, estimate, strata: [] };
    const strata = stratumHistories(table, count, request.by).map(({ name, histories }) => ({
      name,
      answer: stratumAnswer(applyPlan(histories, estimate.plan), estimate.plan, seed),
    }));
    return { figure, estimate, strata, total: combineStrata(strata, { seed }) };
  });
}

function stratumAnswer(histories: FigureCount["histories"], plan: ListPlan, seed: number): EstimateAnswer {
  const { conclusion, observed } = estimateHistories(histories, figureRun(plan, seed));
  if (conclusion.verdict === "estimate") return conclusion.answer;
  return { estimable: false, method: "none", observed, reason: conclusion.reason };
}

export const strataGroupings: readonly Grouping[] = ["place", "year", "sex", "age"];
