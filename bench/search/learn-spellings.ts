/** Counts how names' sounds are written in other scripts: `npm run bench -- search --learn`. */
import { writeFileSync } from "node:fs";
import { rankWords } from "../../src/names/compare-tokens.ts";
import { type PreparedToken, prepareName } from "../../src/names/prepare.ts";
import { isAbjad } from "../../src/names/script.ts";
import {
  type Direction,
  directionOf,
  SILENT,
  type SoundCounts,
  type SpellingCosts,
  STEPS_OF_A_BIT,
  spellingCostsOf,
} from "../../src/names/search/spelling-costs.ts";
import { codesOf, SOUND_BITS, SOUNDS } from "../../src/names/sounds.ts";
import { type LabelledPair, readLabelledPairs } from "../names/labelled-pairs.ts";

/** Counted anew by the costs that the counts before give, so often. */
const ROUNDS = 12;

/** Bits a sound, from which on two words are taken for different ones that stood in two names of one person. */
const MOST_BITS_A_SOUND = 5;

/** A word and how it was written in the other script. */
type Spelling = {
  readonly from: PreparedToken;
  readonly to: PreparedToken;
  readonly direction: Direction;
};

export function learnSpellings(): void {
  const pairs = readLabelledPairs();
  if (pairs === undefined) {
    console.error("SKIPPED search --learn: set RECOUNT_FIXTURES");
    return;
  }
  const spellings = spellingsIn(pairs.filter(({ isTest, isMatch }) => isMatch && !isTest));
  let counts: readonly SoundCounts[] = [0, 1, 2].map(emptyCounts);
  for (let round = 0; round < ROUNDS; round++) counts = countSounds(spellings, spellingCostsOf(counts));
  writeCounts(counts);
  console.log(`${spellings.length} spellings`);
}

const emptyCounts = (): SoundCounts => new Float64Array(1 << (2 * SOUND_BITS));

/** The distinct pairs of words of two scripts that stand for each other in names of one person, in both directions. */
function spellingsIn(pairs: readonly LabelledPair[]): readonly Spelling[] {
  const byFolds = new Map<string, Spelling>();
  for (const { left, right } of pairs)
    for (const [a, b] of pairedWords(prepareName(left).tokens, prepareName(right).tokens))
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const direction = learnedDirection(from, to);
        if (direction !== undefined) byFolds.set(`${from.fold} ${to.fold}`, { from, to, direction });
      }
  return [...byFolds.values()];
}

/** What is learned of; nothing of one script, and between abjads only through an alphabet. */
function learnedDirection(from: PreparedToken, to: PreparedToken): Direction | undefined {
  const direction = directionOf(isAbjad(from.script), isAbjad(to.script));
  return from.script === to.script || direction === 3 ? undefined : direction;
}

function pairedWords(
  a: readonly PreparedToken[],
  b: readonly PreparedToken[],
): readonly (readonly [PreparedToken, PreparedToken])[] {
  const ranked = a
    .flatMap((one) => b.map((other) => ({ one, other, rank: rankWords(one.packed, 0, other.packed, 0) })))
    .filter(({ one, other, rank }) => rank > 0 && !one.isInitial && !other.isInitial)
    .toSorted((x, y) => y.rank - x.rank);
  const taken = new Set<PreparedToken>();
  return ranked.flatMap(({ one, other }) => {
    if (taken.has(one) || taken.has(other)) return [];
    taken.add(one).add(other);
    return [[one, other] as const];
  });
}

function countSounds(
  spellings: readonly Spelling[],
  costs: readonly SpellingCosts[],
): readonly SoundCounts[] {
  const counts = [0, 1, 2].map(emptyCounts);
  for (const { from, to, direction } of spellings) {
    const ways = readingsOf(from).flatMap((a) =>
      readingsOf(to).map((b) => alignSounds(a, b, costs[direction]!)),
    );
    const [best] = ways.toSorted((a, b) => a.cost - b.cost);
    if (best === undefined || best.cost > MOST_BITS_A_SOUND * STEPS_OF_A_BIT * best.length) continue;
    for (const [sound, written] of best.steps) addCounts(counts[direction]!, sound, written);
  }
  return counts;
}

const readingsOf = ({ forms }: PreparedToken): readonly Uint8Array[] =>
  forms.filter(({ isVariant }) => !isVariant).map(({ sounds }) => codesOf(sounds));

