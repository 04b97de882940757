/** A row of a gazetteer list as a place. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { placeId } from "../model/ids.ts";
import type { NameMention } from "../model/mention.ts";
import { type Place, type PlaceName, type PlacePrecision, placePrecisions } from "../model/place.ts";
import type { RecordDraft } from "../model/record.ts";

/** Words for levels in the lists of gazetteers, P-codes and GeoNames feature classes, in lower case. */
const LEVELS: ReadonlyMap<string, PlacePrecision> = new Map([
  ...placePrecisions.map((precision) => [precision, precision] as const),
  ...wordsFor("exact", "building site point address street house"),
  ...wordsFor("settlement", "village town city hamlet adm4 adm5 admin4 ppl camp 4"),
  ...wordsFor("district", "municipality county rayon adm2 adm3 admin2 admin3 2 3"),
  ...wordsFor("region", "province governorate oblast state adm1 admin1 1"),
  ...wordsFor("country", "adm0 admin0 nation territory 0"),
]);

/**
 * The place that a `place` record describes. Its id is the attribute `id`, else an identifier `id`, else the
 * row's key. Attributes read: `parent`, `level`, `latitude`, `longitude`, `pcode`, `geonames`; a level that is not
 * given is a settlement. Issues for a record without a name, an unknown level, or numbers that are none.
 */
export function placeOfRecord(record: RecordDraft): Parsed<Place> {
  const names = record.mentions.names.filter((name) => name.of === "self").map(placeName);
  const { attributes, identifiers } = record.mentions;
  const textOf = (name: string) => {
    const text = attributes[name] ?? identifiers.find(({ kind }) => kind === name)?.text;
    return text?.trim() === "" ? undefined : text?.trim();
  };
  const fields = {
    level: readLevel(textOf("level"), record.row),
    latitude: readNumber("latitude", textOf("latitude"), record.row),
    longitude: readNumber("longitude", textOf("longitude"), record.row),
    geonames: readNumber("geonames", textOf("geonames"), record.row),
  };
  const issues = [
    ...(names.length > 0 ? [] : [issueAt(`row ${record.row}`, "a place with a name", "")]),
    ...Object.values(fields).flatMap((field) => ("issues" in field ? field.issues : [])),
  ];
  if (issues.length > 0) return { issues };
  const [parent, pcode] = [textOf("parent"), textOf("pcode")];
  return {
    value: {
      id: placeId(textOf("id") ?? record.key),
      names,
      precision: readValue(fields.level) ?? "settlement",
      ...optional("parent", parent === undefined ? undefined : placeId(parent)),
      ...optional("latitude", readValue(fields.latitude)),
      ...optional("longitude", readValue(fields.longitude)),
      ...optional("pcode", pcode),
      ...optional("geonamesId", readValue(fields.geonames)),
    },
  };
}

function wordsFor(precision: PlacePrecision, words: string): readonly (readonly [string, PlacePrecision])[] {
  return words.split(" ").map((word) => [word, precision]);
}

function placeName({ text, language }: NameMention): PlaceName {
  return language === undefined ? { text } : { text, language };
}

function readLevel(text: string | undefined, row: number): Parsed<PlacePrecision | undefined> {
  if (text === undefined) return { value: undefined };
  const level = LEVELS.get(text.toLowerCase());
  return level === undefined ? refuse("level", row, placePrecisions.join(", "), text) : { value: level };
}

function readNumber(name: string, text: string | undefined, row: number): Parsed<number | undefined> {
  if (text === undefined) return { value: undefined };
  // Lists from most of Europe and Asia write a decimal comma.
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? { value: number } : refuse(name, row, "a number", text);
}

function refuse(name: string, row: number, expected: string, received: string): { issues: readonly Issue[] } {
  return { issues: [issueAt(`row ${row}, ${name}`, expected, received)] };
}

const readValue = <Value>(parsed: Parsed<Value>): Value | undefined =>
  "value" in parsed ? parsed.value : undefined;

/** A member that is left out where there is no value. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: Value });
}
