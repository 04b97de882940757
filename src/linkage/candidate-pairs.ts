/** Candidate pairs: the blocks of the rules, each pair once, under the first rule that brings its rows together. */
import type { RuleKeys } from "./blocking-rules.ts";
import { mixHashes } from "./content-hash.ts";
import { growableWords } from "./growable.ts";
import { type RowCodes, rowsOfCodes, sharedCode } from "./row-codes.ts";
import { emptySharedWords, sharedWords } from "./shared-words.ts";
import { sortCodes } from "./sort-codes.ts";

/** Called with canonical positions left < right; false ends the visit. */
export type VisitPair = (left: number, right: number) => boolean | undefined;

/** Which pairs may be of one entity at all: not two rows of one list where an entity takes one at most. */
export type AllowPair = (left: number, right: number) => boolean;

/** Blocks of two rows and more, by code: rows of block b are rows[starts[b] .. starts[b + 1]), ascending. */
export type Blocks = {
  readonly codes: Uint32Array; // of each block
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
};

/** The blocks in which a row with 1 in `fresh` stands. */
export function blocksWith({ codes, starts, rows }: Blocks, fresh: Uint8Array): Blocks {
  const kept: number[] = [];
  for (let b = 0; b < codes.length; b++)
    if (rows.subarray(starts[b], starts[b + 1]).some((row) => fresh[row] === 1)) kept.push(b);
  const sizes = kept.map((b) => (starts[b + 1] as number) - (starts[b] as number));
  const from = new Uint32Array(kept.length + 1);
  for (const [i, size] of sizes.entries()) from[i + 1] = (from[i] as number) + size;
  const own = emptySharedWords(from.at(-1) ?? 0);
  for (const [i, b] of kept.entries()) own.set(rows.subarray(starts[b], starts[b + 1]), from[i]);
  const keptCodes = Uint32Array.from(kept, (b) => codes[b] as number);
  return { codes: sharedWords(keptCodes), starts: sharedWords(from), rows: own };
}

/** A rule with the codes of all rows. */
export type RuleCodes = RowCodes & Omit<RuleKeys, "tables">;

/** A rule with its blocks. */
export type BlockedRule = RuleCodes & { readonly blocks: Blocks };

export const LARGEST_BLOCK = 2000; // rows: larger ones are split, and the split is reported

/** The blocks of rows with codes. */
export function blocksOf(own: RowCodes): Blocks {
  const rowOf = own.starts === undefined ? undefined : rowsOfCodes(own);
  const sorted = sortCodes(own.codes);
  const [codes, starts] = [growableWords(), growableWords()];
  let used = 0;
  // Blocks are laid down where the sorted positions lie: they are never ahead of what is read.
  const rows = sorted.positions;
  for (let start = 0; start < rows.length; ) {
    const code = sorted.codes[start] as number;
    let end = start + 1;
    while (end < rows.length && sorted.codes[end] === code) end++;
    if (end - start > 1) {
      codes.push(code);
      starts.push(used);
      for (let i = start; i < end; i++) {
        const at = rows[i] as number;
        rows[used++] = rowOf === undefined ? at : (rowOf[at] as number);
      }
    }
    start = end;
  }
  starts.push(used);
  return {
    codes: sharedWords(codes.take()),
    starts: sharedWords(starts.take()),
    rows: sharedWords(rows.subarray(0, used)),
  };
}

/**
 * The rule with blocks no larger than `LARGEST_BLOCK`: rows of a larger one are cut into runs of that many, in the
 * order that `sortAlike` gives them, so that rows that are alike stay together. `split` counts the rows concerned.
 */
export function splitBlocks(
  { blocks, ...rule }: BlockedRule,
  sortAlike: (rows: Uint32Array) => Uint32Array,
): { readonly rule: BlockedRule; readonly split: number } {
  if (rule.rule.keys.length === 0 || largestBlock(blocks) <= LARGEST_BLOCK)
    return { rule: { ...rule, blocks }, split: 0 };
  const codes = rule.codes.slice();
  let split = 0;
  for (let b = 0; b < blocks.codes.length; b++) {
    const rows = blocks.rows.subarray(blocks.starts[b], blocks.starts[b + 1]);
    if (rows.length <= LARGEST_BLOCK) continue;
    split += rows.length;
    const code = blocks.codes[b] as number;
    for (const [at, row] of sortAlike(rows).entries())
      if (at >= LARGEST_BLOCK)
        codes[codeIndex(rule, row, code)] = mixHashes(code, Math.floor(at / LARGEST_BLOCK));
  }
  const { starts } = rule;
  for (let row = 0; starts !== undefined && row + 1 < starts.length; row++)
    codes.subarray(starts[row], starts[row + 1]).sort();
  const cut = { ...rule, codes: sharedWords(codes) };
  return { rule: { ...cut, blocks: blocksOf(cut) }, split };
}

function largestBlock({ starts }: Blocks): number {
  let largest = 0;
  for (let b = 0; b + 1 < starts.length; b++)
    largest = Math.max(largest, (starts[b + 1] as number) - (starts[b] as number));
  return largest;
}

function codeIndex({ codes, starts }: RowCodes, row: number, code: number): number {
  return starts === undefined ? row : codes.indexOf(code, starts[row]);
}

/**
 * Every candidate pair of `rules` once; `visit` also gets the index of the rule that it belongs to. With `stride`,
 * only the pairs whose left row is a multiple of it: rows stand in the order of a hash, so that this is a sample.
 */
export function visitCandidates(
  rules: readonly BlockedRule[],
  { isAllowed, stride = 1 }: { readonly isAllowed: AllowPair; readonly stride?: number },
  visit: (left: number, right: number, rule: number) => void,
): void {
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index);
    const visitNew: VisitPair = (left, right) => {
      if (!isAllowed(left, right)) return true;
      for (const other of earlier) if (sharedCode(other, left, right) !== 0) return true;
      visit(left, right, index);
      return true;
    };
    visitBlocks(rule, visitNew, stride);
  }
}

/** Every pair of one rule's blocks once: under the smallest code that both rows have. */
export function visitBlocks(
  rule: RowCodes & { readonly blocks: Blocks },
  visit: VisitPair,
  stride = 1,
): void {
  const { codes, starts, rows } = rule.blocks;
  const hasSeveral = rule.starts !== undefined;
  for (let b = 0; b < codes.length; b++) {
    const [code, end] = [codes[b] as number, starts[b + 1] as number];
    for (let i = starts[b] as number; i < end; i++) {
      const left = rows[i] as number;
      if (stride > 1 && left % stride !== 0) continue;
      for (let j = i + 1; j < end; j++) {
        const right = rows[j] as number;
        if (hasSeveral && sharedCode(rule, left, right) !== code) continue;
        if (visit(left, right) === false) return;
      }
    }
  }
}

/** Every pair of rows that share a code, once. */
export function visitCodePairs(codes: RowCodes, visit: VisitPair): void {
  visitBlocks({ ...codes, blocks: blocksOf(codes) }, visit);
}

/** Pairs in the blocks of a rule, pairs of several blocks counted in each. */
export function countBlockPairs({ starts }: Blocks): number {
  let pairs = 0;
  for (let b = 0; b + 1 < starts.length; b++) {
    const rows = (starts[b + 1] as number) - (starts[b] as number);
    pairs += (rows * (rows - 1)) / 2;
  }
  return pairs;
}
