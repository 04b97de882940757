/** How fast names are prepared and compared, on one core. */
import { threadCpuUsage } from "node:process";
import { compareNames, nameKeys, type PreparedName, prepareName } from "../../src/names/index.ts";
import type { LabelledPair } from "./labelled-pairs.ts";

const ROUNDS = 40;

type NamePair = readonly [PreparedName, PreparedName];

/**
 * Rates by the wall's clock and by the thread's own, which others on the machine do not slow but for its memory. The
 * first round meets every pair of words for the first time; in later ones words may be found again, names never are.
 */
export function speedLines(pairs: readonly LabelledPair[]): string {
  const texts = pairs.flatMap(({ left, right }) => [left, right]);
  const preparing = performance.now();
  const names = texts.map(prepareName);
  const prepared = `prepareName: ${Math.round(texts.length / (performance.now() - preparing))} thousand a second`;
  // Compiled on pairs that no mix has, so that a first round is slow for its words alone.
  roundRates(pairsAtStride(names, 2047), 3);
  const mixes: readonly (readonly [desc: string, pairs: readonly NamePair[]])[] = [
    ["random pairs", pairsAtStride(names, 4099)],
    ["pairs that share a key of two parts", blockedPairs(names)],
    ["labelled pairs", pairsAtStride(names, 1)],
  ];
  return [prepared, ...mixes.map(([desc, mix]) => mixLine(desc, mix))].join("\n");
}

function mixLine(desc: string, mix: readonly NamePair[]): string {
  const { first, rates, cpuRate } = roundRates(mix, ROUNDS);
  const [median, best] = [rates[ROUNDS >> 1] ?? 0, rates.at(-1) ?? 0];
  return `compareNames, ${mix.length} ${desc}, thousand a second: ${first} in the first round; median ${median}, best ${best} of ${ROUNDS}; ${cpuRate} of the thread's time`;
}

type Rates = { readonly first: number; readonly rates: readonly number[]; readonly cpuRate: number };

function roundRates(mix: readonly NamePair[], rounds: number): Rates {
  const before = threadCpuUsage();
  const inOrder = Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (const [a, b] of mix) compareNames(a, b);
    return Math.round(mix.length / (performance.now() - started));
  });
  const { user, system } = threadCpuUsage(before);
  return {
    first: inOrder[0] ?? 0,
    rates: inOrder.toSorted((a, b) => a - b),
    cpuRate: Math.round((1000 * rounds * mix.length) / (user + system)),
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
