/** Keys under which rows may meet, per column: the material of blocking rules. */
import { hashText } from "./content-hash.ts";
import type { EncodedColumn } from "./encode.ts";
import { growableWords } from "./growable.ts";
import type { KeyMemo } from "./name-memo.ts";
import { fullNameKeys, partKeys, threeWordKeys } from "./name-value.ts";
import { pickCodes, type RowCodes } from "./row-codes.ts";

/** Keys of one column, made when they are asked for. A row has none, one or (words of full names) several. */
export type KeyColumn = {
  readonly field: string; // name of the column
  readonly label: string; // `surname: sound`
  readonly isBroad: boolean; // says too little to bring rows together alone: a sex, a category
  readonly values: readonly string[]; // of the ids
  readonly costMs: number; // of the keys of all rows, in milliseconds of a usual machine
  /** Codes of the keys of rows (canonical positions). */
  readonly codesOf: (rows: Uint32Array) => RowCodes;
  readonly ids: Uint32Array; // of the value of each row
  readonly counts: Uint32Array; // rows that hold each value
  readonly rowsOf?: (code: number) => number; // rows of the whole table with a code, where these are a part of it
  /** Codes of the keys of each value, by its id. */
  readonly codesOfValues: () => RowCodes;
};

type KeyMaker = {
  readonly label: string;
  readonly isBroad?: boolean;
  readonly isCostly?: boolean;
  readonly hasSeveral?: boolean;
  readonly keys: (value: string) => readonly string[];
};

const whole: KeyMaker = { label: "whole", keys: (value) => [value] };
const broad: KeyMaker = { ...whole, isBroad: true };
const slice = (label: string, start: number, end: number): KeyMaker => ({
  label,
  keys: (value) => (value.length >= end ? [value.slice(start, end)] : []),
});
const sound: KeyMaker = { label: "sound", keys: partKeys, isCostly: true, hasSeveral: true };
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
    { label: "three words", keys: threeWordKeys, isCostly: true, hasSeveral: true },
    { label: "two words", keys: fullNameKeys, isCostly: true, hasSeveral: true },
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
  point: [{ label: "neighbourhood", keys: pointCells, hasSeveral: true }],
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

/** All keys of the columns, in the order of the columns; codes of values that are `known` are not made again. */
export function keyColumns(
  columns: readonly EncodedColumn[],
  known: ReadonlyMap<string, KeyMemo> = new Map(),
): readonly KeyColumn[] {
  return columns.flatMap((column) => makers[column.kind].map((maker) => makeKeyColumn(column, maker, known)));
}

const COSTLY_MS = 0.03; // of the keys of a name

function makeKeyColumn(
  column: EncodedColumn,
  maker: KeyMaker,
  known: ReadonlyMap<string, KeyMemo>,
): KeyColumn {
  const label = `${column.name}: ${maker.label}`;
  const memo = known.get(label);
  const codesOfIds = memo === undefined ? makeCodes(column, maker) : pickFrom(memo.codes);
  return {
    field: column.name,
    label,
    isBroad: maker.isBroad === true,
    costMs: maker.isCostly === true ? column.values.length * COSTLY_MS : 0,
    codesOf: (rows) => codesOfIds(rows.map((row) => column.ids[row] as number)),
    ids: column.ids,
    values: column.values,
    counts: column.counts,
    ...(memo?.rowsOf !== undefined && { rowsOf: memo.rowsOf }),
    codesOfValues: () => codesOfIds(Uint32Array.from(column.values.keys())),
  };
}

const SEED = 17; // codes of keys must not be those that order the rows
const [UNKNOWN, NONE] = [0, 1]; // hashes are 2 or more

type CodesOfIds = (ids: Uint32Array) => RowCodes;

const pickFrom =
  (codes: RowCodes): CodesOfIds =>
  (ids) =>
    pickCodes(codes, ids);

function makeCodes(column: EncodedColumn, maker: KeyMaker): CodesOfIds {
  return maker.hasSeveral === true ? severalCodes(column, maker) : singleCodes(column, maker);
}

function singleCodes({ values }: EncodedColumn, { keys }: KeyMaker): CodesOfIds {
  const known = new Uint32Array(values.length);
  const codeOf = (id: number) => {
    const [key = ""] = id === 0 ? [] : keys(values[id] ?? "");
    return key === "" ? NONE : hashText(key, SEED);
  };
  return (ids) => {
    const codes = new Uint32Array(ids.length);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      let code = known[id] as number;
      if (code === UNKNOWN) {
        code = codeOf(id);
        known[id] = code;
      }
      codes[at] = code === NONE ? 0 : code;
    }
    return { codes };
  };
}

function severalCodes({ values }: EncodedColumn, { keys }: KeyMaker): CodesOfIds {
  const known: ((ArrayLike<number> & Iterable<number>) | undefined)[] = [];
  const codesOfText = (text: string) =>
    [
      ...new Set(
        keys(text)
          .filter(Boolean)
          .map((key) => hashText(key, SEED)),
      ),
    ].sort((a, b) => a - b);
  const codesOf = (id: number) => {
    const found = known[id];
    if (found !== undefined) return found;
    const codes = id === 0 ? [] : codesOfText(values[id] ?? "");
    known[id] = codes;
    return codes;
  };
  return (ids) => {
    const starts = new Uint32Array(ids.length + 1);
    const codes = growableWords();
    for (let at = 0; at < ids.length; at++) {
      for (const code of codesOf(ids[at] as number)) codes.push(code);
      starts[at + 1] = codes.size();
    }
    return { codes: codes.take(), starts };
  };
}
