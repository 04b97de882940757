/** Sampled clusterings brought along by what people judged since: components that no judgement touches stay as they were drawn. */
import type { ClusterComponentsInput } from "../../linkage/cluster-components.ts";
import { connectedRows, sampleClusterings } from "../../linkage/sample-clusterings.ts";
import type { Clusterings } from "../../register/count-range.ts";
import { replaceClusterings, splitClusterings } from "../../register/split-clusterings.ts";

type Judged = readonly (readonly [number, number])[];

/** Pairs of a run with what people judged of its rows. */
export type JudgedRun = {
  readonly input: ClusterComponentsInput & { readonly same: Judged; readonly different: Judged };
  readonly rows: Uint32Array; // of the table, by row of the run
  readonly tableRows: number;
};

/** Clusterings, and the judgements under which they were drawn. */
export type Drawn = {
  readonly clusterings: Clusterings;
  readonly same: Judged;
  readonly different: Judged;
};

export type Draws = { readonly count: number; readonly seed: number };

/** What clusterings are drawn of. */
export type Drawing = { readonly run: JudgedRun; readonly draws: Draws; readonly known: Drawn | undefined };

/**
 * The clusterings of a run, from those drawn under other judgements of the same run where there are any: the same,
 * whatever they are brought along from. A row that no pair and no judgement names stands alone in each.
 */
export function redrawClusterings({ input, rows, tableRows }: JudgedRun, draws: Draws, known?: Drawn): Drawn {
  const { same, different } = input;
  const touched = known === undefined ? namedRows(input) : touchedRows(input, known);
  const labels = sampleClusterings(input, { ...draws, rows: touched });
  const among = touched.map((row) => rows[row] as number);
  const drawn = splitClusterings(tableRows, among, labels);
  const clusterings = known === undefined ? drawn : replaceClusterings(known.clusterings, among, drawn);
  return { clusterings, same, different };
}

function namedRows({ size, pairs, same, different }: JudgedRun["input"]): Uint32Array {
  const isNamed = new Uint8Array(size);
  for (const row of pairs.left) isNamed[row] = 1;
  for (const row of pairs.right) isNamed[row] = 1;
  for (const row of [...same, ...different].flat()) isNamed[row] = 1;
  return Uint32Array.from(isNamed.keys().filter((row) => isNamed[row] === 1));
}

/** Rows that pairs and judgements connect with one of which something else is judged now, or in another order. */
function touchedRows({ size, pairs, same, different }: JudgedRun["input"], known: Drawn): Uint32Array {
  const root = connectedRows({ size, pairs, same: [...known.same, ...same] });
  const told = (judged: Judged) => Map.groupBy(judged, ([row]) => root[row] ?? row);
  const [now, before] = [
    [told(same), told(different)],
    [told(known.same), told(known.different)],
  ];
  const named = new Set([...now, ...before].flatMap((byRoot) => [...byRoot.keys()]));
  const textOf = (lists: typeof now, first: number) =>
    JSON.stringify(lists.map((byRoot) => byRoot.get(first)));
  const touched = new Set(named.keys().filter((first) => textOf(now, first) !== textOf(before, first)));
  return Uint32Array.from(root.keys().filter((row) => touched.has(root[row] ?? row)));
}
