/** Finding the names of places: as written at once, then by keys across scripts and spellings. */

import type { Place, PlaceName } from "../model/place.ts";
import { compareNames, likenessOfNames } from "../names/compare.ts";
import { nameKeys } from "../names/keys.ts";
import { type PreparedName, prepareName } from "../names/prepare.ts";
import { placeForms } from "./mention/place-forms.ts";

/** A place with the name of it that was found. */
export type NamedPlace = { readonly place: Place; readonly name: PlaceName };

/** What was found at the best level: an index into `nameLevels`, of which the first four may stand for one name. */
export type FoundNames = { readonly level: number; readonly places: readonly NamedPlace[] };

/** Whether a place may be meant. */
export type Passes = (place: Place) => boolean;

/** Names of some places. Made by `indexNames`; each part of it is made when it is first needed. */
export type NameIndex = {
  /** Places with this name as it is written, whatever its case and accents. */
  readonly same: (text: string) => readonly NamedPlace[];
  /** Places with the nearest names in any script and spelling, of those that pass where only some may. */
  readonly near: (text: string, passes?: Passes) => FoundNames;
  readonly size: () => number; // different names
};

/** Levels of `nameLevels` from here on are of names that are not one. */
export const UNLIKE = 4;

const MOST_COMPARED = 400; // names with the rarest keys; the rest share only a common word
const LIKENESS_MARGIN = 0.03; // nearer than this two misspellings cannot be told apart

/** The index of the names of places, each also under its forms (`placeForms`). */
export function indexNames(places: Iterable<Place>): NameIndex {
  const byText = lazily(() => textsOf(places));
  const texts = lazily(() => [...byText()]);
  const keys = lazily(() =>
    keysOf(
      texts().map(([text]) => text),
      (key) => [key],
    ),
  );
  const typedKeys = lazily(() =>
    keysOf(
      texts().map(([text]) => text),
      withoutOne,
    ),
  );
  const prepared = new Map<number, PreparedName>();
  return {
    same: (text) => byText().get(sameKey(text)) ?? [],
    near(text, passes = () => true) {
      const asked = prepareName(text);
      const found = findNear(asked, nameKeys(asked), { texts: texts(), keys: keys(), prepared, passes });
      if (found.places.length > 0) return found;
      const typed = nameKeys(asked).flatMap(withoutOne);
      return findNear(asked, typed, { texts: texts(), keys: typedKeys(), prepared, passes });
    },
    size: () => byText().size,
  };
}

type Texts = ReadonlyMap<string, readonly NamedPlace[]>;
type Near = {
  readonly texts: readonly (readonly [text: string, places: readonly NamedPlace[]])[];
  readonly keys: Keys;
  readonly prepared: Map<number, PreparedName>;
  readonly passes: Passes;
};

function textsOf(places: Iterable<Place>): Texts {
  const texts = new Map<string, NamedPlace[]>();
  for (const place of places)
    for (const name of place.names)
      for (const key of new Set(placeForms(name.text).map(sameKey))) {
        if (key === "") continue;
        const found = texts.get(key);
        if (found === undefined) texts.set(key, [{ place, name }]);
        else if (found.every((other) => other.place !== place)) found.push({ place, name });
      }
  return texts;
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

/** A key, and what is left of it without any one of its letters: two that a typing error parts share one of them. */
function withoutOne(key: string): readonly string[] {
  if (key.length < 3 || key.includes(" ")) return [key];
  return [...new Set([key, ...Array.from(key, (_, at) => key.slice(0, at) + key.slice(at + 1))])];
}

type Keys = ReadonlyMap<string, readonly number[]>;

function keysOf(texts: readonly string[], spread: (key: string) => readonly string[]): Keys {
  const keys = new Map<string, number[]>();
  for (const [at, text] of texts.entries())
    for (const key of new Set(nameKeys(prepareName(text)).flatMap(spread))) {
      const found = keys.get(key);
      if (found === undefined) keys.set(key, [at]);
      else found.push(at);
    }
  return keys;
}

function findNear(
  asked: PreparedName,
  askedKeys: readonly string[],
  { texts, keys, prepared, passes }: Near,
): FoundNames {
  const lists = askedKeys.map((key) => keys.get(key) ?? []).toSorted((a, b) => a.length - b.length);
  const met = new Set<number>();
  const hits: { readonly at: number; readonly level: number; readonly likeness: number }[] = [];
  for (const at of eachOf(lists)) {
    if (met.size >= MOST_COMPARED) break;
    if (met.has(at)) continue;
    if (!texts[at]![1].some(({ place }) => passes(place))) continue;
    met.add(at);
    const name = prepared.get(at) ?? prepareName(texts[at]?.[0] ?? "");
    prepared.set(at, name);
    const { level } = compareNames(asked, name);
    if (level < UNLIKE) hits.push({ at, level, likeness: likenessOfNames(asked, name) });
  }
  const level = Math.min(UNLIKE, ...hits.map((hit) => hit.level));
  const best = hits.filter((hit) => hit.level === level);
  const nearest = Math.max(0, ...best.map(({ likeness }) => likeness));
  const kept = best.filter(({ likeness }) => likeness >= nearest - LIKENESS_MARGIN);
  const named = kept.flatMap(({ at }) => texts[at]?.[1] ?? []);
  return { level, places: onePerPlace(named.filter(({ place }) => passes(place))) };
}

function* eachOf(lists: readonly (readonly number[])[]): Generator<number> {
  for (const list of lists) yield* list;
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
