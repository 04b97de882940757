/** Reading what the steps work on: the gazetteer, the current records, who is who. */
import type { FateJudgement } from "../model/fate.ts";
import type { PlaceId, SourceId } from "../model/ids.ts";
import type { RecordKind, StoredRecord } from "../model/record.ts";
import type { SourceScope } from "../model/source.ts";
import { type Gazetteer, makeGazetteer } from "../places/gazetteer.ts";
import { type MergedPlaces, mergePlaces } from "../places/merge-places.ts";
import { type PlaceRow, placeOfRecord } from "../places/tables/place-of-record.ts";
import { parseWorldTable } from "../places/tables/world-table.ts";
import { readWorldTable } from "../shell/world-places.ts";
import { areSameMarks } from "../store/ledger-marks.ts";
import type { LedgerMarks, Store } from "../store/store.ts";

/** The gazetteer made last for a store, and the place records that it was made of. */
const made = new WeakMap<Store, Made>();
type Made = { readonly marks: LedgerMarks; readonly of: string; readonly gazetteer: Promise<Gazetteer> };

/**
 * The register's gazetteer: the places of its current place records, over those of the world. Made anew only when
 * those records are others: every import and every figure asks for it.
 */
export async function readGazetteer(store: Store): Promise<Gazetteer> {
  const marks = await store.marks();
  const last = made.get(store);
  if (last !== undefined && areSameMarks(last.marks, marks, ["version", "undo-version"]))
    return last.gazetteer;
  const of = (await store.currentIndexes("place")).join(" ");
  const now = made.get(store); // others may have asked meanwhile
  const gazetteer = now?.of === of ? now.gazetteer : makeOwnGazetteer(store);
  made.set(store, { marks, of, gazetteer });
  gazetteer.catch(() => made.delete(store));
  return gazetteer;
}

async function makeOwnGazetteer(store: Store): Promise<Gazetteer> {
  const { places, own } = await placesOf(await readRecords(store, ["place"]));
  return makeGazetteer(places, (id) => own.has(id));
}

/** The places of the register and of the world, with what could not be put together. */
export async function readPlaces(store: Store): Promise<KnownPlaces> {
  return placesOf(await readRecords(store, ["place"]));
}

type KnownPlaces = MergedPlaces & { readonly own: ReadonlySet<PlaceId> };

async function placesOf(records: readonly StoredRecord[]): Promise<KnownPlaces> {
  const rows = records.flatMap((record): readonly PlaceRow[] => {
    const row = placeOfRecord(record, record.source);
    return "value" in row ? [row.value] : [];
  });
  const merged = mergePlaces(rows, parseWorldTable(await readWorldTable()));
  return { ...merged, own: new Set(rows.map(({ id }) => id)) };
}

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
