/** Codes of GeoNames: how its rows say what they lie in (https://download.geonames.org/export/dump/readme.txt). */
import type { PlacePrecision } from "../../model/place.ts";

/** A row's text by the name of an attribute; undefined where it is empty. */
export type TextOf = (name: string) => string | undefined;

/** What its table of alternate names has in the column of languages that are no names of places. */
const NO_LANGUAGES = new Set(["link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon"]);

/** Whether the tag is a language's, or absent: links, postal codes and codes of airports stand among the names. */
export function isNameLanguage(tag: string | undefined): boolean {
  return tag === undefined || !NO_LANGUAGES.has(tag);
}

/** What kind of place a row of GeoNames is by its feature code, or its code of a unit; a settlement without either. */
export function geoNamesLevel(textOf: TextOf): PlacePrecision {
  const [feature, code] = [textOf("feature"), textOf("admin_code")];
  if (code !== undefined) return code.split(".").length === 2 ? "region" : "district";
  if (feature === undefined || /^(PPL|ADM[45]|STLMT)/.test(feature)) return "settlement";
  if (feature.startsWith("PCL") || feature === "TERR") return "country";
  if (feature.startsWith("ADM1")) return "region";
  return feature.startsWith("ADM") ? "district" : "exact";
}

type Unit = { readonly country: string; readonly first: string; readonly second: string };

/** Codes of the unit that a row of GeoNames is itself, as other rows name it. */
export function geoNamesCodes(textOf: TextOf): readonly string[] {
  const [feature, unit, code] = [textOf("feature"), unitOf(textOf), textOf("admin_code")];
  if (code !== undefined) return [`admin:${code}`];
  if (feature === undefined || unit === undefined) return [];
  if (feature.startsWith("PCL")) return [`iso:${unit.country}`];
  if (feature === "ADM1") return [`admin:${unit.country}.${unit.first}`];
  return feature === "ADM2" ? [`admin:${unit.country}.${unit.first}.${unit.second}`] : [];
}

/** Codes of the units that a row may lie in, the nearest that it names; empty for a country. */
export function geoNamesParent(textOf: TextOf): readonly string[] {
  const [feature, unit, code] = [textOf("feature") ?? "", unitOf(textOf), textOf("admin_code")];
  if (code !== undefined) return [parentCode(code)];
  if (unit === undefined || feature.startsWith("PCL")) return [];
  const { country, first, second } = unit;
  if (first === "" || first === "00" || feature === "ADM1") return [`iso:${country}`];
  return [
    second === "" || feature === "ADM2" ? `admin:${country}.${first}` : `admin:${country}.${first}.${second}`,
  ];
}

/** `AZ.08.12` lies in `AZ.08`, and that in `AZ`. */
function parentCode(code: string): string {
  const above = code.split(".").slice(0, -1);
  return above.length === 1 ? `iso:${above[0]}` : `admin:${above.join(".")}`;
}

function unitOf(textOf: TextOf): Unit | undefined {
  const country = textOf("country_code");
  if (country === undefined) return undefined;
  return { country, first: textOf("admin1_code") ?? "", second: textOf("admin2_code") ?? "" };
}
