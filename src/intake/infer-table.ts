/** The mapping of one table: what its rows are, what happened to them, what each column means. */
import { type HarmKind, personHarms } from "../model/harm.ts";
import type { RecordKind } from "../model/record.ts";
import type { ColumnMapping, TableMapping } from "./column-mapping.ts";
import { type ColumnProfile, dateContextOf, profileColumn } from "./column-profile.ts";
import { gazetteerColumns } from "./gazetteer-tables.ts";
import { harmOf } from "./harm-words.ts";
import { type Concept, conceptsOf } from "./header-concepts.ts";
import { inferColumn } from "./infer-column.ts";
import { westernDigits } from "./native-digits.ts";
import { settleColumns } from "./settle-columns.ts";
import type { RawRow, Table } from "./table.ts";

const SAMPLED_ROWS = 2000;

export type InferOptions = { readonly records?: RecordKind };

/** The mapping of a table by its header and its first 2,000 rows. */
export async function inferTable(table: Table, options: InferOptions): Promise<TableMapping> {
  const rows = await firstRows(table, SAMPLED_ROWS);
  const profiles = table.header.map((_, i) => profileColumn(rows, i));
  const concepts = conceptsOf(table.header.join(" | "));
  const records = options.records ?? inferRecords(table, concepts);
  const hasBirthParts = table.header.some(
    (header) => isAll(header, "birth", "month") || isAll(header, "birth", "day"),
  );
  const known = records === "place" ? gazetteerColumns(table.header) : [];
  const meanings = table.header.map((column, i) => ({
    column,
    ...(known[i] ?? inferColumn(column, profiles[i]!, { records, concepts, hasBirthParts })),
  }));
  const setting = tableSetting(table, profiles);
  const harm = inferHarm(table, records, meanings);
  return {
    table: table.name,
    read: rows.length > 0,
    records,
    ...(harm === undefined ? {} : { harm }),
    columns: withOneKey(settleColumns(withNames(meanings, profiles, records), { records, harm })).map(
      (column, i) => withDates(withDigits(column, profiles[i]!), profiles[i]!, setting),
    ),
  };
}

/** The first rows of a table, at most `count`. */
export async function firstRows(table: Table, count: number): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of table.rows()) if (rows.push(row) >= count) break;
  return rows;
}

const isAll = (header: string, ...wanted: readonly Concept[]) => {
  const concepts = conceptsOf(header);
  return wanted.every((concept) => concepts.has(concept));
};

const personal = [
  "birth",
  "sex",
  "age",
  "given",
  "family",
  "father",
  "mother",
  "maiden",
  "passport",
] as const;

function inferRecords(table: Table, concepts: ReadonlySet<Concept>): RecordKind {
  const has = (...wanted: readonly Concept[]) => wanted.some((concept) => concepts.has(concept));
  const isHousehold = has("household") && has("count", "persons", "informant");
  if (has(...personal) || isHousehold) return "person";
  if (!has("event", "incident") && isOfGroups(table.header)) return "group";
  if (has("displaced", "missing", "detained")) return "person";
  const about = conceptsOf([table.name, table.file, ...table.titles].join(" "));
  const isGazetteer = has("latitude") || has("pcode") || (has("parent") && has("level"));
  const isHarmed = [...about].some((concept) => harmOf(concept) !== undefined);
  if (
    isGazetteer &&
    has("name") &&
    !has("condition", "status", "device", "area") &&
    !isHarmed &&
    !about.has("site")
  )
    return "place";
  if (has("device") || has("contaminated", "hazard") || about.has("contaminated") || about.has("hazard"))
    return "hazard";
  if (has("condition", "site", "desecrated", "destroyed") || about.has("site") || about.has("destroyed"))
    return "site";
  if (has("event", "incident") && !has("full")) return "event";
  return about.has("event") ? "event" : "person";
}

/** Rows that name nobody and count those who were harmed are groups. */
function isOfGroups(header: readonly string[]): boolean {
  const places: readonly Concept[] = ["place", "settlement", "district", "region", "country", "event"];
  const isName = (concepts: ReadonlySet<Concept>) =>
    ["name", "full", "alias"].some((one) => concepts.has(one as Concept)) &&
    !places.some((one) => concepts.has(one));
  const isCount = (concepts: ReadonlySet<Concept>) =>
    ["count", "number", "persons"].some((one) => concepts.has(one as Concept)) &&
    [...concepts].some((one) => isPersonHarm(one));
  const spoken = header.map(conceptsOf);
  return spoken.some(isCount) && !spoken.some(isName);
}

const isPersonHarm = (text: string) => personHarms.some((harm) => harm === text);