/** A letter with several readings tells something of each of its sounds, too: other scripts have signs for them. */
function addCounts(counts: SoundCounts, from: number, to: number): void {
  for (const [one, share] of soundsOf(from))
    for (const [other, otherShare] of soundsOf(to))
      counts[(one << SOUND_BITS) | other]! += share * otherShare;
}

const OPEN: Readonly<Record<string, string>> = {
  "<": "sc",
  ">": "k",
  "&": "C",
  "+": "C",
  "~": "JZy",
  "%": "gG",
  "!": "gJ",
  "@": "ae",
  B: "bv",
  P: "pf",
  $: "sS",
  K: "kx",
  F: "f",
  Q: "b",
  j: "J",
};
const OPEN_SHARE = 0.5;

const sharesByCode: ReadonlyMap<number, readonly (readonly [code: number, share: number])[]> = new Map(
  Object.entries(OPEN).map(([sign, sounds]) => {
    const [own] = codesOf(sign);
    return [own!, [[own!, 1], ...Array.from(codesOf(sounds), (code) => [code, OPEN_SHARE] as const)]];
  }),
);

const soundsOf = (code: number) => sharesByCode.get(code) ?? [[code, 1] as const];

type Way = {
  readonly cost: number;
  readonly length: number;
  readonly steps: readonly (readonly [from: number, to: number])[];
};

/** The cheapest way of writing one word's sounds as the other's. */
function alignSounds(from: Uint8Array, to: Uint8Array, costs: SpellingCosts): Way {
  const cost = (one = SILENT, other = SILENT) => costs[(one << SOUND_BITS) | other]!;
  const rows: Way[][] = [];
  for (let i = 0; i <= from.length; i++) {
    const row: Way[] = [];
    rows.push(row);
    for (let j = 0; j <= to.length; j++) {
      const ways: Way[] = [];
      const add = (before: Way | undefined, one?: number, other?: number) => {
        if (before === undefined) return;
        const steps = [...before.steps, [one ?? SILENT, other ?? SILENT] as const];
        ways.push({ cost: before.cost + cost(one, other), length: before.length, steps });
      };
      if (i > 0 && j > 0) add(rows[i - 1]![j - 1], from[i - 1], to[j - 1]);
      if (i > 0) add(rows[i - 1]![j], from[i - 1]);
      if (j > 0) add(row[j - 1], undefined, to[j - 1]);
      const length = Math.max(from.length, to.length);
      row.push(ways.toSorted((a, b) => a.cost - b.cost)[0] ?? { cost: 0, length, steps: [] });
    }
  }
  return rows[from.length]![to.length]!;
}

/** Sounds by their codes: `codesOf` the other way. */
const signByCode: ReadonlyMap<number, string> = new Map(
  Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).flatMap((sign) =>
    Array.from(codesOf(sign), (code) => [code, sign] as const),
  ),
);
const signOf = (code: number) => signByCode.get(code) ?? "-";

function writeCounts(counts: readonly SoundCounts[]): void {
  const tables = counts.map((own) => {
    const lines = [...Array(SOUNDS).keys(), SILENT].flatMap((from) => lineOf(own, from));
    return ["  [", ...lines, "  ],"].join("\n");
  });
  const text = [
    "/**",
    " * Generated by `npm run bench -- search --learn`: do not edit. Learned from the half of the labelled pairs that no",
    " * benchmark reports: names of legislators in seven scripts (EveryPolitician, an open compilation). No name is in here.",
    " */",
    "",
    "/** By direction, of each sound: what it was written as and how often; `-` is nothing. */",
    "export const soundCounts: readonly (readonly string[])[] = [",
    ...tables,
    "];",
    "",
  ].join("\n");
  writeFileSync(new URL("../../src/names/search/generated/sound-counts.ts", import.meta.url), text);
}

function lineOf(counts: SoundCounts, from: number): readonly string[] {
  const written = [...Array(SOUNDS).keys(), SILENT].flatMap((to) => {
    const count = Math.round(counts[(from << SOUND_BITS) | to]!);
    return count > 0 ? [`${signOf(to)}:${count}`] : [];
  });
  return written.length === 0 ? [] : [`    ${JSON.stringify([signOf(from), ...written].join(" "))},`];
}
