/** Keys under which rows may meet, per column: the material of blocking rules. */
import type { EncodedColumn } from "./encode.ts";
import { encodeTexts } from "./encode.ts";
import { fullNameKeys, partKeys, threeWordKeys } from "./name-value.ts";

/** Keys of one column. A row has none, one or (words of full names) several. */
export type KeyColumn = {
  readonly field: string; // name of the column
  readonly label: string; // `surname: sound`
  readonly isBroad: boolean; // says too little to bring rows together alone: a sex, a category
  readonly starts: Uint32Array; // CSR: keys of row i are ids[starts[i] .. starts[i + 1])
  readonly ids: Uint32Array; // ascending in each row; 0 is never a key
};

type KeyMaker = {
  readonly label: string;
  readonly isBroad?: boolean;
  readonly keys: (value: string) => readonly string[];
};

const whole: KeyMaker = { label: "whole", keys: (value) => [value] };
const broad: KeyMaker = { ...whole, isBroad: true };
const slice = (label: string, start: number, end: number): KeyMaker => ({
  label,
  keys: (value) => (value.length >= end ? [value.slice(start, end)] : []),
});
const sound: KeyMaker = { label: "sound", keys: partKeys };
const half = (label: string, part: 0 | 1): KeyMaker => ({
  label,
  keys: (value) => {
    const middle = Math.floor(value.length / 2);
    return middle < 3 ? [] : [part === 0 ? value.slice(0, middle) : value.slice(middle)];
  },
});

const makers: { readonly [kind in EncodedColumn["kind"]]: readonly KeyMaker[] } = {
  "full-name": [
    whole,
    { label: "three words", keys: threeWordKeys },
    { label: "two words", keys: fullNameKeys },
  ],
  given: [whole, sound],
  family: [whole, sound],
  father: [whole, sound],
  mother: [whole, sound],
  date: [
    whole,
    { ...slice("year", 0, 4), isBroad: true },
    { ...slice("month and day", 4, 8), isBroad: true },
  ],
  year: [broad],
  month: [broad],
  day: [broad],
  age: [broad],
  sex: [broad],
  "event-date": [
    whole,
    { ...slice("year", 0, 4), isBroad: true },
    { ...slice("month and day", 4, 8), isBroad: true },
  ],
  place: [whole, { label: "start", keys: (value) => [placeStart(value)] }],
  point: [{ label: "neighbourhood", keys: pointCells }],
  identifier: [whole, half("first half", 0), half("second half", 1)],
  "phone-email": [whole, { label: "user", keys: (value) => [value.split("@")[0]?.slice(-7) ?? ""] }],
  number: [broad],
  text: [whole, { label: "start", keys: (value) => [value.replaceAll(" ", "").slice(0, 5)] }],
  category: [broad],
};

/** The first letters of a place as written; of a resolved one the place above it. */
function placeStart(value: string): string {
  return value.startsWith("@")
    ? value.slice(0, value.lastIndexOf("/"))
    : value.replaceAll(" ", "").slice(0, 4);
}

/** Cells of four grids of 0.04 degrees, each shifted by half a cell: points within 0.02 degrees share one. */
function pointCells(value: string): readonly string[] {
  const [latitude = 0, longitude = 0] = value.split(",").map((degrees) => Number(degrees) / 0.04);
  return [0, 0.5].flatMap((down) =>
    [0, 0.5].map(
      (across) => `${down} ${across} ${Math.floor(latitude + down)} ${Math.floor(longitude + across)}`,
    ),
  );
}

/** All keys of the columns, in the order of the columns. Computed once per distinct value. */
export function keyColumns(columns: readonly EncodedColumn[]): readonly KeyColumn[] {
  return columns.flatMap((column) => makers[column.kind].map((maker) => makeKeyColumn(column, maker)));
}

function makeKeyColumn(column: EncodedColumn, maker: KeyMaker): KeyColumn {
  const lists = column.values.map((value) =>
    value === "" ? [] : [...new Set(maker.keys(value))].filter(Boolean),
  );
  const encoded = encodeTexts(lists.flat());
  let at = 0;
  const idLists = lists.map((keys) => {
    at += keys.length;
    return encoded.ids.slice(at - keys.length, at).sort();
  });
  const starts = new Uint32Array(column.ids.length + 1);
  for (const [row, id] of column.ids.entries())
    starts[row + 1] = (starts[row] ?? 0) + (idLists[id]?.length ?? 0);
  const ids = new Uint32Array(starts[column.ids.length] ?? 0);
  for (const [row, id] of column.ids.entries()) ids.set(idLists[id] ?? [], starts[row]);
  const { name } = column;
  return { field: name, label: `${name}: ${maker.label}`, isBroad: maker.isBroad === true, starts, ids };
}
