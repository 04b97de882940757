/** Which column is what, from header words and values alone; dates in one form, missing values as "". */
import { kindOfHeader } from "./field-words.ts";
import type { FieldKind } from "./link-table.ts";
import { asciiDigits } from "./normal-value.ts";
import { type DateOrder, dateOrder, readDate } from "./read-date.ts";

export type InferOptions = {
  readonly ignore?: readonly string[]; // columns never looked at, by header
  /** Whether values of a column repeat in the whole table, where `rows` are only a part of it. */
  readonly repeats?: (column: number) => boolean;
  readonly kinds?: ReadonlyMap<string, FieldKind>; // of columns whose kind is told, by header
};

/** A column of the input: its header and how it is read. */
export type ColumnReading = { readonly column: number; readonly dateOrder?: DateOrder };

/** A field made of one column, or a date made of year, month and day columns. */
export type InferredField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly columns: readonly ColumnReading[];
};

export type InferredFields = {
  readonly fields: readonly InferredField[];
  readonly notCompared: readonly { readonly column: string; readonly reason: string }[];
};

const SAMPLE = 5000; // rows that kinds are told from

/**
 * The fields of a table. Headers speak first and values must agree with them; columns whose header says nothing are
 * told by their values. Row numbers are never compared: an identifier column by header whose values never repeat.
 *
 * @example
 * const { fields } = inferFields(["id", "first_name", "dob"], [["1", "Ana", "1990-02-17"], ["2", "Ivo", "1984-11-30"]]);
 * fields.map(({ kind }) => kind); //=> ["given", "date"]
 */
export function inferFields(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  options: InferOptions = {},
): InferredFields {
  const ignored = new Set((options.ignore ?? []).map((name) => name.trim()));
  const stride = Math.max(1, Math.floor(rows.length / SAMPLE));
  const sample = rows.filter((_, row) => row % stride === 0).slice(0, SAMPLE);
  const notCompared: { column: string; reason: string }[] = [];
  const single = header.flatMap((name, column): readonly InferredField[] => {
    if (ignored.has(name.trim())) return [];
    const values = sample.map((row) => presentValue(row[column] ?? "")).filter((value) => value !== "");
    const isNumbering = isAllDistinct(values) && options.repeats?.(column) !== true;
    const kind = options.kinds?.get(name.trim()) ?? kindOfColumn(name, values, isNumbering);
    if (kind === undefined) notCompared.push({ column: name, reason: reasonOf(values) });
    return kind === undefined ? [] : [readingOf(name.trim(), kind, { column, values })];
  });
  return { fields: joinDateParts(single), notCompared };
}

/**
 * The value, or "" where it says that there is none.
 *
 * @example
 * presentValue(" N/A "); //=> ""
 */
export function presentValue(text: string): string {
  const trimmed = text.trim();
  return maySayMissing(trimmed) && MISSING.test(trimmed) ? "" : trimmed;
}

const LONGEST_MISSING = 11; // ASCII letters of a word for nothing: desconocido

/** Whether it is neither a number nor a longer word than those in `MISSING`, as most values are. */
function maySayMissing(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  const isLetter = (first >= 97 && first <= 122) || (first >= 65 && first <= 90);
  return !isLetter || (text.length <= LONGEST_MISSING && OPENS_MISSING.includes(text.charAt(0)));
}

const OPENS_MISSING = "nutmidbNUTMIDB"; // first ASCII letters of the words in MISSING

