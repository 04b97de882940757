/** An estimate from the register for somebody who asks: the run on record first, strata by themselves and together. */
import { combineStrata, type Stratum } from "../../estimate/combine.ts";
import { type EstimateOptions, estimateHistories } from "../../estimate/index.ts";
import type { EstimateAnswer } from "../../model/estimate.ts";
import type { FigureCount, FigureEstimate } from "../../model/figure.ts";
import { type Grouping, stratumHistories } from "../../register/breakdown.ts";
import { countDocumented } from "../../register/count.ts";
import { applyPlan } from "../../register/scopes.ts";
import { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import { readScopes } from "../read-register.ts";
import { readStanding } from "../review/read-standing.ts";
import {
  type CountRequest,
  figureOf,
  namesOfPlaces,
  type PlaceNames,
  queriesOf,
  rangeUnder,
} from "./count-register.ts";
import { readCountState } from "./count-state.ts";
import { announceRun, type EstimateChoices, estimateCount, runOf, runOptions } from "./estimate-figure.ts";
import { sampleState } from "./sampled-clusterings.ts";

export type EstimateAsked = CountRequest & { readonly seed: number; readonly options: EstimateChoices };

export type RegisterEstimate = {
  readonly figure: FigureCount;
  readonly estimate: FigureEstimate;
  readonly strata: readonly Stratum[]; // none when none were asked for, or no estimate was made
  readonly total?: EstimateAnswer; // of the strata together
  readonly placeNames: PlaceNames;
};

/** The estimate of the first query that the request makes, with its strata by `by`. */
export async function estimateRegister(
  register: OpenRegister,
  { seed, options, ...request }: EstimateAsked,
): Promise<RegisterEstimate> {
  const { store } = register;
  return store.writingStep("estimate", async () => {
    const [state, gazetteer, scopes, standing] = await Promise.all([
      readCountState(register),
      readGazetteer(register),
      readScopes(store),
      readStanding(store),
    ]);
    const { table, size } = state;
    const [query = { unit: "person" }] = queriesOf(request, gazetteer);
    const count = countDocumented(table, query);
    const sampled = await sampleState(register, state, { unit: query.unit, decided: decidedPairs(standing) });
    const inputs = { table, scopes, gazetteer, clusterings: sampled?.clusterings, seed, options };
    const run = runOf(query, { strata: request.by, seed, size, ...options });
    const estimate = await estimateCount(count, inputs, () => announceRun(register, run));
    const figure = { ...figureOf(count, size), ...rangeUnder(count, sampled) };
    const placeNames = namesOfPlaces(figure, gazetteer);
    if (!estimate.made || request.by.length === 0) return { figure, estimate, strata: [], placeNames };
    const strata = stratumHistories(table, count, request.by).map(({ name, histories }) => ({
      name,
      answer: stratumAnswer(applyPlan(histories, estimate.plan), runOptions(estimate.plan, inputs)),
    }));
    return { figure, estimate, strata, total: combineStrata(strata, { seed }), placeNames };
  });
}

function stratumAnswer(histories: FigureCount["histories"], run: EstimateOptions): EstimateAnswer {
  const { conclusion, observed } = estimateHistories(histories, run);
  if (conclusion.verdict === "estimate") return conclusion.answer;
  return { estimable: false, method: "none", observed, reason: conclusion.reason };
}

export const strataGroupings = ["place", "year", "sex", "age"] as const satisfies readonly Grouping[];
