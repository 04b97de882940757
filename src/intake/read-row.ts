/** One row and its table's mapping to what the row says. */
import { type Issue, issueAt } from "../base/errors.ts";
import { makePrefixDate, type PrefixDate } from "../base/prefix-date.ts";
import type { ColumnMeaning } from "../model/column-meaning.ts";
import type {
  DateMention,
  IdentifierMention,
  Mentions,
  NameMention,
  Note,
  RelationMention,
} from "../model/mention.ts";
import { isBlank, readNumber } from "./cell-shape.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import { readSex } from "./harm-words.ts";
import { K_IS_MALE } from "./infer-column.ts";
import { westernDigits } from "./native-digits.ts";
import { type NounCells, nounMeanings } from "./noun-cells.ts";
import { placeLevelOf } from "./place-level.ts";
import { readArea } from "./read-area.ts";
import { readDate } from "./read-date.ts";
import { readPlaces } from "./read-places.ts";
import type { RawRow } from "./table.ts";

/** A column of a table with where it stands. */
export type PlacedColumn = ColumnMapping & { readonly at: number };

/** What a row says, before its harms are put together. */
export type RowReading = {
  readonly mentions: Omit<Mentions, "harms">;
  readonly issues: readonly Issue[];
  readonly harm: { readonly when?: PrefixDate; readonly died?: PrefixDate; readonly statusWhen?: PrefixDate };
  readonly statuses: readonly string[]; // texts of status and condition columns
  readonly circumstances?: string;
  readonly nouns: NounCells; // texts and dates of the columns that tell of the other nouns
};

const nameOf: Readonly<Partial<Record<ColumnMeaning, Pick<NameMention, "part" | "of">>>> = {
  name: { part: "full", of: "self" },
  "given-name": { part: "given", of: "self" },
  "father-name": { part: "father", of: "self" },
  "family-name": { part: "family", of: "self" },
  "maiden-name": { part: "maiden", of: "self" },
  "other-name": { part: "other", of: "self" },
  father: { part: "full", of: "father" },
  mother: { part: "full", of: "mother" },
  spouse: { part: "full", of: "spouse" },
};

const dateRoleOf: Readonly<Partial<Record<ColumnMeaning, DateMention["role"]>>> = {
  "birth-date": "birth",
  "death-date": "death",
  "collected-date": "collected",
  "assessed-date": "assessed",
  "other-date": "other",
};

/** Everything that the columns of a row say, and every issue. A value with an issue stays in the row's cells. */
export function readRow(row: RawRow, columns: readonly PlacedColumn[]): RowReading {
  const draft = new RowDraft(row);
  for (const column of columns) {
    const text = (row.cells[column.at] ?? "").trim();
    if (text.includes("\ufffd")) draft.refuse(column, "text in the file's encoding", text);
    if (!isBlank(text)) readCell(draft, column, text);
  }
  if (row.extra !== undefined)
    draft.issues.push(issueAt(`row ${row.row}`, "no cells beyond the header", row.extra.join(" | ")));
  draft.readBirthParts(columns);
  return draft.reading(readPlaces(row, columns));
}

class RowDraft {
  readonly row: RawRow;
  readonly issues: Issue[] = [];
  readonly names: NameMention[] = [];
  readonly dates: DateMention[] = [];
  readonly identifiers: IdentifierMention[] = [];
  readonly relations: RelationMention[] = [];
  readonly notes: Note[] = [];
  readonly statuses: string[] = [];
  readonly circumstances: string[] = [];
  readonly attributes: Record<string, string> = {};
  readonly nouns: NounCells = { texts: [], dates: new Map() };
  readonly harm: { when?: PrefixDate; died?: PrefixDate; statusWhen?: PrefixDate } = {};
  readonly person: { sex?: "female" | "male"; age?: number; persons?: number } = {};

  constructor(row: RawRow) {
    this.row = row;
    this.notes.push(...(row.notes ?? []));
  }

  /** Keeps an issue of a cell. Gives nothing, so that a reader can end with it. */
  refuse(column: { readonly column: string }, expected: string, received: string): undefined {
    this.issues.push(issueAt(`row ${this.row.row}, column "${column.column}"`, expected, received));
  }

  note(column: { readonly column: string }, text: string): void {
    this.notes.push({ column: column.column, text });
  }

  /** A date of birth that stands in three columns. */
  readBirthParts(columns: readonly PlacedColumn[]): void {
    const cell = (means: ColumnMeaning) => {
      const column = columns.find((candidate) => candidate.means === means);
      const text = column === undefined ? "" : (this.row.cells[column.at] ?? "").trim();
      return isBlank(text) ? undefined : { column: column!, text, value: Number(westernDigits(text)) };
    };
    const [year, month, day] = [cell("birth-year"), cell("birth-month"), cell("birth-day")];
    if (year === undefined) return;
    const text = [year, month, day].flatMap((part) => part?.text ?? []).join("-");
    const date = makePrefixDate(year.value, month?.value, month === undefined ? undefined : day?.value);
    if (date === undefined) this.refuse(year.column, "a date", text);
    else this.dates.push({ role: "birth", text, date });
  }

  reading(places: Mentions["places"]): RowReading {
    const { names, dates, identifiers, relations, notes, attributes, person } = this;
    return {
      mentions: { names, dates, places, identifiers, relations, notes, attributes, ...person },
      issues: this.issues,
      harm: this.harm,
      statuses: this.statuses,
      nouns: this.nouns,
      ...(this.circumstances.length > 0 ? { circumstances: this.circumstances.join("; ") } : {}),
    };
  }
}

