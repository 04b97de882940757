/** Which keys matches share: learned from likely matches of a sample, before anything is trained. */
import { seededRandom } from "../base/random.ts";
import { fieldMasks, type LikelyWork } from "./likely-work.ts";
import type { SampledRule } from "./sample-rules.ts";
import type { Sample } from "./sampled-keys.ts";
import { ask, type Steps } from "./work.ts";

export type MatchKeys = {
  readonly masks: Uint32Array; // of invented matches: bits of the keys that each shares
  readonly worse: Uint32Array; // the same of matches half of whose columns disagree
  readonly matches: number; // among all rows, roughly
};

const INVENTED = 4096;
const LOOKED_AT = 300_000; // pairs
const FEWEST = 30; // likely matches that speak about a column

/**
 * Matches as they may be: columns agree independently of one another, each as often as in likely matches that other
 * columns brought together. So the matches that no rule finds are counted with those that some do.
 */
export function* likelyMatches(sample: Sample, rules: readonly SampledRule[]): Steps<MatchKeys> {
  const selective = selectiveRules(sample, rules);
  const work: LikelyWork = { kind: "likely", sample, masks: selective.map(({ mask }) => mask) };
  const found = (yield* ask<"likely">(work, selective.length)).flatMap(({ masks }) => [...masks]);
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
