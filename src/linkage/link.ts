/** The engine on one page: encode, block, compare, train, weigh, cluster. */
import { seededRandom } from "../base/random.ts";
import { keyColumns } from "./blocking-keys.ts";
import { chooseRules, type RuleKeys } from "./blocking-rules.ts";
import { type AllowPair, splitBlocks, visitCandidates } from "./candidate-pairs.ts";
import { clusterPairs } from "./cluster.ts";
import { type Comparison, makeComparison, planComparisons } from "./comparison.ts";
import { type EncodedTable, encodeTable } from "./encode.ts";
import type { LinkModel } from "./link-model.ts";
import type { LinkTable } from "./link-table.ts";
import { bitsOfProbability, fixedWeight } from "./match-weight.ts";
import { type PatternTable, patternTable } from "./patterns.ts";
import { type CandidatePairs, scorePairs } from "./score.ts";
import { trainModel } from "./train-model.ts";
import { usefulColumns } from "./useful-columns.ts";

/** A person's word on two rows of the table. */
export type RowJudgement = {
  readonly left: number;
  readonly right: number;
  readonly answer: "same" | "different";
};

export type LinkOptions = {
  readonly seed?: number; // of the random pairs; 1 unless told
  readonly onePerList?: boolean; // an entity takes at most one row of each list
  readonly judgements?: readonly RowJudgement[];
  readonly threshold?: number; // match probability at which clusters join; 0.5 unless told
  readonly model?: LinkModel; // trained before: nothing is learned from this table
  readonly progress?: (stage: string, done: number, total: number) => void;
};

export type LinkedPairs = {
  readonly left: Uint32Array; // rows of the table; left < right
  readonly right: Uint32Array;
  readonly weight: Int32Array; // total match weight, fixed-point (match-weight.ts)
};

export type LinkResult = {
  readonly model: LinkModel;
  readonly pairs: LinkedPairs; // likelier than one in a thousand
  readonly pairsScored: number;
  readonly entity: Uint32Array; // cluster label per row, numbered by first row in order of keys
  readonly entities: number;
  readonly review: number; // pairs between 1 in 10 and 9 in 10
  readonly warnings: readonly string[];
};

const KEPT_FROM = fixedWeight(bitsOfProbability(0.001));
const REVIEW = { from: fixedWeight(bitsOfProbability(0.1)), until: fixedWeight(bitsOfProbability(0.9)) };

/**
 * Which rows are of one entity, and the model that says so. The same table, options and seed give the same result in
 * any order of rows and lists.
 */
export function linkTable(table: LinkTable, options: LinkOptions = {}): LinkResult {
  const progress = options.progress ?? (() => {});
  progress("encode", 0, 1);
  const prepared = prepareTable(table, options.model);
  progress("block", 0, 1);
  const { encoded, comparisons } = prepared;
  const isAllowed = allowance(encoded, options);
  const blocking = blockTable(encoded, options);
  const patterns = patternTable(comparisons, encoded.columns);
  const candidates = comparePairs({ blocking, isAllowed, patterns, progress });
  progress("train", 0, 1);
  const training = { encoded, comparisons, patterns, candidates, isAllowed, rules: blocking.rules };
  const trained =
    options.model === undefined
      ? trainModel(training, seededRandom(options.seed ?? 1), options.seed ?? 1)
      : { model: options.model, warnings: [] };
  progress("weigh", 0, 1);
  const weight = scorePairs(trained.model, comparisons, { pairs: candidates, table: patterns });
  progress("cluster", 0, 1);
  const entity = clusterRows({ encoded, pairs: candidates, weight, options, prior: trained.model.prior });
  const warnings = [...prepared.warnings, ...blocking.warnings, ...trained.warnings];
  return assembleResult({ encoded, candidates, weight, entity, model: trained.model, warnings });
}

export type PreparedTable = {
  readonly encoded: EncodedTable;
  readonly comparisons: readonly Comparison[];
  readonly warnings: readonly string[];
};

