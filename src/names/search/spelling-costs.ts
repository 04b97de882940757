/** What it costs in bits to write a name's sounds as others in another script: learned counts, smoothed. */
import { lazily } from "../../base/lazily.ts";
import { codesOf, costsByMode, type Mode, SOUND_BITS, SOUNDS } from "../sounds.ts";
import { soundCounts } from "./generated/sound-counts.ts";

/** From what to what a name is written. */
export const directions = [
  "alphabet to alphabet",
  "alphabet to abjad",
  "abjad to alphabet",
  "abjad to abjad",
] as const;
/** Index into `directions`. */
export type Direction = 0 | 1 | 2 | 3;

/** The direction of a name that is in an abjad or is not, to a word that is in one or is not. */
export function directionOf(isFromAbjad: boolean, isToAbjad: boolean): Direction {
  if (isFromAbjad) return isToAbjad ? 3 : 2;
  return isToAbjad ? 1 : 0;
}

/** In place of a sound: nothing, so that it is left out, or stands where nothing stood. No sound has this code. */
export const SILENT = (1 << SOUND_BITS) - 1;

/** How often each sound was written as each: `counts[(from << SOUND_BITS) | to]`, either of them SILENT. */
export type SoundCounts = Float64Array;

/** Costs of one direction by the same index, in parts of a bit. */
export type SpellingCosts = Int32Array;

/** Costs are told apart by these parts of a bit. */
export const STEPS_OF_A_BIT = 16;

/** Bits of a slip of the pen: anything else may have been one. */
const SLIP_BITS = 9;

/** Bits that each unit of cost in `sounds.ts` is worth, before anything was seen; and what the same sound is worth. */
const BITS_OF_A_UNIT = 0.35;
const SAME_SOUND = 3;

/** Times that each sound counts as seen before it was, spread by these; and that sounds were added, seldom. */
const SEEN_BEFORE = 4;
const SEEN_BEFORE_ADDED = 20;
const ADDED = 0.1;

/** The mode whose costs stand in while little was seen, by direction. */
const MODES: readonly Mode[] = [1, 2, 2];

const SIZE = 1 << SOUND_BITS;
const at = (from: number, to: number) => (from << SOUND_BITS) | to;

type Chances = Float64Array;

/**
 * Chances of each sound being written as each, of one of the first three directions, where what was counted is smoothed
 * by the costs that a comparison has.
 */
function chancesOf(counts: SoundCounts, direction: number): Chances {
  const { change, drop } = costsByMode[MODES[direction]!]!;
  const likely = (cost: number) => 2 ** (-BITS_OF_A_UNIT * cost);
  const chances = new Float64Array(SIZE * SIZE);
  let heard = 0;
  for (let from = 0; from < SOUNDS; from++) {
    const prior = new Float64Array(SIZE);
    for (let to = 0; to < SOUNDS; to++)
      prior[to] = likely(change[at(from, to)]!) * (from === to ? SAME_SOUND : 1);
    prior[SILENT] = likely(drop[from]!);
    heard += blend(chances, { from, counts, prior, weight: SEEN_BEFORE });
  }
  const added = Float64Array.from({ length: SIZE }, (_, to) => (to < SOUNDS ? likely(drop[to]!) : 0));
  const [all, seen] = [sumOf(added), sumOf(counts.subarray(at(SILENT, 0)))];
  for (let to = 0; to < SOUNDS; to++) {
    const before = (SEEN_BEFORE_ADDED * ADDED * added[to]!) / all;
    chances[at(SILENT, to)] = (counts[at(SILENT, to)]! + before) / (heard + seen + SEEN_BEFORE_ADDED);
  }
  return chances;
}

type Row = {
  readonly from: number;
  readonly counts: SoundCounts;
  readonly prior: Float64Array;
  readonly weight: number;
};

/** Writes one sound's chances; returns how often it was seen. */
function blend(chances: Chances, { from, counts, prior, weight }: Row): number {
  const own = counts.subarray(at(from, 0), at(from, 0) + SIZE);
  const [seen, all] = [sumOf(own), sumOf(prior)];
  for (let to = 0; to < SIZE; to++)
    chances[at(from, to)] = (own[to]! + (weight * prior[to]!) / all) / (seen + weight);
  return seen;
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** Chances of what is written first so and then so: one abjad's names reach another as an alphabet has them. */
function chain(first: Chances, then: Chances): Chances {
  const chances = new Float64Array(SIZE * SIZE);
  for (const from of WRITTEN)
    for (const to of WRITTEN) {
      let chance = from === SILENT ? then[at(SILENT, to)]! : 0;
      if (to === SILENT) chance += first[at(from, SILENT)]!;
      for (let middle = 0; middle < SOUNDS; middle++)
        chance += first[at(from, middle)]! * then[at(middle, to)]!;
      chances[at(from, to)] = chance;
    }
  return chances;
}

/** All that is written as something, nothing among it. */
const WRITTEN: readonly number[] = [...Array(SOUNDS).keys(), SILENT];

/** Costs of each of `directions`, from the counts of the first three. */
export function spellingCostsOf(counts: readonly SoundCounts[]): readonly SpellingCosts[] {
  const [alike, toAbjad, toAlphabet] = counts.map(chancesOf);
  const all = [alike!, toAbjad!, toAlphabet!, chain(toAlphabet!, toAbjad!)];
  return all.map((chances) =>
    Int32Array.from(chances, (chance) =>
      Math.round(Math.min(SLIP_BITS, -Math.log2(chance)) * STEPS_OF_A_BIT),
    ),
  );
}

/** Costs by direction, from what was learned; reckoned when they are first asked for, which takes some 40 ms. */
export const spellingCosts: () => readonly SpellingCosts[] = lazily(() =>
  spellingCostsOf(soundCounts.map(readCounts)),
);

/** Counts from lines of text: a sound, then what it was written as and how often, `-` for nothing. */
function readCounts(lines: readonly string[]): SoundCounts {
  const counts = new Float64Array(SIZE * SIZE);
  for (const line of lines) {
    const [from = "", ...written] = line.split(" ");
    for (const to of written) counts[at(codeOf(from), codeOf(to))] = Number(to.slice(2));
  }
  return counts;
}

function codeOf(text: string): number {
  return codesOf(text.slice(0, 1))[0] ?? SILENT;
}
