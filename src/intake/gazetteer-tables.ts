/** Tables of places that are known by their shape or header: GeoNames, OCHA's P-codes, a simple table of one's own. */
import { isNumber } from "./cell-shape.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import { foldHeader } from "./fold-header.ts";

type Row = readonly string[];

/** A table without a header that its cells give away. */
export type HeadlessTable = { readonly name: string; readonly header: readonly string[] };

type Shape = HeadlessTable & { readonly fits: (row: Row) => boolean };

const isId = (cell: string | undefined) => /^\d{1,10}$/.test(cell ?? "");
const isFlag = (cell: string | undefined) => /^1?$/.test(cell ?? "");

/** https://download.geonames.org/export/dump/readme.txt; the headers are its words. */
const shapes: readonly Shape[] = [
  {
    name: "the main table of GeoNames",
    header:
      "geonameid|name|asciiname|alternatenames|latitude|longitude|feature class|feature code|country code|cc2|admin1 code|admin2 code|admin3 code|admin4 code|population|elevation|dem|timezone|modification date".split(
        "|",
      ),
    fits: (row) =>
      row.length === 19 &&
      isId(row[0]) &&
      isNumber(row[4] ?? "") &&
      isNumber(row[5] ?? "") &&
      /^[AHLPRSTUV]?$/.test(row[6] ?? ""),
  },
  {
    name: "the alternate names of GeoNames",
    header:
      "alternateNameId|geonameid|isolanguage|alternate name|isPreferredName|isShortName|isColloquial|isHistoric|from|to".split(
        "|",
      ),
    fits: (row) =>
      (row.length === 8 || row.length === 10) &&
      isId(row[0]) &&
      isId(row[1]) &&
      /^[A-Za-z_-]{0,12}$/.test(row[2] ?? "") &&
      row[3] !== "" &&
      row.slice(4, 8).every(isFlag),
  },
  {
    name: "the hierarchy of GeoNames",
    header: ["parentId", "childId", "type"],
    fits: (row) =>
      (row.length === 2 || row.length === 3) &&
      isId(row[0]) &&
      isId(row[1]) &&
      /^[A-Z]{0,6}$/i.test(row[2] ?? ""),
  },
  {
    name: "the admin codes of GeoNames",
    header: ["code", "name", "name ascii", "geonameid"],
    fits: (row) => row.length === 4 && /^[A-Z]{2}\.[^.\s]+(\.[^\s]+)?$/.test(row[0] ?? "") && isId(row[3]),
  },
];

const FEWEST_ROWS = 2; // that must have the shape: one may have it by chance

/** The headless table of gazetteers that all the first rows have the shape of, or undefined. */
export function headlessGazetteer(rows: readonly Row[]): HeadlessTable | undefined {
  const first = rows.slice(0, 50).filter((row) => row.some((cell) => cell !== ""));
  if (first.length < FEWEST_ROWS) return undefined;
  return shapes.find(({ fits }) => first.every(fits));
}

type Column = Omit<ColumnMapping, "column">;
const attribute = (kind: string): Column => ({ means: "attribute", kind });

const geoNamesColumns: Readonly<Record<string, Column>> = {
  geonameid: { means: "identifier", kind: "geonames", isKey: true },
  name: { means: "name" },
  asciiname: { means: "note" },
  alternatenames: { means: "other-name" },
  latitude: { means: "latitude" },
  longitude: { means: "longitude" },
  "feature class": { means: "note" },
  "feature code": attribute("feature"),
  "country code": attribute("country_code"),
  "admin1 code": attribute("admin1_code"),
  "admin2 code": attribute("admin2_code"),
  population: attribute("population"),
};

const alternateNameColumns: Readonly<Record<string, Column>> = {
  alternatenameid: { means: "identifier", kind: "list-id", isKey: true },
  geonameid: attribute("of"),
  isolanguage: attribute("language"),
  "alternate name": { means: "name" },
  ishistoric: attribute("historic"),
  from: attribute("from"),
  to: attribute("until"),
};

