/** The register's places for people: what a text means, and how far its lists are placed. */
import type { PlaceId } from "../model/ids.ts";
import { type PlaceTally, tallyPlaces } from "../model/place-tally.ts";
import { evidenceWords, type PlaceAnswer } from "../places/answer.ts";
import { displayPlace, type ReaderNames } from "../places/display-place.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { placePath } from "../places/hierarchy.ts";
import type { PlaceText } from "../places/place-text.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import type { RecordViews } from "../store/store.ts";
import {
  type GazetteerRegister,
  type GazetteerReport,
  readGazetteer,
  reportGazetteer,
} from "./read-gazetteer.ts";

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
  register: GazetteerRegister,
  mention: PlaceText,
  languages: readonly string[],
): Promise<AskedPlace> {
  const gazetteer = await readGazetteer(register);
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

export type PlacesReport = GazetteerReport & { readonly mentions: PlaceTally };

/** How the register's gazetteer stands, and how many places of the records that are seen it tells. */
export async function reportPlaces(register: GazetteerRegister, views: RecordViews): Promise<PlacesReport> {
  const report = await reportGazetteer(register);
  const mentions = { resolved: 0, ambiguous: 0, unresolved: 0 };
  for await (const batch of views.all()) {
    const tally = tallyPlaces(batch);
    for (const state of ["resolved", "ambiguous", "unresolved"] as const) mentions[state] += tally[state];
  }
  return { ...report, mentions };
}
