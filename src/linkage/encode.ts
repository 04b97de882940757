/** Dictionary encoding: each distinct value gets an id, each row is a run of ids in one typed array. */
import type { FieldKind, LinkTable } from "./link-table.ts";
import { normalValue } from "./normal-value.ts";

/** One column in ids: 0 is missing. */
export type EncodedColumn = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly ids: Uint32Array; // of each row, in canonical order
  readonly values: readonly string[]; // normal form of each id; values[0] is ""
  readonly counts: Uint32Array; // rows that hold each id
};

/** A table in canonical order: rows sorted by key, so that the order of input changes nothing. */
export type EncodedTable = {
  readonly size: number;
  readonly order: Uint32Array; // canonical position -> row of the table
  readonly list: Uint16Array; // of each canonical position
  readonly lists: readonly string[];
  readonly columns: readonly EncodedColumn[];
};

/** The table in ids. Ids count distinct normal values in canonical order, so that equal tables give equal ids. */
export function encodeTable(table: LinkTable): EncodedTable {
  const order = canonicalOrder(table);
  return {
    size: order.length,
    order,
    list: Uint16Array.from(order, (row) => table.list[row] ?? 0),
    lists: table.lists,
    columns: table.fields.map((field) => encodeColumn(field, order)),
  };
}

function encodeColumn(field: LinkTable["fields"][number], order: Uint32Array): EncodedColumn {
  const normal = new Map<string, string>();
  const texts = Array.from(order, (row) => {
    const text = field.values[row] ?? "";
    const known = normal.get(text) ?? normalValue(field.kind, text);
    normal.set(text, known);
    return known;
  });
  return { name: field.name, kind: field.kind, ...encodeTexts(texts) };
}

/** Ids of `texts` by first appearance; "" is id 0. */
export function encodeTexts(texts: readonly string[]): Pick<EncodedColumn, "ids" | "values" | "counts"> {
  const idOf = new Map<string, number>([["", 0]]);
  const ids = new Uint32Array(new SharedArrayBuffer(texts.length * 4));
  for (const [row, text] of texts.entries()) {
    const id = idOf.get(text) ?? idOf.size;
    if (id === idOf.size) idOf.set(text, id);
    ids[row] = id;
  }
  const counts = new Uint32Array(idOf.size);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return { ids, values: [...idOf.keys()], counts };
}

/**
 * Rows sorted by key, then by list, then by what they hold: rows that tie in all three are alike.
 *
 * @example
 * const table = { fields: [], lists: ["a"], list: [0, 0], keys: ["y", "x"] };
 * Array.from(canonicalOrder(table)); //=> [1, 0]
 */
export function canonicalOrder(table: LinkTable): Uint32Array {
  const { keys, lists, list, fields } = table;
  const compareRows = (a: number, b: number) =>
    compareTexts(keys[a] ?? "", keys[b] ?? "") ||
    compareTexts(lists[list[a] ?? 0] ?? "", lists[list[b] ?? 0] ?? "") ||
    compareFields(fields, a, b) ||
    a - b;
  return Uint32Array.from(keys.keys()).sort(compareRows);
}

function compareFields(fields: LinkTable["fields"], a: number, b: number): number {
  for (const { values } of fields) {
    const found = compareTexts(values[a] ?? "", values[b] ?? "");
    if (found !== 0) return found;
  }
  return 0;
}

// By UTF-16 units: the order of locales differs between machines.
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
