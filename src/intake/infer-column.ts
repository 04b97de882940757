/** The meaning of one column: its header's words, then what its values look like. */

import { harmKinds } from "../model/harm.ts";
import type { RecordKind } from "../model/record.ts";
import type { ColumnMapping, ColumnMeaning, PlaceLevel } from "./column-meaning.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { foldHeader } from "./fold-header.ts";
import { type Concept, conceptsOf } from "./header-concepts.ts";

/** What is known of the table that a column stands in. */
export type ColumnSetting = {
  readonly records: RecordKind;
  readonly concepts: ReadonlySet<Concept>; // of all its headers together
  readonly hasBirthParts: boolean; // year, month and day of birth in columns of their own
};

/** The `kind` of a column of sexes where "k" stands beside "q": kişi and qadın. */
export const K_IS_MALE = "k-is-male";

type Meaning = Omit<ColumnMapping, "column">;

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
  const form = formColumns.find(([pattern]) => pattern.test(header));
  if (form !== undefined) return { means: form[1] };
  const concepts = conceptsOf(header);
  const has = (...wanted: readonly Concept[]) => wanted.every((concept) => concepts.has(concept));
  const any = (...wanted: readonly Concept[]) => wanted.some((concept) => concepts.has(concept));
  const input = { header, concepts, has, any, profile, setting };
  for (const rule of [identifierRule, coordinateRule, harmRule, lifeRule, nameRule, placeRule, otherRule]) {
    const meaning = rule(input);
    if (meaning !== undefined) return meaning;
  }
  return byValues(profile);
}

type Input = {
  readonly header: string;
  readonly concepts: ReadonlySet<Concept>;
  readonly has: (...wanted: readonly Concept[]) => boolean; // all of them
  readonly any: (...wanted: readonly Concept[]) => boolean;
  readonly profile: ColumnProfile;
  readonly setting: ColumnSetting;
};

