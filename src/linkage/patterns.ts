/** Comparison patterns: the levels of a pair in all comparisons, and how many pairs have each pattern. */
import { RecountError } from "../base/errors.ts";
import type { Comparison } from "./comparison.ts";
import type { EncodedColumn } from "./encode.ts";
import type { RowPair } from "./row-words.ts";

/** Distinct patterns and their numbers of pairs: all that training needs of the pairs. */
export type PatternCounts = {
  readonly levels: readonly Uint8Array[]; // of each pattern, a level per comparison
  readonly counts: readonly number[];
};

export type PatternTable = {
  /** Levels of a pattern id, one per comparison. */
  readonly levelsOf: (pattern: number) => Uint8Array;
  readonly size: () => number;
};

/** Patterns as they are met. */
export type MetPatterns = PatternTable & {
  /** Id of the pattern of these levels, numbered as it is first met. */
  readonly idOf: (levels: Uint8Array) => number;
};

/** Patterns over `comparisons`. Throws `too-many-comparisons` past 2^52 patterns. */
export function meetPatterns(comparisons: readonly Pick<Comparison, "levels">[]): MetPatterns {
  const strides = stridesOf(comparisons);
  const known = new Map<number, number>();
  const met: Uint8Array[] = [];
  const idOf = (levels: Uint8Array) => {
    let code = 0;
    for (let c = 0; c < levels.length; c++) code += (levels[c] as number) * (strides[c] as number);
    let id = known.get(code);
    if (id === undefined) {
      id = met.push(levels.slice()) - 1;
      known.set(code, id);
    }
    return id;
  };
  return { idOf, levelsOf: (id) => met[id] ?? new Uint8Array(strides.length), size: () => met.length };
}

/** Writes the levels of two rows into `levels`, one per comparison. */
export type ReadLevels = (levels: Uint8Array, rows: RowPair) => void;

/** Reads levels of all comparisons, names in each other's place seen together. */
export function levelReader(comparisons: readonly Comparison[], names: SwappedNames | undefined): ReadLevels {
  return (found, rows) => {
    const { words, p, q } = rows;
    for (let c = 0; c < found.length; c++) {
      const [a, b] = [words[p + c] as number, words[q + c] as number];
      found[c] = a === 0 || b === 0 ? 0 : (comparisons[c] as Comparison).levelOf(a, b);
    }
    names?.rewrite(found, rows);
  };
}

/** Counts of the pattern ids in `ids`. */
export function countPatterns(table: PatternTable, ids: Iterable<number>): PatternCounts {
  const counts = Array.from({ length: table.size() }, () => 0);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return { levels: counts.map((_, id) => table.levelsOf(id)), counts };
}

/** What each comparison's level counts in the number of a pattern. Throws `too-many-comparisons` past 2^52 patterns. */
export function stridesOf(comparisons: readonly Pick<Comparison, "levels">[]): readonly number[] {
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

/** Given and family names that may stand in each other's place. */
export type SwappedNames = {
  readonly given: number; // index of the comparison
  readonly family: number;
  /** Whether the given name of one row is the family name of the other. */
  readonly isCrossed: (rows: RowPair) => boolean;
  /** Gives the given name the level "swapped" and the family name none, so that one slip counts once. */
  readonly rewrite: ReadLevels;
};

/** Undefined where the comparisons have not both a given and a family name. */
export function swappedNames(
  comparisons: readonly Comparison[],
  columns: readonly EncodedColumn[],
): SwappedNames | undefined {
  const given = comparisons.findIndex(({ kind }) => kind === "given");
  const family = comparisons.findIndex(({ kind }) => kind === "family");
  const [givenColumn, familyColumn] = [comparisons[given], comparisons[family]].map((comparison) =>
    columns.find(({ name }) => name === comparison?.fields[0]),
  );
  if (givenColumn === undefined || familyColumn === undefined) return undefined;
  const levels = comparisons[given]?.levels ?? [];
  const [swapped, similar] = [levels.indexOf("swapped"), levels.indexOf("similar")];
  const familyOf = idsIn(givenColumn.values, familyColumn.values);
  // A given or family name is a comparison of one column, and its ids are the column's.
  const isCrossed = ({ words, p, q }: RowPair) => {
    const there = familyOf[words[p + given] as number] as number;
    if (there !== 0 && there === words[q + family]) return true;
    const back = familyOf[words[q + given] as number] as number;
    return back !== 0 && back === words[p + family];
  };
  const isWeak = (level: number) => level === 0 || level >= similar;
  const rewrite: ReadLevels = (found, rows) => {
    if (!isWeak(found[given] ?? 0) || !isWeak(found[family] ?? 0) || !isCrossed(rows)) return;
    found[given] = swapped;
    found[family] = 0;
  };
  return { given, family, isCrossed, rewrite };
}

function idsIn(values: readonly string[], others: readonly string[]): Uint32Array {
  const idOf = new Map(others.map((value, id) => [value, id]));
  return Uint32Array.from(values, (value) => (value === "" ? 0 : (idOf.get(value) ?? 0)));
}