/** By the columns' words ("date of disappearance"), else by titles, sheet and file names. A site's or land's own kind of harm only. */
function inferHarm(
  table: Table,
  records: RecordKind,
  columns: readonly ColumnMapping[],
): HarmKind | undefined {
  if (records === "hazard") return "contaminated";
  if (records === "place" || records === "event") return undefined;
  // Rows of sites that have a column for what happened to each need not have been harmed at all.
  const isTold =
    records === "site" && columns.some(({ means, kind }) => means === "status" || kind === "condition");
  const dated = columns
    .filter(({ means }) => !isTold && ["harm-date", "harm-place", "persons"].includes(means))
    .map(({ column }) => harmOf(column));
  const titled = [...table.titles, table.name, table.file].map((text) => harmOf(text.replace(/[_.-]/g, " ")));
  const found = [...dated, ...titled].filter((harm) => harm !== undefined);
  const fits = found.find((harm) => isSiteHarm(harm) === (records === "site") && harm !== "contaminated");
  return (
    fits ??
    (records === "person" && columns.some(({ means }) => means === "death-date") ? "killed" : undefined)
  );
}

const isSiteHarm = (harm: HarmKind) => ["destroyed", "damaged", "desecrated", "occupied"].includes(harm);

type TableSetting = {
  readonly isPersian: boolean;
  readonly isArabic: boolean;
  readonly latestYear: number | undefined;
};

function tableSetting(table: Table, profiles: readonly ColumnProfile[]): TableSetting {
  const text = [
    table.name,
    ...table.titles,
    ...table.header,
    ...profiles.flatMap(({ values }) => values.slice(0, 50)),
  ].join(" ");
  const years = profiles
    .filter(({ dates }) => dates > 0.5)
    .flatMap(({ values }) => values)
    .concat(table.titles, table.name)
    .flatMap((value) => westernDigits(value).match(/(?<!\d)(19|20)\d\d(?!\d)/g) ?? [])
    .map(Number);
  return {
    isPersian: /[پچژگکی]/.test(text),
    isArabic: /\p{Script=Arabic}/u.test(text),
    latestYear: years.length === 0 ? undefined : Math.max(...years.slice(0, 5000)),
  };
}

/**
 * A list of people without a column of names: whoever answered for a household is taken for it, else the first column
 * of words; never who wrote it down.
 */
function withNames(
  columns: readonly ColumnMapping[],
  profiles: readonly ColumnProfile[],
  records: RecordKind,
): readonly ColumnMapping[] {
  const means = (...wanted: readonly string[]) => columns.some((column) => wanted.includes(column.means));
  if (means("name", "given-name", "family-name") || !["person", "place", "site"].includes(records))
    return columns;
  const candidates = columns.flatMap((entry, i) => {
    const { column } = entry;
    const concepts = conceptsOf(column);
    const isOthers = (["collected", "assessed", "responsible"] as const).some((one) => concepts.has(one));
    const isWords = profiles[i]!.letters > 0.9 && profiles[i]!.values.length > 0;
    return entry.means === "note" && isWords && !isOthers ? [{ i, concepts }] : [];
  });
  const named = candidates.find(({ concepts }) => concepts.has("name") && concepts.has("informant"));
  const isForm = means("form-key", "parent-index"); // which may be of a household that names nobody
  const first = isForm ? undefined : candidates.find(({ concepts }) => !concepts.has("informant"));
  const at = (named ?? first)?.i;
  return columns.map((column, i) => (i === at ? { column: column.column, means: "name" } : column));
}

/** Rows have one key: the form's own, else the first identifier of the list that is unique. */
function withOneKey(columns: readonly ColumnMapping[]): readonly ColumnMapping[] {
  const isForm = columns.some(({ means }) => means === "form-key" || means === "parent-index");
  const keys = columns.filter(({ isKey }) => isKey === true);
  const own = keys.find(({ kind }) => kind === "list-id" || kind === "id") ?? keys[0];
  const keyAt = isForm || own === undefined ? -1 : columns.indexOf(own);
  return columns.map(({ isKey, ...column }, i) =>
    isKey === true && i === keyAt ? { ...column, isKey } : column,
  );
}

/** Identifiers that nearly all have the same number of digits: a shorter one may have lost its zeros in a spreadsheet. */
function withDigits(column: ColumnMapping, { values }: ColumnProfile): ColumnMapping {
  const widths = values.filter((text) => /^\d+$/.test(text)).map(({ length }) => length);
  const digits = widths.reduce((a, b) => Math.max(a, b), 0);
  const isSteady =
    digits >= 5 &&
    widths.filter((width) => width === digits).length >= 0.9 * widths.length &&
    widths.length > values.length / 2;
  const isPadded = column.means === "identifier" && column.kind !== "geonames";
  return isPadded && isSteady ? { ...column, digits } : column;
}

function withDates(column: ColumnMapping, profile: ColumnProfile, setting: TableSetting): ColumnMapping {
  if (!column.means.endsWith("-date")) return column;
  const dates = dateContextOf(profile, setting);
  return Object.keys(dates).length === 0 ? column : { ...column, dates };
}
