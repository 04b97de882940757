/** Clusterings that the weights of the latest linkage allow, drawn by its seed: what counts and estimates vary over. */
import { type KeptValues, keepLast } from "../../base/keep-last.ts";
import { type ClusterComponentsInput, clusterComponents } from "../../linkage/cluster-components.ts";
import { bitsOfProbability, fixedWeight } from "../../linkage/match-weight.ts";
import type { Unit } from "../../model/figure.ts";
import { type CountColumns, rowOfIndex } from "../../register/count-columns.ts";
import type { Clustering, Clusterings } from "../../register/count-range.ts";
import type { CountTable } from "../../register/count-table.ts";
import type { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { type KindPairs, readRun } from "../link/run-file.ts";
import type { CountState } from "./count-state.ts";
import { drawClusterings } from "./draw-clusterings.ts";
import type { Drawn, JudgedRun } from "./redraw-clusterings.ts";

/** How many are drawn: their lowest count is the quantile 0.025 that "at least" says. */
const CLUSTERINGS = 40;
export const SEED = 1;

/** The match probabilities at which counts are shown. */
export const thresholds = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99] as const;

/** A clustering by pairs from this match probability on. */
export type ThresholdClustering = { readonly threshold: number; readonly clustering: Clustering };

export type SampledClusterings = { readonly seed: number; readonly clusterings: Clusterings };

type Sampling = { readonly run: number; readonly drawn: Promise<Drawn | undefined> };

/** Those drawn last for a store, by what they were drawn from; and of each unit the last of all. */
type DrawnLast = {
  readonly byKey: KeptValues<Promise<Drawn | undefined>>;
  readonly byUnit: Map<Unit, Sampling>;
};

const drawnFor = new WeakMap<Store, DrawnLast>();
const MOST_KEPT = 4;

/**
 * Sampled clusterings of a state's rows of one kind under what people decided; undefined when the latest linkage kept no
 * pairs of it, or of other records than the state's. After a judgement only what it touches is drawn again.
 */
export async function sampleState(
  register: OpenRegister,
  { run, table }: CountState,
  { unit, decided }: Sampled,
): Promise<SampledClusterings | undefined> {
  const { byKey, byUnit } = drawnFor.get(register.store) ?? { byKey: keepLast(MOST_KEPT), byUnit: new Map() };
  drawnFor.set(register.store, { byKey, byUnit });
  const key = JSON.stringify([run, unit, decided]);
  const last = byUnit.get(unit);
  const drawn = byKey.get(key, () =>
    sampleRows(register, table, { unit, decided }, last?.run === run ? last.drawn : undefined),
  );
  byUnit.set(unit, { run, drawn });
  drawn.catch(() => {
    byKey.drop(key);
    if (byUnit.get(unit)?.drawn === drawn) byUnit.delete(unit);
  });
  const clusterings = (await drawn)?.clusterings;
  return clusterings === undefined ? undefined : { seed: SEED, clusterings };
}

export type Sampled = { readonly unit: Unit; readonly decided: ReturnType<typeof decidedPairs> };

async function sampleRows(
  register: OpenRegister,
  { columns }: CountTable,
  sampled: Sampled,
  last: Promise<Drawn | undefined> | undefined,
): Promise<Drawn | undefined> {
  const kept = await keptPairs(register, columns, sampled);
  if (kept === undefined) return undefined;
  const run = { ...kept, tableRows: columns.index.length };
  return drawClusterings({ run, draws: { count: CLUSTERINGS, seed: SEED }, known: await last });
}

/** The table's rows of one kind clustered anew at each of `thresholds`, from the kept pairs. */
export async function clusterAtThresholds(
  register: OpenRegister,
  { table: { columns } }: CountState,
  asked: Sampled,
): Promise<readonly ThresholdClustering[]> {
  const kept = await keptPairs(register, columns, asked);
  if (kept === undefined) return [];
  return thresholds.map((threshold) => {
    const labels = clusterComponents({ ...kept.input, threshold: fixedWeight(bitsOfProbability(threshold)) });
    return { threshold, clustering: clusteringOf(columns, kept.rows, labels) };
  });
}

type Kept = Pick<JudgedRun, "input" | "rows">;

async function keptPairs(
  register: OpenRegister,
  columns: CountColumns,
  { unit, decided }: Sampled,
): Promise<Kept | undefined> {
  const run = await readRun(register, unit);
  if (run === undefined || run.left.length === 0) return undefined;
  const rows = tableRows(columns, run);
  if (rows === undefined) return undefined;
  const judged = await judgedRows(register, run, decided);
  const { left, right, weight } = run;
  const pairs = { size: rows.length, pairs: { left, right, weight }, threshold: 0 };
  // As in linking: a survey lists each site once, so that two rows of one list are two sites.
  const list = unit === "person" ? {} : { list: rows.map((row) => columns.source[row] ?? 0) };
  return { rows, input: { ...pairs, ...list, ...judged } };
}

/** Rows of the run that people judged the same, and different. */
async function judgedRows(
  { store }: OpenRegister,
  run: KindPairs,
  decided: Sampled["decided"],
): Promise<Pick<Required<ClusterComponentsInput>, "same" | "different">> {
  const placed = await store.placedByIds(decided.flatMap(({ left, right }) => [left, right]));
  const rowOf = new Map(placed.map(({ id, index }) => [id, rowOfIndex(run, index)]));
  const judged = (wanted: "same" | "different") =>
    decided.flatMap(({ left, right, answer }): readonly (readonly [number, number])[] => {
      const [a, b] = [rowOf.get(left), rowOf.get(right)];
      return answer !== wanted || a === undefined || b === undefined ? [] : [[a, b]];
    });
  return { same: judged("same"), different: judged("different") };
}

/** The table's row of each row of the run, or undefined when the run saw a record that the table does not have. */
function tableRows(columns: CountColumns, run: KindPairs): Uint32Array | undefined {
  const { index } = columns;
  const rows = new Uint32Array(run.index.length);
  let row = 0;
  for (const [at, wanted] of run.index.entries()) {
    while (row < index.length && (index[row] as number) < wanted) row++;
    if (index[row] !== wanted) return undefined;
    rows[at] = row;
  }
  return rows;
}

/** Labels for all rows of the table: the run's for its rows, and one of its own for every other row. */
function clusteringOf({ index }: CountColumns, rows: Uint32Array, labels: Uint32Array): Clustering {
  const size = index.length + rows.length;
  const all = index.map((_, row) => rows.length + row);
  for (const [at, row] of rows.entries()) all[row] = labels[at] ?? 0;
  return { labels: all, size };
}
