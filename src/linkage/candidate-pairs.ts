/** Candidate pairs: the blocks of the rules, each pair once, under the first rule that brings its rows together. */
import type { RuleKeys } from "./blocking-rules.ts";

/** Calls `visit` with canonical positions left < right. */
export type VisitPair = (left: number, right: number) => void;

/** Which pairs may be of one entity at all: not two rows of one list where an entity takes one at most. */
export type AllowPair = (left: number, right: number) => boolean;

export const LARGEST_BLOCK = 2000; // rows: larger ones are split, and the split is reported

/**
 * Rules whose blocks are no larger than `LARGEST_BLOCK`: rows of a larger one are cut into runs of that many, in
 * the order of what else they hold, so that rows that are alike stay together. `split` counts the rows concerned.
 */
export function splitBlocks(
  keys: RuleKeys,
  likeness: Uint32Array,
): { readonly keys: RuleKeys; readonly split: number } {
  const blocks = blocksOf(keys);
  const ids = keys.ids.slice();
  let [next, split] = [keys.keyCount, 0];
  for (let key = 1; key < keys.keyCount; key++) {
    const rows = blocks.rows.subarray(blocks.starts[key], blocks.starts[key + 1]);
    if (rows.length <= LARGEST_BLOCK || keys.rule.keys.length === 0) continue;
    split += rows.length;
    const sorted = rows.slice().sort((a, b) => (likeness[a] ?? 0) - (likeness[b] ?? 0) || a - b);
    for (const [at, row] of sorted.entries()) {
      if (at >= LARGEST_BLOCK && at % LARGEST_BLOCK === 0) next++;
      if (at >= LARGEST_BLOCK) ids[keyIndex(keys, row, key)] = next;
    }
    next++;
  }
  for (let row = 0; row + 1 < keys.starts.length; row++)
    ids.subarray(keys.starts[row], keys.starts[row + 1]).sort();
  return { keys: { ...keys, ids, keyCount: next + 1 }, split };
}

function keyIndex({ starts, ids }: RuleKeys, row: number, key: number): number {
  return ids.indexOf(key, starts[row] ?? 0);
}

/** Every candidate pair of `rules` once; `visit` also gets the index of the rule that it belongs to. */
export function visitCandidates(
  rules: readonly RuleKeys[],
  isAllowed: AllowPair,
  visit: (left: number, right: number, rule: number) => void,
): void {
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index);
    visitBlocks(rule, (left, right) => {
      if (!isAllowed(left, right)) return;
      for (const other of earlier) if (firstSharedKey(other, left, right) !== 0) return;
      visit(left, right, index);
    });
  }
}

/** Every pair of one rule's blocks once: under the smallest key that both rows have. */
export function visitBlocks(rule: RuleKeys, visit: VisitPair): void {
  const { starts, rows } = blocksOf(rule);
  const hasSeveral = rule.starts.some((start, row) => start - (rule.starts[row - 1] ?? start) > 1);
  for (let key = 1; key < rule.keyCount; key++) {
    const end = starts[key + 1] ?? 0;
    for (let i = starts[key] ?? 0; i < end; i++) {
      const left = rows[i] ?? 0;
      for (let j = i + 1; j < end; j++) {
        const right = rows[j] ?? 0;
        if (!hasSeveral || firstSharedKey(rule, left, right) === key) visit(left, right);
      }
    }
  }
}

/** The smallest key of the rule that both rows have, or 0. */
function firstSharedKey({ starts, ids }: RuleKeys, left: number, right: number): number {
  let i = starts[left] ?? 0;
  let j = starts[right] ?? 0;
  const [endI, endJ] = [starts[left + 1] ?? 0, starts[right + 1] ?? 0];
  while (i < endI && j < endJ) {
    const [a, b] = [ids[i] ?? 0, ids[j] ?? 0];
    if (a === b) return a;
    if (a < b) i++;
    else j++;
  }
  return 0;
}

/** Rows of each key, ascending: counting sort. */
function blocksOf({ starts, ids, keyCount }: RuleKeys): {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
} {
  const ends = new Uint32Array(keyCount + 1);
  for (const id of ids) ends[id + 1] = (ends[id + 1] ?? 0) + 1;
  for (let key = 0; key < keyCount; key++) ends[key + 1] = (ends[key + 1] ?? 0) + (ends[key] ?? 0);
  const blockStarts = ends.slice();
  const rows = new Uint32Array(ids.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
      const key = ids[i] ?? 0;
      rows[ends[key] ?? 0] = row;
      ends[key] = (ends[key] ?? 0) + 1;
    }
  }
  return { starts: blockStarts, rows };
}
