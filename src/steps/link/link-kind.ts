/** Linking one kind of record: all of it anew, or, by the model and pairs of the last run, what came since. */
import { availableParallelism } from "node:os";
import type { RowJudgement } from "../../linkage/judged-pairs.ts";
import {
  type LinkOptions as EngineOptions,
  type KnownPairs,
  type LinkResult,
  linkTableWith,
  type ScorePool,
} from "../../linkage/link.ts";
import type { LinkModel } from "../../linkage/link-model.ts";
import type { LinkTable } from "../../linkage/link-table.ts";
import { type Drift, measureDrift } from "../../linkage/measure-drift.ts";
import type { NameMemo } from "../../linkage/name-memo.ts";
import { linkTableOf, type RowColumns } from "../../linkage/table-builder.ts";
import type { RecordId } from "../../model/ids.ts";
import type { RecordKind } from "../../model/record.ts";
import type { DecidedPair } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { makeScorePool } from "../../shell/score-pool.ts";
import { readModel } from "./explain-records.ts";
import { readNames } from "./names-file.ts";
import { currentColumns } from "./record-columns.ts";
import { type KindPairs, readRun } from "./run-file.ts";

/** Whether the model and the pairs of the last run are used: `auto` where the register is large and little is new. */
export type Reuse = "auto" | "always" | "never";

export type KindOptions = {
  readonly seed: number;
  readonly onePerList: boolean;
  readonly reuse: Reuse;
  readonly decided: readonly DecidedPair[];
  readonly progress: (label: string, done: number, total: number) => void;
};

export type KindRun = {
  readonly kind: RecordKind;
  readonly columns: RowColumns; // of the table's rows
  readonly table: LinkTable;
  readonly judgements: readonly RowJudgement[];
  readonly result: LinkResult;
  readonly onePerList: boolean;
  readonly added?: { readonly rows: number; readonly drift: Drift }; // present when the last run was built upon
};

const LARGE = 20_000; // rows: below, all is learned and linked anew in seconds
const MOST_NEW = 0.2; // of the rows: beyond, the model is trained anew

/** Links the current records of a kind. */
export async function linkKind(
  register: OpenRegister,
  kind: RecordKind,
  options: KindOptions,
): Promise<KindRun> {
  const progress = (stage: string, done: number, total: number) =>
    options.progress(`linking ${kind} records: ${stage}`, done, total);
  progress("read", 0, 1);
  const columns = await currentColumns(register, kind);
  // A survey lists each site once, and numbers three fields of one village: two of its rows are two places.
  const onePerList = options.onePerList || kind !== "person";
  const judgements = rowJudgements(columns, options.decided);
  const pool = makeScorePool({ threads: availableParallelism() });
  const engine = { seed: options.seed, onePerList, judgements, progress };
  const earlier = await earlierRun(register, kind, { ...options, onePerList, rows: columns.index });
  if (earlier === undefined) {
    const table = linkTableOf(columns);
    return { kind, columns, table, judgements, onePerList, result: await linkTableWith(pool, table, engine) };
  }
  return {
    kind,
    columns,
    judgements,
    onePerList,
    ...(await linkAdded(pool, columns, { ...earlier, engine })),
  };
}

type Earlier = {
  readonly model: LinkModel;
  readonly found: KindPairs;
  readonly names: NameMemo | undefined;
};

/** The last run, where it may be built upon; undefined where all is to be linked anew, as by a newer version. */
async function earlierRun(
  register: OpenRegister,
  kind: RecordKind,
  {
    reuse,
    onePerList,
    seed,
    rows,
  }: Pick<KindOptions, "reuse" | "onePerList" | "seed"> & { readonly rows: Uint32Array },
): Promise<Earlier | undefined> {
  if (reuse === "never" || (reuse === "auto" && rows.length < LARGE)) return undefined;
  const [found, { model }] = await Promise.all([
    readRun(register, kind, { onePerList, seed }),
    readModel(register.store, kind),
  ]);
  if (found === undefined || model === undefined) return undefined;
  const added = rowsNow(rows, found.index).reduce((count, row) => count - (row >= 0 ? 1 : 0), rows.length);
  if (reuse === "auto" && added > MOST_NEW * rows.length) return undefined;
  return { model, found, names: await readNames(register.folder, kind) };
}

async function linkAdded(
  pool: ScorePool,
  columns: RowColumns,
  { model, found, names, engine }: Earlier & { readonly engine: EngineOptions },
): Promise<Pick<KindRun, "table" | "result" | "added">> {
  const isNew = new Uint8Array(columns.index.length).fill(1);
  const rows = rowsNow(columns.index, found.index);
  for (const row of rows) if (row >= 0) isNew[row] = 0;
  const known = { isNew, ...pairsNow(found, rows, columns.index.length) };
  const wanted = model.comparisons.flatMap(({ fields }) => fields);
  const table = linkTableOf(columns, wanted);
  const result = await linkTableWith(pool, table, {
    ...engine,
    model,
    known,
    ...(names !== undefined && { names }),
  });
  const drift = measureDrift({ table, pairs: result.pairs, isNew });
  return { table, result, added: { rows: isNew.reduce((sum, own) => sum + own, 0), drift } };
}

/** What an earlier run found, of the rows that are still there. */
function pairsNow(found: KindPairs, rows: Int32Array, size: number): Omit<KnownPairs, "isNew"> {
  const [isLoose, entity] = [new Uint8Array(size), new Uint32Array(size)];
  for (const [earlier, row] of rows.entries()) if (row >= 0) entity[row] = found.entity[earlier] ?? 0;
  for (const earlier of found.judged) if ((rows[earlier] ?? -1) >= 0) isLoose[rows[earlier] as number] = 1;
  const still = Uint32Array.from(found.weight.keys()).filter((pair) => {
    const [left, right] = [rows[found.left[pair] ?? 0] ?? -1, rows[found.right[pair] ?? 0] ?? -1];
    if (left >= 0 && right >= 0) return true;
    for (const row of [left, right]) if (row >= 0) isLoose[row] = 1;
    return false;
  });
  return {
    isLoose,
    entity,
    left: still.map((pair) => rows[found.left[pair] ?? 0] ?? 0),
    right: still.map((pair) => rows[found.right[pair] ?? 0] ?? 0),
    weight: Int32Array.from(still, (pair) => found.weight[pair] ?? 0),
  };
}

/** Where the entries of an earlier run stand among those of now, -1 for those that are gone: both ascend. */
function rowsNow(index: Uint32Array, earlier: Uint32Array): Int32Array {
  let at = 0;
  return Int32Array.from(earlier, (wanted) => {
    while (at < index.length && (index[at] as number) < wanted) at++;
    return index[at] === wanted ? at : -1;
  });
}

function rowJudgements(columns: RowColumns, decided: readonly DecidedPair[]): readonly RowJudgement[] {
  const judged = new Set<string>(decided.flatMap(({ left, right }) => [left, right]));
  if (judged.size === 0) return [];
  const rows = new Map(
    columns.ids.flatMap((id, row) => (judged.has(id) ? [[id as RecordId, row] as const] : [])),
  );
  return decided.flatMap(({ left, right, answer }) => {
    const [a, b] = [rows.get(left), rows.get(right)];
    return a === undefined || b === undefined ? [] : [{ left: a, right: b, answer }];
  });
}
