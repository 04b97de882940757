/** The meaning of one column: its header's words, then what its values look like. */

import type { ColumnMeaning } from "../model/column-meaning.ts";
import { harmKinds } from "../model/harm.ts";
import type { ColumnInput, ColumnSetting, Meaning } from "./column-input.ts";
import type { PlaceLevel } from "./column-mapping.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { foldHeader } from "./fold-header.ts";
import { type Concept, conceptsOf, unknownWords } from "./header-concepts.ts";
import { identifierRule } from "./infer-identifier.ts";
import { isHectares, nounRule } from "./infer-noun.ts";
import { isRelationToHead } from "./kin-words.ts";
import { placeLevelOf } from "./place-level.ts";

/** The `kind` of a column of sexes where "k" stands beside "q": kişi and qadın. */
export const K_IS_MALE = "k-is-male";

/** System columns of KoboToolbox and ODK exports: what joins forms, and what is about the device. */
const formColumns: readonly (readonly [RegExp, ColumnMeaning])[] = [
  [/^(meta\/)?rootUuid$|^_uuid$/, "form-key"],
  [/^_index$/, "form-index"],
  [/^_parent_index$/, "parent-index"],
  [/^_parent_table_name$/, "parent-table"],
  [
    /^_(id|submission_|validation|notes|status|submitted|tags|attachments|geolocation|xform|bamboo|version)/,
    "ignore",
  ],
  [
    /^(__version__|start|end|today|deviceid|username|simserial|subscriberid|phonenumber|formhub\/uuid)$/,
    "ignore",
  ],
  [/^meta\/|_(altitude|precision)$|^_gps/i, "ignore"],
];

/** What a column means in its table. Never fails: a column that nothing explains is a note. */
export function inferColumn(header: string, profile: ColumnProfile, setting: ColumnSetting): Meaning {
  // The 0/1 columns of a question with several answers repeat its own column.
  if (/\S\/\S/.test(header) && profile.isFlag) return { means: "ignore" };
  const form = formColumns.find(([pattern]) => pattern.test(header));
  if (form !== undefined) return { means: form[1] };
  if (setting.records === "person" && isRelationToHead(profile.values)) return { means: "relation-to-head" };
  const concepts = conceptsOf(header);
  const has = (...wanted: readonly Concept[]) => wanted.every((concept) => concepts.has(concept));
  const any = (...wanted: readonly Concept[]) => wanted.some((concept) => concepts.has(concept));
  if (profile.points > 0.8 || (profile.isFlag && !any(...numeric))) return { means: "note" };
  const input = { header, concepts, unknown: unknownWords(header), has, any, profile, setting };
  for (const rule of [
    nounRule,
    identifierRule,
    coordinateRule,
    harmRule,
    lifeRule,
    nameRule,
    placeRule,
    otherRule,
  ]) {
    const meaning = rule(input);
    if (meaning !== undefined) return meaning;
  }
  return byValues(profile);
}

function coordinateRule({ any, has, profile, setting }: ColumnInput): Meaning | undefined {
  if (any("latitude") && profile.letters < 0.5) return { means: "latitude" };
  if (any("longitude") && profile.letters < 0.5) return { means: "longitude" };
  if (setting.records !== "place" || has("name")) return undefined;
  if (any("level")) return { means: "place-level" };
  if (any("type") && !setting.concepts.has("level") && isOfLevels(profile)) return { means: "place-level" };
  return undefined;
}

/** What 0 and 1 may be numbers of; in any other column they are no and yes. */
const numeric = ["id", "number", "row-number", "count", "persons", "household", "age", "level"] as const;

const isDated = ({ dates, dayNumbers, values }: ColumnProfile) =>
  dates + dayNumbers > 0.5 || values.length === 0;

const isOfLevels = ({ values }: ColumnProfile) =>
  values.length > 0 && values.every((text) => placeLevelOf(text) !== undefined);

