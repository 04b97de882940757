/** Finding the names of places: as written at once, then by keys across scripts and spellings. */

import { lazily } from "../base/lazily.ts";
import { textAt } from "../base/packed-texts.ts";
import type { PlaceId } from "../model/ids.ts";
import type { Place, PlaceName } from "../model/place.ts";
import { compareNames, likenessOfNames } from "../names/compare.ts";
import { nameKeys } from "../names/keys.ts";
import { type PreparedName, prepareName } from "../names/prepare.ts";
import { type Groups, groupAt, packGroups, turnGroups } from "./columns/groups.ts";
import type { PlaceList } from "./columns/place-list.ts";
import { countOf, makeTextTable, numberOf, type TextTable } from "./columns/text-table.ts";
import { type KeyLists, listKeys, sameKeys, textsWith, typedKeys } from "./key-lists.ts";
import { placeForms } from "./mention/place-forms.ts";
import { likeliestTexts } from "./sound-sketch.ts";

/** A place with the name of it that was found. */
export type NamedPlace = { readonly place: Place; readonly name: PlaceName };

/** What was found at the best level: an index into `nameLevels`, of which the first four may stand for one name. */
export type FoundNames = { readonly level: number; readonly places: readonly NamedPlace[] };

/** Names of some places. Made by `indexNames`; each part of it is made when it is first needed. */
export type NameIndex = {
  /** Places with this name as it is written, whatever its case and accents. */
  readonly same: (text: string) => readonly NamedPlace[];
  /** Places with the nearest names in any script and spelling: those below any of `inside`, where such are told. */
  readonly near: (text: string, inside?: readonly PlaceId[]) => FoundNames;
  readonly size: () => number; // different names
  /** Does a piece of what `same` is found in, which is else done when it is first asked; false when none is left. */
  readonly prepare: () => boolean;
  readonly written: () => WrittenNames;
  readonly spelled: () => SpelledNames;
};

/** The different texts of names, and by number the places that have them, those listed first before the others. */
export type WrittenNames = {
  readonly texts: TextTable;
  readonly places: Groups; // of each text
  readonly names: Int32Array; // beside the members of `places`: which of the place's names it is
};

/** What names near one are looked for by. */
export type SpelledNames = {
  readonly keys: KeyLists;
  readonly below: Groups; // texts of the places in each place and of itself, ascending
};

/** Levels of `nameLevels` from here on are of names that are not one. */
export const UNLIKE = 4;

const MOST_MET = 4000; // names with the rarest keys; the rest share only a common word
const MOST_COMPARED = 100; // of those, the likeliest by their sounds
const LIKENESS_MARGIN = 0.03; // nearer than this two misspellings cannot be told apart
const MOST_PREPARED = 1 << 15; // names; to prepare one takes as long as to compare a few

/** Both where they were made before. */
export type KnownNames = { readonly written: WrittenNames; readonly spelled?: SpelledNames };

/** The index of the names of those of the list's places that have these numbers, each also under its forms (`placeForms`). */
export function indexNames(list: PlaceList, numbers: Iterable<number>, known?: KnownNames): NameIndex {
  const { prepare, made: written } = inPieces(writtenNames(list, numbers, known?.written));
  const names = lazily((): Names => {
    const spelled = known?.spelled ?? spelledNames(written(), list);
    return { ...written(), ...spelled, list, prepared: new Map() };
  });
  return {
    same: (text) => namedAt(list, written(), numberOf(written().texts, sameKey(text))),
    near(text, inside) {
      const asked = prepareName(text);
      const { keys } = names();
      const outer = inside?.map((id) => numberOf(list.ids, id)).filter((number) => number >= 0);
      const found = findNear(names(), { asked, inside: outer, keys: sameKeys(keys, nameKeys(asked)) });
      if (found.places.length > 0) return found;
      return findNear(names(), { asked, inside: outer, keys: typedKeys(keys, nameKeys(asked)) });
    },
    size: () => countOf(written().texts),
    prepare,
    written,
    spelled: names,
  };
}

type Names = WrittenNames &
  SpelledNames & {
    readonly list: PlaceList;
    readonly prepared: Map<number, PreparedName>;
  };

const PIECE = 200; // places, in some milliseconds

/** The names of all places, taken in a piece at a time; those that are known at once. */
function* writtenNames(
  { placeAt }: PlaceList,
  numbers: Iterable<number>,
  known?: WrittenNames,
): Generator<void, WrittenNames> {
  if (known !== undefined) return known;
  const found: FoundTexts = new Map();
  let read = 0;
  for (const number of numbers) {
    takeNames(found, number, placeAt(number));
    if (++read % PIECE === 0) yield;
  }
  return {
    texts: makeTextTable([...found.keys()]),
    places: packGroups(found.values().map(({ places }) => places)),
    names: packGroups(found.values().map(({ names }) => names)).members,
  };
}

