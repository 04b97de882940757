/** What resolving a place as written can come to, and by which evidence. */
import type { PlaceId } from "../model/ids.ts";
import type { PlacePrecision } from "../model/place.ts";

/** Signs by which a place was found or could not be; the words for each are in `evidenceWords`. */
export type Evidence =
  | {
      readonly key: "same-name" | "same-letters" | "same-consonants" | "close-spelling";
      readonly name: string;
    }
  | { readonly key: "other-period"; readonly name: string; readonly year: number }
  | { readonly key: "renamed"; readonly from: string }
  | { readonly key: "within" | "not-within" | "beside"; readonly text: string }
  | { readonly key: "type"; readonly level: PlacePrecision }
  | { readonly key: "year"; readonly year: number }
  | { readonly key: "widest" | "world" | "world-alone" | "close-alone" | "not-named" }
  | { readonly key: "position"; readonly km: number }
  | { readonly key: "list"; readonly share: number; readonly of: PlaceId }
  | { readonly key: "several"; readonly count: number }
  | { readonly key: "common"; readonly precision: PlacePrecision };
export type EvidenceKey = Evidence["key"];

/** A place that a mention may mean. */
export type Candidate = {
  readonly place: PlaceId;
  readonly precision: PlacePrecision;
  readonly name: string; // by which it was found
  readonly share?: number; // of the list's other places that lie with it, where a list was given
};

/**
 * *resolved*: one place, as finely as `precision` says. *ambiguous*: one of several; `place` is what all of them lie
 * in, where there is such a place, and `precision` is then its. *unresolved*: the mention stays as written; candidates
 * are those that something spoke against.
 */
export type PlaceAnswer =
  | {
      readonly state: "resolved";
      readonly place: PlaceId;
      readonly precision: PlacePrecision;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly state: "ambiguous";
      readonly place?: PlaceId;
      readonly precision?: PlacePrecision;
      readonly candidates: readonly Candidate[]; // likeliest first
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly state: "unresolved";
      readonly candidates: readonly Candidate[];
      readonly evidence: readonly Evidence[];
    };

/**
 * Evidence in English.
 *
 * @example
 * evidenceWords({ key: "within", text: "Lusvar" }); //=> 'within "Lusvar"'
 */
export function evidenceWords(evidence: Evidence): string {
  switch (evidence.key) {
    case "same-name":
      return "same name";
    case "same-letters":
      return `same name as ${quote(evidence.name)} in another script or spelling`;
    case "same-consonants":
      return `same consonants as ${quote(evidence.name)}`;
    case "close-spelling":
      return `close to ${quote(evidence.name)}`;
    case "other-period":
      return `${quote(evidence.name)} is no name of it in ${evidence.year}`;
    case "renamed":
      return `the later name of ${quote(evidence.from)}`;
    case "within":
      return `within ${quote(evidence.text)}`;
    case "not-within":
      return `none of that name lies within ${quote(evidence.text)}`;
    case "beside":
      return `only near ${quote(evidence.text)}: what that lies in is taken`;
    case "type":
      return `said to be a ${evidence.level}`;
    case "year":
      return `the one of that name in ${evidence.year}`;
    case "widest":
      return "the widest of several that lie in one another";
    case "world":
      return "named by the gazetteer of the world";
    case "world-alone":
      return "only the gazetteer of the world names it, and nothing else says where it lies";
    case "close-alone":
      return "of so many names another may be meant, and nothing else speaks for this one";
    case "not-named":
      return "no place is named so";
    case "position":
      return `the coordinates given are ${Math.round(evidence.km)} km from it`;
    case "list":
      return `${Math.round(100 * evidence.share)} % of the list's places lie in the same place above`;
    case "several":
      return `${evidence.count} places are named so`;
    case "common":
      return `they share a ${evidence.precision}, which is taken for the place`;
  }
}

const quote = (text: string) => JSON.stringify(text);

/**
 * The evidence of an answer in one line.
 *
 * @example
 * explainAnswer({ state: "unresolved", candidates: [], evidence: [{ key: "not-named" }] }); //=> "no place is named so"
 */
export function explainAnswer({ evidence }: PlaceAnswer): string {
  return evidence.map(evidenceWords).join("; ");
}
