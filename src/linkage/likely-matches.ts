/** Which keys matches share: learned from likely matches of a sample, before anything is trained. */
import { seededRandom } from "../base/random.ts";
import { visitCodePairs } from "./candidate-pairs.ts";
import { joinCodes, sharedCode } from "./row-codes.ts";
import type { Sample, SampledRule } from "./sample-rules.ts";

export type MatchKeys = {
  readonly masks: Uint32Array; // of invented matches: bits of the keys that each shares
  readonly worse: Uint32Array; // the same of matches half of whose columns disagree
  readonly matches: number; // among all rows, roughly
};

const INVENTED = 4096;
const LOOKED_AT = 300_000; // pairs
const DISAGREES = 2.5; // bits that a column takes away where its values share no key
const LEAST_BITS = 2;
const FEWEST = 30; // likely matches that speak about a column

/**
 * Matches as they may be: columns agree independently of one another, each as often as in likely matches that other
 * columns brought together. So the matches that no rule finds are counted with those that some do.
 */
export function likelyMatches(sample: Sample, rules: readonly SampledRule[]): MatchKeys {
  const selective = selectiveRules(sample, rules);
  const found = findLikely(sample, selective);
  const fields = fieldMasks(sample);
  const scale = (sample.of / sample.size) ** 2;
  const patterns = fields.map((field) => {
    const others = selective.filter(({ mask }) => (mask & field) === 0);
    const free = found.filter((mask) => others.some((rule) => (mask & rule.mask) === rule.mask));
    const speaking = free.length >= FEWEST ? free : found;
    // Nothing was found to learn from: three of four values agree.
    return speaking.length >= FEWEST ? speaking.map((mask) => mask & field) : [field, field, field, 0];
  });
  const random = seededRandom(1);
  const drawFrom = (own: readonly number[]) => own[random.below(own.length)] ?? 0;
  const invent = (agreeing: number) =>
    patterns.reduce((mask, own) => (random.next() < agreeing ? mask | drawFrom(own) : mask), 0);
  return {
    masks: Uint32Array.from({ length: INVENTED }, () => invent(1)),
    worse: Uint32Array.from({ length: INVENTED }, () => invent(0.5)),
    matches: Math.max(1, found.length * scale),
  };
}

/** Rules of few pairs, the fewest first, until they give enough pairs to look at. */
function selectiveRules({ size, of }: Sample, rules: readonly SampledRule[]): readonly SampledRule[] {
  const scale = (of / size) ** 2;
  let looked = 0;
  return [...rules]
    .sort((a, b) => a.pairs - b.pairs)
    .filter(({ pairs }) => {
      looked += pairs / scale;
      return looked <= LOOKED_AT;
    });
}

function fieldMasks({ keys }: Sample): readonly number[] {
  const byField = new Map<string, number>();
  for (const [k, { column }] of keys.entries())
    byField.set(column.field, (byField.get(column.field) ?? 0) | (1 << k));
  return [...byField.values()];
}

/** Keys shared by the pairs that agree on more than chance explains: what two rows drawn at random share, squared. */
function findLikely(sample: Sample, rules: readonly SampledRule[]): readonly number[] {
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
  const found: number[] = [];
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index);
    visitCodePairs(codesOf(sample, rule), (left, right) => {
      if (sample.list !== undefined && sample.list[left] === sample.list[right]) return;
      const mask = sharedKeys(left, right);
      if (earlier.some((other) => (mask & other.mask) === other.mask)) return;
      if (weigh(mask, (filled[left] as number) & (filled[right] as number)) >= LEAST_BITS) found.push(mask);
    });
  }
  return found;
}

function codesOf({ keys }: Sample, { mask }: SampledRule) {
  return keys
    .filter((_, k) => (mask & (1 << k)) !== 0)
    .map(({ codes }) => codes)
    .reduce(joinCodes);
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
