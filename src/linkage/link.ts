/** The engine on one page: encode, block, train, score, cluster. */
import { RecountError } from "../base/errors.ts";
import { type KeyColumn, keyColumns } from "./blocking-keys.ts";
import { type BlockingRule, chooseRules, namedRules, readKey } from "./blocking-rules.ts";
import { type AllowPair, type BlockedRule, blocksWith, splitBlocks } from "./candidate-pairs.ts";
import { clusterRows } from "./cluster-rows.ts";
import { type Comparison, type ComparisonPlan, makeComparison, planComparisons } from "./comparison.ts";
import { type EncodedColumn, type EncodedTable, encodeTable } from "./encode.ts";
import type { RowJudgement } from "./judged-pairs.ts";
import { type KeptTable, keepTable } from "./kept-table.ts";
import type { LinkModel } from "./link-model.ts";
import type { LinkTable } from "./link-table.ts";
import { joinPairs, type LinkedPairs } from "./linked-pairs.ts";
import { bitsOfProbability, fixedWeight } from "./match-weight.ts";
import { misfit } from "./model-version.ts";
import type { Learned, NameMemo } from "./name-memo.ts";
import type { RowCodes } from "./row-codes.ts";
import { layRows, type RowTable } from "./row-words.ts";
import { cutUnits, type ScoredPairs, type ScoreJob } from "./score-blocks.ts";
import { type Trained, trainOnCandidates } from "./train-on-candidates.ts";
import { usefulColumns } from "./useful-columns.ts";
import {
  type Asked,
  ask,
  type Found,
  finishHere,
  makeWorkshop,
  type Steps,
  type Work,
  type Workshop,
  type WorkTable,
} from "./work.ts";

export type LinkOptions = {
  readonly seed?: number; // of the random pairs; 1 unless told
  readonly onePerList?: boolean; // an entity takes at most one row of each list
  readonly judgements?: readonly RowJudgement[]; // obeyed by clusters, and learned from in training
  readonly threshold?: number; // match probability at which clusters join; 0.5 unless told
  readonly model?: LinkModel; // trained before: nothing is learned from this table
  readonly names?: NameMemo; // what an earlier run learned of its names
  readonly known?: KnownPairs; // pairs of an earlier run: only pairs with a new row are scored
  readonly progress?: (stage: string, done: number, total: number) => void;
};

/** What an earlier run kept of the rows that are not new. */
export type KnownPairs = LinkedPairs & {
  readonly isNew: Uint8Array; // of each row of the table, 1 or 0
  readonly isLoose: Uint8Array; // of each row: 1 where it had a pair with a row that is gone, or was judged then
  readonly entity: Uint32Array; // of each row that is not new, its label in that run
};

/** What the linkage of a part of a table finds. */
export type PartResult = Omit<LinkResult, "kept">;

export type LinkResult = {
  readonly model: LinkModel;
  readonly pairs: LinkedPairs; // likelier than one in a thousand
  readonly pairsScored: number;
  readonly entity: Uint32Array; // cluster label per row, numbered by first row in canonical order
  readonly entities: number;
  readonly review: number; // pairs between 1 in 10 and 9 in 10
  readonly warnings: readonly string[];
  /** The table as a later run adds to it, with what it need not learn again. */
  readonly kept: () => KeptTable;
};

/** Threads that work on one table at a time. */
export type ScorePool = {
  /** Begins before a table of so many rows is in ids, so that threads are ready when there is work on it. */
  readonly open: (rows: number) => OpenPool;
};

export type OpenPool = {
  /** Gives the threads their table. `workshop` is this thread's. */
  readonly share: (table: WorkTable, workshop: Workshop) => void;
  /** What each unit finds, in their order. */
  readonly run: (
    asked: Asked,
    progress: (done: number, total: number) => void,
  ) => Promise<readonly Found[Work["kind"]][]>;
  readonly close: () => Promise<void>;
};

const KEPT_FROM = fixedWeight(bitsOfProbability(0.001));
/** Fixed-point weights of pairs that could go either way. */
export const REVIEW = {
  from: fixedWeight(bitsOfProbability(0.1)),
  until: fixedWeight(bitsOfProbability(0.9)),
};

/**
 * Which rows are of one entity, and the model that says so, in this thread. The same table, options and seed give the
 * same result in any order of rows and lists.
 */
export function linkTable(table: LinkTable, options: LinkOptions = {}): LinkResult {
  const { workshop, steps, keep } = startLinking(table, options);
  return keep(finishSteps(steps, workshop, options));
}

/** As `linkTable`, of a table in ids: one that is a part of a larger one as well. */
export function linkEncoded(table: EncodedTable, options: LinkOptions): PartResult {
  const { workshop, steps } = startSteps(prepareEncoded(table, options.model, options.names), options);
  const { blocking: _, ...result } = finishSteps(steps, workshop, options);
  return result;
}

