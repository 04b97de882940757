/** Blocking rules on a sample of the rows: how many pairs each would give on all of them. */
import type { KeyColumn } from "./blocking-keys.ts";
import type { RowLists } from "./blocking-rules.ts";
import { keysIn, pairBudget, type Sample, type SampledKey, unitsOfRules } from "./sampled-keys.ts";
import { sharedWords } from "./shared-words.ts";
import { ask, type Steps } from "./work.ts";

export type SampledRule = {
  readonly keys: readonly { readonly column: KeyColumn; readonly cap?: number }[];
  readonly mask: number; // bits of its keys
  readonly pairs: number; // among all rows, estimated
};

const SAMPLE = 40_000; // rows
const MOST_KEYS = 31;
const MOST_TRIPLES = 60;

/** The keys of rows drawn evenly from the canonical order, which is by hash. `keys`: how many the columns have. */
export function* sampleKeys({ size, list }: RowLists, keys: number): Steps<Sample> {
  const stride = Math.max(1, Math.ceil(size / SAMPLE));
  const rows = Uint32Array.from({ length: Math.ceil(size / stride) }, (_, i) => i * stride);
  const lists = list && Uint16Array.from(rows, (row) => list[row] ?? 0);
  const sample = { size: rows.length, of: size, ...(lists && { list: lists }) };
  const found = yield* ask<"keys">({ kind: "keys", ...sample, rows: sharedWords(rows) }, keys);
  const whole = found.flatMap((own) => own.keys.slice(0, 1));
  const rare = found.flatMap((own) => own.keys.slice(1));
  return { ...sample, keys: [...whole, ...rare].slice(0, MOST_KEYS) };
}

/** Every rule of one, two or three keys of different columns that fits the budget. */
export function* sampleRules(sample: Sample, columns: readonly KeyColumn[]): Steps<readonly SampledRule[]> {
  const most = pairBudget(sample.of) / 2;
  const ruleOf = (mask: number, pairs: number): SampledRule => ({
    keys: keysIn(sample, mask).flatMap(({ column, cap }) => {
      const own = columns[column];
      return own === undefined ? [] : [{ column: own, ...(cap !== undefined && { cap }) }];
    }),
    mask,
    pairs,
  });
  const alone = sample.keys.flatMap(({ pairs, isBroad }, k) =>
    pairs <= most && !isBroad ? [ruleOf(1 << k, pairs)] : [],
  );
  const pairs = yield* countPairs(sample, pairsOfKeys(sample));
  const wide = pairs.filter((own) => own.pairs > most).sort((a, b) => a.pairs - b.pairs);
  const triples = yield* narrowed(sample, wide, most);
  const fitting = [...pairs, ...triples].filter((own) => own.pairs > 0 && own.pairs <= most);
  return [...alone, ...fitting.map((own) => ruleOf(own.mask, own.pairs))];
}

type Counted = { readonly mask: number; readonly pairs: number };

function* countPairs(sample: Sample, masks: readonly number[]): Steps<readonly Counted[]> {
  const found = yield* ask<"rules">({ kind: "rules", sample, masks }, unitsOfRules(masks));
  const pairs = found.flatMap((own) => [...own.pairs]);
  return masks.map((mask, i) => ({ mask, pairs: pairs[i] ?? 0 }));
}

/** Every two keys that are worth joining. */
function pairsOfKeys({ keys, of }: Sample): readonly number[] {
  return keys.flatMap((a, i) =>
    keys.flatMap((b, j) => {
      if (j <= i || a.cap !== undefined || b.cap !== undefined || !canJoin([a, b])) return [];
      const isCheap = Math.min(a.pairs, b.pairs) < of / 4; // one of them alone
      return isCheap ? [] : [(1 << i) | (1 << j)];
    }),
  );
}

/** Two keys that bring too many together, with a third. */
function* narrowed(sample: Sample, wide: readonly Counted[], most: number): Steps<readonly Counted[]> {
  const tries = wide.flatMap(({ mask }) =>
    sample.keys.flatMap((key, k) => {
      const wider = mask | (1 << k);
      const isTried = key.cap === undefined && canJoin(keysIn(sample, wider));
      return isTried ? [wider] : [];
    }),
  );
  const counted = yield* countPairs(sample, [...new Set(tries)].slice(0, MOST_TRIPLES));
  const pairsOf = new Map(counted.map(({ mask, pairs }) => [mask, pairs]));
  const found = new Map<number, Counted>();
  let tried = 0;
  for (const mask of tries) {
    if (tried >= MOST_TRIPLES) break;
    if (found.has(mask)) continue;
    tried++; // also the two alone, and three that bring too many together from each two of them
    const pairs = pairsOf.get(mask) ?? 0;
    if (pairs > 0 && pairs <= most) found.set(mask, { mask, pairs });
  }
  return [...found.values()];
}

// Two keys of which a row has several each (words of names) give their product: far more keys than they tell.
function canJoin(keys: readonly SampledKey[]): boolean {
  const fields = new Set(keys.map(({ field }) => field));
  const several = keys.filter(
    ({ codes }) => codes.starts !== undefined && codes.codes.length > 1.5 * codes.starts.length,
  );
  return fields.size === keys.length && several.length < 2 && keys.length > 1;
}
