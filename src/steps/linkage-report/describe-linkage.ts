/** From what the engine found to the plain data of a linkage report. */
import { pairExplainer, type Waterfall } from "../../linkage/explain.ts";
import type { PartResult } from "../../linkage/link.ts";
import { type LinkTable, valueInRow } from "../../linkage/link-table.ts";
import { bitsOfProbability, weightBits } from "../../linkage/match-weight.ts";
import type {
  LinkageReportData,
  ReportCluster,
  ReportPair,
  ReportRow,
} from "../../pages/linkage-report/report-data.ts";
import { chooseClusters, type PairIndex, pairIndex } from "./choose-clusters.ts";
import { type KnownPairs, thresholdPoints } from "./threshold-points.ts";

export type ReportRequest = {
  readonly title: string;
  readonly kind: string;
  readonly made: string;
  readonly withValues: boolean;
  readonly table: LinkTable;
  readonly result: PartResult;
  readonly seed: number;
  readonly labelOf: (row: number) => string;
  readonly known?: KnownPairs; // truth or labels to measure by
  readonly threshold?: number; // match probability; one half unless told
};

const PAIRS_SHOWN = 1000;
const CLUSTERS_SHOWN = 300;
const ROWS_SELF_COMPARED = 2000; // for the share of records that nothing could link

/** Everything that the report of one run shows. Values of records only when they are asked for. */
export function describeLinkage(request: ReportRequest): LinkageReportData {
  const { table, result, seed } = request;
  const explain = pairExplainer(result.model, table);
  const thresholdBits = bitsOfProbability(request.threshold ?? 0.5);
  const index = pairIndex(result);
  const clusters = chooseClusters(result, index, CLUSTERS_SHOWN);
  const shown = choosePairs(result, index, clusters);
  const rows = rowBook(request);
  const pairs = shown.map((pair) => describePair(request, rows.take, { pair, explain }));
  const described = clusters.map(
    (cluster): ReportCluster => ({
      ...cluster,
      rows: cluster.rows.map(rows.take),
      links: cluster.links.map(([left, right, bits]) => [rows.take(left), rows.take(right), round(bits)]),
      ...(cluster.weakest !== undefined && { weakest: round(cluster.weakest) }),
    }),
  );
  return {
    title: request.title,
    kind: request.kind,
    made: request.made,
    hasValues: request.withValues,
    lists: countLists(table),
    records: table.list.length,
    pairsScored: result.pairsScored,
    pairsKept: result.pairs.weight.length,
    entities: result.entities,
    waiting: result.review,
    seed,
    priorBits: pairs[0]?.prior ?? 0,
    thresholdBits,
    comparisons: result.model.comparisons.map(({ name, levels }) => ({ name, levels: levels.slice(1) })),
    rules: result.model.rules.map(({ keys, pairs: count }) => ({ keys: keys.join(" and "), pairs: count })),
    weights: weightBins(result),
    unlinkable: unlinkableShares(table, explain),
    clusterSizes: clusterSizes(result),
    thresholds: thresholdPoints(result, request.known),
    ...(request.known !== undefined && { labels: { what: request.known.what, pairs: request.known.pairs } }),
    rows: rows.all(),
    pairs: pairs.map(({ left, right, total, linked, steps }) => ({ left, right, total, linked, steps })),
    clusters: described,
    warnings: result.warnings,
  };
}

const round = (bits: number) => Math.round(bits * 100) / 100;

type RowBook = { readonly take: (row: number) => number; readonly all: () => readonly ReportRow[] };

/** Rows in the order in which they are first spoken of. */
function rowBook({ table, labelOf, withValues }: ReportRequest): RowBook {
  const places = new Map<number, number>();
  const rows: ReportRow[] = [];
  const valuesOf = (row: number) =>
    table.fields.flatMap((field) => {
      const text = valueInRow(field, row);
      return text === "" ? [] : [[field.name, text] as const];
    });
  return {
    take(row) {
      const known = places.get(row);
      if (known !== undefined) return known;
      places.set(row, rows.length);
      const list = table.lists[table.list[row] ?? 0] ?? "";
      return rows.push({ label: labelOf(row), list, ...(withValues && { values: valuesOf(row) }) }) - 1;
    },
    all: () => rows,
  };
}