/** As `linkTable`, with its work done by the threads of `pool`: the same result for any number of them. */
export async function linkTableWith(
  pool: ScorePool,
  table: LinkTable,
  options: LinkOptions = {},
): Promise<LinkResult> {
  const open = pool.open(table.list.length);
  try {
    const { workTable, workshop, steps, keep } = startLinking(table, options);
    open.share(workTable, workshop);
    let step = steps.next();
    while (step.done !== true) {
      const stage = STAGES[step.value.work.kind];
      const found = await open.run(step.value, (done, total) => options.progress?.(stage, done, total));
      step = steps.next(found);
    }
    return keep(step.value);
  } finally {
    await open.close();
  }
}

const STAGES: Readonly<Record<Work["kind"], string>> = {
  keys: "block",
  rules: "block",
  likely: "block",
  block: "block",
  patterns: "train",
  score: "score",
};

function finishSteps(steps: Steps<Linked>, workshop: Workshop, { progress }: LinkOptions): Linked {
  return finishHere(steps, workshop, ({ kind }, unit, units) => progress?.(STAGES[kind], unit, units));
}

function startLinking(table: LinkTable, options: LinkOptions) {
  options.progress?.("encode", 0, 1);
  const prepared = prepareTable(table, options.model, options.names);
  const keep = ({ blocking, ...result }: Linked): LinkResult => ({
    ...result,
    kept: () =>
      keepTable(table, prepared.whole, { codes: blocking.codes(), learned: learnedOf(prepared.comparisons) }),
  });
  return { ...startSteps(prepared, options), keep };
}

/** The table as a run by this model keeps it, of a table that no run kept. */
export function keepLinked(table: LinkTable, model: LinkModel): KeptTable {
  const { whole, comparisons } = prepareTable(table, model);
  const used = new Set(model.rules.flatMap(({ keys }) => keys.map((label) => readKey(label).key)));
  const codes = codesOfKeys(keyColumns(whole.columns), used);
  return keepTable(table, whole, { codes, learned: learnedOf(comparisons) });
}

function startSteps(prepared: PreparedTable, options: LinkOptions) {
  const { encoded, comparisons } = prepared;
  const workTable = {
    columns: encoded.columns,
    plans: comparisons.map(planOf),
    learned: learnedOf(comparisons),
  };
  return {
    workTable,
    workshop: makeWorkshop(workTable, comparisons),
    steps: linkSteps(prepared, options),
  };
}

function learnedOf(comparisons: readonly Comparison[]): ReadonlyMap<string, Learned> {
  return new Map(comparisons.map(({ name, learned }) => [name, learned]));
}

const planOf = ({ name, kind, fields }: Comparison): ComparisonPlan => ({ name, kind, fields });

/** All steps from encoded rows to clusters; what threads can share is asked for. */
function* linkSteps(prepared: PreparedTable, options: LinkOptions): Steps<Linked> {
  const { encoded, comparisons } = prepared;
  options.progress?.("block", 0, 1);
  const fresh = options.known && freshPositions(options.known, encoded.order);
  const blocking = yield* blockTable(encoded, options, fresh);
  options.progress?.("train", 0, 1);
  const rows = layTable(comparisons, blocking.rules, encoded.size);
  const trained = yield* trainTable(prepared, { rules: blocking.rules, table: rows }, options);
  options.progress?.("score", 0, 1);
  const job: ScoreJob = {
    ...(takesOne(encoded, options) && { list: encoded.list }),
    ...(fresh !== undefined && { fresh }),
    model: trained.model,
    rules: blocking.rules,
    rows,
    units: cutUnits(blocking.rules),
    floor: KEPT_FROM,
  };
  const scored = yield* ask<"score">({ kind: "score", ...job }, job.units.length);
  const warnings = [...prepared.warnings, ...blocking.warnings, ...trained.warnings];
  return { ...concludeLinkage({ ...prepared, job, warnings }, scored, options), blocking };
}

/** Ids of the comparisons, and codes of the rules that give one to a row: several are looked up where they lie. */
function layTable(comparisons: readonly Comparison[], rules: readonly BlockedRule[], size: number): RowTable {
  const codes = rules.map((rule) => (rule.starts === undefined ? rule.codes : undefined));
  return layRows([...comparisons.map(({ ids }) => ids), ...codes], size);
}

function* trainTable(
  { encoded, comparisons }: PreparedTable,
  { rules, table }: { readonly rules: readonly BlockedRule[]; readonly table: RowTable },
  options: LinkOptions,
): Steps<Trained> {
  if (options.model !== undefined) return { model: options.model, warnings: [] };
  const { judgements = [], seed = 1 } = options;
  const isAllowed = allowance(encoded, options);
  return yield* trainOnCandidates({ encoded, comparisons, isAllowed, rules, judgements, table }, seed);
}

type Planned = PreparedTable & { readonly job: ScoreJob };
type Linked = PartResult & { readonly blocking: Blocking };

