/** A table of records, built row by row: what rows hold goes into dictionaries, and no row is kept. */
import type { LinkField, LinkTable } from "./link-table.ts";

/** A field by its distinct values. */
export type IdField = LinkField & { readonly ids: Uint32Array };

/** Rows by number, each field as distinct values and the one that each row holds. */
export type RowColumns = {
  readonly index: Uint32Array; // entry of each row's record
  readonly ids: readonly string[]; // of the records
  readonly lists: readonly string[];
  readonly list: Uint16Array;
  readonly fields: readonly IdField[];
};

export type BuilderRow = {
  readonly index: number;
  readonly id: string;
  readonly list: string;
  readonly values: readonly string[]; // of each field
};

export type TableBuilder = {
  readonly add: (row: BuilderRow) => void;
  /** Rows in the order of their entries. */
  readonly take: () => RowColumns;
};

type Dictionary = { readonly idOf: Map<string, number>; ids: Uint32Array };

/** A builder over `fields`, beginning with the rows of `start`, whose entries come before all others. */
export function tableBuilder(
  fields: readonly Pick<LinkField, "name" | "kind">[],
  start?: RowColumns,
): TableBuilder {
  const state = { size: start?.index.length ?? 0, index: grown(start?.index, 1 << 10) };
  const ids: string[] = [...(start?.ids ?? [])];
  const lists: Dictionary = { idOf: dictionaryOf(start?.lists), ids: grown(start?.list, 1 << 10) };
  const columns = fields.map((_, i): Dictionary => {
    const own = start?.fields[i];
    return { idOf: dictionaryOf(own?.values), ids: grown(own?.ids, 1 << 10) };
  });
  const put = (column: Dictionary, text: string) => {
    if (state.size === column.ids.length) column.ids = grown(column.ids, 2 * state.size);
    const known = column.idOf.get(text) ?? column.idOf.size;
    if (known === column.idOf.size) column.idOf.set(text, known);
    column.ids[state.size] = known;
  };
  return {
    add({ index, id, list, values }) {
      if (state.size === state.index.length) state.index = grown(state.index, 2 * state.size);
      state.index[state.size] = index;
      put(lists, list);
      for (const [i, column] of columns.entries()) put(column, values[i] ?? "");
      ids.push(id);
      state.size += 1;
    },
    take() {
      const own = state.index.subarray(0, state.size);
      const order = Uint32Array.from(own.keys()).sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0));
      const ordered = (column: Dictionary) => Uint32Array.from(order, (row) => column.ids[row] ?? 0);
      return {
        index: Uint32Array.from(order, (row) => own[row] ?? 0),
        ids: Array.from(order, (row) => ids[row] ?? ""),
        lists: [...lists.idOf.keys()],
        list: Uint16Array.from(ordered(lists)),
        fields: fields.map(({ name, kind }, i) => {
          const column = columns[i] ?? lists;
          return { name, kind, values: [...column.idOf.keys()], ids: ordered(column) };
        }),
      };
    },
  };
}

/** The rows of `columns` that `isKept` keeps, with the same dictionaries. */
export function filterRows(columns: RowColumns, isKept: (row: number) => boolean): RowColumns {
  const rows = Uint32Array.from(columns.index.keys()).filter(isKept);
  if (rows.length === columns.index.length) return columns;
  return {
    ...columns,
    index: rows.map((row) => columns.index[row] ?? 0),
    ids: Array.from(rows, (row) => columns.ids[row] ?? ""),
    list: Uint16Array.from(rows, (row) => columns.list[row] ?? 0),
    fields: columns.fields.map((field) => ({ ...field, ids: rows.map((row) => field.ids[row] ?? 0) })),
  };
}

/**
 * The table to link: fields that some row fills, and those that `wanted` names, as a model that was trained before
 * needs them.
 */
export function linkTableOf(columns: RowColumns, wanted: readonly string[] = []): LinkTable {
  const isFilled = ({ values, ids }: IdField) => {
    const empty = values.indexOf("");
    return empty === -1 ? ids.length > 0 : ids.some((id) => id !== empty);
  };
  return {
    fields: columns.fields.filter((field) => wanted.includes(field.name) || isFilled(field)),
    lists: columns.lists,
    list: columns.list,
    keys: columns.ids,
  };
}

function grown(from: Uint32Array | Uint16Array | undefined, size: number): Uint32Array {
  const wider = new Uint32Array(Math.max(size, from?.length ?? 0));
  if (from !== undefined) wider.set(from);
  return wider;
}

function dictionaryOf(values: readonly string[] = []): Map<string, number> {
  return new Map(values.map((value, id) => [value, id]));
}
