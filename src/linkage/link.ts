/** The engine on one page: encode, block, train, score, cluster. */
import { RecountError } from "../base/errors.ts";
import { keyColumns } from "./blocking-keys.ts";
import { type BlockingRule, chooseRules, namedRules } from "./blocking-rules.ts";
import { type AllowPair, type BlockedRule, splitBlocks } from "./candidate-pairs.ts";
import { clusterRows } from "./cluster-rows.ts";
import { type Comparison, makeComparison, planComparisons } from "./comparison.ts";
import { type EncodedColumn, type EncodedTable, encodeTable } from "./encode.ts";
import type { RowJudgement } from "./judged-pairs.ts";
import type { LinkModel } from "./link-model.ts";
import type { LinkTable } from "./link-table.ts";
import { joinPairs, type LinkedPairs } from "./linked-pairs.ts";
import { bitsOfProbability, fixedWeight } from "./match-weight.ts";
import { misfit } from "./model-version.ts";
import { cutUnits, layRows, makeScorer, type ScoredPairs, type ScoreJob } from "./score-blocks.ts";
import { trainOnCandidates } from "./train-on-candidates.ts";
import { usefulColumns } from "./useful-columns.ts";

export type LinkOptions = {
  readonly seed?: number; // of the random pairs; 1 unless told
  readonly onePerList?: boolean; // an entity takes at most one row of each list
  readonly judgements?: readonly RowJudgement[]; // obeyed by clusters, and learned from in training
  readonly threshold?: number; // match probability at which clusters join; 0.5 unless told
  readonly model?: LinkModel; // trained before: nothing is learned from this table
  readonly known?: KnownPairs; // pairs of an earlier run: only pairs with a new row are scored
  readonly progress?: (stage: string, done: number, total: number) => void;
};

/** What an earlier run kept of the rows that are not new. */
export type KnownPairs = LinkedPairs & { readonly isNew: Uint8Array }; // rows of the table; of each row, 1 or 0

export type LinkResult = {
  readonly model: LinkModel;
  readonly pairs: LinkedPairs; // likelier than one in a thousand
  readonly pairsScored: number;
  readonly entity: Uint32Array; // cluster label per row, numbered by first row in canonical order
  readonly entities: number;
  readonly review: number; // pairs between 1 in 10 and 9 in 10
  readonly warnings: readonly string[];
};

/** Threads that score the units of a job; the pairs of each unit in the order of units. */
export type ScorePool = {
  readonly score: (
    job: ScoreJob,
    comparisons: readonly Comparison[], // of this thread; others make their own
    progress: (done: number, total: number) => void,
  ) => Promise<readonly ScoredPairs[]>;
};

const KEPT_FROM = fixedWeight(bitsOfProbability(0.001));
const REVIEW = { from: fixedWeight(bitsOfProbability(0.1)), until: fixedWeight(bitsOfProbability(0.9)) };

/**
 * Which rows are of one entity, and the model that says so, in this thread. The same table, options and seed give the
 * same result in any order of rows and lists.
 */
export function linkTable(table: LinkTable, options: LinkOptions = {}): LinkResult {
  const planned = planLinkage(table, options);
  const score = makeScorer(planned.job, planned.comparisons);
  const scored = planned.job.units.map((_, unit) => {
    options.progress?.("score", unit, planned.job.units.length);
    return score(unit);
  });
  return concludeLinkage(planned, scored, options);
}

/** As `linkTable`, with the pairs scored by `pool`: the same result for any number of threads. */
export async function linkTableWith(
  pool: ScorePool,
  table: LinkTable,
  options: LinkOptions = {},
): Promise<LinkResult> {
  const planned = planLinkage(table, options);
  const scored = await pool.score(planned.job, planned.comparisons, (done, total) =>
    options.progress?.("score", done, total),
  );
  return concludeLinkage(planned, scored, options);
}

type Planned = PreparedTable & { readonly job: ScoreJob };

/** All that comes before scoring: the table in ids, the blocks, the model. */
function planLinkage(table: LinkTable, options: LinkOptions): Planned {
  const progress = options.progress ?? (() => {});
  progress("encode", 0, 1);
  const prepared = prepareTable(table, options.model);
  const { encoded, comparisons } = prepared;
  progress("block", 0, 1);
  const blocking = blockTable(encoded, options);
  progress("train", 0, 1);
  const isAllowed = allowance(encoded, options);
  const trained =
    options.model === undefined
      ? trainOnCandidates(
          { encoded, comparisons, isAllowed, rules: blocking.rules, judgements: options.judgements ?? [] },
          options.seed ?? 1,
        )
      : { model: options.model, warnings: [] };
  return {
    ...prepared,
    warnings: [...prepared.warnings, ...blocking.warnings, ...trained.warnings],
    job: {
      columns: encoded.columns,
      ...(takesOne(encoded, options) && { list: encoded.list }),
      ...(options.known !== undefined && { fresh: freshPositions(options.known, encoded.order) }),
      model: trained.model,
      rules: blocking.rules,
      rows: layRows(comparisons, blocking.rules, encoded.size),
      units: cutUnits(blocking.rules),
      floor: KEPT_FROM,
    },
  };
}

export type PreparedTable = {
  readonly encoded: EncodedTable;
  readonly comparisons: readonly Comparison[];
  readonly warnings: readonly string[];
};

/**
 * The table in ids with its comparisons: those of `model`, or those that its columns suggest. Throws `input-model` where
 * the model's levels are not those of this engine.
 */
