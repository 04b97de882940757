/** Reading what the steps work on: the current records, the fates that were judged, the scopes of sources. */
import type { FateJudgement } from "../model/fate.ts";
import type { SourceId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import type { SourceScope } from "../model/source.ts";
import type { Store } from "../store/store.ts";

/** Current records of these kinds (all when none are named), in ledger order. */
export async function readRecords(
  store: Store,
  kinds?: readonly RecordKind[],
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  for await (const batch of store.records(kinds === undefined ? {} : { kinds })) records.push(...batch);
  return records;
}

/** The fates that somebody judged and nobody has taken back, in the order of their judging. */
export async function readFates(
  store: Store,
): Promise<readonly (FateJudgement & { readonly index: number })[]> {
  const [judged, withdrawn] = await Promise.all([
    store.entriesOf("fate"),
    store.entriesOf("fate-withdrawal"),
  ]);
  const gone = new Set(withdrawn.map(({ entry }) => entry.fate));
  return judged
    .filter(({ index }) => !gone.has(index))
    .map(({ index, entry }) => ({ ...entry.judgement, index }));
}

/** The declared scope of each source that has one, as it was declared last. */
export async function readScopes(store: Store): Promise<ReadonlyMap<SourceId, SourceScope>> {
  return new Map((await store.entriesOf("scope")).map(({ entry }) => [entry.source, entry.scope]));
}
