/** Some rows of a kept table as a table of their own, whose values are as common as they are in the whole. */
import { textAt } from "../base/packed-texts.ts";
import type { BlockingRule } from "./blocking-rules.ts";
import { readKey } from "./blocking-rules.ts";
import { countLists } from "./cluster-rows.ts";
import {
  canonicalOrder,
  type Dictionary,
  type EncodedColumn,
  type EncodedTable,
  renumber,
} from "./encode.ts";
import { columnOfKey, type KeptColumn, type KeptTable } from "./kept-table.ts";
import { countRowsOf } from "./meet-rows.ts";
import type { KeyMemo, NameMemo } from "./name-memo.ts";
import { pickCodes } from "./row-codes.ts";

export type PartTable = { readonly encoded: EncodedTable; readonly names: NameMemo };

/** The rows, ascending, in ids of their own; with the codes that the whole table has of their values. */
export function partTable(kept: KeptTable, rows: Uint32Array, rules: readonly BlockingRule[]): PartTable {
  const table = {
    keys: Array.from(rows, (row) => textAt(kept.keys, row)),
    lists: kept.lists,
    list: Uint16Array.from(rows, (row) => kept.list[row] as number),
  };
  const dictionaries = kept.columns.map((column) => dictionaryOf(column, rows));
  const order = canonicalOrder(table, dictionaries);
  const columns = kept.columns.map((column, c) =>
    partColumn(column, dictionaries[c] as Dictionary, { rows, order }),
  );
  const encoded = {
    size: rows.length,
    order,
    list: Uint16Array.from(order, (row) => table.list[row] as number),
    lists: kept.lists,
    columns: columns.map(({ encoded: own }) => own),
    whole: { size: kept.list.length, rowsOfLists: countLists(kept.list, kept.lists.length) },
  };
  const labels = rules.flatMap(({ keys }) => keys.map(readKey));
  const capped = new Set(labels.flatMap(({ key, cap }) => (cap === undefined ? [] : [key])));
  const keys = [...new Set(labels.map(({ key }) => key))].map((label) => {
    const name = columnOfKey(kept, label)?.name;
    const ids = columns.find(({ encoded: own }) => own.name === name)?.keptIds ?? new Uint32Array();
    const codes = pickCodes(kept.codes.get(label) ?? { codes: new Uint32Array(ids.length) }, ids);
    const memo: KeyMemo = { codes, ...(capped.has(label) && { rowsOf: countRowsOf(kept, label, ids) }) };
    return [label, memo] as const;
  });
  return { encoded, names: { keys: new Map(keys), learned: kept.learned } };
}

/** The values of some rows, and which of them each holds. */
function dictionaryOf({ ids, values }: KeptColumn, rows: Uint32Array): Dictionary {
  const own = new Map([[0, 0]]);
  const texts = [""];
  const found = rows.map((row) => {
    const id = ids[row] as number;
    const known = own.get(id);
    if (known !== undefined) return known;
    own.set(id, texts.length);
    return texts.push(textAt(values, id)) - 1;
  });
  return { ids: found, values: texts };
}

type PartColumn = { readonly encoded: EncodedColumn; readonly keptIds: Uint32Array }; // of each value, its id in the whole

function partColumn(
  { name, kind, ids, counts }: KeptColumn,
  dictionary: Dictionary,
  { rows, order }: { readonly rows: Uint32Array; readonly order: Uint32Array },
): PartColumn {
  const own = renumber(dictionary, order);
  const keptIds = new Uint32Array(own.values.length);
  for (const [at, row] of order.entries())
    keptIds[own.ids[at] as number] = ids[rows[row] as number] as number;
  const size = ids.length;
  return {
    keptIds,
    encoded: {
      name,
      kind,
      ids: own.ids,
      values: own.values,
      counts: keptIds.map((id) => counts[id] as number),
      whole: { filled: size - (counts[0] as number), distinct: counts.length },
    },
  };
}
