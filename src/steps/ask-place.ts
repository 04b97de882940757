/** The register's places for people: what a text means, and how far its lists are placed. */
import type { PlaceId } from "../model/ids.ts";
import { type PlaceTally, tallyPlaces } from "../model/place-tally.ts";
import { evidenceWords, type PlaceAnswer } from "../places/answer.ts";
import { checkPlaces } from "../places/check-places.ts";
import { displayPlace, type ReaderNames } from "../places/display-place.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { placePath } from "../places/hierarchy.ts";
import type { PlaceText } from "../places/place-text.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import type { RecordViews, Store } from "../store/store.ts";
import { readGazetteer, readPlaces } from "./read-register.ts";

export type ShownPlace = ReaderNames & {
  readonly id: PlaceId;
  readonly precision: string;
  readonly path: readonly string[]; // names of what it lies in, from the top down, and its own
};

export type AskedPlace = {
  readonly state: PlaceAnswer["state"];
  readonly place?: ShownPlace;
  readonly candidates: readonly ShownPlace[];
  readonly evidence: readonly string[]; // in words
};

/** What the register's gazetteer makes of a text, for a reader of `languages`. */
export async function askPlace(
  store: Store,
  mention: PlaceText,
  languages: readonly string[],
): Promise<AskedPlace> {
  const gazetteer = await readGazetteer(store);
  const answer = resolvePlace(gazetteer, mention);
  const show = (id: PlaceId) => showPlace(gazetteer, id, { languages, year: mention.year });
  const place = answer.state === "unresolved" ? undefined : answer.place;
  return {
    state: answer.state,
    ...(place === undefined ? {} : { place: show(place) }),
    candidates:
      answer.state === "resolved" ? [] : answer.candidates.map((candidate) => show(candidate.place)),
    evidence: answer.evidence.map(evidenceWords),
  };
}

type Reader = { readonly languages: readonly string[]; readonly year: number | undefined };

function showPlace(gazetteer: Gazetteer, id: PlaceId, { languages, year }: Reader): ShownPlace {
  const nameOf = (each: PlaceId): ReaderNames => {
    const place = gazetteer.byId.get(each);
    return place === undefined ? { name: each, others: [] } : displayPlace(place, languages);
  };
  const path = placePath(gazetteer, id, year).map((each) => nameOf(each).name);
  return { id, precision: gazetteer.byId.get(id)?.precision ?? "", path, ...nameOf(id) };
}

export type PlacesReport = {
  readonly places: number; // of the register's own gazetteer
  readonly names: number;
  readonly world: number; // places of the world behind them
  readonly unknownParents: readonly string[]; // texts by which nothing is known
  readonly unknownPlaces: readonly string[]; // of rows about places that no row describes
  readonly issues: readonly string[];
  readonly mentions: PlaceTally;
};

/** How the register's gazetteer stands, and how many places of the records that are seen it tells. */
export async function reportPlaces(store: Store, views: RecordViews): Promise<PlacesReport> {
  const { places, own, unknownParents, unknownPlaces } = await readPlaces(store);
  const ownPlaces = places.filter(({ id }) => own.has(id));
  const mentions = { resolved: 0, ambiguous: 0, unresolved: 0 };
  for await (const batch of views.all()) {
    const tally = tallyPlaces(batch);
    for (const state of ["resolved", "ambiguous", "unresolved"] as const) mentions[state] += tally[state];
  }
  return {
    places: ownPlaces.length,
    names: ownPlaces.reduce((sum, { names }) => sum + names.length, 0),
    world: places.length - ownPlaces.length,
    unknownParents,
    unknownPlaces,
    issues: checkPlaces(places).map(({ path, message }) => `${path}: ${message}`),
    mentions,
  };
}
