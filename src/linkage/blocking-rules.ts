/** Blocking rules chosen from the data: which keys bring rows together, under a budget of pairs. */
import type { KeyColumn } from "./blocking-keys.ts";

/** Rows that share all keys of a rule are a candidate pair. No keys: every two rows are. */
export type BlockingRule = { readonly keys: readonly string[] };

export type RuleKeys = {
  readonly rule: BlockingRule;
  readonly fields: readonly string[]; // columns that it blocks on
  readonly starts: Uint32Array; // CSR, as in KeyColumn
  readonly ids: Uint32Array;
  readonly keyCount: number; // ids are below it
  readonly tooCommon: number; // rows that have keys, all of them in blocks too large to use
  readonly pairs: number; // that its blocks hold, before pairs of several blocks are taken as one
};

export type RuleChoice = {
  readonly rules: readonly RuleKeys[]; // the most selective first
  readonly leftOut: number; // usable rules beyond the budget
};

const ALL_PAIRS_UP_TO = 1200; // rows: below, comparing everything is quicker than choosing
const PAIRS_PER_ROW = { rule: 20, total: 100 }; // candidate pairs to the row, of one rule and of all
const MOST_RULES = 32;
const MOST_KEY_COLUMNS = 28;

/** The rows that rules are chosen for. `list`: given where two rows of one list are never compared. */
export type RowLists = { readonly size: number; readonly list?: ArrayLike<number> };

/**
 * Rules under the budget: single keys where their blocks are small (else the keys that few rows have), then two keys
 * of different columns together, then three. A rule that only narrows a chosen one is left out. Deterministic.
 */
export function chooseRules(rows: RowLists, columns: readonly KeyColumn[]): RuleChoice {
  const { size } = rows;
  if (size <= ALL_PAIRS_UP_TO) return { rules: [everyPair(size)], leftOut: 0 };
  const usable = columns.filter(hasShared).slice(0, MOST_KEY_COLUMNS);
  const most = PAIRS_PER_ROW.rule * size;
  const chosen: RuleKeys[] = [];
  for (const width of [1, 2, 3]) {
    for (const keys of combinations(usable, width)) {
      const isBroadAlone = width === 1 && keys[0]?.isBroad === true;
      if (isBroadAlone || hasSeveralLists(rows, keys) || isNarrower(keys, chosen)) continue;
      const rule = combineKeys(rows, keys);
      const bounded = rule.pairs > most && width === 1 ? rareKeysOnly(rows, rule, most) : rule;
      if (bounded.pairs > 0 && bounded.pairs <= most) chosen.push(bounded);
    }
    if (width === 2 && chosen.length > MOST_RULES / 2) break;
  }
  const sorted = chosen.sort((a, b) => a.pairs - b.pairs);
  const kept = underBudget(sorted, PAIRS_PER_ROW.total * size);
  return { rules: kept, leftOut: sorted.length - kept.length };
}

/** The rule for keys of at most 2^n rows, the greatest n under `most` pairs; it says so in its name. */
function rareKeysOnly(rows: RowLists, rule: RuleKeys, most: number): RuleKeys {
  for (let limit = 512; limit >= 2; limit /= 2) {
    const counts = countKeys(rule);
    const isRare = (id: number) => (counts[id] ?? 0) <= limit;
    const starts = new Uint32Array(rows.size + 1);
    let tooCommon = 0;
    for (let row = 0; row < rows.size; row++) {
      const own = rule.ids.subarray(rule.starts[row], rule.starts[row + 1]);
      const rare = own.filter(isRare).length;
      starts[row + 1] = (starts[row] ?? 0) + rare;
      if (own.length > 0 && rare === 0) tooCommon++;
    }
    const kept = { ...rule, starts, ids: rule.ids.filter(isRare), tooCommon };
    const pairs = countPairs(rows, kept);
    if (pairs <= most)
      return { ...kept, pairs, rule: { keys: rule.rule.keys.map((key) => `${key} of up to ${limit} rows`) } };
  }
  return rule;
}

/** Rules of one key first, then the widest of the others that still fit: what they add is what narrow rules miss. */
function underBudget(rules: readonly RuleKeys[], budget: number): readonly RuleKeys[] {
  const single = rules.filter(({ rule }) => rule.keys.length === 1);
  const joined = rules.filter(({ rule }) => rule.keys.length > 1).reverse();
  let spent = 0;
  const within = [...single, ...joined].filter(({ pairs }) => {
    if (spent + pairs > budget) return false;
    spent += pairs;
    return true;
  });
  return within.slice(0, MOST_RULES).sort((a, b) => a.pairs - b.pairs);
}

