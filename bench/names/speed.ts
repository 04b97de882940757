/** How fast names are prepared and compared, on one core. */
import { threadCpuUsage } from "node:process";
import { compareNames, nameKeys, type PreparedName, prepareName } from "../../src/names/index.ts";
import type { LabelledPair } from "./labelled-pairs.ts";

const ROUNDS = 40;
const PASSES = 8; // over the pairs in a round, so that it is long beside what a clock tells

/** Rounds over other pairs before: what compares is compiled by then, as it is in any long run. */
const WARMING = 5;

type NamePair = readonly [PreparedName, PreparedName];

/**
 * Rates by the wall's clock and by the thread's own, which others on the machine do not slow but for its memory. The
 * first pass meets every pair of words for the first time; in later ones words may be found again, names never are.
 */
export function speedLines(pairs: readonly LabelledPair[]): string {
  const texts = pairs.flatMap(({ left, right }) => [left, right]);
  const preparing = performance.now();
  const names = texts.map(prepareName);
  const prepared = `prepareName: ${Math.round(texts.length / (performance.now() - preparing))} thousand a second`;
  roundRates(pairsAtStride(names, 2047), WARMING);
  const mixes: readonly (readonly [desc: string, pairs: readonly NamePair[]])[] = [
    ["random pairs", pairsAtStride(names, 4099)],
    ["pairs that share a key of two parts", blockedPairs(names)],
    ["labelled pairs", pairsAtStride(names, 1)],
  ];
  return [prepared, ...mixes.map(([desc, mix]) => mixLine(desc, mix))].join("\n");
}

function mixLine(desc: string, mix: readonly NamePair[]): string {
  const first = rateOf(mix, 1);
  const rates = roundRates(mix, ROUNDS);
  const alike = mix.filter(([a, b]) => compareNames(a, b).level <= MOST_AGREE).length;
  const [wall, own] = (["wall", "own"] as const).map((clock) =>
    rates.map((rate) => rate[clock]).toSorted((a, b) => a - b),
  );
  const median = (of: readonly number[] | undefined) => of?.[ROUNDS >> 1] ?? 0;
  return [
    `compareNames, ${mix.length} ${desc}, ${((100 * alike) / mix.length).toFixed(0)} % alike in most parts, thousand a second:`,
    `  of the thread's time: median ${median(own)}, best ${own?.at(-1) ?? 0} of ${ROUNDS} rounds; ${first.own} in the first pass`,
    `  by the wall's clock: median ${median(wall)}, best ${wall?.at(-1) ?? 0}`,
  ].join("\n");
}

/** The last level at which names are candidates for one person's. */
const MOST_AGREE = 5;

type Rate = { readonly wall: number; readonly own: number };

const roundRates = (mix: readonly NamePair[], rounds: number): readonly Rate[] =>
  Array.from({ length: rounds }, () => rateOf(mix, PASSES));

/** Thousand comparisons a second. */
function rateOf(mix: readonly NamePair[], passes: number): Rate {
  const [started, before] = [performance.now(), threadCpuUsage()];
  for (let pass = 0; pass < passes; pass++) for (const [a, b] of mix) compareNames(a, b);
  const { user, system } = threadCpuUsage(before);
  const compared = passes * mix.length;
  return {
    wall: Math.round(compared / (performance.now() - started)),
    own: Math.round((1000 * compared) / (user + system)),
  };
}

/** Each second name with the one that stands so many places behind it. */
function pairsAtStride(names: readonly PreparedName[], stride: number): readonly NamePair[] {
  return names.flatMap((name, at): readonly NamePair[] =>
    at % 2 === 0 ? [[name, names[(at + stride) % names.length] ?? name]] : [],
  );
}

/** Pairs as blocking hands them on: of two names with one key. */
function blockedPairs(names: readonly PreparedName[]): readonly NamePair[] {
  const distinct = [...new Map(names.map((name) => [name.text, name])).values()];
  const keyed = distinct.flatMap((name) =>
    nameKeys(name).flatMap((key) => (key.includes(" ") ? [{ key, name }] : [])),
  );
  return [...Map.groupBy(keyed, ({ key }) => key).values()].flatMap((block) =>
    block.slice(1).map((entry, at): NamePair => [block[at]?.name ?? entry.name, entry.name]),
  );
}