function identifierRule({ header, has, any, concepts, profile, setting }: Input): Meaning | undefined {
  if (any("passport") && !any("date")) return { means: "identifier", kind: "passport" };
  if (any("phone")) return { means: "identifier", kind: "phone" };
  if (any("email")) return { means: "identifier", kind: "email" };
  if (any("geonames")) return { means: "identifier", kind: "geonames" };
  if (setting.records === "place" && any("parent")) return { means: "place-parent" };
  if (any("pcode"))
    return setting.records === "place" ? { means: "identifier", kind: "pcode" } : { means: "note" };
  if (has("national") && (any("id") || profile.numbers > 0.5))
    return { means: "identifier", kind: "national-id" };
  if (any("persons") && !any("address", "phone", "date") && profile.numbers > 0.8 && profile.largest < 10_000)
    return { means: "persons" };
  if (any("household") || has("family", "id")) return { means: "household" };
  if (any("row-number") && concepts.size === 1) return { means: "row-number" };
  const isPlain = !any(
    "date",
    "birth",
    "name",
    "place",
    "parent",
    "type",
    "settlement",
    "district",
    "region",
    "country",
  );
  if (any("id") && isPlain && !(profile.letters > 0.8 && profile.words > 1.5))
    return {
      means: "identifier",
      kind: "list-id",
      ...(profile.isUnique && !/^#|№/.test(header) ? { isKey: true as const } : {}),
    };
  return undefined;
}

function coordinateRule({ any, has, profile, setting }: Input): Meaning | undefined {
  if (any("latitude") && profile.letters < 0.5) return { means: "latitude" };
  if (any("longitude") && profile.letters < 0.5) return { means: "longitude" };
  if (setting.records === "place" && any("level") && !has("name")) return { means: "place-level" };
  return undefined;
}

const isDated = ({ dates, numbers, values }: ColumnProfile) => dates + numbers > 0.5 || values.length === 0;

/** When, where, how it happened and how it stands. */
function harmRule({ any, profile, setting }: Input): Meaning | undefined {
  if (any("birth")) return undefined;
  const isHarm = any(...harmKinds, "incident");
  const isPlace = any("place", "address", ...levels);
  if (any("responsible")) return { means: "note" };
  if (any("circumstances") && !isPlace) return { means: "circumstances" };
  if (any("status") && any("date")) return { means: "status-date" };
  if (any("status") && profile.dates < 0.5) return { means: "status" };
  if (any("assessed") && any("date", "year") && isDated(profile)) return { means: "assessed-date" };
  if (any("collected") && any("date", "year") && isDated(profile)) return { means: "collected-date" };
  if (any("death") && !isPlace && isDated(profile) && !any("name")) return { means: "death-date" };
  if (isHarm && isPlace && !any("date")) return { means: "harm-place", ...levelOf(any) };
  if (isHarm && isDated(profile) && !any("name", "area", "type", "persons")) return { means: "harm-date" };
  if (isHarm && profile.statuses > 0.5) return { means: "status" };
  if (any("death") && isPlace) return { means: "harm-place", ...levelOf(any) };
  if (any("condition") && setting.records !== "person") return { means: "attribute", kind: "condition" };
  return undefined;
}

function lifeRule({ any, profile, setting }: Input): Meaning | undefined {
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

function nameRule({ header, any, has, concepts, profile, setting }: Input): Meaning | undefined {
  if (profile.numbers > 0.5 || any("type", "date", "area", "device")) return undefined;
  const language = languageOf(header);
  const isFull = profile.words >= 1.7;
  if (any("mother")) return { means: "mother", ...language };
  if (any("father"))
    return { means: isFull && any("name") && !any("family") ? "father" : "father-name", ...language };
  if (any("maiden")) return { means: "maiden-name", ...language };
  if (any("spouse")) return { means: "spouse", ...language };
  if (any("family") && !any("full") && !has("given")) return { means: "family-name", ...language };
  if (any("given") && any("family")) return { means: "name", ...language };
  if (any("given")) return { means: "given-name", ...language };
  if (any("alias") && (any("name") || concepts.size === 1)) return { means: "other-name", ...language };
  if (
    !any("name") ||
    (any("place", ...levels, "address", "residence", "origin") && setting.records !== "place")
  )
    return undefined;
  const isGiven = !any("full") && setting.concepts.has("family") && !isFull && setting.records === "person";
  return { means: isGiven ? "given-name" : "name", ...language };
}

const levels = ["settlement", "district", "region", "country"] as const;

/** The widest unit that the header names: "village district" is a district. */
function levelOf(any: Input["any"]): { readonly level?: PlaceLevel } {
  const level = [...levels].reverse().find((name) => any(name));
  if (level !== undefined) return { level };
  return any("address") ? { level: "address" } : {};
}

function placeRule({ any, profile, setting }: Input): Meaning | undefined {
  const isPlace = any("place", "address", "origin", "residence", ...levels);
  if (!isPlace || (any("type", "date") && profile.dates > 0.5)) return undefined;
  if (setting.records === "place") {
    if (any("region", "district", "country")) return { means: "place-parent", ...levelOf(any) };
    return any("settlement", "place") && !setting.concepts.has("name")
      ? { means: "name" }
      : { means: "note" };
  }
  const level = levelOf(any);
  if (any("origin")) return { means: "origin-place", ...level };
  if (any("residence")) return { means: "residence-place", ...level };
  return any("address") && setting.records === "person"
    ? { means: "residence-place", ...level }
    : { means: "location", ...level };
}

function otherRule({ header, any, has, profile, setting }: Input): Meaning | undefined {
  if (any("note")) return { means: "note" };
  if (any("area") && profile.letters < 0.5)
    return {
      means: "attribute",
      kind: /\bha\b|hect|гект|га(?!\p{L})/iu.test(header) ? "area_ha" : "area_m2",
    };
  if (any("device")) return { means: "attribute", kind: "device" };
  if (any("type"))
    return setting.records === "person" ? { means: "note" } : { means: "attribute", kind: "type" };
  if (any("site", "hazard", "event") && setting.records !== "person" && profile.letters > 0.5)
    return { means: setting.concepts.has("name") && !has("name") ? "note" : "name" };
  if (any("date", "year") && setting.records === "place") return { means: "other-date" };
  if (any("date", "year") && isDated(profile) && profile.values.length > 0)
    return {
      means:
        setting.records === "hazard"
          ? "assessed-date"
          : setting.concepts.has("birth") || setting.records !== "person"
            ? "harm-date"
            : "other-date",
    };
  return undefined;
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
