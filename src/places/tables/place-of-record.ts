/** A row of a gazetteer list as a place, or as what it adds to one. */
import { type Issue, issueAt, type Parsed } from "../../base/errors.ts";
import { placeId } from "../../model/ids.ts";
import type { NameMention } from "../../model/mention.ts";
import {
  type Place,
  type PlaceFate,
  type PlaceName,
  type PlacePrecision,
  placeFates,
  placePrecisions,
} from "../../model/place.ts";
import type { RecordDraft } from "../../model/record.ts";
import { scriptOf } from "../../names/script.ts";
import { parseSpans, spanOf } from "../year-span.ts";
import { geoNamesCodes, geoNamesLevel, geoNamesParent, isNameLanguage, type TextOf } from "./geonames.ts";
import { levelOf } from "./place-level-words.ts";
import { member } from "./world-table.ts";

/**
 * What a row says of a place: all of it, or only a name or a parent, as the tables of GeoNames that go with its main
 * one. `parent` texts are ids or codes; whoever has all the places settles which.
 */
export type PlaceRow = Omit<Place, "names" | "precision" | "parents"> & {
  readonly names: readonly PlaceName[];
  readonly precision?: PlacePrecision;
  readonly parents: readonly ParentRow[];
};

export type ParentRow = {
  readonly text: string;
  readonly from?: number;
  readonly until?: number;
  readonly source?: string;
};

/**
 * What a `place` record says. Its id is the attribute `id`, else an identifier `id`, else the row's key; a row about
 * another's names has the attribute `of`. A name without a language that stands in another script than its
 * neighbours gets that script for one. Issues for a place without a name, an unknown level or fate, and numbers
 * that are none.
 */
export function placeOfRecord(record: RecordDraft, source?: string): Parsed<PlaceRow> {
  const textOf = readerOf(record);
  const of = textOf("of");
  const names = isNameLanguage(textOf("language")) ? namesOf(record, textOf) : [];
  const fields = {
    level: readLevel(textOf("level"), record.row),
    latitude: readNumber("latitude", textOf("latitude"), record.row),
    longitude: readNumber("longitude", textOf("longitude"), record.row),
    geonames: readNumber("geonames", textOf("geonames"), record.row),
    population: readNumber("population", textOf("population"), record.row),
    coordinates: readLevel(textOf("coordinates"), record.row),
    fate: readFate(textOf("fate"), record.row),
  };
  const issues = [
    ...(names.length > 0 || of !== undefined
      ? []
      : [issueAt(`row ${record.row}`, "a place with a name", "")]),
    ...Object.values(fields).flatMap((field) => ("issues" in field ? field.issues : [])),
  ];
  if (issues.length > 0) return { issues };
  const codes = [...geoNamesCodes(textOf), ...listOf(textOf("codes"))];
  const successors = listOf(textOf("successors")).map(placeId);
  return {
    value: {
      id: placeId(of ?? textOf("id") ?? record.key),
      names,
      parents: parentsOf(textOf, source),
      ...member(
        "precision",
        parsedValue(fields.level) ??
          unitAbove(textOf)?.below ??
          (of === undefined ? geoNamesLevel(textOf) : undefined),
      ),
      ...member("latitude", parsedValue(fields.latitude)),
      ...member("longitude", parsedValue(fields.longitude)),
      ...member("coordinates", parsedValue(fields.coordinates)),
      ...member("population", parsedValue(fields.population)),
      ...member("pcode", textOf("pcode")),
      ...member("geonamesId", parsedValue(fields.geonames)),
      ...member("codes", codes.length === 0 ? undefined : codes),
      ...member("fate", parsedValue(fields.fate)),
      ...member("successors", successors.length === 0 ? undefined : successors),
      ...(of === undefined ? spanOf(textOf("from"), textOf("until")) : {}),
    },
  };
}

function readerOf({ mentions: { attributes, identifiers } }: RecordDraft): TextOf {
  return (name) => {
    const text = (attributes[name] ?? identifiers.find(({ kind }) => kind === name)?.text)?.trim();
    return text === "" ? undefined : text;
  };
}

function namesOf(record: RecordDraft, textOf: TextOf): readonly PlaceName[] {
  const own = record.mentions.names.filter((name) => name.of === "self");
  // A row about one name of another place tells that name's language and years in columns of their own.
  const [language, span] =
    textOf("of") === undefined
      ? [undefined, {}]
      : [textOf("language"), spanOf(textOf("from"), textOf("until"))];
  const former = textOf("historic") === undefined ? {} : { isFormer: true as const };
  const names = own
    .flatMap((name) => placeNames(name, language))
    .map((name) => ({ ...name, ...span, ...former }));
  const byText = new Map(names.map((name) => [JSON.stringify(name), name]));
  return [...byText.values()];
}

function placeNames(mention: NameMention, language: string | undefined): readonly PlaceName[] {
  const tag = mention.language ?? language;
  return parseSpans(mention.text).map((name) => {
    const known = tag ?? (mention.part === "other" ? scriptTag(name.text) : undefined);
    return known === undefined ? name : { ...name, language: known };
  });
}

const SCRIPT_TAGS: Readonly<Record<string, string>> = {
  latin: "und-Latn",
  cyrillic: "und-Cyrl",
  arabic: "und-Arab",
  armenian: "und-Armn",
  georgian: "und-Geor",
  hebrew: "und-Hebr",
  greek: "und-Grek",
};

/**
 * The language tag of a name whose language is not known: its script's, where it is one of those told apart.
 *
 * @example
 * scriptTag("Шуша"); //=> "und-Cyrl"
 */
export function scriptTag(text: string): string | undefined {
  return SCRIPT_TAGS[scriptOf(text)];
}

function parentsOf(textOf: TextOf, source: string | undefined): readonly ParentRow[] {
  const texts = parseSpans(textOf("parent") ?? "");
  const unit = unitAbove(textOf);
  const named = unit === undefined ? geoNamesParent(textOf) : [unit.code];
  const own = texts.length > 0 ? texts : named.map((text) => ({ text }));
  return source === undefined ? own : own.map((parent) => ({ ...parent, source }));
}

/** The nearest unit above a row of OCHA's tables of units, and what lies just below such. */
function unitAbove(
  textOf: TextOf,
): { readonly code: string; readonly below: PlacePrecision | undefined } | undefined {
  for (const level of [4, 3, 2, 1, 0]) {
    const code = textOf(`adm${level}_pcode`);
    if (code !== undefined) return { code, below: levelOf(`adm${level + 1}`) };
  }
  return undefined;
}

const listOf = (text: string | undefined): readonly string[] =>
  (text ?? "")
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function readLevel(text: string | undefined, row: number): Parsed<PlacePrecision | undefined> {
  if (text === undefined) return { value: undefined };
  const level = levelOf(text);
  return level === undefined ? refuse("level", row, placePrecisions.join(", "), text) : { value: level };
}

function readFate(text: string | undefined, row: number): Parsed<PlaceFate | undefined> {
  if (text === undefined) return { value: undefined };
  const fate = placeFates.find((known) => known === text.toLowerCase());
  return fate === undefined ? refuse("fate", row, placeFates.join(", "), text) : { value: fate };
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

const parsedValue = <Value>(parsed: Parsed<Value>): Value | undefined =>
  "value" in parsed ? parsed.value : undefined;
