/** Of places with one name, those that the rest of what is known leaves. */
import type { PlaceId } from "../model/ids.ts";
import type { PlacePrecision } from "../model/place.ts";
import type { Evidence } from "./answer.ts";
import { distanceKm, type Position } from "./distance.ts";
import type { NamedPlace } from "./find-names.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { ancestorsOf, isWithin } from "./hierarchy.ts";
import type { ListContext, PlaceText } from "./place-text.ts";
import { holdsIn } from "./year-span.ts";

export type Narrowed = {
  readonly places: readonly NamedPlace[];
  readonly evidence: readonly Evidence[];
  readonly isConfirmed: boolean; // whether something besides the name speaks for them
  readonly isRefused?: true; // none lies within the wider place that was named
};

export type WiderPlace = { readonly text: string; readonly places: readonly NamedPlace[] };

export type Signs = {
  readonly mention: PlaceText;
  readonly level: PlacePrecision | undefined;
  readonly wider: readonly WiderPlace[]; // nearest first
};

/** Narrows step by step; a step that would leave nothing is left out, but for the nearest wider place, which refuses. */
export function narrowCandidates(gazetteer: Gazetteer, start: Narrowed, signs: Signs): Narrowed {
  const { mention, level, wider } = signs;
  const inside = narrowWithin(gazetteer, start, wider);
  if (inside.isRefused === true) return inside;
  const typed = level === undefined ? inside : keep(inside, ofLevel(level), { key: "type", level });
  const timed = narrowYear(typed, mention.year);
  const nested = narrowNested(gazetteer, timed);
  const placed = narrowPosition(nested, mention.position);
  return mention.list === undefined ? placed : narrowList(gazetteer, placed, mention.list);
}

const ofLevel =
  (level: PlacePrecision) =>
  ({ place }: NamedPlace) =>
    place.precision === level;

/** Those that pass, with the evidence, where some but not all do. */
function keep(from: Narrowed, passes: (named: NamedPlace) => boolean, evidence: Evidence): Narrowed {
  const places = from.places.filter(passes);
  if (places.length === 0 || places.length === from.places.length) return from;
  return { ...from, places, evidence: [...from.evidence, evidence] };
}

function narrowWithin(gazetteer: Gazetteer, start: Narrowed, wider: readonly WiderPlace[]): Narrowed {
  const [nearest, ...others] = wider;
  if (nearest === undefined) return start;
  const inside = liesWithin(gazetteer, start.places, nearest.places);
  const told = { text: nearest.text };
  if (inside.length === 0)
    return { ...start, evidence: [...start.evidence, { key: "not-within", ...told }], isRefused: true };
  const first: Narrowed = {
    places: inside,
    evidence: [...start.evidence, { key: "within", ...told }],
    isConfirmed: true,
  };
  return others.reduce((narrowed, { text, places }) => {
    const left = new Set(liesWithin(gazetteer, narrowed.places, places));
    return keep(narrowed, (named) => left.has(named), { key: "within", text });
  }, first);
}

function liesWithin(
  gazetteer: Gazetteer,
  places: readonly NamedPlace[],
  wider: readonly NamedPlace[],
): readonly NamedPlace[] {
  const isIn = (inner: PlaceId) => (outer: NamedPlace) =>
    outer.place.id !== inner && isWithin(gazetteer, inner, outer.place.id);
  const below = places.filter(({ place }) => wider.some(isIn(place.id)));
  // A district named as its own district, as forms that repeat a cell have it.
  return below.length > 0
    ? below
    : places.filter(({ place }) => wider.some((outer) => outer.place.id === place.id));
}

function narrowYear(from: Narrowed, year: number | undefined): Narrowed {
  if (year === undefined) return from;
  const named = keep(from, ({ name }) => holdsIn(name, year), { key: "year", year });
  return keep(named, ({ place }) => holdsIn(place, year), { key: "year", year });
}

function narrowNested(gazetteer: Gazetteer, from: Narrowed): Narrowed {
  const holdsAll = ({ place: outer }: NamedPlace) =>
    from.places.every(({ place }) => isWithin(gazetteer, place.id, outer.id));
  return keep(from, holdsAll, { key: "widest" });
}

const NEAREST_KM = 30; // coordinates of a village or its fields, at the coarsest
const TIMES_FARTHER = 3; // and all others are that much farther away

function narrowPosition(from: Narrowed, position: Position | undefined): Narrowed {
  if (position === undefined) return from;
  const measured = from.places.flatMap((named) => {
    const { latitude, longitude } = named.place;
    const isKnown = latitude !== undefined && longitude !== undefined;
    return isKnown ? [{ named, km: distanceKm(position, { latitude, longitude }) }] : [];
  });
  const [nearest, second] = measured.toSorted((a, b) => a.km - b.km);
  const isClear =
    nearest !== undefined &&
    measured.length === from.places.length &&
    nearest.km <= NEAREST_KM &&
    (second === undefined || second.km >= TIMES_FARTHER * Math.max(1, nearest.km));
  if (!isClear) return from;
  return {
    places: [nearest.named],
    evidence: [...from.evidence, { key: "position", km: nearest.km }],
    isConfirmed: true,
  };
}

const LIST_SHARE = 0.8; // of the list's places lie with it
const OTHER_SHARE = 0.1; // at the most with any other

/** The one in whose surroundings nearly all of the list lies, and hardly any of it in another's. */
function narrowList(gazetteer: Gazetteer, from: Narrowed, list: ListContext): Narrowed {
  const rated = from.places
    .map((named) => ({ named, ...ownShare(gazetteer, list, { id: named.place.id, among: from.places }) }))
    .toSorted((a, b) => b.share - a.share);
  const [best, second] = rated;
  const isClear =
    best?.of !== undefined &&
    best.share >= LIST_SHARE &&
    (second === undefined || second.share <= OTHER_SHARE);
  if (!isClear || best.of === undefined) return from;
  const evidence: Evidence = { key: "list", share: best.share, of: best.of };
  return { places: [best.named], evidence: [...from.evidence, evidence], isConfirmed: true };
}

/** The share of the list that lies in the widest place above this candidate and above no other. */
function ownShare(
  gazetteer: Gazetteer,
  list: ListContext,
  { id, among }: { readonly id: PlaceId; readonly among: readonly NamedPlace[] },
): { readonly share: number; readonly of?: PlaceId } {
  const others = among
    .filter(({ place }) => place.id !== id)
    .map(({ place }) => ancestorsOf(gazetteer, place.id));
  const above = [...ancestorsOf(gazetteer, id)].filter(
    (each) => each !== id && others.every((ancestors) => !ancestors.has(each)),
  );
  const [of] = above.toSorted((a, b) => (list.shares.get(b) ?? 0) - (list.shares.get(a) ?? 0));
  return of === undefined ? { share: 0 } : { share: list.shares.get(of) ?? 0, of };
}

/** The share of the list that lies in the place just above one, by anybody's word. */
export function shareOf(gazetteer: Gazetteer, { shares }: ListContext, id: PlaceId): number {
  const parents = gazetteer.byId.get(id)?.parents ?? [];
  return Math.max(0, ...parents.map(({ place }) => shares.get(place) ?? 0));
}
