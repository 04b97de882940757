/** Comparison patterns: the levels of a pair in all comparisons, and how many pairs have each pattern. */
import { RecountError } from "../base/errors.ts";
import type { Comparison } from "./comparison.ts";
import type { EncodedColumn } from "./encode.ts";

/** Distinct patterns and their numbers of pairs: all that training needs of the pairs. */
export type PatternCounts = {
  readonly levels: readonly Uint8Array[]; // of each pattern, a level per comparison
  readonly counts: readonly number[];
};

export type PatternTable = {
  /** Id of the pattern of two rows, by canonical position. */
  readonly patternOf: (left: number, right: number) => number;
  /** Levels of a pattern id, one per comparison. */
  readonly levelsOf: (pattern: number) => Uint8Array;
  readonly size: () => number;
};

/** Patterns over `comparisons`, numbered as they are met. Throws `too-many-comparisons` past 2^52 patterns. */
export function patternTable(
  comparisons: readonly Comparison[],
  columns: readonly EncodedColumn[],
): PatternTable {
  const width = comparisons.length;
  const strides = stridesOf(comparisons);
  const rows = rowMajor(comparisons);
  const crossNames = swappedNames(comparisons, columns);
  const known = new Map<number, number>();
  const levels: Uint8Array[] = [];
  const found = new Uint8Array(width);
  const patternOf = (left: number, right: number) => {
    let code = 0;
    for (let c = 0; c < width; c++) {
      const [a, b] = [rows[left * width + c] ?? 0, rows[right * width + c] ?? 0];
      found[c] = a === 0 || b === 0 ? 0 : (comparisons[c]?.levelOf(a, b) ?? 0);
    }
    crossNames(found, left, right);
    for (let c = 0; c < width; c++) code += (found[c] ?? 0) * (strides[c] ?? 0);
    let id = known.get(code);
    if (id === undefined) {
      id = levels.push(found.slice()) - 1;
      known.set(code, id);
    }
    return id;
  };
  return { patternOf, levelsOf: (id) => levels[id] ?? found, size: () => levels.length };
}

/** Counts of the pattern ids in `ids`. */
export function countPatterns(table: PatternTable, ids: Iterable<number>): PatternCounts {
  const counts = Array.from({ length: table.size() }, () => 0);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return { levels: counts.map((_, id) => table.levelsOf(id)), counts };
}

function stridesOf(comparisons: readonly Comparison[]): readonly number[] {
  let stride = 1;
  const strides = comparisons.map(({ levels }) => {
    const own = stride;
    stride *= levels.length;
    return own;
  });
  if (stride > 2 ** 52)
    throw new RecountError(
      "too-many-comparisons",
      `got ${comparisons.length} comparisons, wanted fewer than 2^52 patterns`,
    );
  return strides;
}

/** Ids of all comparisons of a row side by side: one line of the processor's cache per row. */
function rowMajor(comparisons: readonly Comparison[]): Uint32Array {
  const [width, size] = [comparisons.length, comparisons[0]?.ids.length ?? 0];
  const rows = new Uint32Array(new SharedArrayBuffer(width * size * 4));
  for (const [c, { ids }] of comparisons.entries())
    for (let row = 0; row < size; row++) rows[row * width + c] = ids[row] ?? 0;
  return rows;
}

type Rewrite = (levels: Uint8Array, left: number, right: number) => void;

/**
 * Given and family name in each other's place: the given name gets the level "swapped" and the family name none, so
 * that one slip counts once.
 */
function swappedNames(comparisons: readonly Comparison[], columns: readonly EncodedColumn[]): Rewrite {
  const given = comparisons.findIndex(({ kind }) => kind === "given");
  const family = comparisons.findIndex(({ kind }) => kind === "family");
  const [givenColumn, familyColumn] = [comparisons[given], comparisons[family]].map((comparison) =>
    columns.find(({ name }) => name === comparison?.fields[0]),
  );
  if (givenColumn === undefined || familyColumn === undefined) return () => {};
  const levels = comparisons[given]?.levels ?? [];
  const [swapped, similar] = [levels.indexOf("swapped"), levels.indexOf("similar")];
  const familyOf = idsIn(givenColumn.values, familyColumn.values);
  const [givens, families] = [givenColumn.ids, familyColumn.ids];
  const isCrossed = (a: number, b: number) => {
    const crossed = familyOf[givens[a] ?? 0] ?? 0;
    return crossed !== 0 && crossed === families[b];
  };
  const isWeak = (level: number) => level === 0 || level >= similar;
  return (found, left, right) => {
    if (!isWeak(found[given] ?? 0) || !isWeak(found[family] ?? 0)) return;
    if (!isCrossed(left, right) && !isCrossed(right, left)) return;
    found[given] = swapped;
    found[family] = 0;
  };
}

function idsIn(values: readonly string[], others: readonly string[]): Uint32Array {
  const idOf = new Map(others.map((value, id) => [value, id]));
  return Uint32Array.from(values, (value) => (value === "" ? 0 : (idOf.get(value) ?? 0)));
}