function readCell(draft: RowDraft, column: PlacedColumn, text: string): void {
  const { means } = column;
  const name = nameOf[means];
  if (name !== undefined) {
    const { language } = column;
    const texts = name.part === "other" ? text.split(/\s*[,;،|]\s*/).filter((part) => part !== "") : [text];
    for (const one of texts)
      draft.names.push({ text: one, ...name, ...(language === undefined ? {} : { language }) });
  } else if (means.endsWith("-date")) readDateCell(draft, column, text);
  else if (means === "sex") readSexCell(draft, column, text);
  else if (means === "age") readAgeCell(draft, column, text);
  else if (means === "persons") readPersonsCell(draft, column, text);
  else if (means === "identifier") readIdentifier(draft, column, text);
  else if (means === "household") draft.relations.push({ kind: "household", target: text });
  else if (means === "status") {
    draft.statuses.push(text);
    draft.note(column, text);
  } else if (means === "circumstances") draft.circumstances.push(text);
  else if (means === "note") draft.note(column, text);
  else if (means === "attribute") readAttribute(draft, column, text);
  else if (means === "latitude" || means === "longitude") readDegrees(draft, column, text);
  else if (means === "place-level") readLevel(draft, column, text);
  else if (means === "place-parent") readParent(draft, column, text);
  else if (nounMeanings.has(means)) draft.nouns.texts.push({ column, text });
}

function readDateCell(draft: RowDraft, column: PlacedColumn, text: string): undefined {
  const reading = readDate(text, column.dates);
  if (!reading.ok) return draft.refuse(column, reading.expected, text);
  const { date, note } = reading;
  if (note !== undefined) draft.note(column, note);
  const role = dateRoleOf[column.means];
  if (role !== undefined) draft.dates.push({ role, text, date });
  if (column.means === "harm-date") draft.harm.when ??= date;
  if (column.means === "death-date") draft.harm.died ??= date;
  if (column.means === "status-date") draft.harm.statusWhen ??= date;
  draft.nouns.dates.set(column.means, date);
}

function readSexCell(draft: RowDraft, column: PlacedColumn, text: string): void {
  const sex = readSex(text, column.kind === K_IS_MALE);
  if (sex === undefined) draft.refuse(column, "a sex", text);
  else draft.person.sex = sex;
}

/** Completed years; months and days make 0. What a spreadsheet made a date of ("1-5") is no age. */
function readAgeCell(draft: RowDraft, column: PlacedColumn, text: string): undefined {
  const match = /^[~≈]?\s*(\d{1,3})(?:[.,]\d+)?\s*(\p{L}*)\.?(?:\s*\p{L}+\.?)*$/u.exec(westernDigits(text));
  if (match === null || Number(match[1]) > 125) return draft.refuse(column, "an age in years", text);
  const isUnderOne = /^(m(?!o?\p{L}{6})|mes|мес|day|дн|ay|gün|ամս|თვ|شهر|يوم|ماه|міс|week|нед)/iu.test(
    match[2] ?? "",
  );
  draft.person.age = isUnderOne ? 0 : Number(match[1]);
}

function readPersonsCell(draft: RowDraft, column: PlacedColumn, text: string): void {
  const persons = readNumber(text);
  if (persons === undefined || !Number.isInteger(persons) || persons < 0 || persons > 10_000_000)
    draft.refuse(column, "a number of persons", text);
  else draft.person.persons = persons;
}

/** Spreadsheets cut long identifiers to fifteen digits, write them as powers of ten, and drop their zeros. */
function readIdentifier(draft: RowDraft, column: PlacedColumn, text: string): undefined {
  const { kind = "list-id", digits } = column;
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(text)) return draft.refuse(column, "an identifier in full", text);
  if (/^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && digits !== undefined)
    return draft.refuse(column, "an identifier, not a date", text);
  draft.identifiers.push({ kind, text });
  if (/^\d{16,}$/.test(text) && text.endsWith("0".repeat(text.length - 15)))
    draft.refuse(column, "an identifier in full, not rounded to 15 digits", text);
  else if (digits !== undefined && /^\d+$/.test(text) && text.length < digits)
    draft.refuse(column, `${digits} digits: zeros in front may be lost`, text);
}

function readAttribute(
  draft: RowDraft,
  { kind = "other", ...column }: PlacedColumn,
  text: string,
): undefined {
  if (kind === "condition" || kind === "status") draft.statuses.push(text);
  if (!kind.startsWith("area_")) {
    draft.attributes[kind] = text;
    return;
  }
  const squareMetres = readArea(text, kind);
  if (squareMetres === undefined) return draft.refuse(column, "an area", text);
  draft.attributes["area_m2"] = String(squareMetres);
}

function readDegrees(draft: RowDraft, column: PlacedColumn, text: string): void {
  const value = Number(westernDigits(text).replace(/[,٫]/, "."));
  const limit = column.means === "latitude" ? 90 : 180;
  if (!Number.isFinite(value) || Math.abs(value) > limit)
    draft.refuse(column, `degrees from -${limit} to ${limit}`, text);
  else draft.attributes[column.means] = String(value);
}

/** A level of a gazetteer as the registers of places name them; P-codes count it from 0, GeoNames has codes of its own. */
function readLevel(draft: RowDraft, column: PlacedColumn, text: string): void {
  const level = placeLevelOf(text);
  if (level === undefined) draft.refuse(column, "a level of places", text);
  else draft.attributes["level"] = level;
}

function readParent(draft: RowDraft, { level }: PlacedColumn, text: string): void {
  // The nearest wider place wins: of district and region columns, the district.
  const isNearer = draft.attributes["parent"] === undefined || level === "district";
  if (isNearer) draft.attributes["parent"] = text;
}
