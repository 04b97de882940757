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
};

const fileName = (kind: RecordKind) => `run-${kind}`;

/** Keeps what the run of entry `run` found. */
export async function writeRun(
  folder: RegisterFolder,
  kind: RecordKind,
  { run, found }: { readonly run: number; readonly found: KindPairs },
): Promise<void> {
  await writeCache(folder, fileName(kind), { header: { run }, columns: found });
}

/** What the latest run found; undefined when there was none, or what is kept is another run's or not whole. */
export async function readRun(
  { folder, store }: OpenRegister,
  kind: RecordKind,
): Promise<KindPairs | undefined> {
  const [linkage, file] = await Promise.all([store.latestLinkage(), readCache(folder, fileName(kind))]);
  const header = file?.header as { readonly run?: number } | undefined;
  if (file === undefined || linkage === undefined || header?.run !== linkage.index) return undefined;
  const { index, left, right, weight, entity } = file.columns;
  const isThere =
    index instanceof Uint32Array &&
    left instanceof Uint32Array &&
    right instanceof Uint32Array &&
    weight instanceof Int32Array &&
    entity instanceof Uint32Array;
  return isThere ? { index, left, right, weight, entity } : undefined;
}
