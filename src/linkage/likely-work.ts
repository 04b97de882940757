/** Which pairs of sampled rows are likely matches, by the keys that they share: work that threads share. */
import { visitCodePairs } from "./candidate-pairs.ts";
import { growableWords } from "./growable.ts";
import { sharedCode } from "./row-codes.ts";
import { codesUnder, type Sample } from "./sampled-keys.ts";

const DISAGREES = 2.5; // bits that a column takes away where its values share no key
const LEAST_BITS = 2;

/** Likely matches among the pairs of rules. A unit is a rule: the pairs that it brings together and no earlier one. */
export type LikelyWork = {
  readonly kind: "likely";
  readonly sample: Sample;
  readonly masks: readonly number[];
};

export type FoundLikely = { readonly masks: Uint32Array };

/** Keys shared by the pairs that agree on more than chance explains: what two rows drawn at random share, squared. */
export function findLikely({ sample, masks }: LikelyWork): (unit: number) => FoundLikely {
  const all = (sample.of * (sample.of - 1)) / 2;
  const bits = sample.keys.map(({ pairs }) => Math.max(0, -Math.log2(Math.max(pairs, 1) / all)));
  const fields = fieldMasks(sample).map((mask) => [...bits.keys()].filter((k) => (mask & (1 << k)) !== 0));
  const filled = filledKeys(sample);
  const weigh = (mask: number, both: number) => {
    let sum = -Math.log2(sample.of);
    for (const keys of fields) {
      let [best, isFilled] = [-1, false];
      for (const k of keys) {
        if ((mask & (1 << k)) !== 0) best = Math.max(best, bits[k] as number);
        if ((both & (1 << k)) !== 0) isFilled = true;
      }
      if (best >= 0) sum += best;
      else if (isFilled) sum -= DISAGREES;
    }
    return sum;
  };
  const sharedKeys = sharedKeysOf(sample);
  return (unit) => {
    const found = growableWords();
    const earlier = masks.slice(0, unit);
    visitCodePairs(codesUnder(sample, masks[unit] ?? 0), (left, right) => {
      if (sample.list !== undefined && sample.list[left] === sample.list[right]) return;
      const mask = sharedKeys(left, right);
      if (earlier.some((other) => (mask & other) === other)) return;
      if (weigh(mask, (filled[left] as number) & (filled[right] as number)) >= LEAST_BITS) found.push(mask);
    });
    return { masks: found.take() };
  };
}

function filledKeys({ size, keys }: Sample): Uint32Array {
  const filled = new Uint32Array(size);
  for (const [k, { codes, cap }] of keys.entries()) {
    if (cap !== undefined) continue;
    for (let row = 0; row < size; row++) {
      const has =
        codes.starts === undefined ? codes.codes[row] !== 0 : codes.starts[row] !== codes.starts[row + 1];
      if (has) filled[row] = (filled[row] as number) | (1 << k);
    }
  }
  return filled;
}

/** Bits of the keys that two rows share. Single codes lie row by row: they are compared by the hundred thousand. */
function sharedKeysOf({ size, keys }: Sample): (left: number, right: number) => number {
  const single = [...keys.keys()].filter((k) => keys[k]?.codes.starts === undefined);
  const several = [...keys.entries()].filter(([, { codes }]) => codes.starts !== undefined);
  const width = single.length;
  const laid = new Uint32Array(size * width);
  for (const [at, k] of single.entries()) {
    const own = keys[k]?.codes.codes ?? laid;
    for (let row = 0; row < size; row++) laid[row * width + at] = own[row] as number;
  }
  return (left, right) => {
    const [p, q] = [left * width, right * width];
    let mask = 0;
    for (let at = 0; at < width; at++) {
      const code = laid[p + at] as number;
      if (code !== 0 && code === laid[q + at]) mask |= 1 << (single[at] as number);
    }
    for (let i = 0; i < several.length; i++) {
      const [k, { codes }] = several[i] as (typeof several)[number];
      if (sharedCode(codes, left, right) !== 0) mask |= 1 << k;
    }
    return mask;
  };
}

/** Bits of the keys of each field. */
export function fieldMasks({ keys }: Sample): readonly number[] {
  const byField = new Map<string, number>();
  for (const [k, { field }] of keys.entries()) byField.set(field, (byField.get(field) ?? 0) | (1 << k));
  return [...byField.values()];
}