const hierarchyColumns: Readonly<Record<string, Column>> = {
  parentid: { means: "place-parent" },
  childid: attribute("of"),
  type: attribute("relation"),
};

const adminColumns: Readonly<Record<string, Column>> = {
  code: { means: "identifier", kind: "admin_code", isKey: true },
  name: { means: "name" },
  geonameid: attribute("geonames"),
};

const pCodeColumns: Readonly<Record<string, Column>> = {
  location: { means: "note" },
  "admin level": { means: "place-level" },
  "p-code": { means: "identifier", kind: "pcode", isKey: true },
  name: { means: "name" },
  "parent p-code": { means: "place-parent" },
  "valid from date": attribute("valid_from"),
};

/** Columns of a table of one's own that stand for no more than they say; its others are told by their words. */
const ownColumns: Readonly<Record<string, Column>> = {
  from: attribute("from"),
  until: attribute("until"),
  fate: attribute("fate"),
  successors: attribute("successors"),
  codes: attribute("codes"),
  coordinates: attribute("coordinates"),
  population: attribute("population"),
};

const PCODE = /^adm(?:in)?([0-5])_?pcode$/;
const UNIT_NAME = /^adm(?:in)?([0-5])(?:_?name)?(?:_(?!ref$)([a-z]{2,3}))?$/;
const OTHER_NAME = /^adm(?:in)?([0-5])_?alt(?:name)?\d?(?:_?([a-z]{2,3}))?$/;

/**
 * Columns of OCHA's tables of administrative units (COD-AB), in which a row names its unit and all above it:
 * `ADM1_EN, ADM1_PCODE, ADM2_EN, ADM2_PCODE`, or `admin2Name_en, admin2Pcode`. The deepest is the row's place; of the
 * others the codes say where it lies. Undefined for a table of another kind, and for one of countries alone.
 */
function unitColumns(names: readonly string[]): readonly Column[] | undefined {
  const coded = names.flatMap((name) => PCODE.exec(name)?.[1] ?? []).map(Number);
  const deepest = Math.max(0, ...coded);
  const isNamed = names.some((name) => UNIT_NAME.exec(name)?.[1] === `${deepest}`);
  if (!isNamed || !coded.includes(deepest - 1)) return undefined;
  return names.map((name) => unitColumn(name, deepest));
}

function unitColumn(name: string, deepest: number): Column {
  const code = PCODE.exec(name)?.[1];
  if (code !== undefined && Number(code) < deepest) return attribute(`adm${code}_pcode`);
  if (code !== undefined) return { means: "identifier", kind: "pcode", isKey: true };
  for (const [pattern, means] of [
    [UNIT_NAME, "name"],
    [OTHER_NAME, "other-name"],
  ] as const) {
    const [, level, language] = pattern.exec(name) ?? [];
    if (level === `${deepest}`) return language === undefined ? { means } : { means, language };
  }
  if (/^center_?lat$/.test(name)) return { means: "latitude" };
  return /^center_?lon$/.test(name) ? { means: "longitude" } : { means: "note" };
}

const tables = [geoNamesColumns, alternateNameColumns, hierarchyColumns, adminColumns, pCodeColumns];

/**
 * What the columns of a table of places mean where its header is a known one: all of them, or those of a table of
 * one's own that words cannot tell.
 */
export function gazetteerColumns(header: readonly string[]): readonly (Column | undefined)[] {
  const names = header.map((column) => column.trim().toLowerCase());
  const known = tables.find((columns) => Object.keys(columns).every((column) => names.includes(column)));
  if (known !== undefined) return names.map((name) => known[name] ?? { means: "note" });
  const units = unitColumns(names);
  if (units !== undefined) return units;
  const isOwn = names.includes("id") && names.some((name) => /^name\b/.test(name));
  return header.map((column) => (isOwn ? ownColumns[foldHeader(column)] : undefined));
}
