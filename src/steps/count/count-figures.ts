/** The figures of an appeal: counted at one state of the register, estimated, and refused while lists contradict them. */
import { isSmall } from "../../appeal/small-numbers.ts";
import type { EstimatedFigure } from "../../appeal/statements.ts";
import { RecountError } from "../../base/errors.ts";
import type { FigureQuery, Unit } from "../../model/figure.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { countDocumented, type DocumentedCount } from "../../register/count.ts";
import type { FateConflict } from "../../register/fates.ts";
import { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readScopes } from "../read-register.ts";
import { readAccuracy } from "../review/measure-sample.ts";
import { readStanding } from "../review/read-standing.ts";
import { conflictsOf, countsAt, figureOf, rangeUnder } from "./count-register.ts";
import { readCountState } from "./count-state.ts";
import { announceRun, type EstimateMemory, estimateCount, runOf } from "./estimate-figure.ts";
import {
  clusterAtThresholds,
  type SampledClusterings,
  SEED,
  sampleState,
  type ThresholdClustering,
} from "./sampled-clusterings.ts";

export type BoundQuery = { readonly id: string; readonly query: FigureQuery };

export type CountedFigures = {
  readonly figures: ReadonlyMap<string, EstimatedFigure>; // by id
  readonly counted: ReadonlyMap<string, readonly number[]>; // by id: the entries of the records that speak
  readonly size: number;
};

/**
 * Counts and estimates the figures. Throws `refused` when a figure counts somebody as dead or missing whom another
 * list gives as alive after that, until a person has judged.
 */
export async function countFigures(
  register: OpenRegister,
  queries: readonly BoundQuery[],
  { gazetteer, memory }: { readonly gazetteer: Gazetteer; readonly memory: EstimateMemory },
): Promise<CountedFigures> {
  const { store } = register;
  const [state, scopes, standing, accuracy] = await Promise.all([
    readCountState(register),
    readScopes(store),
    readStanding(store),
    readAccuracy(store),
  ]);
  const { table, size } = state;
  const decided = decidedPairs(standing);
  const counts = new Map(queries.map(({ id, query }) => [id, countDocumented(table, query)] as const));
  for (const [id, count] of counts) refuseConflicts(id, conflictsOf(state, count));
  const indexOf = (row: number) => table.columns.index[row] ?? 0;
  const indices = ({ rows }: DocumentedCount) => Array.from(rows, indexOf);
  const figures = new Map<string, EstimatedFigure>();
  const sampled = new Map<Unit, Matchings>();
  for (const [id, count] of counts) {
    const { unit } = count.query;
    const known = sampled.get(unit) ?? {
      drawn: await sampleState(register, state, { unit, decided }),
      limited: await clusterAtThresholds(register, state, { unit, decided }),
    };
    sampled.set(unit, known);
    const { seed, clusterings } = known.drawn ?? { seed: SEED, clusterings: undefined };
    const run = runOf(count.query, { strata: [], seed, size });
    const inputs = { table, scopes, gazetteer, clusterings, seed, memory };
    const estimate = await estimateCount(count, inputs, () => announceRun(register, run));
    const thresholds = countsAt(table, count, known.limited);
    figures.set(id, {
      ...figureOf(count, size),
      ...rangeUnder(count, known.drawn),
      ...(thresholds.length > 0 && { thresholds }),
      ...(unit === "person" && accuracy !== undefined && { accuracy }),
      ...(unit === "person" &&
        isSmall(count.documented) && { consented: await countNamed(register, indices(count)) }),
      estimate,
    });
  }
  return { figures, counted: new Map([...counts].map(([id, count]) => [id, indices(count)])), size };
}

/** How many of a few people have a record that strangers may see the name of: their families agreed to that. */
export async function countNamed({ store }: OpenRegister, indexes: readonly number[]): Promise<number> {
  const strangers = store.views({ as: "public" });
  const named = await Promise.all(
    indexes.map(async (index) => (await strangers.namedAmong(await store.memberIndexes([index]))).size > 0),
  );
  return named.filter(Boolean).length;
}

type Matchings = {
  readonly drawn: SampledClusterings | undefined;
  readonly limited: readonly ThresholdClustering[];
};

function refuseConflicts(id: string, conflicts: readonly FateConflict[]): void {
  if (conflicts.length === 0) return;
  throw new RecountError(
    "refused",
    `${id} counts people as dead or missing whom another list gives as alive later: see recount count --conflicts, and judge each with recount count --settle`,
  );
}
