/** Finding the names of places: as written at once, then by keys across scripts and spellings. */

import type { PlaceId } from "../model/ids.ts";
import type { Place, PlaceName } from "../model/place.ts";
import { compareNames, likenessOfNames } from "../names/compare.ts";
import { nameKeys } from "../names/keys.ts";
import { type PreparedName, prepareName } from "../names/prepare.ts";
import { ancestorsOf, isWithin, type Places } from "./hierarchy.ts";
import { type KeyLists, listKeys, sameKeys, textsWith, typedKeys } from "./key-lists.ts";
import { placeForms } from "./mention/place-forms.ts";

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
};

/** Levels of `nameLevels` from here on are of names that are not one. */
export const UNLIKE = 4;

const MOST_COMPARED = 400; // names with the rarest keys; the rest share only a common word
const LIKENESS_MARGIN = 0.03; // nearer than this two misspellings cannot be told apart
const MOST_PREPARED = 1 << 15; // names; to prepare one takes as long as to compare a few

/** The index of the names of places, each also under its forms (`placeForms`), `among` all that there are. */
export function indexNames(places: Iterable<Place>, among: Places): NameIndex {
  const texts: Texts = new Map();
  const reading = readTexts(places, texts);
  const prepare = () => reading.next().done !== true;
  const byText = () => {
    while (prepare());
    return texts;
  };
  const names = lazily((): Names => {
    const all = [...byText()];
    return {
      texts: all,
      keys: listKeys(all.map(([text]) => text)),
      below: lazily(() => textsBelow(all, among)),
      among,
      prepared: new Map(),
    };
  });
  return {
    same: (text) => byText().get(sameKey(text)) ?? [],
    near(text, inside) {
      const asked = prepareName(text);
      const { keys } = names();
      const found = findNear(names(), { asked, inside, keys: sameKeys(keys, nameKeys(asked)) });
      if (found.places.length > 0) return found;
      return findNear(names(), { asked, inside, keys: typedKeys(keys, nameKeys(asked)) });
    },
    size: () => byText().size,
    prepare,
  };
}

type Names = {
  readonly texts: readonly (readonly [text: string, places: readonly NamedPlace[]])[];
  readonly keys: KeyLists;
  readonly below: () => ReadonlyMap<PlaceId, readonly number[]>; // texts of the places in a place, ascending
  readonly among: Places;
  readonly prepared: Map<number, PreparedName>;
};

type Texts = Map<string, NamedPlace[]>;

const PIECE = 200; // places, in some milliseconds

/** Takes in the names of all places, a piece at a time. */
function* readTexts(places: Iterable<Place>, texts: Texts): Generator<void, void> {
  let read = 0;
  for (const place of places) {
    for (const name of place.names) takeName(texts, { place, name });
    if (++read % PIECE === 0) yield;
  }
}

function takeName(texts: Texts, { place, name }: NamedPlace): void {
  for (const key of new Set(placeForms(name.text).map(sameKey))) {
    if (key === "") continue;
    const found = texts.get(key);
    if (found === undefined) texts.set(key, [{ place, name }]);
    else if (found.every((other) => other.place !== place)) found.push({ place, name });
  }
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

function textsBelow(texts: Names["texts"], places: Places): ReadonlyMap<PlaceId, readonly number[]> {
  const below = new Map<PlaceId, number[]>();
  for (const [at, [, named]] of texts.entries())
    for (const { place } of named)
      for (const id of ancestorsOf(places, place.id)) {
        const found = below.get(id);
        if (found === undefined) below.set(id, [at]);
        else if (found.at(-1) !== at) found.push(at);
      }
  return below;
}

type Asked = {
  readonly asked: PreparedName;
  readonly keys: readonly number[];
  readonly inside: readonly PlaceId[] | undefined;
};

function findNear(names: Names, { asked, keys, inside }: Asked): FoundNames {
  const passes = ({ place: { id } }: NamedPlace) =>
    inside?.some((outer) => outer !== id && isWithin(names.among, id, outer)) ?? true;
  const among = inside?.flatMap((id) => names.below().get(id) ?? []);
  const met = new Set<number>();
  const hits: { readonly at: number; readonly level: number; readonly likeness: number }[] = [];
  for (const at of textsWith(names.keys, { keys, among, most: MOST_COMPARED })) {
    if (met.size >= MOST_COMPARED) break;
    if (met.has(at) || !names.texts[at]![1].some(passes)) continue;
    met.add(at);
    const name = preparedAt(names, at);
    const { level } = compareNames(asked, name);
    if (level < UNLIKE) hits.push({ at, level, likeness: likenessOfNames(asked, name) });
  }
  const level = Math.min(UNLIKE, ...hits.map((hit) => hit.level));
  const best = hits.filter((hit) => hit.level === level);
  const nearest = Math.max(0, ...best.map(({ likeness }) => likeness));
  const kept = best.filter(({ likeness }) => likeness >= nearest - LIKENESS_MARGIN);
  const named = kept.flatMap(({ at }) => names.texts[at]![1]);
  return { level, places: onePerPlace(named.filter(passes)) };
}

function preparedAt({ texts, prepared }: Names, at: number): PreparedName {
  const known = prepared.get(at);
  if (known !== undefined) return known;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  const name = prepareName(texts[at]![0]);
  prepared.set(at, name);
  return name;
}

/** Each place once, with the first of its names. */
export function onePerPlace(named: readonly NamedPlace[]): readonly NamedPlace[] {
  const byPlace = new Map<Place, NamedPlace>();
  for (const each of named) if (!byPlace.has(each.place)) byPlace.set(each.place, each);
  return [...byPlace.values()];
}

/** What `make` gives, made when it is first asked for. */
export function lazily<Value>(make: () => Value): () => Value {
  const made: Value[] = [];
  return () => {
    const [value = make()] = made;
    if (made.length === 0) made.push(value);
    return value;
  };
}
