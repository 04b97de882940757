/** Searching: people and places by name in any script, nearest first. */
import { setImmediate } from "node:timers/promises";
import { inTurns } from "../base/in-turns.ts";
import { searchNames } from "../names/search/search-names.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readGazetteer } from "./read-gazetteer.ts";
import {
  describedFields,
  describePerson,
  type FoundPerson,
  type PersonHit,
} from "./search/describe-person.ts";
import { type FoundPlace, findPlaces, indexPlaces, type PlacesIndex } from "./search/find-places.ts";
import { type PeopleIndex, readPeopleIndex, refreshPeopleIndex } from "./search/people-index.ts";
import type { GroupKey, RegisterView } from "./view.ts";

export type Found = {
  readonly people: readonly FoundPerson[];
  readonly places: readonly FoundPlace[];
  readonly total: number; // people among the records looked at, in the order of whom `people` stand
  readonly isCut: boolean; // whether as many records are near as are looked at, so that there may be more
  readonly size: number; // of the ledger that was searched
};

/** A search that stays open: it keeps the index in memory, and follows the ledger. */
export type RegisterSearch = {
  /** People whose name is near `text`, nearest first, at most `limit` after the first `skip`; as many places. */
  find(text: string, limit: number, skip?: number): Promise<Found>;
  /** Reads what a search needs, so that the first one need not wait for it. */
  open(): Promise<void>;
  /** Makes the names of the world's places, which few searches need, piece by piece between others' requests. */
  ready(): Promise<void>;
  /** Brings the index to the ledger's size; resolves when it is kept beside the register. */
  refresh(): Promise<void>;
};

/** Records that are looked at for one search: of a name that more bear, those first in the ledger. */
const MOST_RECORDS = 500;

/** Opens the search of a register for a viewer; nothing is read before it is first asked. */
export function openSearch(register: OpenRegister, view: RegisterView): RegisterSearch {
  const people = following(
    () => readPeopleIndex(register, view),
    (known) => refreshPeopleIndex(register, view, known),
  );
  const places = following(
    async (): Promise<PlacesAt> => ({}),
    (known) => refreshPlaces(register, known),
  );
  return {
    async find(text, limit, skip = 0) {
      const [names, { index }] = [await people(), await places()];
      const found = await findPeople(view, names, { text, limit, skip });
      return {
        ...found,
        places: index === undefined ? [] : findPlaces(index, text, limit),
        size: names.size,
      };
    },
    async refresh() {
      await people();
    },
    async open() {
      await Promise.all([people(), places()]);
    },
    async ready() {
      const { index } = await places();
      while (index?.gazetteer.world.prepare()) await setImmediate();
    },
  };
}

/** What is read once and brought up to date whenever it is asked for; after a failure anew. */
function following<T>(read: () => Promise<T>, refresh: (known: T) => Promise<T>): () => Promise<T> {
  const kept: { known?: T } = {};
  return inTurns(async () => {
    const { known } = kept;
    delete kept.known;
    kept.known = await refresh(known ?? (await read()));
    return kept.known;
  });
}

type PlacesAt = { readonly index?: PlacesIndex };

async function refreshPlaces(register: OpenRegister, known: PlacesAt): Promise<PlacesAt> {
  const gazetteer = await readGazetteer(register);
  return known.index?.gazetteer === gazetteer
    ? known
    : { index: await indexPlaces(gazetteer, register.folder.cache) };
}

type Query = { readonly text: string; readonly limit: number; readonly skip: number };

async function findPeople(
  view: RegisterView,
  names: PeopleIndex,
  { text, limit, skip }: Query,
): Promise<Pick<Found, "people" | "total" | "isCut">> {
  const { hits, isCut } = await hitsByGroup(view, names, text);
  const nearest = hits.slice(skip, skip + limit);
  const [seen, sources] = await Promise.all([
    view.entities(nearest.map(({ group }) => group)),
    view.sources(),
  ]);
  await view.look(
    "search",
    [...seen.values()].flatMap(({ records }) => records.map(({ index }) => index)),
    describedFields,
  );
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  return {
    people: nearest.flatMap(({ group, ...hit }) => {
      const found = seen.get(group);
      return found === undefined
        ? []
        : [describePerson({ ...hit, entity: found.entity }, found.records, sourceById)];
    }),
    total: hits.length,
    isCut,
  };
}

type GroupHit = Omit<PersonHit, "entity"> & { readonly group: GroupKey; readonly records: number[] };

/** The people of the nearest names, each once. */
async function hitsByGroup(view: RegisterView, { names }: PeopleIndex, text: string) {
  const hits = searchNames(names, text, MOST_RECORDS);
  const groups = await view.groupsOf(hits.map(({ owner }) => owner));
  const byGroup = new Map<GroupKey, GroupHit>();
  for (const { owner, level } of hits) {
    const group = groups.get(owner);
    if (group === undefined) continue; // ended since the index was made
    const hit = byGroup.get(group) ?? { group, level, records: [] };
    hit.records.push(owner);
    byGroup.set(group, hit);
  }
  return { hits: [...byGroup.values()], isCut: hits.length === MOST_RECORDS };
}