export type PreparedTable = {
  readonly whole: EncodedTable; // with all columns
  readonly encoded: EncodedTable;
  readonly comparisons: readonly Comparison[];
  readonly warnings: readonly string[];
};

/**
 * The table in ids with its comparisons: those of `model`, or those that its columns suggest. Throws `input-model` where
 * the model's levels are not those of this engine.
 */
export function prepareTable(table: LinkTable, model?: LinkModel, names?: NameMemo): PreparedTable {
  return prepareEncoded(encodeTable(table), model, names);
}

function prepareEncoded(whole: EncodedTable, model?: LinkModel, names?: NameMemo): PreparedTable {
  const { columns, warnings } = usefulColumns(whole.columns, whole.size);
  const encoded = { ...whole, columns: model === undefined ? columns : whole.columns };
  const plans = model?.comparisons ?? planComparisons(encoded.columns);
  const comparisons = plans.map((plan) =>
    makeComparison(plan, encoded.columns, names?.learned.get(plan.name)),
  );
  const other = model === undefined ? undefined : misfit(model, comparisons);
  if (other !== undefined)
    throw new RecountError(
      "input-model",
      `got other levels for "${other.name}", wanted those of this version: train the model anew`,
    );
  return { whole, encoded, comparisons, warnings };
}

function takesOne({ lists }: EncodedTable, { onePerList }: LinkOptions): boolean {
  return onePerList === true && lists.length > 1;
}

function allowance(encoded: EncodedTable, options: LinkOptions): AllowPair {
  const { list } = encoded;
  return takesOne(encoded, options) ? (left, right) => list[left] !== list[right] : () => true;
}

type Blocking = {
  readonly rules: readonly BlockedRule[];
  readonly codes: () => ReadonlyMap<string, RowCodes>; // of all values, by the label of each key that is used
  readonly warnings: readonly string[];
};

/** The blocks of all rules; with `fresh`, those in which a new row stands. */
function* blockTable(
  encoded: EncodedTable,
  options: LinkOptions,
  fresh: Uint8Array | undefined,
): Steps<Blocking> {
  const { size, columns, list } = encoded;
  const rows = takesOne(encoded, options) ? { size, list } : { size };
  const keys = keyColumns(columns, options.names?.keys);
  const { rules, recall } =
    options.model === undefined ? yield* chooseRules(rows, keys) : namedRules(keys, options.model.rules);
  const work = { kind: "block", size, rules: rules.map(({ tables }) => tables) } as const;
  const blocked = yield* ask<"block">(work, rules.length);
  const split = rules.flatMap(({ rule, fields, tooCommon }, r) => {
    const own = blocked[r];
    if (own === undefined) return [];
    const blocks = fresh === undefined ? own.blocks : blocksWith(own.blocks, fresh);
    const whole = { rule, fields, tooCommon, ...own.codes, blocks };
    return [splitBlocks(whole, (alike) => sortAlike(columns, alike))];
  });
  const warnings = split.flatMap(({ rule, split: cut }) =>
    cut === 0 ? [] : [`${cut} rows stand in blocks too large for ${nameOf(rule.rule)}: split`],
  );
  for (const { rule, tooCommon } of rules)
    if (tooCommon > 0 && encoded.whole === undefined)
      warnings.push(`${tooCommon} rows meet nobody under ${nameOf(rule)}: theirs are more common`);
  if (rules.length === 0) warnings.push("no blocking rule fits the budget: no pair was compared");
  if (recall !== undefined && recall < 1)
    warnings.push(`blocking is expected to bring ${(100 * recall).toFixed(1)} % of matches together`);
  const used = new Set(rules.flatMap(({ rule }) => rule.keys.map((label) => readKey(label).key)));
  return { rules: split.map(({ rule }) => rule), codes: () => codesOfKeys(keys, used), warnings };
}

function codesOfKeys(keys: readonly KeyColumn[], used: ReadonlySet<string>): ReadonlyMap<string, RowCodes> {
  return new Map(
    keys.filter(({ label }) => used.has(label)).map(({ label, codesOfValues }) => [label, codesOfValues()]),
  );
}

const nameOf = ({ keys }: BlockingRule) => `rule "${keys.join(" and ")}"`;

/** Rows sorted by what they hold, the most telling columns first. */
function sortAlike(columns: readonly EncodedColumn[], rows: Uint32Array): Uint32Array {
  const distinct = ({ values, whole }: EncodedColumn) => whole?.distinct ?? values.length;
  const telling = [...columns].sort((a, b) => distinct(b) - distinct(a)).slice(0, 3);
  const textOf = (row: number) => telling.map(({ ids, values }) => values[ids[row] ?? 0] ?? "").join(" ");
  const texts = Array.from(rows, (row) => ({ row, text: textOf(row) }));
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.row - b.row));
  return Uint32Array.from(texts, ({ row }) => row);
}

/** Clusters of the scored pairs, and all of it in rows of the table. */
function concludeLinkage(planned: Planned, scored: readonly ScoredPairs[], options: LinkOptions): PartResult {
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
