/** What the ledger commits of an entry: named fields, each of which can be disclosed alone. */
import { sha256 } from "#sha256";
import { toBase64url } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import { formatPrefixDate, type PrefixDate } from "../base/prefix-date.ts";
import { type Entry, formatEntry } from "../model/entry.ts";
import type { Harm } from "../model/harm.ts";
import type { PlaceId } from "../model/ids.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";

export type Field = readonly [name: string, value: Json];

/** Harms of one record that the ledger has room for; what a record says beyond them is kept but cannot be counted. */
export const HARM_SLOTS = 3;
/** Levels of places that the ledger has room for: country, region, district, settlement, exact spot. */
export const PLACE_LEVELS = 5;

/**
 * The fields of an entry's leaf. A record gives the same names whatever it says, null where it says nothing,
 * so that the number of fields tells nothing. `content` is the digest of the whole entry: of `bytes`, which are
 * `formatEntry(entry)` for whoever has them already.
 */
export function entryFields(entry: Entry, bytes: Uint8Array = formatEntry(entry)): readonly Field[] {
  const content = toBase64url(sha256(bytes));
  const start: readonly Field[] = [
    ["entry", entry.entry],
    ["content", content],
  ];
  if (entry.entry === "record") return [...start, ...recordFields(entry.record)];
  if (entry.entry !== "publication") return start;
  const { appeal, version, manifest, tags, size } = entry;
  return [
    ...start,
    ["appeal", appeal],
    ["version", version],
    ["manifest", manifest],
    ...(tags === undefined ? [] : [["tags", tags] satisfies Field]),
    ["size", size],
  ];
}

function recordFields(record: SourceRecord): readonly Field[] {
  return [
    ["record", record.id],
    ["source", record.source],
    ["version", record.version],
    ["kind", record.kind],
    ["persons", record.mentions.persons ?? null],
    ...placeFields("place", ownPlace(record)),
    ...Array.from({ length: HARM_SLOTS }, (_, slot) => harmFields(record, slot)).flat(),
  ];
}

function harmFields(record: SourceRecord, slot: number): readonly Field[] {
  const harm = record.mentions.harms[slot];
  const name = `harm.${slot + 1}`;
  return [
    [`${name}.kind`, harm?.kind ?? null],
    [`${name}.status`, harm?.status ?? null],
    ...datePrecisions.map((precision): Field => [`${name}.${precision}`, dateTo(harm?.when, precision)]),
    ...placeFields(`${name}.place`, harm === undefined ? undefined : harmPlace(record, harm)),
  ];
}

function placeFields(name: string, mention: PlaceMention | undefined): readonly Field[] {
  const path = placePath(mention);
  return Array.from(
    { length: PLACE_LEVELS },
    (_, level): Field => [`${name}.${level + 1}`, path[level] ?? null],
  );
}

export const datePrecisions = ["year", "month", "day"] as const;
export type DatePrecision = (typeof datePrecisions)[number];

/**
 * The text of `date` cut to `precision`, or null when the date is unknown or not known so finely.
 *
 * @example
 * dateTo({ year: 1992, month: 2, day: 17 }, "month"); //=> "1992-02"
 */
export function dateTo(date: PrefixDate | undefined, precision: DatePrecision): string | null {
  if (date?.[precision] === undefined) return null;
  const { year, month, day } = date;
  if (precision === "year" || month === undefined) return formatPrefixDate({ year });
  if (precision === "month" || day === undefined) return formatPrefixDate({ year, month });
  return formatPrefixDate({ year, month, day });
}

/**
 * Place ids from the widest place down to the mention's own, at most `PLACE_LEVELS`; empty while it is
 * unresolved. The path is the record's, as it stood when the record was appended.
 */
export function placePath(mention: PlaceMention | undefined): readonly PlaceId[] {
  if (mention?.place === undefined) return [];
  return (mention.path ?? [mention.place]).slice(0, PLACE_LEVELS);
}

/** Where a record's own subject belongs: a site's location, a person's origin, residence or birthplace. */
export function ownPlace(record: SourceRecord): PlaceMention | undefined {
  return firstPlace(record, ["location", "origin", "residence", "birth"]);
}

/**
 * Where a harm happened: what the harm says, else the row's place of harm, else the place of a site, a hazard
 * or an event, else, for the displaced, where they were displaced from. Nobody is taken to have been killed
 * where they lived.
 */
export function harmPlace(record: SourceRecord, harm: Harm): PlaceMention | undefined {
  if (harm.where !== undefined) return harm.where;
  return firstPlace(
    record,
    harm.kind === "displaced" ? ["harm", "location", "origin"] : ["harm", "location"],
  );
}

function firstPlace(record: SourceRecord, roles: readonly PlaceMention["role"][]): PlaceMention | undefined {
  const { places } = record.mentions;
  const role = roles.find((wanted) => places.some((mention) => mention.role === wanted));
  return places.find((mention) => mention.role === role);
}
