/** Who may see a field: from everybody to nobody, by what the field is and what its source consented to. */
import type { RecordKind } from "./record.ts";

export const audiences = ["public", "coalition", "organisation", "sealed"] as const; // widest first
export type Audience = (typeof audiences)[number];

/**
 * The narrower of two audiences: a source's consent can only narrow what a field's default allows.
 *
 * @example
 * narrowerAudience("public", "organisation"); //=> "organisation"
 */
export function narrowerAudience(a: Audience, b: Audience): Audience {
  return audiences.indexOf(a) >= audiences.indexOf(b) ? a : b;
}

/**
 * Audience of each field of a record that tells of people, unless its source says otherwise. A field that does not
 * stand here is for its organisation alone. `row` is where it stands in its list, by which key, and so its id.
 */
const aboutPeople: { readonly [path: string]: Audience } = {
  names: "organisation",
  "names.relatives": "organisation",
  "dates.birth": "organisation",
  "dates.death": "coalition",
  "dates.other": "coalition",
  "places.birth": "coalition",
  "places.origin": "coalition",
  "places.residence": "organisation",
  "places.harm": "coalition",
  "places.location": "coalition",
  identifiers: "organisation",
  contacts: "organisation",
  relations: "organisation",
  notes: "organisation",
  sex: "coalition",
  age: "coalition",
  persons: "coalition",
  attributes: "organisation",
  "harms.kind": "coalition",
  "harms.when": "coalition",
  "harms.where": "coalition",
  "harms.until": "coalition",
  "harms.dating": "coalition",
  "harms.placePrecision": "coalition",
  "harms.circumstances": "organisation",
  "harms.qualifications": "coalition",
  "harms.history": "organisation",
  "harms.alleged": "organisation",
  units: "coalition",
  return: "organisation",
  event: "coalition",
  "event.alleged": "organisation",
  accidents: "coalition",
  "accidents.victims": "organisation", // who may be named
  assessments: "coalition",
  "assessments.assessor": "organisation",
  geometry: "coalition",
  hazard: "coalition",
  witnesses: "sealed",
  antemortem: "sealed",
  matches: "organisation", // whom others are told that it was matched with a record of theirs: asking tells of itself
  row: "organisation",
  cells: "organisation",
};

/** The same for sites, land, events and places: they are no people, but what is said of people beside them is. */
const aboutThings: { readonly [path: string]: Audience } = {
  ...aboutPeople,
  names: "public",
  "dates.death": "public",
  "dates.other": "public",
  "places.birth": "public",
  "places.origin": "public",
  "places.harm": "public",
  "places.location": "public",
  identifiers: "public",
  persons: "public",
  attributes: "public",
  "harms.kind": "public",
  "harms.when": "public",
  "harms.where": "public",
  "harms.until": "public",
  "harms.dating": "public",
  "harms.placePrecision": "public",
  "harms.circumstances": "coalition",
  "harms.qualifications": "public",
  event: "public",
  assessments: "public",
  geometry: "public",
  hazard: "public",
  row: "public",
};

/** Fields that consent and restrictions can name: `names` speaks of `names.relatives` too, unless that is named. */
export const fieldPaths: readonly string[] = [
  ...new Set(Object.keys(aboutPeople).flatMap((path) => [path.split(".")[0] ?? path, path])),
];

/** What a source allows: in general, and of single fields. */
export type Consent = {
  readonly general: Audience;
  readonly fields: { readonly [path: string]: Audience };
};

/** What is narrower for one record than for the rest of its source, by field; `record` is all of it. */
export type Restrictions = { readonly [path: string]: Audience };

/**
 * The audience of a field of one record: what its source says of the field, else the field's default, and never wider
 * than the source's general consent or a restriction of the record. `path` may be any; `harms.alleged` for example.
 *
 * @example
 * const consent = { general: "coalition", fields: { names: "public" } };
 * audienceOf("person", consent, {})("names"); //=> "coalition"
 */
export function audienceOf(
  kind: RecordKind,
  { general, fields }: Consent,
  restrictions: Restrictions,
): (path: string) => Audience {
  const defaults = kind === "person" || kind === "group" ? aboutPeople : aboutThings;
  const restricted = (path: string) =>
    Object.entries(restrictions)
      .filter(([named]) => named === "record" || covers(named, path))
      .map(([, audience]) => audience);
  const known = new Map<string, Audience>();
  return (path) => {
    const last = known.get(path);
    if (last !== undefined) return last;
    const said = fields[path] ?? fields[path.split(".")[0] ?? path];
    const usual = said ?? defaults[path] ?? "organisation";
    const audience = [general, ...restricted(path)].reduce(narrowerAudience, usual);
    known.set(path, audience);
    return audience;
  };
}

const covers = (named: string, path: string): boolean => path === named || path.startsWith(`${named}.`);

/**
 * Consent to single fields from its text, or the word that is wrong.
 *
 * @example
 * parseFieldConsent("names=coalition, sex=public"); //=> { value: { names: "coalition", sex: "public" } }
 */
export function parseFieldConsent(
  text: string,
): { readonly value: Consent["fields"] } | { readonly wrong: string } {
  const fields: { [path: string]: Audience } = {};
  for (const part of text.split(",").map((word) => word.trim())) {
    if (part === "") continue;
    const [path = "", said = ""] = part.split("=").map((word) => word.trim());
    const audience = audiences.find((known) => known === said);
    if (audience === undefined || !fieldPaths.includes(path)) return { wrong: part };
    fields[path] = audience;
  }
  return { value: fields };
}
