/** Blocking rules on a sample of the rows: how many pairs each would give on all of them. */
import type { KeyColumn } from "./blocking-keys.ts";
import type { RowLists } from "./blocking-rules.ts";
import { mixHashes } from "./content-hash.ts";
import { codesInRow, countCodes, joinCodes, type RowCodes } from "./row-codes.ts";

/** A key on the sampled rows; with `cap`, only where that many rows or fewer have it. */
export type SampledKey = {
  readonly column: KeyColumn;
  readonly cap?: number;
  readonly codes: RowCodes;
  readonly pairs: number; // that share it, among all rows, estimated
};

export type Sample = {
  readonly size: number; // rows in the sample
  readonly of: number; // of so many
  readonly keys: readonly SampledKey[]; // no more than 31: sets of them are bits of a word
  readonly list?: ArrayLike<number>;
};

export type SampledRule = {
  readonly keys: readonly Pick<SampledKey, "column" | "cap">[];
  readonly mask: number; // bits of its keys
  readonly pairs: number; // among all rows, estimated
};

const SAMPLE = 40_000; // rows
const MOST_KEYS = 31;
const MOST_TRIPLES = 60;

/** Most candidate pairs of `size` rows: 100 to the row, down to 6 where there are many rows. */
export function pairBudget(size: number): number {
  return Math.max(6 * size, Math.min(100 * size, 5_000_000));
}

/** The keys of rows drawn evenly from the canonical order, which is by hash. */
export function sampleKeys({ size, list }: RowLists, columns: readonly KeyColumn[]): Sample {
  const stride = Math.max(1, Math.ceil(size / SAMPLE));
  const rows = Uint32Array.from({ length: Math.ceil(size / stride) }, (_, i) => i * stride);
  const lists = list && Array.from(rows, (row) => list[row] ?? 0);
  const sample = { size: rows.length, of: size, ...(lists && { list: lists }) };
  const keys = columns
    .map((column) => {
      const codes = column.codesOf(rows);
      return { column, codes, pairs: estimatePairs(sample, codes) };
    })
    .filter(({ pairs }) => pairs > 0);
  const rare = keys.flatMap((key) => rareKey(sample, key));
  return { ...sample, keys: [...keys, ...rare].slice(0, MOST_KEYS) };
}

/** The key where it is rare enough for the budget, if it is not so as it stands. */
function rareKey(sample: Omit<Sample, "keys">, { column, codes, pairs }: SampledKey): readonly SampledKey[] {
  const most = pairBudget(sample.of) / 5;
  if (pairs <= most || column.isBroad) return [];
  const { countOf } = countCodes(codes);
  const scale = sample.of / sample.size;
  for (let cap = 512; cap >= 2; cap /= 2) {
    const isRare = (code: number) => countOf(code) * scale <= cap;
    const rare = keepCodes(sample.size, codes, isRare);
    const estimate = estimatePairs(sample, rare);
    if (estimate > 0 && estimate <= most) return [{ column, cap, codes: rare, pairs: estimate }];
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
function estimatePairs({ size, of, list }: Omit<Sample, "keys">, own: RowCodes): number {
  const scale = (of / size) ** 2;
  const all = pairsOf(own);
  if (list === undefined) return all * scale;
  const codes = own.codes.slice();
  for (let row = 0; row < size; row++) {
    const [start, end] =
      own.starts === undefined ? [row, row + 1] : [own.starts[row] ?? 0, own.starts[row + 1] ?? 0];
    for (let i = start; i < end; i++)
      if (codes[i] !== 0) codes[i] = mixHashes(codes[i] as number, list[row] ?? 0);
  }
  return (all - pairsOf({ codes })) * scale;
}

const pairsOf = (codes: Pick<RowCodes, "codes">) => countCodes(codes).pairs;

/** Every rule of one, two or three keys of different columns that fits the budget. */
export function sampleRules(sample: Sample): readonly SampledRule[] {
  const most = pairBudget(sample.of) / 2;
  const { keys } = sample;
  const single = keys.map((key, k) => ruleOf(sample, [key], 1 << k, key.codes));
  const alone = single.filter(({ pairs }, k) => pairs <= most && keys[k]?.column.isBroad !== true);
  const pairs: { rule: SampledRule; codes: RowCodes }[] = [];
  for (const [i, a] of keys.entries()) {
    for (const [j, b] of keys.entries()) {
      if (j <= i || a.cap !== undefined || b.cap !== undefined || !canJoin([a, b])) continue;
      if (Math.min(a.pairs, b.pairs) < sample.of / 4) continue; // one of them alone is cheap enough
      const codes = joinCodes(a.codes, b.codes);
      pairs.push({ rule: ruleOf(sample, [a, b], (1 << i) | (1 << j), codes), codes });
    }
  }
  const fitting = pairs.flatMap(({ rule }) => (rule.pairs > 0 && rule.pairs <= most ? [rule] : []));
  const wide = pairs.filter(({ rule }) => rule.pairs > most).sort((a, b) => a.rule.pairs - b.rule.pairs);
  return [...alone, ...fitting, ...narrowed(sample, wide)];
}

function narrowed(
  sample: Sample,
  wide: readonly { readonly rule: SampledRule; readonly codes: RowCodes }[],
): readonly SampledRule[] {
  const most = pairBudget(sample.of) / 2;
  const found = new Map<number, SampledRule>();
  let tried = 0;
  for (const { rule, codes } of wide) {
    for (const [k, key] of sample.keys.entries()) {
      const mask = rule.mask | (1 << k);
      if (tried >= MOST_TRIPLES) return [...found.values()];
      const isSame = found.has(mask) || key.cap !== undefined;
      const own = sample.keys.filter((_, at) => (mask & (1 << at)) !== 0);
      if (isSame || !canJoin(own)) continue;
      tried++;
      const joined = ruleOf(sample, own, mask, joinCodes(codes, key.codes));
      if (joined.pairs > 0 && joined.pairs <= most) found.set(mask, joined);
    }
  }
  return [...found.values()];
}

// Two keys of which a row has several each (words of names) give their product: far more keys than they tell.
function canJoin(keys: readonly SampledKey[]): boolean {
  const fields = new Set(keys.map(({ column }) => column.field));
  const several = keys.filter(
    ({ codes }) => codes.starts !== undefined && codes.codes.length > 1.5 * codes.starts.length,
  );
  return fields.size === keys.length && several.length < 2 && keys.length > 1;
}

function ruleOf(sample: Sample, keys: readonly SampledKey[], mask: number, codes: RowCodes): SampledRule {
  return { keys, mask, pairs: keys.length === 1 ? (keys[0]?.pairs ?? 0) : estimatePairs(sample, codes) };
}
