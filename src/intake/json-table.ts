/** JSON and JSON lines as tables: an array of objects; arrays of objects inside it become tables of their own. */
import { issueAt, type Parsed } from "../base/errors.ts";
import { utf16Order } from "./content-kind.ts";
import { decodeStream } from "./decode-text.ts";
import { reasonOf, refusalError, refuse } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";
import type { Notice, RawRow, UnnamedTable } from "./table.ts";

type Flat = {
  readonly cells: ReadonlyMap<string, string>;
  readonly repeats: ReadonlyMap<string, readonly object[]>;
};

const MAX_LINE = 10 * 1024 * 1024;

/** The tables of a JSON file: the array itself, or the longest array of objects in the outermost object. */
export async function openJson(file: SourceFile): Promise<Parsed<readonly UnnamedTable[]>> {
  try {
    const bytes = await file.bytes();
    const value = parseJson(
      new TextDecoder(utf16Order(bytes.subarray(0, 1000)) ?? "utf-8", { fatal: true }).decode(bytes),
    );
    const rows = featuresOf(value) ?? arrayOf(value);
    if (rows === undefined) return refuse(file.name, "an array of objects", "JSON without one");
    if (rows.length === 0) return refuse(file.name, "at least one object", "an empty array");
    return { value: nestedTables(file.name, rows) };
  } catch (error) {
    return refuse(file.name, "JSON that can be read", reasonOf(error));
  }
}

/** The features of a GeoJSON collection (RFC 7946) as rows: their properties, and the geometry as its own text. */
function featuresOf(value: unknown): readonly object[] | undefined {
  if (typeof value !== "object" || value === null || !("type" in value) || !("features" in value))
    return undefined;
  const { type, features } = value;
  if (type !== "FeatureCollection" || !isObjects(features)) return undefined;
  return features.map((feature) => {
    const { id, properties, geometry }: { id?: unknown; properties?: unknown; geometry?: unknown } = feature;
    return {
      ...(id === undefined ? {} : { id }),
      ...(typeof properties === "object" ? properties : {}),
      ...(typeof geometry === "object" && geometry !== null ? { geometry: JSON.stringify(geometry) } : {}),
    };
  });
}

function arrayOf(value: unknown): readonly object[] | undefined {
  if (isObjects(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  const arrays = Object.values(value).filter(isObjects);
  return arrays.length === 0 ? undefined : arrays.reduce((a, b) => (b.length > a.length ? b : a));
}

const isObjects = (value: unknown): value is readonly object[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item === "object" && item !== null && !Array.isArray(item));

/** Rows as a table, and under it one for each kind of repeat, joined by `_parent_index` as KoboToolbox does. */
function nestedTables(name: string, rows: readonly object[]): readonly UnnamedTable[] {
  const flats = rows.map((row) => flatten(row));
  const repeats = new Map<string, object[]>();
  flats.forEach((flat, i) => {
    for (const [key, items] of flat.repeats)
      for (const item of items) {
        const list = repeats.get(key) ?? [];
        list.push({ ...item, _index: list.length + 1, _parent_index: i + 1, _parent_table_name: name });
        repeats.set(key, list);
      }
  });
  const indexed =
    repeats.size === 0
      ? flats
      : flats.map((flat, i) => ({ ...flat, cells: new Map([...flat.cells, ["_index", String(i + 1)]]) }));
  return [jsonTable(name, indexed), ...[...repeats].flatMap(([key, items]) => nestedTables(key, items))];
}

function jsonTable(name: string, flats: readonly Flat[]): UnnamedTable {
  const header = [...new Set(flats.flatMap(({ cells }) => [...cells.keys()]))];
  return {
    name,
    format: "json",
    header,
    titles: [],
    notices: [],
    rows: async function* () {
      for (const [i, { cells }] of flats.entries()) yield toRow(i + 1, cells, header);
    },
  };
}

const toRow = (row: number, cells: Flat["cells"], header: readonly string[]): RawRow => ({
  row,
  cells: header.map((column) => cells.get(column) ?? ""),
});

/** The table of a JSON lines file, read twice: once for its columns, then for its rows. */
export async function openJsonLines(file: SourceFile): Promise<Parsed<readonly UnnamedTable[]>> {
  const header = new Set<string>();
  let [rows, nested] = [0, 0];
  try {
    for await (const line of jsonLines(file)) {
      rows++;
      const { cells, repeats } = flatten(line);
      for (const column of cells.keys()) header.add(column);
      for (const column of repeats.keys()) header.add(column);
      nested += repeats.size;
    }
  } catch (error) {
    return refuse(file.name, "one JSON object a line", reasonOf(error));
  }
  if (rows === 0) return refuse(file.name, "at least one line", "a file without any text");
  const columns = [...header];
  const notices: readonly Notice[] =
    nested === 0 ? [] : [{ code: "nested", message: `${nested} nested list(s) stay JSON in their cell` }];
  return {
    value: [
      {
        name: file.name,
        format: "json-lines",
        header: columns,
        titles: [],
        notices,
        rows: async function* () {
          let row = 0;
          for await (const line of jsonLines(file)) {
            const { cells, repeats } = flatten(line);
            const texts = [...repeats].map(([key, items]) => [key, JSON.stringify(items)] as const);
            yield toRow(++row, new Map([...cells, ...texts]), columns);
          }
        },
      },
    ],
  };
}

async function* jsonLines(file: SourceFile): AsyncIterable<object> {
  let [rest, number] = ["", 0];
  const parseLine = (line: string): object[] => {
    number++;
    if (line.trim() === "" || line.trim() === "\ufeff") return [];
    try {
      const value = parseJson(line);
      if (isObjects([value])) return [value as object];
    } catch (error) {
      throw refusalError(issueAt(`line ${number}`, "a JSON object", reasonOf(error)), error);
    }
    throw refusalError(issueAt(`line ${number}`, "a JSON object", line.slice(0, 40)));
  };
  for await (const text of decodeStream(file.stream(), "utf-8")) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE)
      throw refusalError(issueAt(`line ${number + lines.length + 1}`, "rows under 10 MB", "a longer row"));
    for (const line of lines) yield* parseLine(line);
  }
  yield* parseLine(rest);
}

/** JSON whose numbers keep their digits as written where a double would change them: identifiers of 17 digits. */
function parseJson(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && context?.source !== undefined && String(value) !== context.source
      ? context.source
      : value;
  return JSON.parse(text.replace(/^\ufeff/, ""), keepDigits) as unknown;
}

function flatten(row: object, prefix = ""): Flat {
  const cells = new Map<string, string>();
  const repeats = new Map<string, readonly object[]>();
  for (const [key, value] of Object.entries(row) as readonly (readonly [string, unknown])[]) {
    const path = prefix + key;
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      if (value.length > 0 && isObjects(value)) repeats.set(path, value);
      else
        cells.set(
          path,
          value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join("; "),
        );
    } else if (typeof value === "object") {
      const inner = flatten(value, `${path}/`);
      for (const entry of inner.cells) cells.set(...entry);
      for (const entry of inner.repeats) repeats.set(...entry);
    } else cells.set(path, typeof value === "string" ? value : JSON.stringify(value));
  }
  return { cells, repeats };
}