/** The table in ids with its comparisons: those of `model`, or those that its columns suggest. */
export function prepareTable(table: LinkTable, model?: LinkModel): PreparedTable {
  const whole = encodeTable(table);
  const { columns, warnings } = usefulColumns(whole.columns, whole.size);
  const encoded = { ...whole, columns: model === undefined ? columns : whole.columns };
  const plans = model?.comparisons ?? planComparisons(encoded.columns);
  return { encoded, comparisons: plans.map((plan) => makeComparison(plan, encoded.columns)), warnings };
}

function allowance({ list, lists }: EncodedTable, { onePerList }: LinkOptions): AllowPair {
  return onePerList === true && lists.length > 1 ? (left, right) => list[left] !== list[right] : () => true;
}

type Blocking = { readonly rules: readonly RuleKeys[]; readonly warnings: readonly string[] };

function blockTable({ size, columns, list, lists }: EncodedTable, { onePerList }: LinkOptions): Blocking {
  const rows = onePerList === true && lists.length > 1 ? { size, list } : { size };
  const { rules, leftOut } = chooseRules(rows, keyColumns(columns));
  const likeness = likenessRank(size, columns);
  const split = rules.map((rule) => splitBlocks(rule, likeness));
  const warnings = split.flatMap(({ keys, split: rows }) =>
    rows === 0
      ? []
      : [`${rows} rows stand in blocks too large for rule "${keys.rule.keys.join(" and ")}": split`],
  );
  for (const { rule, tooCommon } of rules) {
    if (tooCommon > 0)
      warnings.push(
        `${tooCommon} rows meet nobody under rule "${rule.keys.join(" and ")}": theirs are more common`,
      );
  }
  if (rules.length === 0) warnings.push("no blocking rule fits the budget: no pair was compared");
  if (leftOut > 0)
    warnings.push(`${leftOut} wider blocking rules were left out to bound the number of pairs`);
  return { rules: split.map(({ keys }) => keys), warnings };
}

/** Position of each row when rows are sorted by what they hold, the most telling column first. */
function likenessRank(size: number, columns: EncodedTable["columns"]): Uint32Array {
  const telling = [...columns].sort((a, b) => b.values.length - a.values.length).slice(0, 3);
  const texts = Array.from({ length: size }, (_, row) =>
    telling.map(({ ids, values }) => values[ids[row] ?? 0] ?? "").join(" "),
  );
  const sorted = Uint32Array.from(texts.keys()).sort((a, b) =>
    (texts[a] ?? "") < (texts[b] ?? "") ? -1 : (texts[a] ?? "") > (texts[b] ?? "") ? 1 : a - b,
  );
  const rank = new Uint32Array(size);
  for (const [position, row] of sorted.entries()) rank[row] = position;
  return rank;
}

type Comparing = {
  readonly blocking: Blocking;
  readonly isAllowed: AllowPair;
  readonly patterns: PatternTable;
  readonly progress: NonNullable<LinkOptions["progress"]>;
};

function comparePairs({
  blocking,
  isAllowed,
  patterns,
  progress,
}: Comparing): Required<CandidatePairs> & { readonly rule: Uint8Array } {
  const left = growable();
  const right = growable();
  const pattern = growable();
  const rule = growable();
  const expected = blocking.rules.reduce((sum, { pairs }) => sum + pairs, 0);
  visitCandidates(blocking.rules, isAllowed, (a, b, index) => {
    left.push(a);
    right.push(b);
    pattern.push(patterns.patternOf(a, b));
    rule.push(index);
    if ((left.size() & 0xffff) === 0) progress("compare", left.size(), expected);
  });
  return {
    left: left.take(),
    right: right.take(),
    pattern: pattern.take(),
    rule: Uint8Array.from(rule.take()),
  };
}