/** Pairs evenly from the heaviest to the lightest, and the weakest links of the clusters that are shown. */
function choosePairs(
  { pairs }: PartResult,
  index: PairIndex,
  clusters: readonly ReportCluster[],
): readonly number[] {
  const order = Uint32Array.from(pairs.weight.keys()).sort(
    (a, b) => (pairs.weight[b] ?? 0) - (pairs.weight[a] ?? 0) || a - b,
  );
  const step = Math.max(1, order.length / PAIRS_SHOWN);
  const even = Array.from(
    { length: Math.min(PAIRS_SHOWN, order.length) },
    (_, i) => order[Math.floor(i * step)] ?? 0,
  );
  const weakest = clusters.flatMap(({ links, weakest: bits }) =>
    links.filter((link) => link[2] === bits).flatMap(([left, right]) => index.at(left, right) ?? []),
  );
  return [...new Set([...even, ...weakest])].sort(
    (a, b) => (pairs.weight[b] ?? 0) - (pairs.weight[a] ?? 0) || a - b,
  );
}

function describePair(
  { result, withValues }: ReportRequest,
  take: (row: number) => number,
  {
    pair,
    explain,
  }: { readonly pair: number; readonly explain: (rows: readonly [number, number]) => Waterfall },
): ReportPair & { readonly prior: number } {
  const [left, right] = [result.pairs.left[pair] ?? 0, result.pairs.right[pair] ?? 0];
  const { prior, steps, total } = explain([left, right]);
  return {
    prior: round(prior),
    left: take(left),
    right: take(right),
    total: round(total),
    linked: result.entity[left] === result.entity[right],
    steps: steps.map((step) => ({
      field: step.field,
      level: step.view === undefined ? step.level : `${step.level} (${step.view})`,
      bits: round(step.bits + step.frequencyBits),
      ...(withValues && step.left + step.right !== "" && { values: [step.left, step.right] as const }),
    })),
  };
}

function countLists({ lists, list }: LinkTable): LinkageReportData["lists"] {
  const counts = lists.map(() => 0);
  for (const own of list) counts[own] = (counts[own] ?? 0) + 1;
  return lists.map((name, i) => ({ name, rows: counts[i] ?? 0 }));
}

/** Kept pairs by whole bits of weight, without gaps. */
function weightBins({ pairs, entity }: PartResult): LinkageReportData["weights"] {
  const bins = new Map<number, { linked: number; apart: number }>();
  for (const [pair, weight] of pairs.weight.entries()) {
    const bits = Math.floor(weightBits(weight));
    const bin = bins.get(bits) ?? { linked: 0, apart: 0 };
    bin[entity[pairs.left[pair] ?? 0] === entity[pairs.right[pair] ?? 0] ? "linked" : "apart"] += 1;
    bins.set(bits, bin);
  }
  if (bins.size === 0) return [];
  const [low, high] = [Math.min(...bins.keys()), Math.max(...bins.keys())];
  return Array.from({ length: high - low + 1 }, (_, i) => ({
    bits: low + i,
    ...(bins.get(low + i) ?? { linked: 0, apart: 0 }),
  }));
}

/** For each whole bit the share of evenly chosen rows whose copy would not reach it. */
function unlinkableShares(
  { list }: LinkTable,
  explain: (rows: readonly [number, number]) => Waterfall,
): LinkageReportData["unlinkable"] {
  const step = Math.max(1, list.length / ROWS_SELF_COMPARED);
  const rows = Array.from({ length: Math.min(list.length, ROWS_SELF_COMPARED) }, (_, i) =>
    Math.floor(i * step),
  );
  const own = rows.map((row) => explain([row, row]).total);
  if (own.length === 0) return [];
  const most = Math.ceil(own.reduce((max, bits) => Math.max(max, bits), 1));
  return Array.from({ length: most + 11 }, (_, i) => {
    const bits = i - 10;
    return { bits, share: own.filter((each) => each < bits).length / own.length };
  });
}

function clusterSizes({ entity, entities }: PartResult): LinkageReportData["clusterSizes"] {
  const sizes = new Uint32Array(entities);
  for (const label of entity) sizes[label] = (sizes[label] ?? 0) + 1;
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].map(([size, count]) => ({ size, count })).sort((a, b) => a.size - b.size);
}