function everyPair(size: number): RuleKeys {
  const starts = Uint32Array.from({ length: size + 1 }, (_, row) => row);
  return {
    rule: { keys: [] },
    fields: [],
    starts,
    ids: new Uint32Array(size).fill(1),
    keyCount: 2,
    tooCommon: 0,
    pairs: (size * (size - 1)) / 2,
  };
}

// Two columns of many keys to the row (words of names) give their product: far more keys than they tell.
function hasSeveralLists({ size }: RowLists, keys: readonly KeyColumn[]): boolean {
  return keys.filter(({ ids }) => ids.length > 1.5 * size).length > 1;
}

function hasShared({ ids }: KeyColumn): boolean {
  const seen = new Set<number>();
  return ids.some((id) => seen.size === seen.add(id).size);
}

function combinations(columns: readonly KeyColumn[], width: number): readonly (readonly KeyColumn[])[] {
  if (width === 0) return [[]];
  return columns.flatMap((column, i) =>
    combinations(columns.slice(i + 1), width - 1)
      .filter((rest) => rest.every(({ field }) => field !== column.field))
      .map((rest) => [column, ...rest]),
  );
}

function isNarrower(keys: readonly KeyColumn[], chosen: readonly RuleKeys[]): boolean {
  const labels = new Set(keys.map(({ label }) => label));
  return chosen.some(({ rule }) => rule.keys.every((key) => labels.has(key)));
}

/** The keys of rows under all columns at once: each row has the product of its keys. */
export function combineKeys(rows: RowLists, columns: readonly KeyColumn[]): RuleKeys {
  const { size } = rows;
  const [first, ...others] = columns;
  let joined: KeyLists = first ?? everyPair(size);
  for (const column of others) joined = joinKeys(size, joined, column);
  const keyCount = joined.ids.reduce((most, id) => Math.max(most, id), 0) + 1;
  const keyed = {
    rule: { keys: columns.map(({ label }) => label) },
    fields: columns.map(({ field }) => field),
    ...pickKeys(joined),
    keyCount,
    tooCommon: 0,
  };
  return { ...keyed, pairs: countPairs(rows, keyed) };
}

const pickKeys = ({ starts, ids }: KeyLists): KeyLists => ({ starts, ids });

function countKeys({ ids, keyCount }: Pick<RuleKeys, "ids" | "keyCount">): Uint32Array {
  const counts = new Uint32Array(keyCount);
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/** Pairs that the blocks hold, those within a list left out where they are never compared. */
function countPairs({ size, list }: RowLists, keys: KeyLists & Pick<RuleKeys, "keyCount">): number {
  const pairsOf = (counts: Iterable<number>) => {
    let pairs = 0;
    for (const count of counts) pairs += (count * (count - 1)) / 2;
    return pairs;
  };
  const all = pairsOf(countKeys(keys));
  if (list === undefined) return all;
  const within = new Map<number, number>();
  for (let row = 0; row < size; row++) {
    for (let i = keys.starts[row] ?? 0; i < (keys.starts[row + 1] ?? 0); i++) {
      const code = (list[row] ?? 0) * keys.keyCount + (keys.ids[i] ?? 0);
      within.set(code, (within.get(code) ?? 0) + 1);
    }
  }
  return all - pairsOf(within.values());
}

type KeyLists = Pick<RuleKeys, "starts" | "ids">;

function joinKeys(size: number, left: KeyLists, right: KeyLists): KeyLists {
  const idOf = new Map<number, number>();
  const starts = new Uint32Array(size + 1);
  const ids: number[] = [];
  const span = right.ids.reduce((most, id) => Math.max(most, id), 0) + 1;
  for (let row = 0; row < size; row++) {
    for (let i = left.starts[row] ?? 0; i < (left.starts[row + 1] ?? 0); i++) {
      for (let j = right.starts[row] ?? 0; j < (right.starts[row + 1] ?? 0); j++) {
        const pair = (left.ids[i] ?? 0) * span + (right.ids[j] ?? 0);
        const id = idOf.get(pair) ?? idOf.size + 1;
        if (id > idOf.size) idOf.set(pair, id);
        ids.push(id);
      }
    }
    starts[row + 1] = ids.length;
  }
  const sorted = Uint32Array.from(ids);
  for (let row = 0; row < size; row++) sorted.subarray(starts[row], starts[row + 1]).sort();
  return { starts, ids: sorted };
}
