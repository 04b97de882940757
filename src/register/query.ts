/** What a figure's query asks of one record. Counting, publishing and verifying all use this file, so that they agree. */
import type { Json } from "../base/canonical-json.ts";
import type { Verdict } from "../base/errors.ts";
import { containsInterval, type DayInterval, dayInterval, parsePrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import { type HarmKind, type HarmStatus, harmStatuses } from "../model/harm.ts";
import type { SourceRecord } from "../model/record.ts";
import {
  datePrecisions,
  dateTo,
  HARM_SLOTS,
  harmPlace,
  ownPlace,
  PLACE_LEVELS,
  placePath,
} from "./entry-fields.ts";

/** Harms that are a state and can end, with the statuses that end them. Other harms stay what happened. */
const endings: { readonly [Kind in HarmKind]?: readonly HarmStatus[] } = {
  missing: ["found-alive", "found-dead", "returned"],
  occupied: ["returned", "restored"],
  contaminated: ["cleared"],
};

/**
 * The statuses with which a harm counts in a figure of its kind.
 *
 * @example
 * countedStatuses("contaminated").includes("cleared"); //=> false
 */
export function countedStatuses(kind: HarmKind): readonly HarmStatus[] {
  return harmStatuses.filter((status) => !endsHarm(kind, status));
}

/** Whether a status ends a harm of this kind: it is one of those with which the harm does not count. */
export function endsHarm(kind: HarmKind, status: HarmStatus): boolean {
  return endings[kind]?.includes(status) === true;
}

/**
 * Whether a record puts its entity under the query: its kind is the query's unit and one harm of it has the
 * kind, an unended status, lies wholly inside the period and in the place or below. A query with neither harm nor
 * period asks for the record's own place. Only the first three harms and five levels of places are looked at,
 * as only those are in its leaf.
 */
export function matchesQuery(record: SourceRecord, query: FigureQuery): boolean {
  return findProof(record, query) !== undefined;
}

/**
 * Names of the leaf's fields that show that the record matches: the first harm that does, its date no finer than
 * the period needs, its place at the level of the query's. Empty when the record does not match.
 */
export function disclosureNames(record: SourceRecord, query: FigureQuery): readonly string[] {
  return findProof(record, query) ?? [];
}

/** A record among the ledger's entries. */
type Indexed = { readonly index: number };

/**
 * Of an entity's records, the one that speaks for it in a figure: of those that match, the first in the ledger;
 * undefined when none does.
 */
export function representativeRecord<T extends SourceRecord & Indexed>(
  records: readonly T[],
  query: FigureQuery,
): T | undefined {
  const matching = records.filter((record) => matchesQuery(record, query));
  return matching.toSorted((a, b) => a.index - b.index)[0];
}

/**
 * Whether disclosed fields show that their record matches, and disclose nothing beyond that.
 *
 * @example
 * provesQuery(new Map([["kind", "site"]]), { unit: "person" }).reason; //=> 'kind is "site", wanted "person"'
 */
export function provesQuery(fields: ReadonlyMap<string, Json>, query: FigureQuery): Verdict {
  const wanted = asksForHarm(query) ? provenHarm(fields, query) : provenPlace(fields, query, "place");
  if (typeof wanted === "string") return { ok: false, reason: wanted };
  if (fields.get("kind") !== query.unit)
    return { ok: false, reason: `kind is ${show(fields.get("kind"))}, wanted ${show(query.unit)}` };
  const names = new Set(["kind", ...wanted]);
  const extra = [...fields.keys()].find((name) => !names.has(name));
  return extra === undefined ? { ok: true } : { ok: false, reason: `${extra} is disclosed without need` };
}

const asksForHarm = ({ harm, from, until }: FigureQuery) =>
  harm !== undefined || from !== undefined || until !== undefined;

function findProof(record: SourceRecord, query: FigureQuery): readonly string[] | undefined {
  if (record.kind !== query.unit) return undefined;
  if (!asksForHarm(query)) {
    const place = placeProof(placePath(ownPlace(record)), query, "place");
    return place && ["kind", ...place];
  }
  const slots = record.mentions.harms.slice(0, HARM_SLOTS).keys();
  return slots.map((slot) => harmProof(record, query, slot)).find((proof) => proof !== undefined);
}

function harmProof(record: SourceRecord, query: FigureQuery, slot: number): readonly string[] | undefined {
  const harm = record.mentions.harms[slot];
  if (harm === undefined || (query.harm !== undefined && harm.kind !== query.harm)) return undefined;
  if (query.harm !== undefined && !countedStatuses(query.harm).includes(harm.status)) return undefined;
  const name = `harm.${slot + 1}`;
  const place = placeProof(placePath(harmPlace(record, harm)), query, `${name}.place`);
  const period = periodOf(query);
  // The coarsest precision that already lies inside the period: no finer one is disclosed.
  const precision = datePrecisions.find((each) => isInside(dateTo(harm.when, each), period));
  if (place === undefined || (period !== undefined && precision === undefined)) return undefined;
  const kind = query.harm === undefined ? [] : [`${name}.kind`, `${name}.status`];
  return ["kind", ...kind, ...(period === undefined ? [] : [`${name}.${precision}`]), ...place];
}

function placeProof(
  path: readonly string[],
  query: FigureQuery,
  name: string,
): readonly string[] | undefined {
  if (query.place === undefined) return [];
  const level = path.indexOf(query.place);
  return level < 0 ? undefined : [`${name}.${level + 1}`];
}

/** The names that show the harm, or why it is not shown. */
function provenHarm(fields: ReadonlyMap<string, Json>, query: FigureQuery): readonly string[] | string {
  const slots = Array.from({ length: HARM_SLOTS }, (_, slot) => `harm.${slot + 1}`);
  const name = slots.find((slot) => [...fields.keys()].some((field) => field.startsWith(`${slot}.`)));
  if (name === undefined) return "no harm is disclosed";
  const kind = provenKind(fields, query, name);
  const date = provenDate(fields, query, name);
  const place = provenPlace(fields, query, `${name}.place`);
  if (typeof kind === "string") return kind;
  if (typeof date === "string") return date;
  return typeof place === "string" ? place : [...kind, ...date, ...place];
}

function provenKind(
  fields: ReadonlyMap<string, Json>,
  { harm }: FigureQuery,
  name: string,
): readonly string[] | string {
  if (harm === undefined) return [];
  const [kind, status] = [fields.get(`${name}.kind`), fields.get(`${name}.status`)];
  if (kind !== harm) return `${name}.kind is ${show(kind)}, wanted ${show(harm)}`;
  if (!countedStatuses(harm).some((counted) => counted === status))
    return `${name}.status is ${show(status)}, with which ${harm} is not counted`;
  return [`${name}.kind`, `${name}.status`];
}

function provenDate(
  fields: ReadonlyMap<string, Json>,
  query: FigureQuery,
  name: string,
): readonly string[] | string {
  const period = periodOf(query);
  if (period === undefined) return [];
  const field = datePrecisions.map((precision) => `${name}.${precision}`).find((each) => fields.has(each));
  if (field === undefined) return `${name} has no date disclosed`;
  const value = fields.get(field);
  return isInside(value, period) ? [field] : `${field} is ${show(value)}, not inside the period`;
}

function provenPlace(
  fields: ReadonlyMap<string, Json>,
  { place }: FigureQuery,
  name: string,
): readonly string[] | string {
  if (place === undefined) return [];
  const levels = Array.from({ length: PLACE_LEVELS }, (_, level) => `${name}.${level + 1}`);
  const level = levels.find((each) => fields.get(each) === place);
  return level === undefined ? `no ${name} is ${show(place)}` : [level];
}

function periodOf({ from, until }: FigureQuery): DayInterval | undefined {
  if (from === undefined && until === undefined) return undefined;
  return {
    start: from === undefined ? Number.NEGATIVE_INFINITY : dayInterval(from).start,
    end: until === undefined ? Number.POSITIVE_INFINITY : dayInterval(until).end,
  };
}

function isInside(text: Json | undefined, period: DayInterval | undefined): boolean {
  const date = typeof text === "string" ? parsePrefixDate(text) : undefined;
  return date !== undefined && period !== undefined && containsInterval(period, dayInterval(date));
}

const show = (value: Json | undefined) => (value === undefined ? "not disclosed" : JSON.stringify(value));
