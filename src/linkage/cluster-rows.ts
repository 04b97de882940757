/** Clusters of a whole encoded table, with what pairs that were not kept say against them. */
import { clusterComponents } from "./cluster-components.ts";
import type { Comparison } from "./comparison.ts";
import type { Component } from "./components.ts";
import type { EncodedTable } from "./encode.ts";
import { growableIntegers, growableWords } from "./growable.ts";
import { judgedPairs } from "./judged-pairs.ts";
import type { LinkOptions } from "./link.ts";
import { joinPairs, type LinkedPairs } from "./linked-pairs.ts";
import { bitsOfProbability, fixedWeight } from "./match-weight.ts";
import { swappedNames } from "./patterns.ts";
import { sharedCode } from "./row-codes.ts";
import { rowWeigher, type ScoreJob } from "./score-blocks.ts";

export type ClusterRowsInput = {
  readonly encoded: EncodedTable;
  readonly job: ScoreJob;
  readonly comparisons: readonly Comparison[];
  readonly pairs: LinkedPairs; // by canonical position
  readonly options: LinkOptions;
};

const LARGEST_REWEIGHED = 2000; // rows of a component, up to which its pairs below the floor are weighed again

/** A label per canonical position, numbered by first row. */
export function clusterRows(input: ClusterRowsInput): Uint32Array {
  const { encoded, job, pairs, options } = input;
  const { size, list } = encoded;
  const { judgements = [] } = options;
  const same = judgedPairs(encoded, judgements, "same");
  const different = judgedPairs(encoded, judgements, "different");
  const threshold = likelyFrom(encoded, options, job.model.prior);
  const oneEach = options.onePerList === true && { list };
  return clusterComponents(
    { size, pairs, threshold, same, different, ...oneEach },
    { pairsOf: unkeptPairs(input), labelsOf: labelsBefore(input) },
  );
}

/** What the run before made of a component that nothing has touched since: no row came, went or was judged. */
function labelsBefore({
  encoded: { order },
  options,
}: ClusterRowsInput): (component: Component) => Uint32Array | undefined {
  const { known, judgements = [] } = options;
  if (known === undefined) return () => undefined;
  const judged = new Set(judgements.flatMap(({ left, right }) => [left, right]));
  const isTouched = (row: number) => known.isNew[row] === 1 || known.isLoose[row] === 1 || judged.has(row);
  return ({ rows }) =>
    rows.some((at) => isTouched(order[at] as number))
      ? undefined
      : rows.map((at) => known.entity[order[at] as number] as number);
}

/**
 * The kept pairs of a component with the candidate pairs that weigh less than what was kept: in a cluster they speak
 * against. They are weighed again here, since elsewhere they are of no use.
 */
function unkeptPairs({
  job,
  comparisons,
  encoded,
  options,
}: ClusterRowsInput): (component: Component) => LinkedPairs {
  const names = swappedNames(comparisons, encoded.columns);
  const weigh = rowWeigher(job.model, { comparisons, names });
  const isCandidate = (a: number, b: number) => job.rules.some((rule) => sharedCode(rule, a, b) !== 0);
  return ({ rows, pairs }) => {
    if (rows.length < 3 || rows.length > LARGEST_REWEIGHED) return pairs;
    const kept = new Set<number>();
    for (let pair = 0; pair < pairs.left.length; pair++)
      kept.add((pairs.left[pair] as number) * encoded.size + (pairs.right[pair] as number));
    const [left, right, weight] = [growableWords(), growableWords(), growableIntegers()];
    for (const [i, a] of rows.entries()) {
      for (let j = i + 1; j < rows.length; j++) {
        const b = rows[j] as number;
        const isOneList = options.onePerList === true && encoded.list[a] === encoded.list[b];
        if (kept.has(a * encoded.size + b) || isOneList || !isCandidate(a, b)) continue;
        left.push(a);
        right.push(b);
        weight.push(weigh(a, b));
      }
    }
    const unkept = { left: left.take(), right: right.take(), weight: weight.take() };
    return joinPairs([pairs, unkept]);
  };
}

const MOST_OVERLAP = 0.95; // of the smaller list, that is taken as given: 4.3 bits

/** Rows of each list. */
export function countLists(list: Uint16Array, lists: number): Uint32Array {
  const rows = new Uint32Array(lists);
  for (const own of list) rows[own] = (rows[own] ?? 0) + 1;
  return rows;
}

/** The fixed-point weight from which a pair speaks for one entity. */
export function likelyFrom(
  encoded: Pick<EncodedTable, "size" | "list" | "lists" | "whole">,
  options: Pick<LinkOptions, "onePerList" | "threshold">,
  prior: number,
): number {
  return fixedWeight(bitsOfProbability(options.threshold ?? 0.5) - onlyOneBits(encoded, options, prior));
}

/**
 * What "at most one per list" adds to a pair whose rows have no better one, in bits. A row of the smaller list is
 * matched with chance p = matches / rows; against "matched with nobody" a pair's odds are then greater by 1 / (1 - p).
 */
function onlyOneBits(
  { size: own, list, lists, whole }: Pick<EncodedTable, "size" | "list" | "lists" | "whole">,
  { onePerList }: Pick<LinkOptions, "onePerList">,
  prior: number,
): number {
  if (onePerList !== true || lists.length < 2) return 0;
  const { size, rowsOfLists } = whole ?? { size: own, rowsOfLists: countLists(list, lists.length) };
  const rows = [...rowsOfLists];
  const listPairs = rows.flatMap((own, i) => rows.slice(i + 1).map((other) => [own, other] as const));
  const pairs = listPairs.reduce((sum, [a, b]) => sum + a * b, 0);
  const most = listPairs.reduce((sum, [a, b]) => sum + Math.min(a, b), 0);
  return size < 2 || most === 0 ? 0 : -Math.log2(1 - Math.min(MOST_OVERLAP, (prior * pairs) / most));
}
