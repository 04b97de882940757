/** From the mentions of records to fields that can be compared: people, sites, hazards and events. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import {
  HEAD_OF_FORM,
  type Mentions,
  type NamePart,
  type PlaceMention,
  type PlaceRole,
} from "../model/mention.ts";
import type { RecordDraft } from "../model/record.ts";
import type { FieldKind, LinkField } from "./link-table.ts";

type Reader = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly read: (record: RecordDraft) => string;
};

const readers: readonly Reader[] = [
  { name: "name", kind: "full-name", read: ({ mentions }) => ownName(mentions) },
  { name: "mother", kind: "mother", read: ({ mentions }) => relativeName(mentions, "mother") },
  { name: "birth", kind: "date", read: ({ mentions }) => birthOf(mentions) },
  {
    name: "age",
    kind: "age",
    read: ({ mentions }) =>
      mentions.age === undefined || ageAtHarm(mentions) !== undefined ? "" : String(mentions.age),
  },
  { name: "sex", kind: "sex", read: ({ mentions }) => mentions.sex ?? "" },
  {
    name: "type",
    kind: "category",
    read: ({ mentions }) => mentions.attributes["type"] ?? mentions.attributes["device"] ?? "",
  },
  { name: "origin", kind: "place", read: ({ mentions }) => placeOf(mentions, ["origin", "birth"]) },
  { name: "residence", kind: "place", read: ({ mentions }) => placeOf(mentions, ["residence"]) },
  { name: "location", kind: "place", read: ({ mentions }) => placeOf(mentions, ["location"]) },
  { name: "number", kind: "category", read: numberOf },
  { name: "area", kind: "number", read: ({ mentions }) => mentions.attributes["area_m2"] ?? "" },
  { name: "point", kind: "point", read: pointOf },
  { name: "place of harm", kind: "place", read: ({ mentions }) => harmPlace(mentions) },
  { name: "date of harm", kind: "event-date", read: ({ mentions }) => harmDate(mentions) },
  { name: "identifier", kind: "identifier", read: ({ mentions }) => identifierOf(mentions) },
  { name: "head of form", kind: "identifier", read: ({ mentions }) => formOf(mentions) },
];

/** Every field that records of the register may have, in order. */
export const recordFields: readonly Pick<LinkField, "name" | "kind">[] = readers.map(({ name, kind }) => ({
  name,
  kind,
}));

/** What a record says in each of `recordFields`, "" where it says nothing. */
export function readRecordFields(record: RecordDraft): readonly string[] {
  return readers.map(({ read }) => read(record));
}

/**
 * The fields of `records`, each with one value per record, "" where it says nothing; fields that no record fills are
 * left out. A resolved place is its id, so that its names in all languages are one value. Names of sites, hazards and
 * events are full names as well.
 */
export function personFields(records: readonly RecordDraft[]): readonly LinkField[] {
  return readers
    .map(({ name, kind, read }) => ({ name, kind, values: records.map(read) }))
    .filter(({ values }) => values.some((value) => value !== ""));
}

const PART_ORDER: readonly NamePart[] = ["given", "father", "family"];

/**
 * The name in full as written, or its parts in the order given, father's, family; then the father's name where the row
 * has it apart. Compared beside the name it would count twice in lists that write it into the name.
 */
function ownName(mentions: Mentions): string {
  const [own, father] = [ownParts(mentions), relativeName(mentions, "father")];
  const words = new Set(own.toLowerCase().split(/\s+/));
  const isApart =
    father !== "" &&
    !father
      .toLowerCase()
      .split(/\s+/)
      .some((word) => words.has(word));
  return isApart ? `${own} ${father}`.trim() : own;
}

function ownParts({ names }: Mentions): string {
  const own = names.filter(({ of }) => of === "self");
  const full = own.find(({ part }) => part === "full");
  if (full !== undefined) return full.text;
  const parts = PART_ORDER.flatMap((part) => own.filter((name) => name.part === part).slice(0, 1));
  return (parts.length > 0 ? parts : own.slice(0, 1)).map(({ text }) => text).join(" ");
}

function relativeName({ names }: Mentions, of: "father" | "mother"): string {
  const named = names.filter((name) => name.of === of).map(({ text }) => text);
  const asPart =
    of === "father" ? names.find((name) => name.of === "self" && name.part === "father")?.text : undefined;
  return named.length > 0 ? named.join(" ") : (asPart ?? "");
}

/** The date of birth; where only an age at death or disappearance is known, the year that it points to. */
function birthOf(mentions: Mentions): string {
  const date = mentions.dates.find(({ role }) => role === "birth")?.date;
  if (date !== undefined) return formatPrefixDate(date);
  const then = ageAtHarm(mentions);
  return then === undefined ? "" : String(then.year - then.age);
}

/** Lists of the killed and the missing give the age at that day; of the displaced, the age when the list was made. */
function ageAtHarm({
  age,
  dates,
  harms,
}: Mentions): { readonly age: number; readonly year: number } | undefined {
  const [harm] = harms;
  const isThen = harm?.kind === "killed" || harm?.kind === "missing";
  if (age === undefined || !isThen || harm.when === undefined) return undefined;
  return dates.some(({ role }) => role === "birth") ? undefined : { age, year: harm.when.year };
}

function placeOf({ places }: Mentions, roles: readonly PlaceRole[]): string {
  const found = roles.flatMap((role) => places.filter((place) => place.role === role))[0];
  return found === undefined ? "" : placeText(found);
}

function harmPlace({ harms, places }: Mentions): string {
  const where = harms[0]?.where ?? places.find(({ role }) => role === "harm");
  return where === undefined ? "" : placeText(where);
}

/**
 * The path of a resolved place, so that places compare by hierarchy; else the place as written. What may be one of
 * several places is not the place that all of them lie in.
 */
function placeText({ text, place, path, candidates }: PlaceMention): string {
  return place === undefined || candidates !== undefined ? text : `@${(path ?? [place]).join("/")}`;
}

/** Where a site or a hazard lies; of a person it would be where the form was filled in. */
function pointOf({ kind, mentions }: RecordDraft): string {
  const { latitude, longitude } = mentions.attributes;
  return kind === "person" || latitude === undefined || longitude === undefined
    ? ""
    : `${latitude},${longitude}`;
}

/** The number that a site or a hazard bears in its name: field 1 and field 2 of a village are two. */
function numberOf({ kind, mentions }: RecordDraft): string {
  if (kind === "person") return "";
  return mentions.names.flatMap(({ text }) => /\p{Nd}+/u.exec(text) ?? [])[0] ?? "";
}

/** The first identifier that means the same in another list; a list's own numbers start at 1 in each. */
function identifierOf({ identifiers }: Mentions): string {
  return identifiers.find(({ kind }) => kind !== "list-id" && kind !== HEAD_OF_FORM)?.text ?? "";
}

/** The form of a survey of which the record is the head. */
function formOf({ identifiers }: Mentions): string {
  return identifiers.find(({ kind }) => kind === HEAD_OF_FORM)?.text ?? "";
}

function harmDate({ harms }: Mentions): string {
  const when = harms[0]?.when;
  return when === undefined ? "" : formatPrefixDate(when);
}
