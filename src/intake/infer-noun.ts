/** Columns of the nouns beyond names, dates and places: what the law says, land and sites, returns, antemortem details. */
import type { ColumnInput, Meaning } from "./column-input.ts";
import { antemortemOf, countedUnit, type NounWord, nounWordsOf } from "./noun-words.ts";

/** The meaning of a column that tells of one of the nouns, or undefined. */
export function nounRule(input: ColumnInput): Meaning | undefined {
  const { header, any, setting } = input;
  const words = nounWordsOf(header);
  // Whose word it is, and who wrote it down, are no details of whom the row is about.
  if (any("informant", "collected") || setting.records === "place") return undefined;
  if (any("responsible") && !any("date", "count")) return { means: "alleged" };
  if (setting.records === "person") return lawRule(input, words) ?? personRule(input, words);
  return words.size === 0 ? undefined : (lawRule(input, words) ?? thingRule(input, words));
}

type Words = ReadonlySet<NounWord>;

const isDates = ({ profile: { dates, dayNumbers } }: ColumnInput) => dates + dayNumbers > 0.5;
const isWords = ({ profile }: ColumnInput) => profile.letters > 0.5;
const isNumbers = ({ profile }: ColumnInput) => profile.numbers > 0.8 && profile.values.length > 0;

function lawRule(input: ColumnInput, words: Words): Meaning | undefined {
  if (words.has("qualification")) {
    if (words.has("citation")) return { means: "citation" };
    return { means: words.has("by") ? "qualification-by" : "qualification" };
  }
  if (words.has("citation") && words.size === 1 && !isDates(input) && !input.any("id"))
    return { means: "citation" };
  if (words.has("status-source")) return { means: "status-source" };
  if (words.has("identified") && words.has("by") && !isDates(input)) return { means: "status-by" };
  return words.has("until") && isDates(input) ? { means: "until-date" } : undefined;
}

function thingRule(input: ColumnInput, words: Words): Meaning | undefined {
  const { records } = input.setting;
  if (words.has("geometry") && isWords(input) === false && isGeometry(input)) return { means: "geometry" };
  if (records === "site") return siteRule(input, words);
  if (records === "hazard") return hazardRule(input, words);
  const ofReturn = records === "group" ? returnRule(input, words) : undefined;
  if (ofReturn !== undefined) return ofReturn;
  const isUnits = records === "group" && words.has("units") && isNumbers(input);
  return isUnits ? { means: "units", kind: countedUnit(input.header) } : undefined;
}

const isGeometry = ({ profile: { values } }: ColumnInput) =>
  values.some((text) => /^\s*(\{|(SRID=\d+;)?\s*(MULTI)?(POINT|POLYGON))/i.test(text));

function siteRule(input: ColumnInput, words: Words): Meaning | undefined {
  const { any } = input;
  if (any("assessed") && words.has("before") && isDates(input)) return { means: "assessed-before-date" };
  return words.has("assessor") && !any("date") && isWords(input) ? { means: "assessor" } : undefined;
}

function hazardRule(input: ColumnInput, words: Words): Meaning | undefined {
  const { header, any } = input;
  if (words.has("handed"))
    return { means: isDates(input) || any("date") ? "handed-over-date" : "handed-over-to" };
  if (words.has("hazard-class") && isWords(input)) return { means: "hazard-class" };
  if (words.has("cleared-area") && !isWords(input))
    return { means: "cleared-area", kind: isHectares(header) ? "area_ha" : "area_m2" };
  if (words.has("found") && isNumbers(input)) return { means: "devices-found" };
  return words.has("accident") && isNumbers(input) ? { means: "accidents" } : undefined;
}

/**
 * Whether a header of areas says that they are hectares.
 *
 * @example
 * [isHectares("Площадь, га"), isHectares("Area (m2)")]; //=> [true, false]
 */
export const isHectares = (header: string): boolean => /\bha\b|hect|гект|га(?!\p{L})/iu.test(header);

function personRule(input: ColumnInput, words: Words): Meaning | undefined {
  const { header, any, concepts } = input;
  const ofReturn = returnRule(input, words);
  if (ofReturn !== undefined) return ofReturn;
  const isEvent =
    words.has("event") &&
    [...concepts].every((one) => one === "event" || one === "incident" || one === "name");
  if (isEvent && isWords(input) && !isDates(input)) return { means: "event" };
  const detail = antemortemOf(header);
  if (detail !== undefined && !any("date", "birth")) return { means: "antemortem", kind: detail };
  return words.has("relation") && any("id") ? relationRule(input) : undefined;
}

/** Of a household's return: what became of its home, what it wishes, what is in the way, and how it stands. */
function returnRule(input: ColumnInput, words: Words): Meaning | undefined {
  if (words.has("home") && isWords(input)) return { means: "attribute", kind: "home_condition" };
  if (words.has("wish")) return { means: "return-wish" };
  if (words.has("obstacle") && isWords(input)) return { means: "obstacle" };
  if (words.has("return-date") && isDates(input)) return { means: "return-date" };
  const isStatus = words.has("return-status") && isWords(input) && !isDates(input);
  return isStatus ? { means: "return-status" } : undefined;
}

/** "Father's ID" names the record of a relative, not the row's own. */
function relationRule({ any }: ColumnInput): Meaning | undefined {
  if (any("national", "passport", "birth")) return undefined;
  if (any("father", "mother")) return { means: "relation", kind: "child-of" };
  return any("spouse") ? { means: "relation", kind: "spouse-of" } : undefined;
}
