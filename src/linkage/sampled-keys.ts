/** The keys of sampled rows, and how many pairs of all rows share them: work that threads share. */
import { type KeyColumn, keyColumns } from "./blocking-keys.ts";
import { mixHashes } from "./content-hash.ts";
import type { EncodedColumn } from "./encode.ts";
import { codesInRow, countCodes, joinCodes, type RowCodes } from "./row-codes.ts";
import { shareCodes } from "./shared-words.ts";

/** A key on the sampled rows; with `cap`, only where that many rows or fewer have it. */
export type SampledKey = {
  readonly column: number; // among the keys of all columns
  readonly field: string;
  readonly isBroad: boolean;
  readonly cap?: number;
  readonly codes: RowCodes;
  readonly pairs: number; // that share it, among all rows, estimated
};

export type SampledRows = {
  readonly size: number; // rows in the sample
  readonly of: number; // of so many
  readonly list?: Uint16Array; // of each sampled row
};

export type Sample = SampledRows & {
  readonly keys: readonly SampledKey[]; // no more than 31: sets of them are bits of a word
};

/** Keys of the sampled rows. A unit is a key of the columns. */
export type KeyWork = SampledRows & { readonly kind: "keys"; readonly rows: Uint32Array };

/** The key as it stands, if any pair shares it; and where it is rare enough for the budget, if only there. */
export type FoundKeys = { readonly keys: readonly SampledKey[] };

export function findKeys(work: KeyWork, columns: readonly EncodedColumn[]): (unit: number) => FoundKeys {
  const makers = keyColumns(columns);
  return (unit) => {
    const maker = makers[unit];
    const key = maker && isAffordable(work, maker) ? sampleKey(work, maker, unit) : undefined;
    return { keys: key === undefined || key.pairs === 0 ? [] : [key, ...rareKey(work, key)] };
  };
}

export const PAIRS_PER_MS = 4000; // compared: what making keys costs, in pairs

/** Whether a rule with the key can fit half of the budget at all: keys of all rows are made only for those. */
function isAffordable({ size, of }: SampledRows, { costMs }: KeyColumn): boolean {
  return size === of || PAIRS_PER_MS * costMs <= pairBudget(of) / 2;
}

function sampleKey(work: KeyWork, { field, isBroad, codesOf }: KeyColumn, column: number): SampledKey {
  const codes = shareCodes(codesOf(work.rows));
  return { column, field, isBroad, codes, pairs: estimatePairs(work, codes) };
}

/** Most candidate pairs of `size` rows: 100 to the row, down to 6 where there are many rows. */
export function pairBudget(size: number): number {
  return Math.max(6 * size, Math.min(100 * size, 5_000_000));
}

/** The key where it is rare enough for the budget, if it is not so as it stands. */
function rareKey(sample: SampledRows, key: SampledKey): readonly SampledKey[] {
  const most = pairBudget(sample.of) / 5;
  if (key.pairs <= most || key.isBroad) return [];
  const { countOf } = countCodes(key.codes);
  const scale = sample.of / sample.size;
  for (let cap = 512; cap >= 2; cap /= 2) {
    const codes = keepCodes(sample.size, key.codes, (code) => countOf(code) * scale <= cap);
    const pairs = estimatePairs(sample, codes);
    if (pairs > 0 && pairs <= most) return [{ ...key, cap, codes: shareCodes(codes), pairs }];
  }
  return [];
}

function keepCodes(size: number, own: RowCodes, isKept: (code: number) => boolean): RowCodes {
  if (own.starts === undefined)
    return { codes: own.codes.map((code) => (code !== 0 && isKept(code) ? code : 0)) };
  const starts = new Uint32Array(size + 1);
  for (let row = 0; row < size; row++)
    starts[row + 1] = (starts[row] as number) + codesInRow(own, row).filter(isKept).length;
  return { codes: own.codes.filter(isKept), starts };
}

/** Pairs of all rows that share a code, from those of the sample; pairs within a list left out where told. */
export function estimatePairs({ size, of, list }: SampledRows, own: RowCodes): number {
  const scale = (of / size) ** 2;
  const all = countCodes(own).pairs;
  if (list === undefined) return all * scale;
  const codes = own.codes.slice();
  for (let row = 0; row < size; row++) {
    const [start, end] =
      own.starts === undefined ? [row, row + 1] : [own.starts[row] ?? 0, own.starts[row + 1] ?? 0];
    for (let i = start; i < end; i++)
      if (codes[i] !== 0) codes[i] = mixHashes(codes[i] as number, list[row] ?? 0);
  }
  return (all - countCodes({ codes }).pairs) * scale;
}

/** The keys whose bits are in `mask`. */
export function keysIn({ keys }: Sample, mask: number): readonly SampledKey[] {
  return keys.filter((_, k) => (mask & (1 << k)) !== 0);
}

/** Codes of the rows under all keys of `mask` at once. */
export function codesUnder(sample: Sample, mask: number): RowCodes {
  return keysIn(sample, mask)
    .map(({ codes }) => codes)
    .reduce(joinCodes);
}

/** Pairs of all rows under sets of keys, estimated. A unit is `IN_UNIT` of them. */
export type RuleWork = { readonly kind: "rules"; readonly sample: Sample; readonly masks: readonly number[] };

export type FoundPairs = { readonly pairs: Float64Array };

const IN_UNIT = 6; // sets of keys

export const unitsOfRules = (masks: readonly number[]) => Math.ceil(masks.length / IN_UNIT);

export function countRules({ sample, masks }: RuleWork, unit: number): FoundPairs {
  const own = masks.slice(unit * IN_UNIT, (unit + 1) * IN_UNIT);
  return { pairs: Float64Array.from(own, (mask) => estimatePairs(sample, codesUnder(sample, mask))) };
}
