/** What the names of a table take long to tell: kept from run to run, and learned once for all threads. */
import type { EncodedColumn } from "./encode.ts";
import { wordSounds } from "./name-value.ts";
import type { RowCodes } from "./row-codes.ts";

/** How many rows have a name with a word of each sound. */
export type SoundCounts = {
  readonly sounds: readonly string[];
  readonly counts: Uint32Array; // of each sound
  readonly rows: number; // with a name
};

/** Codes of one key, of values as they were met. */
export type KeyMemo = { readonly values: readonly string[]; readonly codes: RowCodes };

export type NameMemo = {
  readonly keys: ReadonlyMap<string, KeyMemo>; // by the label of the key
  readonly sounds: ReadonlyMap<string, SoundCounts>; // by the name of the comparison
};

export const WRITINGS = "\u001f"; // between a name's writings in one value

/** Counts over all rows; a sound that several words of a name have counts once. */
export function countSounds({ values, counts }: Pick<EncodedColumn, "values" | "counts">): SoundCounts {
  const bySound = new Map<string, number>();
  let rows = 0;
  for (let id = 1; id < values.length; id++) {
    const count = counts[id] ?? 0;
    rows += count;
    const sounds = new Set((values[id] as string).split(WRITINGS).flatMap(wordSounds));
    for (const sound of sounds) bySound.set(sound, (bySound.get(sound) ?? 0) + count);
  }
  return { sounds: [...bySound.keys()], counts: Uint32Array.from(bySound.values()), rows };
}