export function prepareTable(table: LinkTable, model?: LinkModel): PreparedTable {
  const whole = encodeTable(table);
  const { columns, warnings } = usefulColumns(whole.columns, whole.size);
  const encoded = { ...whole, columns: model === undefined ? columns : whole.columns };
  const plans = model?.comparisons ?? planComparisons(encoded.columns);
  const comparisons = plans.map((plan) => makeComparison(plan, encoded.columns));
  const other = model === undefined ? undefined : misfit(model, comparisons);
  if (other !== undefined)
    throw new RecountError(
      "input-model",
      `got other levels for "${other.name}", wanted those of this version: train the model anew`,
    );
  return { encoded, comparisons, warnings };
}

function takesOne({ lists }: EncodedTable, { onePerList }: LinkOptions): boolean {
  return onePerList === true && lists.length > 1;
}

function allowance(encoded: EncodedTable, options: LinkOptions): AllowPair {
  const { list } = encoded;
  return takesOne(encoded, options) ? (left, right) => list[left] !== list[right] : () => true;
}

type Blocking = { readonly rules: readonly BlockedRule[]; readonly warnings: readonly string[] };

function blockTable(encoded: EncodedTable, options: LinkOptions): Blocking {
  const { size, columns, list } = encoded;
  const rows = takesOne(encoded, options) ? { size, list } : { size };
  const keys = keyColumns(columns);
  const { rules, recall } =
    options.model === undefined ? chooseRules(rows, keys) : namedRules(rows, keys, options.model.rules);
  const split = rules.map((rule) => splitBlocks(rule, (own) => sortAlike(columns, own)));
  const warnings = split.flatMap(({ rule, split: cut }) =>
    cut === 0 ? [] : [`${cut} rows stand in blocks too large for ${nameOf(rule.rule)}: split`],
  );
  for (const { rule, tooCommon } of rules)
    if (tooCommon > 0)
      warnings.push(`${tooCommon} rows meet nobody under ${nameOf(rule)}: theirs are more common`);
  if (rules.length === 0) warnings.push("no blocking rule fits the budget: no pair was compared");
  if (recall !== undefined && recall < 1)
    warnings.push(`blocking is expected to bring ${(100 * recall).toFixed(1)} % of matches together`);
  return { rules: split.map(({ rule }) => rule), warnings };
}

const nameOf = ({ keys }: BlockingRule) => `rule "${keys.join(" and ")}"`;

/** Rows sorted by what they hold, the most telling columns first. */
function sortAlike(columns: readonly EncodedColumn[], rows: Uint32Array): Uint32Array {
  const telling = [...columns].sort((a, b) => b.values.length - a.values.length).slice(0, 3);
  const textOf = (row: number) => telling.map(({ ids, values }) => values[ids[row] ?? 0] ?? "").join(" ");
  const texts = Array.from(rows, (row) => ({ row, text: textOf(row) }));
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.row - b.row));
  return Uint32Array.from(texts, ({ row }) => row);
}

/** Clusters of the scored pairs, and all of it in rows of the table. */
function concludeLinkage(planned: Planned, scored: readonly ScoredPairs[], options: LinkOptions): LinkResult {
  options.progress?.("cluster", 0, 1);
  const { encoded, job, comparisons, warnings } = planned;
  const { known } = options;
  const pairs = joinPairs(known === undefined ? scored : [...scored, inPositions(known, encoded.order)]);
  const entity = clusterRows({ encoded, job, comparisons, pairs, options });
  const counts = job.rules.map((_, rule) =>
    scored.reduce((sum, own, unit) => sum + (job.units[unit]?.rule === rule ? own.scored : 0), 0),
  );
  const model = options.model ?? {
    ...job.model,
    rules: job.rules.map(({ rule }, r) => ({ ...rule, pairs: counts[r] ?? 0 })),
  };
  const labels = new Uint32Array(encoded.size);
  for (let at = 0; at < encoded.size; at++) labels[encoded.order[at] as number] = entity[at] as number;
  return {
    model,
    pairs: inRows(pairs, encoded.order),
    pairsScored: counts.reduce((sum, count) => sum + count, 0),
    entity: labels,
    entities: entity.reduce((most, label) => Math.max(most, label + 1), 0),
    review: pairs.weight.reduce((n, w) => n + (w >= REVIEW.from && w < REVIEW.until ? 1 : 0), 0),
    warnings,
  };
}

/** Pairs of canonical positions as pairs of rows, the lower row left. */
function inRows({ left, right, weight }: LinkedPairs, order: Uint32Array): LinkedPairs {
  const rows = { left: new Uint32Array(left.length), right: new Uint32Array(left.length), weight };
  for (let pair = 0; pair < left.length; pair++) {
    const [a, b] = [order[left[pair] as number] as number, order[right[pair] as number] as number];
    rows.left[pair] = Math.min(a, b);
    rows.right[pair] = Math.max(a, b);
  }
  return rows;
}

function freshPositions({ isNew }: KnownPairs, order: Uint32Array): Uint8Array {
  const fresh = new Uint8Array(new SharedArrayBuffer(order.length));
  for (let at = 0; at < order.length; at++) fresh[at] = isNew[order[at] as number] as number;
  return fresh;
}

/** Pairs of rows as pairs of canonical positions, the lower position left. */
function inPositions(known: LinkedPairs, order: Uint32Array): LinkedPairs {
  const position = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) position[order[at] as number] = at;
  return inRows(known, position);
}