type FoundTexts = Map<string, { readonly places: number[]; readonly names: number[] }>;

function takeNames(found: FoundTexts, number: number, place: Place): void {
  for (const [at, name] of place.names.entries())
    for (const key of formsOfName(name.text)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, { places: [number], names: [at] });
      else if (known.places.at(-1) !== number) {
        known.places.push(number);
        known.names.push(at);
      }
    }
}

function spelledNames({ texts, places }: WrittenNames, { ids, ancestry }: PlaceList): SpelledNames {
  const all = Array.from(texts.ends, (_, at) => textAt(texts, at));
  const above = all.map((_, at) => [
    ...new Set([...groupAt(places, at)].flatMap((number) => [...ancestry.above(number)])),
  ]);
  return { keys: listKeys(all), below: turnGroups(packGroups(above), countOf(ids)) };
}

/** The places of a text by its number; none of -1. */
function namedAt({ placeAt }: PlaceList, { places, names }: WrittenNames, at: number): readonly NamedPlace[] {
  if (at < 0) return [];
  const start = places.starts[at]!;
  return Array.from(groupAt(places, at), (number, nth) => {
    const place = placeAt(number);
    return { place, name: place.names[names[start + nth]!]! };
  });
}

/** The texts under which a name stands in an index, each once. */
export function formsOfName(text: string): readonly string[] {
  const keys = new Set(placeForms(text).map(sameKey));
  keys.delete("");
  return [...keys];
}

/** A cheap fold: lower case without accents and punctuation. What it leaves apart the keys bring together. */
function sameKey(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9 ]*$/.test(lower)) return lower.trim();
  return lower
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll("ı", "i")
    .trim();
}

type Asked = {
  readonly asked: PreparedName;
  readonly keys: readonly number[];
  readonly inside: readonly number[] | undefined;
};

function findNear(names: Names, { asked, keys, inside }: Asked): FoundNames {
  const { list, places, below } = names;
  const passes = (number: number) =>
    inside?.some((outer) => outer !== number && list.ancestry.isBelow(number, outer)) ?? true;
  const among = inside?.map((number) => groupAt(below, number));
  const met = new Set<number>();
  for (const at of textsWith(names.keys, { keys, among, most: MOST_MET })) {
    if (met.size >= MOST_MET) break;
    if (inside === undefined || groupAt(places, at).some(passes)) met.add(at);
  }
  const hits: { readonly at: number; readonly level: number; readonly likeness: number }[] = [];
  for (const at of likeliestTexts(names.keys.sketches, [...met], { asked, most: MOST_COMPARED })) {
    const name = preparedAt(names, at);
    const { level } = compareNames(asked, name);
    if (level < UNLIKE) hits.push({ at, level, likeness: likenessOfNames(asked, name) });
  }
  const level = Math.min(UNLIKE, ...hits.map((hit) => hit.level));
  const best = hits.filter((hit) => hit.level === level);
  const nearest = Math.max(0, ...best.map(({ likeness }) => likeness));
  const kept = best.filter(({ likeness }) => likeness >= nearest - LIKENESS_MARGIN);
  const named = kept.flatMap(({ at }) => {
    const isPassed = [...groupAt(places, at)].map(passes);
    return namedAt(list, names, at).filter((_, nth) => isPassed[nth]);
  });
  return { level, places: onePerPlace(named) };
}

function preparedAt({ texts, prepared }: Names, at: number): PreparedName {
  const known = prepared.get(at);
  if (known !== undefined) return known;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  const name = prepareName(textAt(texts, at));
  prepared.set(at, name);
  return name;
}

/** Each place once, with the first of its names. */
export function onePerPlace(named: readonly NamedPlace[]): readonly NamedPlace[] {
  const byPlace = new Map<Place, NamedPlace>();
  for (const each of named) if (!byPlace.has(each.place)) byPlace.set(each.place, each);
  return [...byPlace.values()];
}

/** What is made in pieces: one at a time, or all that are left when it is asked for. */
function inPieces<Value>(pieces: Generator<void, Value>): {
  readonly prepare: () => boolean; // false when none is left
  readonly made: () => Value;
} {
  const held: Value[] = [];
  const prepare = () => {
    const { done, value } = held.length === 0 ? pieces.next() : { done: true, value: undefined };
    if (done === true && value !== undefined) held.push(value);
    return done !== true;
  };
  return {
    prepare,
    made() {
      while (prepare());
      return held[0]!;
    },
  };
}