/** When, where, how it happened and how it stands. */
function harmRule({ any, profile, setting }: ColumnInput): Meaning | undefined {
  if (any("birth")) return undefined;
  const isHarm = any(...harmKinds, "incident") && !any("age", "sex");
  const isPlace = any("place", "address", ...levels) && profile.numbers < 0.5;
  if (any("circumstances") && !isPlace) return { means: "circumstances" };
  if (
    any("status", "condition") &&
    any("site") &&
    (setting.records === "person" || setting.records === "group")
  )
    return { means: "attribute", kind: "home_condition" };
  if (any("status") && any("date")) return { means: "status-date" };
  if (any("status") && profile.dates < 0.5) return { means: "status" };
  if (any("assessed") && any("date", "year") && isDated(profile)) return { means: "assessed-date" };
  if (any("collected") && any("date", "year") && isDated(profile)) return { means: "collected-date" };
  if (any("death") && !isPlace && isDated(profile) && !any("name")) return { means: "death-date" };
  if (isHarm && isPlace && !any("date")) return { means: "harm-place", ...levelOf(any) };
  if (isHarm && isDated(profile) && !any("name", "area", "type", "persons", "count"))
    return { means: "harm-date" };
  if (isHarm && profile.statuses > 0.5) return { means: "status" };
  if (any("death") && isPlace) return { means: "harm-place", ...levelOf(any) };
  if (any("condition") && setting.records === "person") return { means: "note" };
  if (any("condition")) return { means: "attribute", kind: any("before") ? "condition_before" : "condition" };
  return undefined;
}

function lifeRule({ any, profile, setting }: ColumnInput): Meaning | undefined {
  if (any("birth")) {
    const isPlace =
      any("place", "address", ...levels) || (profile.letters > 0.8 && profile.values.length > 0);
    if (isPlace && !any("date")) return { means: "birth-place", ...levelOf(any) };
    if (setting.hasBirthParts && any("month")) return { means: "birth-month" };
    if (setting.hasBirthParts && any("day")) return { means: "birth-day" };
    if (setting.hasBirthParts && any("year")) return { means: "birth-year" };
    return { means: "birth-date" };
  }
  if (any("sex"))
    return { means: "sex", ...(profile.values.some((text) => /^q$/i.test(text)) ? { kind: K_IS_MALE } : {}) };
  return any("age") && !any("name") ? { means: "age" } : undefined;
}

function nameRule({ header, any, has, concepts, profile, setting }: ColumnInput): Meaning | undefined {
  if (profile.numbers > 0.5 || any("type", "date", "area", "device")) return undefined;
  // Whoever told of somebody, or wrote it down, is not the one who is told of.
  if (any("informant", "assessed", "collected", "responsible")) return { means: "note" };
  const language = languageOf(header);
  const isFull = profile.words >= 1.7;
  if (setting.records === "place" && any("origin", "alias") && "language" in language)
    return { means: "other-name", ...language };
  if (any("mother")) return { means: "mother", ...language };
  if (any("father"))
    return { means: isFull && any("name") && !any("family") ? "father" : "father-name", ...language };
  if (any("maiden")) return { means: "maiden-name", ...language };
  if (any("spouse")) return { means: "spouse", ...language };
  if (any("place", "missing")) return undefined;
  if (has("name") && any("origin", "alias") && !any("address", ...levels))
    return { means: "other-name", ...language };
  if (any("family") && !any("full") && !has("given")) return { means: "family-name", ...language };
  if (any("given") && any("family")) return { means: "name", ...language };
  if (any("given")) return { means: "given-name", ...language };
  if (any("alias") && (any("name") || concepts.size === 1)) return { means: "other-name", ...language };
  if (
    !any("name") ||
    (any("place", ...levels, "address", "residence", "origin") && setting.records !== "place")
  )
    return undefined;
  // "Nom, Prénom": a name beside a given name is the family's.
  const isBeside = setting.concepts.has("given") && !setting.concepts.has("family");
  if (isBeside && !any("full") && setting.records === "person" && !isFull)
    return { means: "family-name", ...language };
  const isGiven = !any("full") && setting.concepts.has("family") && !isFull && setting.records === "person";
  return { means: isGiven ? "given-name" : "name", ...language };
}