function growable() {
  const state = { items: new Uint32Array(1 << 16), used: 0 };
  const push = (item: number) => {
    if (state.used === state.items.length) {
      const wider = new Uint32Array(state.used * 2);
      wider.set(state.items);
      state.items = wider;
    }
    state.items[state.used++] = item;
  };
  return { push, size: () => state.used, take: () => state.items.slice(0, state.used) };
}

type Clustering = {
  readonly encoded: EncodedTable;
  readonly pairs: CandidatePairs;
  readonly weight: Int32Array;
  readonly options: LinkOptions;
  readonly prior: number;
};

function clusterRows({ encoded, pairs, weight, options, prior }: Clustering): Uint32Array {
  const position = new Uint32Array(encoded.size);
  for (const [at, row] of encoded.order.entries()) position[row] = at;
  const judged = (answer: RowJudgement["answer"]) =>
    (options.judgements ?? [])
      .filter((judgement) => judgement.answer === answer)
      .map(({ left, right }) => [position[left] ?? 0, position[right] ?? 0] as const);
  return clusterPairs({
    size: encoded.size,
    left: pairs.left,
    right: pairs.right,
    weight,
    threshold: fixedWeight(
      bitsOfProbability(options.threshold ?? 0.5) - onlyOneBits(encoded, options, prior),
    ),
    ...(options.onePerList === true && { list: encoded.list }),
    same: judged("same"),
    different: judged("different"),
  });
}

const MOST_OVERLAP = 0.95; // of the smaller list, that is taken as given: 4.3 bits

/**
 * What "at most one per list" adds to a pair whose rows have no better one, in bits. A row of the smaller list is
 * matched with chance p = matches / rows; against "matched with nobody" a pair's odds are then greater by 1 / (1 - p).
 */
function onlyOneBits(
  { size, list, lists }: EncodedTable,
  { onePerList }: LinkOptions,
  prior: number,
): number {
  if (onePerList !== true || lists.length < 2) return 0;
  const rows = lists.map((_, index) => list.reduce((count, own) => count + (own === index ? 1 : 0), 0));
  const listPairs = rows.flatMap((own, i) => rows.slice(i + 1).map((other) => [own, other] as const));
  const pairs = listPairs.reduce((sum, [a, b]) => sum + a * b, 0);
  const most = listPairs.reduce((sum, [a, b]) => sum + Math.min(a, b), 0);
  return size < 2 || most === 0 ? 0 : -Math.log2(1 - Math.min(MOST_OVERLAP, (prior * pairs) / most));
}

type Parts = {
  readonly encoded: EncodedTable;
  readonly candidates: CandidatePairs;
  readonly weight: Int32Array;
  readonly entity: Uint32Array; // by canonical position
  readonly model: LinkModel;
  readonly warnings: readonly string[];
};

function assembleResult({ encoded, candidates, weight, entity, model, warnings }: Parts): LinkResult {
  const { order, size } = encoded;
  const kept = Uint32Array.from(weight.keys()).filter((i) => (weight[i] ?? 0) >= KEPT_FROM);
  const rows = (i: number) => {
    const [a, b] = [order[candidates.left[i] ?? 0] ?? 0, order[candidates.right[i] ?? 0] ?? 0];
    return a < b ? ([a, b] as const) : ([b, a] as const);
  };
  const labels = new Uint32Array(size);
  for (const [position, row] of order.entries()) labels[row] = entity[position] ?? 0;
  return {
    model,
    pairs: {
      left: kept.map((i) => rows(i)[0]),
      right: kept.map((i) => rows(i)[1]),
      weight: Int32Array.from(kept, (i) => weight[i] ?? 0),
    },
    pairsScored: weight.length,
    entity: labels,
    entities: entity.reduce((most, label) => Math.max(most, label + 1), 0),
    review: weight.reduce((count, w) => count + (w >= REVIEW.from && w < REVIEW.until ? 1 : 0), 0),
    warnings,
  };
}
