/** A gazetteer: places by id and by name, and the hierarchy above each. */
import { type Issue, RecountError } from "../base/errors.ts";
import type { PlaceId } from "../model/ids.ts";
import type { Place, PlaceName } from "../model/place.ts";
import { nameKeys } from "../names/keys.ts";
import { type PreparedName, prepareName } from "../names/prepare.ts";
import { foldName } from "../names/romanise.ts";
import { checkPlaces } from "./check-places.ts";

/** One name of one place, prepared for comparison. */
export type GazetteerName = { readonly place: PlaceId; readonly prepared: PreparedName };

/** Requires to be made by `makeGazetteer`. */
export type Gazetteer = {
  readonly byId: ReadonlyMap<PlaceId, Place>;
  readonly byFold: ReadonlyMap<string, readonly PlaceId[]>; // canonical native form of each name
  readonly byKey: ReadonlyMap<string, readonly GazetteerName[]>; // blocking keys across scripts
};

/**
 * The gazetteer of places that `checkPlaces` has no issue with. Throws `input-bad-gazetteer` otherwise.
 *
 * @example
 * makeGazetteer([]).byId.size; //=> 0
 */
export function makeGazetteer(places: readonly Place[]): Gazetteer {
  refuseIssues(checkPlaces(places));
  const names = places.flatMap((place) => place.names.map(({ text }) => ({ place: place.id, text })));
  const prepared = names.map(({ place, text }) => ({ place, prepared: prepareName(text) }));
  const folds = names.map(({ place, text }) => [foldName(text), place] as const);
  const keys = prepared.flatMap((name) => nameKeys(name.prepared).map((key) => [key, name] as const));
  return {
    byId: new Map(places.map((place) => [place.id, place])),
    byFold: groupPairs(folds),
    byKey: groupPairs(keys),
  };
}

/**
 * The places above one and itself, from the top down; empty for an id that is not in the gazetteer.
 *
 * @example
 * const region = { id: "N", parent: "V", names: [{ text: "Şimal", language: "az" }, { text: "North", language: "en" }], precision: "region" };
 * const gazetteer = makeGazetteer([{ id: "V", names: [{ text: "Verna" }], precision: "country" }, region]);
 * placePath(gazetteer, "N"); //=> ["V", "N"]
 * isWithin(gazetteer, "N", "V"); //=> true
 * placeNames(gazetteer, "N", "en"); //=> { first: "North", others: ["Şimal"] }
 */
export function placePath(gazetteer: Gazetteer, id: PlaceId): readonly PlaceId[] {
  const path: PlaceId[] = [];
  let place = gazetteer.byId.get(id);
  while (place !== undefined) {
    path.unshift(place.id);
    place = place.parent === undefined ? undefined : gazetteer.byId.get(place.parent);
  }
  return path;
}

/** Whether `inner` is `outer` or lies below it. A place that is not in the gazetteer lies in none. */
export function isWithin(gazetteer: Gazetteer, inner: PlaceId, outer: PlaceId): boolean {
  return placePath(gazetteer, inner).includes(outer);
}

/**
 * A place's names for a reader: `first` is the one in the reader's language (a base language serves its regions),
 * otherwise the first in the order of language codes, then of the names themselves, so that none is preferred.
 * `others` are all the rest in that order, each text once. Its id stands in for the name of an unknown place.
 */
export function placeNames(gazetteer: Gazetteer, id: PlaceId, language: string): ReaderNames {
  const names = (gazetteer.byId.get(id)?.names ?? []).toSorted(byLanguage);
  const texts = [...new Set(names.map((name) => name.text))];
  const own =
    names.find((name) => name.language === language) ??
    names.find((name) => baseLanguage(name.language) === baseLanguage(language));
  const first = own?.text ?? texts[0] ?? id;
  return { first, others: texts.filter((text) => text !== first) };
}

export type ReaderNames = { readonly first: string; readonly others: readonly string[] };

function byLanguage(a: PlaceName, b: PlaceName): number {
  return compareText(a.language ?? "und", b.language ?? "und") || compareText(a.text, b.text);
}

// By code unit: the same order on every machine, whatever its locale.
const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const baseLanguage = (tag: string | undefined) => tag?.split("-")[0]?.toLowerCase();

function refuseIssues(issues: readonly Issue[]): void {
  const [first] = issues;
  if (first === undefined) return;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  throw new RecountError("input-bad-gazetteer", `${first.path}: ${first.message}${more}`);
}

function groupPairs<Value>(
  pairs: readonly (readonly [key: string, value: Value])[],
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key) ?? [];
    if (!group.includes(value)) group.push(value);
    groups.set(key, group);
  }
  return groups;
}
