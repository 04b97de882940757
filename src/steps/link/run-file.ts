/** What a linkage run found of one kind of record, kept beside the register: pairs, weights, entities by row. */
import type { RecordKind } from "../../model/record.ts";
import { readCache, writeCache } from "../../shell/register-cache.ts";
import type { OpenRegister, RegisterFolder } from "../../shell/register-folder.ts";

export type KindPairs = {
  readonly index: Uint32Array; // entry of each row's record, ascending
  readonly left: Uint32Array; // rows; left < right
  readonly right: Uint32Array;
  readonly weight: Int32Array; // fixed-point
  readonly entity: Uint32Array; // label of each row
  readonly judged: Uint32Array; // rows that somebody's judgement was about
};

const fileName = (kind: RecordKind) => `run-${kind}`;

/** Which run it was, and how it was asked for: pairs of one way of linking are not another's. */
export type RunHeader = { readonly run: number; readonly onePerList: boolean; readonly seed: number };

/** Keeps what a run found. */
export async function writeRun(
  folder: RegisterFolder,
  kind: RecordKind,
  { header, found }: { readonly header: RunHeader; readonly found: KindPairs },
): Promise<void> {
  await writeCache(folder, fileName(kind), { header, columns: found });
}

/**
 * What the latest run found; undefined when there was none, when it was asked for otherwise, or when what is kept is
 * another run's or not whole.
 */
export async function readRun(
  { folder, store }: OpenRegister,
  kind: RecordKind,
  asked: Partial<Omit<RunHeader, "run">> = {},
): Promise<KindPairs | undefined> {
  const [linkage, file] = await Promise.all([store.latestLinkage(), readCache(folder, fileName(kind))]);
  const header = file?.header as RunHeader | undefined;
  if (file === undefined || header === undefined || header.run !== linkage?.index) return undefined;
  const { onePerList = header.onePerList, seed = header.seed } = asked;
  if (onePerList !== header.onePerList || seed !== header.seed) return undefined;
  const { index, left, right, weight, entity, judged } = file.columns;
  const isThere =
    index instanceof Uint32Array &&
    left instanceof Uint32Array &&
    right instanceof Uint32Array &&
    weight instanceof Int32Array &&
    entity instanceof Uint32Array &&
    judged instanceof Uint32Array;
  return isThere ? { index, left, right, weight, entity, judged } : undefined;
}
