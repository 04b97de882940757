/** From a place as written to a place of the gazetteer, to several, or to none: never a guess without saying so. */
import type { PlaceId } from "../model/ids.ts";
import type { Place, PlacePrecision } from "../model/place.ts";
import type { Candidate, Evidence, PlaceAnswer } from "./answer.ts";
import { type FoundNames, type NamedPlace, type NameIndex, onePerPlace, UNLIKE } from "./find-names.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { commonPlace, placePath } from "./hierarchy.ts";
import { placeForms } from "./mention/place-forms.ts";
import { type MentionPart, type Reading, readMention } from "./mention/read-mention.ts";
import { type Narrowed, narrowCandidates, shareOf } from "./narrow-candidates.ts";
import type { ListContext, PlaceText } from "./place-text.ts";
import { holdsIn } from "./year-span.ts";

/**
 * What a mention means. Names are found as written, else in the nearest spelling of any script, within the wider place
 * that is named with it first; the register's own places go before the world's. Of the places of one name those are kept that lie within the nearest wider place named
 * with it that is known, that are of the type that a word beside it says, that had the name in its year; of several
 * that lie in one another the widest, which is true in any case; then the one by the coordinates; then the one where
 * nearly all of the list lies. What only the world's gazetteer names is not believed without one of those signs,
 * unless it is a country: that gazetteer has the larger places only. Nor is a close spelling in a large gazetteer. A place that was only renamed is its successor.
 */
