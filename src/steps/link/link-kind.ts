/** Linking one kind of record: all of it anew, or, by the model and pairs of the last run, what came since. */
import { availableParallelism } from "node:os";
import { textAt } from "../../base/packed-texts.ts";
import type { ReportProgress } from "../../base/progress.ts";
import type { RowJudgement } from "../../linkage/judged-pairs.ts";
import { type KnownPairs, linkTableWith, type PartResult } from "../../linkage/link.ts";
import { linkAdded, numberLabels } from "../../linkage/link-added.ts";
import type { LinkModel } from "../../linkage/link-model.ts";
import { mapPairs } from "../../linkage/linked-pairs.ts";
import { type Drift, measureDrift } from "../../linkage/measure-drift.ts";
import { linkTableOf, type RowColumns } from "../../linkage/table-builder.ts";
import { type RecordId, recordId } from "../../model/ids.ts";
import type { RecordKind } from "../../model/record.ts";
import type { DecidedPair } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { makeScorePool } from "../../shell/score-pool.ts";
import type { Store } from "../../store/store.ts";
import { readModel } from "./explain-records.ts";
import { currentColumns } from "./record-columns.ts";
import { currentTable } from "./record-table.ts";
import { type KindPairs, readRun } from "./run-file.ts";
import { type RecordTable, writeTable } from "./table-file.ts";

/** Whether the model and the pairs of the last run are used: `auto` where the register is large and little is new. */
export type Reuse = "auto" | "always" | "never";

export type KindOptions = {
  readonly seed: number;
  readonly onePerList: boolean;
  readonly reuse: Reuse;
  readonly decided: readonly DecidedPair[];
  readonly progress: ReportProgress;
};

export type KindRun = {
  readonly kind: RecordKind;
  readonly index: Uint32Array; // entry of the record of each row, ascending
  readonly idOf: (row: number) => RecordId;
  readonly columns: () => Promise<RowColumns>; // what the rows say, read when it is asked for
  readonly judgements: readonly RowJudgement[];
  readonly result: PartResult;
  readonly onePerList: boolean;
  readonly added?: AddedRun; // present when the last run was built upon
};

export type AddedRun = {
  readonly rows: number;
  readonly drift: Drift;
  readonly touched: Uint32Array; // rows of entities that may be others than before
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
  // A survey lists each site once, and numbers three fields of one village: two of its rows are two places.
  const onePerList = options.onePerList || kind !== "person";
  const request = { ...options, onePerList, progress };
  const earlier = await earlierRun(register, kind, request);
  return earlier === undefined
    ? linkAnew(register, kind, request)
    : linkNew(register, kind, { ...request, ...earlier });
}

async function linkAnew(
  register: OpenRegister,
  kind: RecordKind,
  { seed, onePerList, decided, progress }: KindOptions,
): Promise<KindRun> {
  const size = await register.store.size();
  const columns = await currentColumns(register, kind);
  const { index, ids } = columns;
  const idOf = (row: number) => recordId(ids[row] ?? "");
  const judgements = await rowJudgements(register.store, index, decided);
  const pool = makeScorePool({ threads: availableParallelism() });
  const engine = { seed, onePerList, judgements, progress };
  const { kept, ...found } = await linkTableWith(pool, linkTableOf(columns), engine);
  const { version } = found.model;
  await writeTable(register.folder, kind, { size, model: version, rows: { index, table: kept() } });
  const result = { ...found, entity: numberLabels(found.entity).entity };
  return { kind, index, idOf, columns: async () => columns, judgements, onePerList, result };
}

type Earlier = { readonly model: LinkModel; readonly found: KindPairs; readonly current: RecordTable };

/** The last run, where it may be built upon; undefined where all is to be linked anew, as by a newer version. */
async function earlierRun(
  register: OpenRegister,
  kind: RecordKind,
  { reuse, onePerList, seed }: KindOptions,
): Promise<Earlier | undefined> {
  if (reuse === "never") return undefined;
  const [found, { model }] = await Promise.all([
    readRun(register, kind, { onePerList, seed }),
    readModel(register.store, kind),
  ]);
  if (found === undefined || model === undefined) return undefined;
  if (reuse === "auto" && found.index.length < (1 - MOST_NEW) * LARGE) return undefined;
  const current = await currentTable(register, kind, model);
  const { length } = current.index;
  const added = rowsNow(current.index, found.index).reduce(
    (count, row) => count - (row >= 0 ? 1 : 0),
    length,
  );
  if (reuse === "auto" && (length < LARGE || added > MOST_NEW * length)) return undefined;
  return { model, found, current };
}

