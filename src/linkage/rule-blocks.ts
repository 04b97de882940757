/** The codes of all rows under a rule, and their blocks: from the keys of distinct values, in any thread. */
import { type Blocks, blocksOf } from "./candidate-pairs.ts";
import { mixHashes } from "./content-hash.ts";
import { joinCodes, type RowCodes } from "./row-codes.ts";
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
  if (keys.some(({ byId }) => byId.starts !== undefined)) return keys.map(spread).reduce(joinCodes);
  const codes = new Uint32Array(size);
  for (let row = 0; row < size; row++) codes[row] = first.byId.codes[first.ids[row] as number] as number;
  for (const { ids, byId } of others)
    for (let row = 0; row < size; row++) {
      const [a, b] = [codes[row] as number, byId.codes[ids[row] as number] as number];
      codes[row] = a === 0 || b === 0 ? 0 : mixHashes(a, b);
    }
  return { codes };
}

/** The codes of each row's value. */
function spread({ ids, byId }: KeyTable): RowCodes {
  const { codes, starts } = byId;
  if (starts === undefined) return { codes: ids.map((id) => codes[id] as number) };
  const rowStarts = new Uint32Array(ids.length + 1);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    rowStarts[row + 1] = (rowStarts[row] as number) + (starts[id + 1] as number) - (starts[id] as number);
  }
  const rowCodes = new Uint32Array(rowStarts[ids.length] as number);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    for (let i = starts[id] as number, at = rowStarts[row] as number; i < (starts[id + 1] as number); i++)
      rowCodes[at++] = codes[i] as number;
  }
  return { codes: rowCodes, starts: rowStarts };
}
