/** A record for a person who judges it: what it says as its source wrote it, with a Latin reading beside. */
import { formatPrefixDate } from "../../base/prefix-date.ts";
import type { RecordId, SourceId } from "../../model/ids.ts";
import type { Mentions, PlaceMention } from "../../model/mention.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import { romaniseName, scriptOf } from "../../names/index.ts";

export type ShownField = { readonly field: string; readonly text: string; readonly romanised?: string };

export type ShownRecord = {
  readonly id: RecordId;
  readonly kind: RecordKind;
  readonly source: SourceId;
  readonly sourceName: string;
  readonly row: number;
  readonly fields: readonly ShownField[];
};

/** The fields that a shown record has. */
export const judgedFields = [
  "names",
  "dates",
  "age",
  "sex",
  "places",
  "harms.kind",
  "harms.when",
  "harms.where",
  "identifiers",
  "attributes",
] as const;

/** The record with the name of its source. */
export function showRecord(record: StoredRecord, sourceNames: ReadonlyMap<SourceId, string>): ShownRecord {
  const { id, kind, source, row } = record;
  const sourceName = sourceNames.get(source) ?? source;
  return { id, kind, source, sourceName, row, fields: shownFields(record.mentions).map(withReading) };
}

function shownFields(mentions: Mentions): readonly ShownField[] {
  const { names, dates, places, harms, identifiers, age, sex, attributes } = mentions;
  return [
    ...names.map(({ text, part, of }) => ({ field: of === "self" ? nameLabel(part) : `${of}'s name`, text })),
    ...dates.map(({ role, text }) => ({ field: `date of ${role}`, text })),
    ...(age === undefined ? [] : [{ field: "age", text: String(age) }]),
    ...(sex === undefined ? [] : [{ field: "sex", text: sex }]),
    ...places.map((place) => ({ field: place.role, text: placeText(place) })),
    ...harms.map(({ kind, when, where }) => ({
      field: kind,
      text: [when === undefined ? "" : formatPrefixDate(when), where === undefined ? "" : placeText(where)]
        .filter(Boolean)
        .join(", "),
    })),
    ...identifiers.map(({ kind, text }) => ({ field: kind, text })),
    ...Object.entries(attributes).map(([field, text]) => ({ field, text })),
  ].filter(({ text }) => text !== "");
}

const nameLabel = (part: string) => (part === "full" ? "name" : `${part} name`);
const placeText = ({ text, within = [] }: PlaceMention) => [text, ...within].join(", ");

function withReading(shown: ShownField): ShownField {
  const isLatin = scriptOf(shown.text) === "latin" || !/\p{L}/u.test(shown.text);
  return isLatin
    ? shown
    : { ...shown, romanised: shown.text.replace(LETTERS, (words) => romaniseName(words)) };
}

/** Runs of words: digits and the signs between stay as they are written, since a name's rules are not a date's. */
const LETTERS = /[\p{L}\p{M}](?:[\p{L}\p{M}'’ -]*[\p{L}\p{M}])?/gu;
