/** Clusterings that the weights of the latest linkage allow, drawn by its seed: what counts and estimates vary over. */
import { type ClusterComponentsInput, clusterComponents } from "../../linkage/cluster-components.ts";
import { bitsOfProbability, fixedWeight } from "../../linkage/match-weight.ts";
import { sampleClusterings } from "../../linkage/sample-clusterings.ts";
import type { Unit } from "../../model/figure.ts";
import type { RecordId } from "../../model/ids.ts";
import type { Clustering } from "../../register/count-range.ts";
import type { CountTable } from "../../register/count-table.ts";
import { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { type KindPairs, readRun } from "../link/run-file.ts";
import { readStanding } from "../review/read-standing.ts";

/** How many are drawn: their lowest count is the quantile 0.025 that "at least" says. */
const CLUSTERINGS = 40;
const SEED = 1;

/** The match probabilities at which counts are shown. */
export const thresholds = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99] as const;

/** A clustering by pairs from this match probability on. */
export type ThresholdClustering = { readonly threshold: number; readonly clustering: Clustering };

export type SampledClusterings = { readonly seed: number; readonly clusterings: readonly Clustering[] };

/**
 * Sampled clusterings of a table's rows of one kind; none when the latest linkage kept no pairs of it, or of other
 * records than the table's.
 */
export async function sampleRegister(
  register: OpenRegister,
  table: CountTable,
  unit: Unit,
): Promise<SampledClusterings> {
  const kept = await keptPairs(register, table, unit);
  if (kept === undefined) return { seed: SEED, clusterings: [] };
  const sampled = sampleClusterings(kept.input, { count: CLUSTERINGS, seed: SEED });
  return { seed: SEED, clusterings: sampled.map((labels) => clusteringOf(table, kept.rows, labels)) };
}

/** The table's rows of one kind clustered anew at each of `thresholds`, from the kept pairs. */
export async function clusterAtThresholds(
  register: OpenRegister,
  table: CountTable,
  unit: Unit,
): Promise<readonly ThresholdClustering[]> {
  const kept = await keptPairs(register, table, unit);
  if (kept === undefined) return [];
  return thresholds.map((threshold) => {
    const labels = clusterComponents({ ...kept.input, threshold: fixedWeight(bitsOfProbability(threshold)) });
    return { threshold, clustering: clusteringOf(table, kept.rows, labels) };
  });
}

type Kept = { readonly input: ClusterComponentsInput; readonly rows: Uint32Array }; // rows of the table, by row of the run

async function keptPairs(register: OpenRegister, table: CountTable, unit: Unit): Promise<Kept | undefined> {
  const run = await readRun(register, unit);
  if (run === undefined || run.left.length === 0) return undefined;
  const rows = tableRows(table, run);
  if (rows === undefined) return undefined;
  const decided = decidedPairs(await readStanding(register.store));
  const rowOf = new Map<RecordId, number>();
  for (const [at, row] of rows.entries()) {
    const record = table.records[row];
    if (record !== undefined) rowOf.set(record.id, at);
  }
  const judged = (wanted: "same" | "different") =>
    decided.flatMap(({ left, right, answer }): readonly (readonly [number, number])[] => {
      const [a, b] = [rowOf.get(left), rowOf.get(right)];
      return answer !== wanted || a === undefined || b === undefined ? [] : [[a, b]];
    });
  const { left, right, weight } = run;
  const pairs = { size: rows.length, pairs: { left, right, weight }, threshold: 0 };
  // As in linking: a survey lists each site once, so that two rows of one list are two sites.
  const list = unit === "person" ? {} : { list: rows.map((row) => table.source[row] ?? 0) };
  return { rows, input: { ...pairs, ...list, same: judged("same"), different: judged("different") } };
}

/** The table's row of each row of the run, or undefined when the run saw a record that the table does not have. */
function tableRows(table: CountTable, run: KindPairs): Uint32Array | undefined {
  const byIndex = new Map(table.records.map(({ index }, row) => [index, row]));
  const rows = Array.from(run.index, (index) => byIndex.get(index));
  return rows.every((row) => row !== undefined) ? Uint32Array.from(rows) : undefined;
}

/** Labels for all rows of the table: the run's for its rows, and one of its own for every other row. */
function clusteringOf(table: CountTable, rows: Uint32Array, labels: Uint32Array): Clustering {
  const size = table.records.length + rows.length;
  const all = Uint32Array.from(table.records, (_, row) => rows.length + row);
  for (const [at, row] of rows.entries()) all[row] = labels[at] ?? 0;
  return { labels: all, size };
}
