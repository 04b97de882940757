/** How far new rows are from those that a model was trained on. */
import type { LinkedPairs } from "./linked-pairs.ts";
import { weightBits } from "./match-weight.ts";

export type Drift = {
  readonly bits: number; // between the weights of pairs with a new row and of the others, 0 to 1
  readonly fields: readonly {
    readonly name: string;
    readonly filled: number;
    readonly filledBefore: number;
  }[];
  readonly isLarge: boolean; // the model should be trained anew
};

/** A field, and which rows say something in it. */
export type FilledField = { readonly name: string; readonly isFilled: (row: number) => boolean };

const LARGE_BITS = 0.1;
const LARGE_FILL = 0.25; // difference of the shares of rows that fill a field
const ENOUGH = 100; // pairs and rows on either side, below which nothing is said

/**
 * The Jensen-Shannon divergence (Lin 1991, IEEE Trans. Inf. Theory 37) of the weights of kept pairs, in bins of two
 * bits, with a new row and without; and the fields that new rows fill otherwise than the others. 0 and none where either
 * side has fewer than a hundred.
 */
export function measureDrift({
  fields,
  pairs,
  isNew,
}: {
  readonly fields: readonly FilledField[];
  readonly pairs: LinkedPairs;
  readonly isNew: Uint8Array; // of each row
}): Drift {
  const [fresh, old] = [new Map<number, number>(), new Map<number, number>()];
  for (let pair = 0; pair < pairs.weight.length; pair++) {
    const isFresh = isNew[pairs.left[pair] ?? 0] === 1 || isNew[pairs.right[pair] ?? 0] === 1;
    const bins = isFresh ? fresh : old;
    const bin = Math.floor(weightBits(pairs.weight[pair] ?? 0) / 2);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const bits = divergenceBits(fresh, old);
  const changed = changedFields(fields, isNew);
  return { bits, fields: changed, isLarge: bits > LARGE_BITS || changed.length > 0 };
}

type Bins = ReadonlyMap<number, number>;

/**
 * The divergence of two histograms in bits, from 0 to 1; 0 where one of them counts fewer than a hundred.
 *
 * @example
 * divergenceBits(new Map([[0, 500]]), new Map([[1, 500]])); //=> 1
 */
export function divergenceBits(left: Bins, right: Bins): number {
  const total = (bins: Bins) => bins.values().reduce((sum, count) => sum + count, 0);
  const [a, b] = [total(left), total(right)];
  if (Math.min(a, b) < ENOUGH) return 0;
  const part = (p: number, q: number) => (p === 0 ? 0 : p * Math.log2((2 * p) / (p + q)));
  return [...new Set([...left.keys(), ...right.keys()])].reduce((sum, bin) => {
    const [p, q] = [(left.get(bin) ?? 0) / a, (right.get(bin) ?? 0) / b];
    return sum + (part(p, q) + part(q, p)) / 2;
  }, 0);
}

function changedFields(fields: readonly FilledField[], isNew: Uint8Array): Drift["fields"] {
  const added = isNew.reduce((sum, own) => sum + own, 0);
  const before = isNew.length - added;
  if (Math.min(added, before) < ENOUGH) return [];
  return fields.flatMap((field) => {
    const filled = [0, 0];
    for (let row = 0; row < isNew.length; row++)
      if (field.isFilled(row)) filled[isNew[row] ?? 0] = (filled[isNew[row] ?? 0] ?? 0) + 1;
    const [old, own] = [(filled[0] ?? 0) / before, (filled[1] ?? 0) / added];
    return Math.abs(own - old) < LARGE_FILL ? [] : [{ name: field.name, filled: own, filledBefore: old }];
  });
}