/** Only what is new, beside what the last run found. */
async function linkNew(
  register: OpenRegister,
  kind: RecordKind,
  { seed, onePerList, decided, progress, model, found, current }: KindOptions & Earlier,
): Promise<KindRun> {
  const { index, table } = current;
  const idOf = (row: number) => recordId(textAt(table.keys, row));
  const judgements = await rowJudgements(register.store, index, decided);
  const rows = rowsNow(index, found.index);
  const isNew = new Uint8Array(index.length).fill(1);
  for (const row of rows) if (row >= 0) isNew[row] = 0;
  const known = { isNew, ...pairsNow(found, rows, index.length) };
  const { touched, ...result } = linkAdded(table, { seed, onePerList, progress, model, known, judgements });
  const fields = table.columns.map(({ name, ids }) => ({ name, isFilled: (row: number) => ids[row] !== 0 }));
  const drift = measureDrift({ fields, pairs: result.pairs, isNew });
  const added = { rows: isNew.reduce((sum, own) => sum + own, 0), drift, touched };
  const columns = () => currentColumns(register, kind);
  return { kind, index, idOf, columns, judgements, onePerList, result, added };
}

/** What an earlier run found, of the rows that are still there. */
function pairsNow(found: KindPairs, rows: Int32Array, size: number): Omit<KnownPairs, "isNew"> {
  const [isLoose, entity] = [new Uint8Array(size), new Uint32Array(size)];
  const torn = new Set(found.entity.filter((_, earlier) => rows[earlier] === -1));
  for (let earlier = 0; earlier < rows.length; earlier++) {
    const [row, label] = [rows[earlier] as number, found.entity[earlier] as number];
    if (row < 0) continue;
    entity[row] = label;
    if (torn.has(label)) isLoose[row] = 1;
  }
  for (const earlier of found.judged) if ((rows[earlier] ?? -1) >= 0) isLoose[rows[earlier] as number] = 1;
  for (let pair = 0; pair < found.weight.length; pair++) {
    const [left, right] = [rows[found.left[pair] as number] ?? -1, rows[found.right[pair] as number] ?? -1];
    if (left < 0 && right >= 0) isLoose[right] = 1;
    if (right < 0 && left >= 0) isLoose[left] = 1;
  }
  return { isLoose, entity, ...mapPairs(found, rows) };
}

/** Where the entries of an earlier run stand among those of now, -1 for those that are gone: both ascend. */
function rowsNow(index: Uint32Array, earlier: Uint32Array): Int32Array {
  const rows = new Int32Array(earlier.length).fill(-1);
  for (let i = 0, at = 0; i < earlier.length; i++) {
    const wanted = earlier[i] as number;
    while (at < index.length && (index[at] as number) < wanted) at++;
    if (index[at] === wanted) rows[i] = at;
  }
  return rows;
}

async function rowJudgements(
  store: Store,
  index: Uint32Array,
  decided: readonly DecidedPair[],
): Promise<readonly RowJudgement[]> {
  if (decided.length === 0) return [];
  const judged = await store.placedByIds([...new Set(decided.flatMap(({ left, right }) => [left, right]))]);
  const entries = new Map(judged.map(({ id, index: entry }) => [id, entry]));
  const rows = new Map(rowsOfEntries(index, new Set(entries.values())));
  return decided.flatMap(({ left, right, answer }) => {
    const [a, b] = [left, right].map((id) => rows.get(entries.get(id) ?? -1));
    return a === undefined || b === undefined ? [] : [{ left: a, right: b, answer }];
  });
}

/** Of these entries those that have a row, each with it. */
function rowsOfEntries(
  index: Uint32Array,
  entries: ReadonlySet<number>,
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let row = 0; row < index.length; row++)
    if (entries.has(index[row] ?? -1)) found.push([index[row] ?? -1, row]);
  return found;
}
