/** Mappings: inferred from tables, shown to people, kept as JSON that they can edit. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { antemortemFields } from "../model/antemortem.ts";
import { columnMeanings } from "../model/column-meaning.ts";
import { isHarmKind } from "../model/harm.ts";
import { countingUnits, relationKinds } from "../model/mention.ts";
import { recordKinds } from "../model/record.ts";
import { type ColumnMapping, type Mapping, placeLevels, type TableMapping } from "./column-mapping.ts";
import { firstRows, type InferOptions, inferTable } from "./infer-table.ts";
import type { Table } from "./table.ts";

export type { ColumnMeaning } from "../model/column-meaning.ts";
export type { ColumnMapping, Mapping, TableMapping } from "./column-mapping.ts";

/** What each table and column most likely means. `records` says what the rows are where their maker knows. */
export async function inferMapping(tables: readonly Table[], options: InferOptions = {}): Promise<Mapping> {
  const inferred: TableMapping[] = [];
  for (const table of tables) inferred.push(await inferTable(table, options));
  return { format: "recount-mapping/1", tables: inferred };
}

/** Readable JSON, a line for each column. */
export function formatMapping(mapping: Mapping): string {
  const tables = mapping.tables.map(({ columns, ...table }) => {
    const lines = columns.map((column) => `        ${JSON.stringify(column)}`).join(",\n");
    return `    ${JSON.stringify(table).slice(0, -1)},"columns":[\n${lines}\n    ]}`;
  });
  return `{\n  "format": ${JSON.stringify(mapping.format)},\n  "tables": [\n${tables.join(",\n")}\n  ]\n}\n`;
}

/**
 * The mapping of its text, or all that is wrong with it.
 *
 * @example
 * parseMapping("{}").issues.map(({ path }) => path); //=> ["format", "tables"]
 */
export function parseMapping(text: string): Parsed<Mapping> {
  const value = parseJson(text);
  if (value === undefined) return { issues: [issueAt("mapping", "JSON", text.slice(0, 40))] };
  const issues: Issue[] = [];
  const want = (ok: boolean, path: string, expected: string, received: unknown) => {
    if (!ok) issues.push(issueAt(path, expected, received === undefined ? "nothing" : textOf(received)));
    return ok;
  };
  want(value["format"] === "recount-mapping/1", "format", "recount-mapping/1", value["format"]);
  const tables: unknown = value["tables"];
  if (want(Array.isArray(tables), "tables", "an array", tables))
    for (const [i, table] of (tables as readonly unknown[]).entries())
      checkTable(table, `tables[${i}]`, want);
  return issues.length > 0 ? { issues } : { value: value as unknown as Mapping };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

type Want = (ok: boolean, path: string, expected: string, received: unknown) => boolean;
type Fields = { readonly [key: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isOneOf = (words: readonly string[], value: unknown) =>
  typeof value === "string" && words.includes(value);

function parseJson(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function checkTable(table: unknown, path: string, want: Want): void {
  if (!isFields(table)) return void want(false, path, "an object", table);
  want(typeof table["table"] === "string", `${path}.table`, "a table's name", table["table"]);
  want(typeof table["read"] === "boolean", `${path}.read`, "true or false", table["read"]);
  want(isOneOf(recordKinds, table["records"]), `${path}.records`, recordKinds.join(", "), table["records"]);
  const harm = table["harm"];
  want(
    harm === undefined || (typeof harm === "string" && isHarmKind(harm)),
    `${path}.harm`,
    "a kind of harm",
    harm,
  );
  if (!Array.isArray(table["columns"]))
    return void want(false, `${path}.columns`, "an array", table["columns"]);
  for (const [i, column] of (table["columns"] as readonly unknown[]).entries())
    checkColumn(column, `${path}.columns[${i}]`, want);
}

/** Meanings that need a kind, and which there are. */
const kindsOf: { readonly [means: string]: readonly string[] | undefined } = {
  antemortem: antemortemFields,
  relation: relationKinds,
  units: countingUnits,
};

function checkColumn(column: unknown, path: string, want: Want): void {
  if (!isFields(column)) return void want(false, path, "an object", column);
  const { means, level, dates } = column;
  want(typeof column["column"] === "string", `${path}.column`, "a column's header", column["column"]);
  want(isOneOf(columnMeanings, means), `${path}.means`, columnMeanings.join(", "), means);
  const kinds = typeof means === "string" ? kindsOf[means] : undefined;
  if (kinds !== undefined)
    want(isOneOf(kinds, column["kind"]), `${path}.kind`, kinds.join(", "), column["kind"]);
  want(level === undefined || isOneOf(placeLevels, level), `${path}.level`, placeLevels.join(", "), level);
  if (dates === undefined) return;
  if (!isFields(dates)) return void want(false, `${path}.dates`, "an object", dates);
  want(
    dates["order"] === undefined || isOneOf(["day-first", "month-first"], dates["order"]),
    `${path}.dates.order`,
    "day-first or month-first",
    dates["order"],
  );
  want(
    dates["calendar"] === undefined || isOneOf(["gregorian", "persian", "islamic"], dates["calendar"]),
    `${path}.dates.calendar`,
    "gregorian, persian or islamic",
    dates["calendar"],
  );
}

/** The mapping for people: for each table what its rows are, then a line for each column: its header, a sample, its meaning. */
export async function describeMapping(
  mapping: Mapping,
  tables: readonly Table[],
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { table, read, records, harm, columns } of mapping.tables) {
    const found = tables.find(({ name }) => name === table);
    lines.push(
      read
        ? `${table}: each row is a ${records}${harm === undefined ? "" : `, ${harm}`}`
        : `${table}: not read`,
    );
    if (found === undefined || !read) continue;
    const rows = await firstRows(found, 20);
    for (const column of columns) {
      const at = found.header.indexOf(column.column);
      const sample = rows.map(({ cells }) => cells[at] ?? "").find((cell) => cell !== "") ?? "";
      lines.push(`  ${column.column} | ${sample.slice(0, 40)} | ${meaningText(column)}`);
    }
  }
  return lines;
}

function meaningText({ means, kind, isKey, language, level, dates }: ColumnMapping): string {
  const details = [
    kind,
    isKey === true ? "names the row" : undefined,
    language,
    level,
    ...Object.values(dates ?? {}),
  ];
  const said = details.filter((detail) => detail !== undefined);
  return said.length === 0 ? means : `${means} (${said.join(", ")})`;
}