const levels = ["settlement", "district", "region", "country"] as const;

/** The widest unit that the header names: "village district" is a district. */
function levelOf(any: ColumnInput["any"]): { readonly level?: PlaceLevel } {
  const level = [...levels].reverse().find((name) => any(name));
  if (level !== undefined) return { level };
  return any("address") ? { level: "address" } : {};
}

function placeRule({ any, profile, setting }: ColumnInput): Meaning | undefined {
  const isPlace = any("place", "address", "origin", "residence", ...levels);
  if (!isPlace || profile.numbers > 0.5 || any("type", "date", "note", "pcode")) return undefined;
  if (setting.records === "place") {
    if (any("id")) return { means: "note" };
    if (any("region", "district", "country")) return { means: "place-parent", ...levelOf(any) };
    return any("settlement", "place") && !setting.concepts.has("name")
      ? { means: "name" }
      : { means: "note" };
  }
  const level = levelOf(any);
  const isFormer = any("before") && any("place", "address", "residence", ...levels);
  if (any("origin") || isFormer) return { means: "origin-place", ...level };
  if (any("residence")) return { means: "residence-place", ...level };
  return any("address") && setting.records === "person"
    ? { means: "residence-place", ...level }
    : { means: "location", ...level };
}

function otherRule(input: ColumnInput): Meaning | undefined {
  const { header, any, has, profile, setting } = input;
  if (any("note")) return { means: "note" };
  if (any("area") && profile.letters < 0.5)
    return {
      means: "attribute",
      kind: isHectares(header) ? "area_ha" : "area_m2",
    };
  if (any("device")) return { means: "attribute", kind: "device" };
  if (any("type"))
    return setting.records === "person" ? { means: "note" } : { means: "attribute", kind: "type" };
  if (any("site", "hazard", "event") && setting.records !== "person" && profile.letters > 0.5)
    return { means: setting.concepts.has("name") && !has("name") ? "note" : "name" };
  return any("date", "year") && isDated(profile) && profile.values.length > 0
    ? { means: bareDate(input) }
    : undefined;
}

/** A date that says nothing of what it dates is the assessment's of land, and of what happened to sites. */
function bareDate({ unknown, setting }: ColumnInput): ColumnMeaning {
  if (setting.records === "hazard") return "assessed-date";
  return setting.records === "site" && unknown.length === 0 ? "harm-date" : "other-date";
}

function byValues(profile: ColumnProfile): Meaning {
  if (profile.values.length > 0 && profile.sexes > 0.9) return { means: "sex" };
  if (profile.dates > 0.8) return { means: "other-date" };
  if (profile.statuses > 0.8 && new Set(profile.values).size < 12) return { means: "status" };
  return { means: "note" };
}

const languages: Readonly<Record<string, string>> = {
  en: "en",
  eng: "en",
  english: "en",
  ru: "ru",
  rus: "ru",
  az: "az",
  aze: "az",
  tr: "tr",
  hy: "hy",
  arm: "hy",
  ka: "ka",
  geo: "ka",
  ar: "ar",
  ara: "ar",
  arabic: "ar",
  fa: "fa",
  per: "fa",
  uk: "uk",
  ukr: "uk",
  fr: "fr",
  es: "es",
  de: "de",
  ku: "ku",
  he: "he",
  el: "el",
  latin: "und-Latn",
};

/** `name_ru`, `en_name`, `name:hy`: the tag stands at either end. */
function languageOf(header: string): { readonly language?: string } {
  const words = foldHeader(header).split(" ");
  if (words.length < 2) return {};
  const language = languages[words.at(-1) ?? ""] ?? languages[words[0] ?? ""];
  return language === undefined ? {} : { language };
}