export function resolvePlace(gazetteer: Gazetteer, mention: PlaceText): PlaceAnswer {
  const answers: PlaceAnswer[] = [];
  for (const [at, reading] of readMention(mention.text).entries()) {
    // The whole of a text that has parts is a name only just as it is written.
    const answer = resolveReading(gazetteer, {
      mention,
      reading,
      isExact: at === 0 && reading[0]?.text.match(/[,،;(]/) !== null,
    });
    if (answer.state !== "unresolved") return answer;
    answers.push(answer);
  }
  const told = answers.find((answer) => answer.state === "unresolved" && answer.candidates.length > 0);
  return told ?? { state: "unresolved", candidates: [], evidence: [{ key: "not-named" }] };
}

type Task = { readonly mention: PlaceText; readonly reading: Reading; readonly isExact: boolean };

function resolveReading(gazetteer: Gazetteer, { mention, reading, isExact }: Task): PlaceAnswer {
  const [part, ...others] = reading;
  if (part === undefined) return unresolved([], [{ key: "not-named" }]);
  const wider = [...others.filter(({ isNear }) => !isNear), ...(mention.within ?? []).flatMap(widerPart)];
  const known = wider
    .map((each) => ({
      text: each.text,
      places: findPart(gazetteer, each, { isExact: false, within: [], inside: [] }).places,
    }))
    .filter(({ places }) => places.length > 0);
  const inside = known[0]?.places.map(({ place }) => place.id) ?? [];
  const within = known.length > 0 ? inside : contextOf(mention.list);
  const named = findPart(gazetteer, part, { isExact, within, inside });
  if (named.places.length === 0) return unresolved([], [{ key: "not-named" }]);
  const start: Narrowed = { places: named.places, evidence: [nameEvidence(named)], isConfirmed: false };
  const narrowed = narrowCandidates(gazetteer, start, { mention, level: part.level, wider: known });
  return concludeReading(gazetteer, { mention, part, narrowed });
}

function widerPart(text: string): readonly MentionPart[] {
  const readings = readMention(text);
  return (readings.at(-1) ?? []).filter(({ isNear }) => !isNear).slice(0, 2);
}

/** Places that the list says to look in, where the world's places are asked in any spelling. */
function contextOf(list: ListContext | undefined): readonly PlaceId[] {
  return list?.main === undefined ? [] : [list.main];
}

/** Names from which on a spelling that is only close may as well be another place's: of 23,000, a quarter are. */
const CLOSE_ALONE = 2000;

type Conclusion = {
  readonly mention: PlaceText;
  readonly part: MentionPart;
  readonly narrowed: Narrowed;
};

function concludeReading(gazetteer: Gazetteer, { mention, part, narrowed }: Conclusion): PlaceAnswer {
  const { places, evidence, isConfirmed } = narrowed;
  const candidates = rankCandidates(gazetteer, places, mention.list);
  if (narrowed.isRefused === true) return unresolved(candidates, evidence);
  const isOfWorld = places.every(({ place }) => gazetteer.isWorld(place.id));
  const isCountry = places.every(({ place }) => place.precision === "country");
  if (isOfWorld && !isCountry && !isConfirmed)
    return unresolved(candidates, [...evidence, { key: "world-alone" }]);
  const isClose = evidence[0]?.key === "close-spelling";
  if (isClose && !isConfirmed && gazetteer.own.size() > CLOSE_ALONE)
    return unresolved(candidates, [...evidence, { key: "close-alone" }]);
  const told: readonly Evidence[] = isOfWorld ? [...evidence, { key: "world" }] : evidence;
  const [only] = places;
  if (places.length === 1 && only !== undefined) {
    const found = { gazetteer, year: mention.year, evidence: told };
    return part.isNear ? resolveBeside(only.place, part, found) : resolveTo(only, found);
  }
  const common = commonPlace(
    gazetteer,
    places.map(({ place }) => place.id),
    mention.year,
  );
  const place = common === undefined ? undefined : gazetteer.byId.get(common);
  const several: Evidence = { key: "several", count: places.length };
  if (place === undefined) return { state: "ambiguous", candidates, evidence: [...told, several] };
  return {
    state: "ambiguous",
    place: place.id,
    precision: place.precision,
    candidates,
    evidence: [...told, several, { key: "common", precision: place.precision }],
  };
}

type Found = {
  readonly gazetteer: Gazetteer;
  readonly year: number | undefined;
  readonly evidence: readonly Evidence[];
};

function resolveTo({ place, name }: NamedPlace, { gazetteer, year, evidence }: Found): PlaceAnswer {
  const isOther = year !== undefined && !holdsIn(name, year);
  const period: readonly Evidence[] = isOther ? [{ key: "other-period", name: name.text, year }] : [];
  const last = followRenamed(gazetteer, place);
  const renamed: readonly Evidence[] = last === place ? [] : [{ key: "renamed", from: name.text }];
  return resolved(last, [...evidence, ...period, ...renamed]);
}

/** Near a village is in its district for all we know, not in the village. */
function resolveBeside(place: Place, part: MentionPart, { gazetteer, year, evidence }: Found): PlaceAnswer {
  const above = placePath(gazetteer, place.id, year).at(-2);
  const outer = above === undefined ? undefined : gazetteer.byId.get(above);
  const beside: readonly Evidence[] = [...evidence, { key: "beside", text: part.text }];
  if (outer === undefined)
    return unresolved([{ place: place.id, precision: place.precision, name: part.text }], beside);
  return resolved(outer, beside);
}

/** The place that goes on under a new name; one that was merged, split or destroyed stays what it was. */
function followRenamed({ byId }: Gazetteer, place: Place): Place {
  const met = new Set([place.id]);
  let last = place;
  while (last.fate === "renamed" && last.successors?.length === 1) {
    const next = byId.get(last.successors[0] ?? last.id);
    if (next === undefined || met.has(next.id)) return last;
    met.add(next.id);
    last = next;
  }
  return last;
}

const resolved = ({ id, precision }: Place, evidence: readonly Evidence[]): PlaceAnswer => ({
  state: "resolved",
  place: id,
  precision,
  evidence,
});

const unresolved = (candidates: readonly Candidate[], evidence: readonly Evidence[]): PlaceAnswer => ({
  state: "unresolved",
  candidates,
  evidence,
});

const LEVEL_KEYS = ["same-name", "same-letters", "same-consonants", "close-spelling"] as const;

function nameEvidence({ level, places }: FoundNames): Evidence {
  return { key: LEVEL_KEYS[level] ?? "close-spelling", name: places[0]?.name.text ?? "" };
}

type Search = {
  readonly isExact: boolean;
  readonly within: readonly PlaceId[]; // where the world's places are asked in any spelling
  readonly inside: readonly PlaceId[]; // the wider place that was named, where the register's own are asked first
};

/**
 * Places of the part's name: the register's own as written, then in any spelling within the wider place that was named
 * with it, then anywhere, then the world's.
 */
function findPart(gazetteer: Gazetteer, { text, level }: MentionPart, search: Search): FoundNames {
  const forms = placeForms(text);
  const { own, world } = gazetteer;
  const near = (index: NameIndex, inside?: readonly PlaceId[]) => (): FoundNames =>
    nearest(forms.map((form) => index.near(form, inside)));
  const inWorld = search.within.slice(0, 3).map((id) => near(gazetteer.worldWithin(id)));
  const anywhere = search.inside.length === 0 ? [near(own)] : [near(own, search.inside), near(own)];
  const spelled = search.isExact ? [] : anywhere;
  const ways = [
    () => sameIn(own, forms),
    ...spelled,
    () => sameIn(world, forms),
    ...(search.isExact ? [] : inWorld),
  ];
  for (const find of ways) {
    const found = find();
    if (found.places.length > 0) return ofLevel(found, level);
  }
  return { level: UNLIKE, places: [] };
}

function sameIn(index: NameIndex, forms: readonly string[]): FoundNames {
  const found = forms.map(index.same).find((places) => places.length > 0);
  return { level: 0, places: found ?? [] };
}

function nearest(found: readonly FoundNames[]): FoundNames {
  const level = Math.min(UNLIKE, ...found.map((each) => each.level));
  return {
    level,
    places: onePerPlace(found.filter((each) => each.level === level).flatMap(({ places }) => places)),
  };
}

/** Of places with one name those of the level that is told, where there is one. */
function ofLevel(found: FoundNames, level: PlacePrecision | undefined): FoundNames {
  const kept = found.places.filter(({ place }) => place.precision === level);
  return kept.length === 0 ? found : { ...found, places: kept };
}

function rankCandidates(
  gazetteer: Gazetteer,
  places: readonly NamedPlace[],
  list: ListContext | undefined,
): readonly Candidate[] {
  const ranked = places.map(({ place, name }) => ({
    place: place.id,
    precision: place.precision,
    name: name.text,
    ...(list === undefined ? {} : { share: shareOf(gazetteer, list, place.id) }),
  }));
  return ranked.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0) || (a.place < b.place ? -1 : 1));
}
