/** Columns of numbers that name or count: identifiers, households, persons, the list's own numbering. */
import { harmKinds } from "../model/harm.ts";
import type { ColumnInput, Meaning } from "./column-input.ts";

/** The meaning of a column that names or counts, or undefined. */
export function identifierRule(input: ColumnInput): Meaning | undefined {
  const { any } = input;
  // The telephone and the passport of whoever told of somebody are not that person's.
  if (any("informant") && any("passport", "phone", "email", "national")) return { means: "note" };
  if (any("passport") && !any("date")) return { means: "identifier", kind: "passport" };
  if (any("phone")) return { means: "identifier", kind: "phone" };
  if (any("email")) return { means: "identifier", kind: "email" };
  if (any("geonames")) return { means: "identifier", kind: "geonames", ...keyOf(input.profile) };
  return placeCode(input) ?? officialNumber(input) ?? count(input) ?? household(input) ?? ownNumber(input);
}

function placeCode({ any, profile, setting }: ColumnInput): Meaning | undefined {
  if (setting.records === "place" && any("parent")) return { means: "place-parent" };
  if (!any("pcode")) return undefined;
  return setting.records === "place"
    ? { means: "identifier", kind: "pcode", ...keyOf(profile) }
    : { means: "note" };
}

const keyOf = ({ isUnique }: ColumnInput["profile"]) => (isUnique ? { isKey: true as const } : {});

/** Numbers that other lists use too: of a person's papers, or of a site or an area in a register of a state. */
function officialNumber({ any, profile, setting }: ColumnInput): Meaning | undefined {
  const isNumber = any("id", "number", "row-number");
  if (setting.records === "person") {
    const isPersonal = any("national") && (isNumber || profile.numbers > 0.5);
    return isPersonal ? { means: "identifier", kind: "national-id" } : undefined;
  }
  return isNumber && any("official", "national")
    ? { means: "identifier", kind: "official-id", ...keyOf(profile) }
    : undefined;
}

/** How many persons a row stands for. A count of anything else ("number of rooms") is none. */
function count({ any, concepts, unknown, profile, setting }: ColumnInput): Meaning | undefined {
  if (profile.numbers <= 0.8 || any("address", "date", "year")) return undefined;
  const harm = harmKinds.find((kind) => any(kind));
  // "Killed" over numbers counts the victims of an event, with or without a word for number.
  if (setting.records === "event" && harm !== undefined) return { means: "attribute", kind: harm };
  if (!any("persons", "count") && (!any("number") || harm === undefined)) return undefined;
  const isKnown = unknown.length === 0 && !profile.isCounting;
  const isOfPersons =
    any("persons") ||
    (harm !== undefined && (setting.records === "group" || !profile.isUnique)) ||
    (isKnown && (any("household", "family") || [...concepts].every((one) => one === "count")));
  const isCounted =
    ["person", "group", "event"].includes(setting.records) &&
    profile.largest < (setting.records === "person" ? 10_000 : 10_000_000);
  return isOfPersons && isCounted ? { means: "persons" } : undefined;
}

function household({ any, has, concepts, unknown }: ColumnInput): Meaning | undefined {
  if (has("family", "id")) return { means: "household" };
  const isNamed = any("id", "number", "row-number") || (concepts.size === 1 && unknown.length === 0);
  return any("household") && !any("name", "persons", "count") && isNamed ? { means: "household" } : undefined;
}

/** What numbers speak of that do not name the row itself. */
const others = [
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
] as const;

/** The list's own numbers: `row-number` where they only count its rows, else identifiers of its own. */
function ownNumber({ header, any, concepts, unknown, profile, setting }: ColumnInput): Meaning | undefined {
  const isNumbering =
    unknown.length === 0 && [...concepts].every((one) => numbering.some((word) => word === one));
  if (concepts.size > 0 && isNumbering && profile.isCounting) return { means: "row-number" };
  const isNumber = any("id") || ((isNumbering || profile.isUnique) && any("number", "row-number"));
  const isText = profile.letters > 0.8 && profile.words > 1.5;
  if (!isNumber || isText || any(...others)) return undefined;
  return {
    means: "identifier",
    kind: setting.records === "place" ? "id" : "list-id",
    ...(/^#|№/.test(header) && profile.isCounting ? {} : keyOf(profile)),
  };
}

const numbering = ["row-number", "number", "count"] as const;
