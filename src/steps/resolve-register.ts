/** Trying the places again that no gazetteer told before: as a new version of each list that it tells more of. */

import type { SourceId } from "../model/ids.ts";
import type { PlaceMention } from "../model/mention.ts";
import { placeState } from "../model/place-tally.ts";
import type { RecordDraft, StoredRecord } from "../model/record.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { Store, StoredVersion } from "../store/store.ts";
import { readGazetteer } from "./read-gazetteer.ts";
import { draftResolver } from "./resolve-places.ts";

/** What became of one list. */
export type ResolvedList = {
  readonly source: SourceId;
  readonly version: { readonly id: string; readonly number: number };
  readonly mentions: number; // that are placed otherwise than before
  readonly records: number; // that these stand in
};

const RECORDS_AT_ONCE = 2000;

/**
 * Resolves again what is ambiguous or unresolved, and what was placed where the gazetteer has no place any more; what
 * was resolved stays. Records are never edited: those that change are entered anew as the next version of their list,
 * of the same file, which `import --undo` takes back. Lists of which nothing changes get no version.
 */
export async function resolveRegister(
  register: OpenRegister,
  signal?: AbortSignal,
): Promise<readonly ResolvedList[]> {
  const gazetteer = await readGazetteer(register);
  return register.store.writingStep("resolve", async () => {
    const lists: ResolvedList[] = [];
    for (const { id } of await register.store.sources()) {
      signal?.throwIfAborted();
      const list = await resolveList(register, gazetteer, id);
      if (list !== undefined) lists.push(list);
    }
    return lists;
  });
}

async function resolveList(
  register: OpenRegister,
  gazetteer: Gazetteer,
  source: SourceId,
): Promise<ResolvedList | undefined> {
  const { store } = register;
  const newest = (await store.versions(source)).findLast(({ state }) => state === "accepted");
  if (newest === undefined) return undefined;
  const resolve = await draftResolver(gazetteer, recordsOf(store, source));
  const changed: Changed[] = [];
  for await (const record of recordsOf(store, source)) {
    const next = withBetter(gazetteer, record, resolve(record));
    if (next !== undefined) changed.push(next);
  }
  if (changed.length === 0) return undefined;
  const version = await beginAnew(store, newest);
  await enterRecords(register, version, changed);
  const current = await store.recordCount(source);
  const [key = new Uint8Array()] = register.newKeys(1);
  await store.acceptVersion(version, { key, unchanged: current - changed.length, removed: [] });
  const mentions = changed.reduce((sum, each) => sum + each.mentions, 0);
  return { source, version: { id: version.id, number: version.number }, mentions, records: changed.length };
}

async function* recordsOf(store: Store, source: SourceId): AsyncGenerator<StoredRecord> {
  for await (const batch of store.records({ source })) yield* batch;
}

type Changed = { readonly record: StoredRecord; readonly mentions: number };

/** The record with the places that are now told better, and how many they are; undefined when none is. */
function withBetter(
  gazetteer: Gazetteer,
  record: StoredRecord,
  { mentions }: RecordDraft,
): Changed | undefined {
  const better = (old: PlaceMention, next: PlaceMention | undefined) =>
    next !== undefined && isBetter(gazetteer, old, next) ? next : old;
  const places = record.mentions.places.map((old, at) => better(old, mentions.places[at]));
  const harms = record.mentions.harms.map((harm, at) =>
    harm.where === undefined ? harm : { ...harm, where: better(harm.where, mentions.harms[at]?.where) },
  );
  const others = places.filter((place, at) => place !== record.mentions.places[at]).length;
  const isSame = others === 0 && harms.every(({ where }, at) => where === record.mentions.harms[at]?.where);
  const next = { ...record, mentions: { ...record.mentions, places, harms } };
  return isSame ? undefined : { record: next, mentions: others };
}

function isBetter({ byId }: Gazetteer, old: PlaceMention, next: PlaceMention): boolean {
  const isKept = placeState(old) === "resolved" && old.place !== undefined && byId.has(old.place);
  return !isKept && placeOf(old) !== placeOf(next);
}

const placeOf = ({ place, path = [], candidates = [] }: PlaceMention) =>
  JSON.stringify([place ?? "", path, candidates]);

/** A version of the newest one's file, from its beginning. */
async function beginAnew(store: Store, newest: StoredVersion): Promise<StoredVersion> {
  const { source, file, evidence, mapping } = newest;
  const plan = { source, file, evidence, mapping };
  const begun = await store.beginVersion(plan);
  if (begun.batchesDone === 0) return begun.version;
  // One that was interrupted was made with another gazetteer, perhaps.
  await store.discardVersion(begun.version);
  return (await store.beginVersion(plan)).version;
}

async function enterRecords(
  { store, newKeys }: OpenRegister,
  version: StoredVersion,
  changed: readonly Changed[],
): Promise<void> {
  for (let at = 0; at < changed.length; at += RECORDS_AT_ONCE) {
    const batch = changed.slice(at, at + RECORDS_AT_ONCE).map(({ record }) => {
      const { index: _, ...entered } = record;
      return { ...entered, version: version.number };
    });
    await store.stageBatch(version, batch, { keys: newKeys(batch.length), rows: batch.length });
  }
}
