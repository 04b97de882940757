/** Dictionary encoding: each distinct value gets an id, each row is a run of ids in one typed array. */
import { hashText, mixHashes } from "./content-hash.ts";
import type { FieldKind, LinkField, LinkTable } from "./link-table.ts";
import { normalValue } from "./normal-value.ts";
import { sortCodes } from "./sort-codes.ts";

/** One column in ids: 0 is missing. */
export type EncodedColumn = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly ids: Uint32Array; // of each row, in canonical order
  readonly values: readonly string[]; // normal form of each id; values[0] is ""
  readonly counts: Uint32Array; // rows that hold each id, of the whole table
  readonly whole?: { readonly filled: number; readonly distinct: number }; // rows with a value, and values, there
};

/** A table in canonical order: rows sorted by a hash of what they hold, so that the order of input changes nothing. */
export type EncodedTable = {
  readonly size: number;
  readonly order: Uint32Array; // canonical position -> row of the table
  readonly list: Uint16Array; // of each canonical position
  readonly lists: readonly string[];
  readonly columns: readonly EncodedColumn[];
  /** The table that these rows are a part of, where they are: how common a value is, is counted there. */
  readonly whole?: { readonly size: number; readonly rowsOfLists: Uint32Array };
};

export type Dictionary = { readonly ids: Uint32Array; readonly values: readonly string[] };

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
function normalColumn({ kind, values, ids, isDistinct }: LinkField, size: number): Dictionary {
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
    const normals = values.map((text) => normalValue(kind, text));
    // What is its own normal form is as distinct as it came.
    if (isDistinct === true && normals.every((text, id) => text === values[id]))
      return { ids, values: normals };
    const normal = Uint32Array.from(normals, encode);
    for (let row = 0; row < size; row++) found[row] = normal[ids[row] as number] ?? 0;
  }
  return { ids: found, values: [...idOf.keys()] };
}

/** Ids in canonical order, numbered by first appearance there; 0 stays missing. */
export function renumber(
  { ids, values }: Dictionary,
  order: Uint32Array,
): Omit<EncodedColumn, "name" | "kind"> {
  const size = order.length;
  const rowsWith = new Uint32Array(values.length); // of each id as it came: rows that are alike often stand together there
  for (let row = 0; row < ids.length; row++)
    rowsWith[ids[row] as number] = (rowsWith[ids[row] as number] as number) + 1;
  const own = new Uint32Array(new SharedArrayBuffer(4 * size));
  for (let at = 0; at < size; at++) own[at] = ids[order[at] as number] as number;
  const renamed = new Uint32Array(values.length);
  const counts = new Uint32Array(values.length);
  const kept: string[] = [""];
  counts[0] = rowsWith[0] as number;
  for (let at = 0; at < size; at++) {
    const id = own[at] as number;
    let name = renamed[id] as number;
    if (name === 0 && id !== 0) {
      name = kept.push(values[id] ?? "") - 1;
      renamed[id] = name;
      counts[name] = rowsWith[id] as number;
    }
    own[at] = name;
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
export function canonicalOrder(
  table: Pick<LinkTable, "keys" | "lists" | "list">,
  columns: readonly Dictionary[],
): Uint32Array {
  const high = hashRows(table, columns, 0);
  const { codes, positions } = sortCodes(high);
  const hashAgain = rowHasher(table, columns, 0x5bd1e995);
  const { keys, lists, list } = table;
  const textOf = (row: number) =>
    [
      lists[list[row] ?? 0],
      keys?.[row],
      ...columns.map(({ ids, values }) => values[ids[row] as number]),
    ].join("\u001f");
  const compareRows = (a: Tied, b: Tied) =>
    a.low - b.low || compareTexts(textOf(a.row), textOf(b.row)) || a.row - b.row;
  for (let start = 0; start < positions.length; ) {
    let end = start + 1;
    while (end < positions.length && codes[end] === codes[start]) end++;
    if (end - start > 1 && !areAlike(table, columns, positions.subarray(start, end))) {
      const tied = Array.from(positions.subarray(start, end), (row): Tied => ({ row, low: hashAgain(row) }));
      tied.sort(compareRows);
      for (const [i, { row }] of tied.entries()) positions[start + i] = row;
    }
    start = end;
  }
  return positions;
}

/** Whether rows are alike to the id: those stay as they came, which no result can tell. */
function areAlike(
  { keys, list }: Pick<LinkTable, "keys" | "list">,
  columns: readonly Dictionary[],
  rows: Uint32Array,
): boolean {
  const first = rows[0] as number;
  return rows.every(
    (row) =>
      list[row] === list[first] &&
      keys?.[row] === keys?.[first] &&
      columns.every(({ ids }) => ids[row] === ids[first]),
  );
}

type Tied = { readonly row: number; readonly low: number };

/** A hash of each row's list, key and values; never 0. */
function hashRows(
  { keys, lists, list }: Pick<LinkTable, "keys" | "lists" | "list">,
  columns: readonly Dictionary[],
  seed: number,
): Uint32Array {
  const listHashes = Uint32Array.from(lists, (name) => hashText(name, seed));
  const hashes = Uint32Array.from(list, (own) => listHashes[own] ?? 0);
  if (keys !== undefined)
    for (let row = 0; row < hashes.length; row++)
      hashes[row] = mixHashes(hashes[row] as number, hashText(keys[row] ?? "", seed));
  for (const { ids, values } of columns) {
    const own = new Uint32Array(values.length);
    for (let id = 0; id < own.length; id++) own[id] = hashText(values[id] as string, seed);
    for (let row = 0; row < hashes.length; row++)
      hashes[row] = mixHashes(hashes[row] as number, own[ids[row] as number] as number);
  }
  return hashes;
}

/** As `hashRows`, a row at a time: for the few whose first hashes are equal. */
function rowHasher(
  { keys, lists, list }: Pick<LinkTable, "keys" | "lists" | "list">,
  columns: readonly Dictionary[],
  seed: number,
): (row: number) => number {
  return (row) => {
    let hash = hashText(lists[list[row] ?? 0] ?? "", seed);
    if (keys !== undefined) hash = mixHashes(hash, hashText(keys[row] ?? "", seed));
    for (const { ids, values } of columns)
      hash = mixHashes(hash, hashText(values[ids[row] as number] ?? "", seed));
    return hash;
  };
}

// By UTF-16 units: the order of locales differs between machines.
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
