/** Searching: people by name in any script, nearest first. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import type { Harm } from "../model/harm.ts";
import { type EntityId, entityId } from "../model/ids.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import type { Source } from "../model/source.ts";
import {
  compareNames,
  likenessOfNames,
  nameKeys,
  nameLevels,
  type PreparedName,
  prepareName,
} from "../names/index.ts";
import type { Store } from "../store/store.ts";
import { ownNames } from "./index-names.ts";

export type FoundPerson = {
  readonly entity: EntityId;
  readonly level: number; // of the nearest name, an index into nameLevels
  readonly names: readonly string[]; // as the sources wrote them, each once
  readonly born: readonly string[]; // prefix dates
  readonly places: readonly PlaceMention[];
  readonly harms: readonly Harm[];
  readonly sources: readonly { readonly source: Source; readonly records: number }[];
};

export type Found = { readonly people: readonly FoundPerson[]; readonly total: number };

type Hit = { readonly record: StoredRecord; readonly level: number; readonly likeness: number };

const CANDIDATES = 2000; // records whose names are compared in full; the rarest shared keys come first
const DIFFERENT = nameLevels.length - 1;

/** People whose name is near `text`, nearest first, at most `limit`; `total` counts all that were found. */
export async function searchRegister(store: Store, text: string, limit: number): Promise<Found> {
  const asked = prepareName(text);
  const candidates = await store.recordsByIds(await store.findByNameKeys(nameKeys(asked), CANDIDATES));
  const hits = candidates
    .map((record) => rateRecord(asked, record))
    .filter(({ level }) => level < DIFFERENT)
    .sort((a, b) => a.level - b.level || b.likeness - a.likeness || a.record.index - b.record.index);
  const entities = await store.entitiesOf(hits.map(({ record }) => record.id));
  const byEntity = Map.groupBy(hits, ({ record }) => entities.get(record.id) ?? entityId(record.id));
  const nearest = [...byEntity].slice(0, limit);
  const [whole, sources] = await Promise.all([
    store.entityRecords(nearest.map(([entity]) => entity)),
    store.sources(),
  ]);
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  return {
    people: nearest.map(([entity, of]) =>
      describePerson({ entity, hits: of, others: whole.get(entity) ?? [] }, sourceById),
    ),
    total: byEntity.size,
  };
}

function rateRecord(asked: PreparedName, record: StoredRecord): Hit {
  const names = ownNames(record).map(prepareName);
  const level = Math.min(DIFFERENT, ...names.map((name) => compareNames(asked, name).level));
  return { record, level, likeness: Math.max(0, ...names.map((name) => likenessOfNames(asked, name))) };
}

/** All that a person's records say, those first that were found, so that the nearest name leads. */
function describePerson(
  {
    entity,
    hits,
    others,
  }: { readonly entity: EntityId; readonly hits: readonly Hit[]; readonly others: readonly StoredRecord[] },
  sourceById: ReadonlyMap<string, Source>,
): FoundPerson {
  const records = unique([...hits.map(({ record }) => record), ...others], ({ id }) => id);
  const bySource = Map.groupBy(records, ({ source }) => source);
  return {
    entity,
    level: hits[0]?.level ?? DIFFERENT,
    names: unique(records.flatMap(ownNames), (name) => name),
    born: unique(
      records.flatMap(({ mentions }) => mentions.dates.filter(({ role }) => role === "birth")),
      ({ date }) => formatPrefixDate(date),
    ).map(({ date }) => formatPrefixDate(date)),
    places: unique(
      records.flatMap(({ mentions }) => mentions.places),
      ({ text }) => text,
    ),
    harms: unique(
      records.flatMap(({ mentions }) => mentions.harms),
      ({ kind, when, status }) => `${kind} ${when === undefined ? "" : formatPrefixDate(when)} ${status}`,
    ),
    sources: [...bySource].flatMap(([id, of]) => {
      const source = sourceById.get(id);
      return source === undefined ? [] : [{ source, records: of.length }];
    }),
  };
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value] as const)).values()];
}