// What lists write for "nothing": signs, and words in the languages of field-words.ts.
const MISSING =
  /^(?:[-–—_.?؟*\s]*|n\/?a|nan|nil|none|null|unknown|unk|not known|missing|tbd|\(blank\)|#n\/a|inconnu|desconocido|unbekannt|bilinmiyor|məlum deyil|naməlum|неизвестно|неизв\.?|нет данных|невідомо|անհայտ|უცნობი|(?:مجهول|غير معروف|نامعلوم|نامشخص)(?:\s+(?:مجهول|غير معروف))*)$/iu;

function reasonOf(values: readonly string[]): string {
  return values.length === 0 ? "it is empty" : "its values number the rows";
}

function kindOfColumn(
  header: string,
  values: readonly string[],
  isNumbering: boolean,
): FieldKind | undefined {
  if (values.length === 0) return undefined;
  const named = kindOfHeader(header);
  if (named === "row-id") return isNumbering ? undefined : "identifier";
  if (named !== undefined && agrees(named, values)) return named;
  return kindOfValues(values, isNumbering);
}

function isAllDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

const DIGITS = /^\d+(?:\.0)?$/;
const share = (values: readonly string[], test: (value: string) => boolean) =>
  values.filter(test).length / Math.max(1, values.length);
const isBetween = (low: number, high: number) => (value: string) => {
  const number = DIGITS.test(asciiDigits(value)) ? Number(asciiDigits(value)) : Number.NaN;
  return number >= low && number <= high;
};

/** Whether values are what their header says, in at least 8 of 10. */
function agrees(kind: FieldKind, values: readonly string[]): boolean {
  const enough = (test: (value: string) => boolean) => share(values, test) >= 0.8;
  switch (kind) {
    case "date":
      return dateOrder(values) !== undefined;
    case "year":
      return enough(isBetween(1800, 2100));
    case "month":
      return enough(isBetween(1, 12));
    case "day":
      return enough(isBetween(1, 31));
    case "age":
      return enough((value) => /^-?\d{1,3}(?:\.\d+)?$/.test(asciiDigits(value)));
    case "sex":
      return new Set(values.map((value) => value.toLowerCase())).size <= 12;
    case "full-name":
    case "given":
    case "family":
      return enough((value) => /\p{L}/u.test(value));
    default:
      return true;
  }
}

function kindOfValues(values: readonly string[], isNumbering: boolean): FieldKind | undefined {
  const distinct = new Set(values).size;
  if (share(values, (value) => /^[^@\s]+@[^@\s]+$/.test(value)) > 0.8) return "phone-email";
  if (dateOrder(values) !== undefined) return "date";
  if (share(values, (value) => /^\+?[\d ()-]{9,}$/.test(value)) > 0.8)
    return isNumbering ? undefined : "phone-email";
  if (share(values, (value) => DIGITS.test(asciiDigits(value))) > 0.9)
    return kindOfNumbers(values, { distinct, isNumbering });
  if (isNumbering && share(values, (value) => /\d/.test(value)) > 0.8) return undefined;
  if (distinct <= Math.max(12, values.length / 200)) return "category";
  return "text";
}

function kindOfNumbers(
  values: readonly string[],
  { distinct, isNumbering }: { readonly distinct: number; readonly isNumbering: boolean },
): FieldKind | undefined {
  if (isNumbering && values.length > 1) return undefined;
  if (distinct <= 12) return "category";
  return share(values, (value) => value.length >= 4) > 0.8 ? "identifier" : "number";
}

function readingOf(
  name: string,
  kind: FieldKind,
  { column, values }: { readonly column: number; readonly values: readonly string[] },
): InferredField {
  const order = kind === "date" ? dateOrder(values) : undefined;
  return { name, kind, columns: [order === undefined ? { column } : { column, dateOrder: order }] };
}

/** Year, month and day columns as one date, where all three are there and no date is. */
function joinDateParts(fields: readonly InferredField[]): readonly InferredField[] {
  const parts = (["year", "month", "day"] as const).map((kind) =>
    fields.find((field) => field.kind === kind),
  );
  if (parts.some((part) => part === undefined) || fields.some(({ kind }) => kind === "date")) return fields;
  const found = parts.filter((part) => part !== undefined);
  const date: InferredField = {
    name: found.map(({ name }) => name).join("-"),
    kind: "date",
    columns: found.flatMap(({ columns }) => columns),
  };
  return fields.flatMap((field) => (field === found[0] ? [date] : found.includes(field) ? [] : [field]));
}

/**
 * The field's value in a row: a prefix date for dates (the digits as they stand where they are no date), the text
 * for the rest, "" where it is missing.
 */
export function fieldValue(field: InferredField, row: readonly string[]): string {
  const texts = field.columns.map(({ column }) => presentValue(row[column] ?? ""));
  if (field.kind !== "date") return texts[0] ?? "";
  if (field.columns.length === 1)
    return readDate(texts[0] ?? "", field.columns[0]?.dateOrder ?? "year-first");
  const [year = "", month = "", day = ""] = texts.map(asciiDigits);
  if (!/^\d{4}$/.test(year)) return "";
  const known = [year, ...(month === "" ? [] : day === "" ? [month] : [month, day])];
  return known
    .map((part) => part.padStart(2, "0"))
    .filter(Boolean)
    .join("-");
}
