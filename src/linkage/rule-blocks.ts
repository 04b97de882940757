/** The codes of all rows under a rule, and their blocks: from the keys of distinct values, in any thread. */
import { type Blocks, blocksOf } from "./candidate-pairs.ts";
import { mixHashes } from "./content-hash.ts";
import { joinCodes, pickCodes, type RowCodes } from "./row-codes.ts";
import { shareCodes } from "./shared-words.ts";

/** Codes of the keys of each distinct value of a column, and which value each row holds. */
export type KeyTable = {
  readonly ids: Uint32Array; // of each row
  readonly byId: RowCodes; // of each id, as a row's
};

/** Rules by the keys that they join; a unit is a rule. Without keys every two rows are a pair. */
export type BlockWork = {
  readonly kind: "block";
  readonly size: number; // rows
  readonly rules: readonly (readonly KeyTable[])[];
};

export type RuleBlocks = { readonly codes: RowCodes; readonly blocks: Blocks };

export function blockRule({ size, rules }: BlockWork, unit: number): RuleBlocks {
  const codes = shareCodes(codesOfRows(size, rules[unit] ?? []));
  return { codes, blocks: blocksOf(codes) };
}

/** The codes of rows under all keys at once. */
export function codesOfRows(size: number, keys: readonly KeyTable[]): RowCodes {
  const [first, ...others] = keys;
  if (first === undefined) return { codes: new Uint32Array(size).fill(1) };
  if (keys.some(({ byId }) => byId.starts !== undefined))
    return keys.map(({ ids, byId }) => pickCodes(byId, ids)).reduce(joinCodes);
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row++) codes[row] = first.byId.codes[first.ids[row] as number] as number;
  for (const { ids, byId } of others)
    for (let row = 0; row < size; row++) {
      const [a, b] = [codes[row] as number, byId.codes[ids[row] as number] as number];
      codes[row] = a === 0 || b === 0 ? 0 : mixHashes(a, b);
    }
  return { codes };
}
