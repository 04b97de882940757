/** Searching: people and places by name in any script, nearest first. */
import type { EntityId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import { searchNames } from "../names/search/search-names.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { Store } from "../store/store.ts";
import { readGazetteer } from "./read-register.ts";
import { describePerson, type FoundPerson, type PersonHit } from "./search/describe-person.ts";
import { type FoundPlace, findPlaces, indexPlaces, type PlacesIndex } from "./search/find-places.ts";
import { type PeopleIndex, readPeopleIndex, refreshPeopleIndex } from "./search/people-index.ts";

export type Found = {
  readonly people: readonly FoundPerson[];
  readonly places: readonly FoundPlace[];
  readonly total: number; // people among the records looked at, of whom `people` are the nearest
  readonly size: number; // of the ledger that was searched
};

/** A search that stays open: it keeps the index in memory, and follows the ledger. */
export type RegisterSearch = {
  /** People and places whose name is near `text`, nearest first, at most `limit` of each. */
  find(text: string, limit: number): Promise<Found>;
  /** Brings the index to the ledger's size; resolves when it is kept beside the register. */
  refresh(): Promise<void>;
};

/** Records that are looked at for one search: of a name that more bear, those first in the ledger. */
const MOST_RECORDS = 500;

/** Opens the search of a register; nothing is read before it is first asked. */
export function openSearch(register: OpenRegister): RegisterSearch {
  const people = following(
    () => readPeopleIndex(register),
    (known) => refreshPeopleIndex(register, known),
  );
  const places = following(
    async () => ({ size: 0, index: undefined }),
    (known: PlacesAt) => refreshPlaces(register, known),
  );
  return {
    async find(text, limit) {
      const [names, { index }] = [await people(), await places()];
      const found = await findPeople(register.store, names, { text, limit });
      return {
        ...found,
        places: index === undefined ? [] : findPlaces(index, text, limit),
        size: names.size,
      };
    },
    async refresh() {
      await people();
    },
  };
}

/** What is read once and brought up to date whenever it is asked for, one after the other; after a failure anew. */
function following<T>(read: () => Promise<T>, refresh: (known: T) => Promise<T>): () => Promise<T> {
  const kept: { latest?: Promise<T> } = {};
  return () => {
    kept.latest = (kept.latest ?? read()).catch(read).then(refresh);
    return kept.latest;
  };
}

type PlacesAt = { readonly size: number; readonly index: PlacesIndex | undefined };

async function refreshPlaces({ store, folder }: OpenRegister, known: PlacesAt): Promise<PlacesAt> {
  const size = await store.size();
  if (size === known.size && known.index !== undefined) return known;
  return { size, index: await indexPlaces(await readGazetteer(store), folder.cache) };
}

type Query = { readonly text: string; readonly limit: number };

async function findPeople(
  store: Store,
  names: PeopleIndex,
  { text, limit }: Query,
): Promise<Pick<Found, "people" | "total">> {
  const hits = await hitsByEntity(store, names, text);
  const nearest = hits.slice(0, limit);
  const [whole, alone, sources] = await Promise.all([
    store.entityRecords(nearest.map(({ entity }) => entity)),
    store.recordsAt(nearest.flatMap(({ records }) => records)),
    store.sources(),
  ]);
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const own = new Map(alone.map((record) => [record.index, record]));
  return {
    people: nearest.map((hit) => {
      const found = hit.records.flatMap((index) => own.get(index) ?? []);
      return describePerson(hit, withOthers(found, whole.get(hit.entity) ?? []), sourceById);
    }),
    total: hits.length,
  };
}

/** Records that no linkage has seen yet have no entity of their own in the store: they stand for themselves. */
function withOthers(found: readonly StoredRecord[], others: readonly StoredRecord[]) {
  return [...new Map([...found, ...others].map((record) => [record.index, record])).values()];
}

/** The people of the nearest names, each once. */
async function hitsByEntity(store: Store, { names }: PeopleIndex, text: string) {
  const hits = searchNames(names, text, MOST_RECORDS);
  const entities = await store.entitiesAt(hits.map(({ owner }) => owner));
  const byEntity = new Map<EntityId, PersonHit & { readonly records: number[] }>();
  for (const { owner, level } of hits) {
    const entity = entities.get(owner);
    if (entity === undefined) continue; // ended since the index was made
    const hit = byEntity.get(entity) ?? { entity, level, records: [] };
    hit.records.push(owner);
    byEntity.set(entity, hit);
  }
  return [...byEntity.values()];
}
