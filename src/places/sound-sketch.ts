/** What a name sounds like at a glance: by it the likeliest of many are chosen before any is prepared. */
import { bitCount } from "../names/bit-count.ts";
import type { KeyedName } from "../names/keys.ts";

/** Sketches of texts by number. */
export type SoundSketches = {
  readonly sounds: Int32Array; // a bit for each sound that the text has, some sharing one
  readonly consonants: Uint8Array; // how many it has, at most 255
};

/** Room for the sketches of so many texts. */
export const makeSketches = (count: number): SoundSketches => ({
  sounds: new Int32Array(count),
  consonants: new Uint8Array(count),
});

/** Sketches a name as the text of this number, by the first reading of each of its parts. */
export function sketchName({ sounds, consonants }: SoundSketches, at: number, { tokens }: KeyedName): void {
  let bits = 0;
  let count = 0;
  for (const { forms, fold } of tokens) {
    const read = forms[0]?.sounds ?? fold;
    for (let unit = 0; unit < read.length; unit++) {
      const bit = bitOf(read.charCodeAt(unit));
      bits |= bit;
      if ((bit & VOWELS) === 0) count++;
    }
  }
  sounds[at] = bits;
  consonants[at] = Math.min(count, 255);
}

/** Sounds are ASCII: letters that differ in case alone sound alike, and share a bit. */
const bitOf = (unit: number) => 1 << (unit & 31);
const VOWELS = Array.from("aeiou@", (sound) => bitOf(sound.charCodeAt(0))).reduce((bits, bit) => bits | bit);

const FARTHEST = 255;

/** How far two sketches are apart, at most 255: vowels, which come and go between scripts, count half. */
function sketchDistance(inA: SoundSketches, a: number, inB: SoundSketches, b: number): number {
  const differ = inA.sounds[a]! ^ inB.sounds[b]!;
  const counts = Math.abs(inA.consonants[a]! - inB.consonants[b]!);
  return Math.min(FARTHEST, bitCount(differ) + bitCount(differ & ~VOWELS) + counts);
}

/**
 * Those of `texts` whose sounds are nearest to the name's, in the order given; of equally near ones the first. All
 * where there are no more than `most`.
 */
export function likeliestTexts(
  sketches: SoundSketches,
  texts: readonly number[],
  { asked, most }: { readonly asked: KeyedName; readonly most: number },
): readonly number[] {
  if (texts.length <= most) return texts;
  const own = makeSketches(1);
  sketchName(own, 0, asked);
  const distances = Uint8Array.from(texts, (at) => sketchDistance(sketches, at, own, 0));
  const counts = new Uint32Array(FARTHEST + 1);
  for (const distance of distances) counts[distance]! += 1;
  let last = 0;
  let room = most;
  for (; counts[last]! <= room; last++) room -= counts[last]!;
  return texts.filter((_, nth) => distances[nth]! < last || (distances[nth] === last && room-- > 0));
}
