/** From a place as written to a place of the gazetteer, or the reason why not. */
import type { PlaceId } from "../model/ids.ts";
import type { PlacePrecision } from "../model/place.ts";
import { compareNames } from "../names/compare.ts";
import { nameKeys } from "../names/keys.ts";
import { prepareName } from "../names/prepare.ts";
import { foldName } from "../names/romanise.ts";
import { type Gazetteer, isWithin } from "./gazetteer.ts";

/** `within` are wider places of the same row, nearest first. */
export type PlaceText = { readonly text: string; readonly within?: readonly string[] };

export type PlaceAnswer =
  | { readonly place: PlaceId; readonly precision: PlacePrecision; readonly reason: string }
  | { readonly unresolved: true; readonly reason: string; readonly candidates: readonly PlaceId[] };

/** How a name was found, best first; levels of `nameLevels` that may stand for one place name. */
const REASONS = ["same name", "same letters", "same consonants", "close spelling"] as const;

/**
 * The place that a mention means. Only the best level at which any name of any place agrees is considered; of the
 * places there, those are kept that lie within the first wider place that is in the gazetteer. One place left is
 * the answer; of several that lie within one another the widest, which is true in any case; otherwise a person
 * must decide, and the candidates come in the order of their ids. A place that lies outside all the wider places
 * named with it is not taken either. "Village, District" is read so where the whole text is no name.
 */
export function resolvePlace(gazetteer: Gazetteer, mention: PlaceText): PlaceAnswer {
  const within = mention.within ?? [];
  const whole = resolveText(gazetteer, mention.text, within);
  if (!isUnknown(whole)) return whole;
  const [text, ...wider] = mention.text.split(/[,،;/]/).filter((part) => part.trim() !== "");
  if (text === undefined || wider.length === 0) return whole;
  const parted = resolveText(gazetteer, text, [...wider, ...within]);
  return isUnknown(parted) ? whole : parted;
}

const isUnknown = (answer: PlaceAnswer) => "unresolved" in answer && answer.candidates.length === 0;

function resolveText(gazetteer: Gazetteer, text: string, within: readonly string[]): PlaceAnswer {
  const quoted = JSON.stringify(text);
  const named = placesNamed(gazetteer, text);
  if (named.places.length === 0) return unresolved(`no place is named ${quoted}`, []);
  const wider = firstWider(gazetteer, within);
  const inside = wider === undefined ? named.places : liesWithin(gazetteer, named.places, wider.places);
  const where = wider === undefined ? "" : ` within ${JSON.stringify(wider.text)}`;
  if (inside.length === 0) return unresolved(`no place named ${quoted} lies${where}`, named.places);
  const widest = inside.find((outer) => inside.every((inner) => isWithin(gazetteer, inner, outer)));
  const place = widest === undefined ? undefined : gazetteer.byId.get(widest);
  if (place === undefined) return unresolved(`${inside.length} places are named ${quoted}${where}`, inside);
  const nested = inside.length > 1 ? ", the widest of several" : "";
  return {
    place: place.id,
    precision: place.precision,
    reason: `${REASONS[named.level] ?? ""}${where}${nested}`,
  };
}

function unresolved(reason: string, candidates: readonly PlaceId[]): PlaceAnswer {
  return { unresolved: true, reason, candidates: candidates.toSorted() };
}

type Named = { readonly level: number; readonly places: readonly PlaceId[] };

/** The places with a name at the best level found, each once. */
function placesNamed(gazetteer: Gazetteer, text: string): Named {
  const same = gazetteer.byFold.get(foldName(text)) ?? [];
  if (same.length > 0) return { level: 0, places: same };
  const prepared = prepareName(text);
  const near = nameKeys(prepared).flatMap((key) => gazetteer.byKey.get(key) ?? []);
  const levels = near.map(({ place, prepared: name }) => ({
    place,
    level: compareNames(prepared, name).level,
  }));
  const best = Math.min(REASONS.length, ...levels.map(({ level }) => level));
  if (best === REASONS.length) return { level: best, places: [] };
  const places = levels.filter(({ level }) => level === best).map(({ place }) => place);
  return { level: best, places: [...new Set(places)] };
}

/** The nearest of the wider texts that names any place. */
function firstWider(
  gazetteer: Gazetteer,
  within: readonly string[],
): { readonly text: string; readonly places: readonly PlaceId[] } | undefined {
  return within
    .map((text) => ({ text, places: placesNamed(gazetteer, text).places }))
    .find(({ places }) => places.length > 0);
}

function liesWithin(
  gazetteer: Gazetteer,
  places: readonly PlaceId[],
  wider: readonly PlaceId[],
): readonly PlaceId[] {
  const below = places.filter((id) => wider.some((outer) => outer !== id && isWithin(gazetteer, id, outer)));
  // A district named as its own district, as forms that repeat a cell have it.
  return below.length > 0 ? below : places.filter((id) => wider.includes(id));
}
