/** Dictionary encoding: each distinct value gets an id, each row is a run of ids in one typed array. */
import { hashText, mixHashes } from "./content-hash.ts";
import type { FieldKind, LinkField, LinkTable } from "./link-table.ts";
import { normalValue } from "./normal-value.ts";
import { sortedByCode } from "./sort-codes.ts";

/** One column in ids: 0 is missing. */
export type EncodedColumn = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly ids: Uint32Array; // of each row, in canonical order
  readonly values: readonly string[]; // normal form of each id; values[0] is ""
  readonly counts: Uint32Array; // rows that hold each id
};

/** A table in canonical order: rows sorted by a hash of what they hold, so that the order of input changes nothing. */
export type EncodedTable = {
  readonly size: number;
  readonly order: Uint32Array; // canonical position -> row of the table
  readonly list: Uint16Array; // of each canonical position
  readonly lists: readonly string[];
  readonly columns: readonly EncodedColumn[];
};

type Dictionary = { readonly ids: Uint32Array; readonly values: readonly string[] };

/** The table in ids. Ids count distinct normal values in canonical order, so that equal tables give equal ids. */
export function encodeTable(table: LinkTable): EncodedTable {
  const columns = table.fields.map((field) => normalColumn(field, table.list.length));
  const order = canonicalOrder(table, columns);
  const list = new Uint16Array(new SharedArrayBuffer(2 * order.length));
  for (let at = 0; at < order.length; at++) list[at] = table.list[order[at] as number] ?? 0;
  return {
    size: order.length,
    order,
    list,
    lists: table.lists,
    columns: table.fields.map(({ name, kind }, c) => ({
      name,
      kind,
      ...renumber(columns[c] ?? { ids: order, values: [] }, order),
    })),
  };
}

/** Normal forms of a field's distinct values, and which of them each row holds. */
function normalColumn({ kind, values, ids }: LinkField, size: number): Dictionary {
  const idOf = new Map<string, number>([["", 0]]);
  const encode = (normal: string) => {
    const id = idOf.get(normal) ?? idOf.size;
    if (id === idOf.size) idOf.set(normal, id);
    return id;
  };
  const found = new Uint32Array(size);
  if (ids === undefined) {
    const known = new Map<string, number>();
    for (let row = 0; row < size; row++) {
      const text = values[row] ?? "";
      const id = known.get(text) ?? encode(normalValue(kind, text));
      known.set(text, id);
      found[row] = id;
    }
  } else {
    const normal = Uint32Array.from(values, (text) => encode(normalValue(kind, text)));
    for (let row = 0; row < size; row++) found[row] = normal[ids[row] as number] ?? 0;
  }
  return { ids: found, values: [...idOf.keys()] };
}

/** Ids in canonical order, numbered by first appearance there; 0 stays missing. */
function renumber({ ids, values }: Dictionary, order: Uint32Array): Omit<EncodedColumn, "name" | "kind"> {
  const size = order.length;
  const renamed = new Uint32Array(values.length);
  const counts = new Uint32Array(values.length);
  const kept: string[] = [""];
  const own = new Uint32Array(new SharedArrayBuffer(4 * size));
  for (let at = 0; at < size; at++) {
    const id = ids[order[at] as number] as number;
    let name = renamed[id] as number;
    if (name === 0 && id !== 0) {
      name = kept.push(values[id] ?? "") - 1;
      renamed[id] = name;
    }
    own[at] = name;
    counts[name] = (counts[name] as number) + 1;
  }
  return { ids: own, values: kept, counts: counts.slice(0, kept.length) };
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
 * Rows sorted by a hash of 64 bits of their key, list and values; where two hashes are equal, by the texts
 * themselves: rows that tie in all of it are alike.
 */
function canonicalOrder({ keys, lists, list }: LinkTable, columns: readonly Dictionary[]): Uint32Array {
  const size = list.length;
  const hashRows = (seed: number) => {
    const listHashes = Uint32Array.from(lists, (name) => hashText(name, seed));
    const hashes = Uint32Array.from({ length: size }, (_, row) => listHashes[list[row] ?? 0] ?? 0);
    if (keys !== undefined)
      for (let row = 0; row < size; row++)
        hashes[row] = mixHashes(hashes[row] as number, hashText(keys[row] ?? "", seed));
    for (const { ids, values } of columns) {
      const own = Uint32Array.from(values, (value) => hashText(value, seed));
      for (let row = 0; row < size; row++)
        hashes[row] = mixHashes(hashes[row] as number, own[ids[row] as number] as number);
    }
    return hashes;
  };
  const [high, low] = [hashRows(0), hashRows(0x5bd1e995)];
  const textOf = (row: number) =>
    [
      lists[list[row] ?? 0],
      keys?.[row],
      ...columns.map(({ ids, values }) => values[ids[row] as number]),
    ].join("\u001f");
  const compareRows = (a: number, b: number) =>
    (low[a] as number) - (low[b] as number) || compareTexts(textOf(a), textOf(b)) || a - b;
  return sortRuns(high, sortedByCode(high), compareRows);
}

/** Sorts each run of equal codes by `compare`, in place. */
function sortRuns(
  codes: Uint32Array,
  order: Uint32Array,
  compare: (a: number, b: number) => number,
): Uint32Array {
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && codes[order[end] as number] === codes[order[start] as number]) end++;
    if (end - start > 1) order.subarray(start, end).sort(compare);
    start = end;
  }
  return order;
}

// By UTF-16 units: the order of locales differs between machines.
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
