/** Places of records: what the gazetteer makes of them, by all that their list says. */
import type { Harm } from "../model/harm.ts";
import type { Mentions, PlaceMention } from "../model/mention.ts";
import type { RecordDraft } from "../model/record.ts";
import type { PlaceAnswer } from "../places/answer.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { placePath } from "../places/hierarchy.ts";
import { listContext } from "../places/list-context.ts";
import { makePlaceResolver, type PlaceResolver } from "../places/place-resolver.ts";
import type { PlaceText } from "../places/place-text.ts";

const SURVEYED_RECORDS = 20_000; // of a list, to know where its places lie
const MOST_CANDIDATES = 10;
const MOST_REMEMBERED = 50_000; // answers

/** Gives the places of drafts their ids, after a look at what the list is about. */
export async function draftResolver(
  gazetteer: Gazetteer,
  drafts: AsyncIterable<RecordDraft>,
): Promise<(draft: RecordDraft) => RecordDraft> {
  const mentions: PlaceText[] = [];
  let records = 0;
  for await (const draft of drafts) {
    mentions.push(...placeTexts(draft));
    if (++records >= SURVEYED_RECORDS) break;
  }
  const resolve = remembering(makePlaceResolver(gazetteer, listContext(gazetteer, mentions)));
  return (draft) => resolveDraft(gazetteer, resolve, draft);
}

/** The same answers, those given lately without being looked for again: the rows of a list name the same places. */
function remembering(resolve: PlaceResolver): PlaceResolver {
  const answers = new Map<string, PlaceAnswer>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = resolve(asked);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}

/** A draft whose places carry what the gazetteer made of them; what it cannot place stays as written. */
export function resolveDraft<Draft extends RecordDraft>(
  gazetteer: Gazetteer,
  resolve: PlaceResolver,
  draft: Draft,
): Draft {
  if (draft.kind === "place") return draft;
  const { mentions } = draft;
  const place = (mention: PlaceMention, harm?: Harm): PlaceMention => {
    const asked = placeText(draft, mention, harm);
    return placed(mention, gazetteer, { answer: resolve(asked), year: asked.year });
  };
  const places = mentions.places.map((mention) => place(mention));
  const harms = mentions.harms.map((harm) =>
    harm.where === undefined ? harm : { ...harm, where: place(harm.where, harm) },
  );
  return { ...draft, mentions: { ...mentions, places, harms } };
}

function placeTexts(draft: RecordDraft): readonly PlaceText[] {
  if (draft.kind === "place") return [];
  return draft.mentions.places.map((mention) => placeText(draft, mention));
}

function placeText({ kind, mentions }: RecordDraft, mention: PlaceMention, harm?: Harm): PlaceText {
  const { text, within, role } = mention;
  const year = harm?.when?.year ?? yearOf(mentions, role);
  // A form's own position is where it was filled in: only what does not move lies at it.
  const position = kind !== "person" && role === "location" ? positionOf(mentions) : undefined;
  return {
    text,
    ...(within === undefined ? {} : { within }),
    ...(year === undefined ? {} : { year }),
    ...(position === undefined ? {} : { position }),
  };
}

/** The year of what the row tells of the place: a birth, a harm, a flight from it. */
function yearOf({ dates, harms }: Mentions, role: PlaceMention["role"]): number | undefined {
  if (role === "birth") return dates.find((date) => date.role === "birth")?.date.year;
  if (role === "residence") return undefined;
  const told = role === "origin" ? harms.filter(({ kind }) => kind === "displaced") : harms;
  return told[0]?.when?.year;
}

function positionOf({ attributes }: Mentions): PlaceText["position"] {
  const [latitude, longitude] = [
    Number(attributes["latitude"] ?? "x"),
    Number(attributes["longitude"] ?? "x"),
  ];
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : undefined;
}

type Answered = { readonly answer: PlaceAnswer; readonly year: number | undefined };

function placed(
  { role, text, within }: PlaceMention,
  gazetteer: Gazetteer,
  { answer, year }: Answered,
): PlaceMention {
  const written: PlaceMention = { role, text, ...(within === undefined ? {} : { within }) };
  const how = answer.evidence.map(({ key }) => key);
  if (answer.state === "unresolved") return { ...written, how };
  const path = answer.place === undefined ? [] : placePath(gazetteer, answer.place, year);
  const several =
    answer.state === "ambiguous"
      ? { candidates: answer.candidates.slice(0, MOST_CANDIDATES).map(({ place }) => place) }
      : {};
  return {
    ...written,
    ...(answer.place === undefined ? {} : { place: answer.place, path }),
    ...several,
    how,
  };
}
