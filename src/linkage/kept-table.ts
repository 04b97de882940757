/** A table as it is kept from run to run: its rows in ids, how common each value is, and what the values taught. */
import { type PackedTexts, packTexts, pickTexts, textAt } from "../base/packed-texts.ts";
import { keyColumns } from "./blocking-keys.ts";
import { hashText } from "./content-hash.ts";
import type { EncodedTable } from "./encode.ts";
import { numbersWhere } from "./growable.ts";
import type { FieldKind, LinkTable } from "./link-table.ts";
import type { Learned } from "./name-memo.ts";
import { codesInRow, type RowCodes } from "./row-codes.ts";

/** A column by its distinct normal values; id 0 is missing. */
export type KeptColumn = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly ids: Uint32Array; // of the value of each row
  readonly values: PackedTexts;
  readonly hashes: Uint32Array; // of each value: to find one without reading all of them
  readonly counts: Uint32Array; // rows that hold each value
};

export type KeptTable = {
  readonly keys: PackedTexts; // id of each row
  readonly lists: readonly string[];
  readonly list: Uint16Array; // of each row, an index into `lists`
  readonly columns: readonly KeptColumn[];
  readonly codes: ReadonlyMap<string, RowCodes>; // of all values, by the label of each key that rules use
  readonly learned: ReadonlyMap<string, Learned>; // by the name of the comparison
};

/** What of a table in ids is worth keeping, its rows in the order of `table`. */
export function keepTable(
  { keys = [], list }: LinkTable,
  { columns, lists, order }: EncodedTable,
  { codes, learned }: Pick<KeptTable, "codes" | "learned">,
): KeptTable {
  return {
    keys: packTexts(keys),
    lists,
    list: Uint16Array.from(list),
    columns: columns.map(({ name, kind, ids, values, counts }) => ({
      name,
      kind,
      ids: inRowOrder(ids, order),
      values: packTexts(values),
      hashes: hashValues(values),
      counts,
    })),
    codes,
    learned,
  };
}

function inRowOrder(ids: Uint32Array, order: Uint32Array): Uint32Array {
  const own = new Uint32Array(ids.length);
  for (let at = 0; at < order.length; at++) own[order[at] as number] = ids[at] as number;
  return own;
}

/** Hashes by which a value is found in a kept column. */
export function hashValues(values: readonly string[]): Uint32Array {
  return Uint32Array.from(values, (value) => hashText(value, 0));
}

/** The column that a key is of. */
export function columnOfKey({ columns }: KeptTable, label: string): KeptColumn | undefined {
  return columns.find(({ name }) => label.startsWith(`${name}: `));
}

/** The codes of values under a key, as many as `values`. */
export function codesOfTexts(
  { name, kind }: Pick<KeptColumn, "name" | "kind">,
  label: string,
  texts: readonly string[],
): RowCodes {
  const values = ["", ...texts]; // id 0 is missing and has no codes
  const counts = new Uint32Array(values.length);
  const [key] = keyColumns([{ name, kind, ids: new Uint32Array(), values, counts }]).filter(
    (own) => own.label === label,
  );
  const { codes, starts } = key?.codesOfValues() ?? { codes: counts };
  return starts === undefined ? { codes: codes.subarray(1) } : { codes, starts: starts.subarray(1) };
}

const LOOKED_AT = 32; // of the values of a key

/** Whether the codes that were kept are those that this version makes: looked at in a few values all over. */
export function fitsVersion(kept: KeptTable): boolean {
  return kept.codes.entries().every(([label, codes]) => {
    const column = columnOfKey(kept, label);
    if (column === undefined) return false;
    const count = column.hashes.length;
    const stride = Math.max(1, Math.floor(count / LOOKED_AT));
    const places = Uint32Array.from({ length: Math.ceil((count - 1) / stride) }, (_, i) => 1 + i * stride);
    const texts = Array.from(places, (place) => textAt(column.values, place));
    const own = codesOfTexts(column, label, texts);
    return places.every((place, i) => areAlike(codesInRow(codes, place), codesInRow(own, i)));
  });
}

const areAlike = (a: Uint32Array, b: Uint32Array) =>
  a.length === b.length && a.every((code, i) => code === b[i]);

/** The table without the rows that `isGone` marks with 1; their values stay in the dictionaries. */
export function dropRows(kept: KeptTable, isGone: Uint8Array): KeptTable {
  const rows = numbersWhere(isGone.length, (row) => isGone[row] === 0);
  if (rows.length === isGone.length) return kept;
  return {
    ...kept,
    keys: pickTexts(kept.keys, rows),
    list: Uint16Array.from(rows, (row) => kept.list[row] as number),
    columns: kept.columns.map((column) => {
      const counts = column.counts.slice();
      for (let row = 0; row < isGone.length; row++) {
        const id = column.ids[row] as number;
        if (isGone[row] === 1) counts[id] = (counts[id] as number) - 1;
      }
      return { ...column, counts, ids: rows.map((row) => column.ids[row] as number) };
    }),
  };
}
