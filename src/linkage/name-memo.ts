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

/** What the values of all rows say about dates of birth and ages: stand-ins.ts. */
export type BirthFacts = { readonly standIns: readonly string[]; readonly referenceYear?: number };

/** What is learned of all values of a comparison before any two are compared. */
export type Learned = { readonly sounds?: SoundCounts; readonly births?: BirthFacts };

/** Codes of one key, of each value of its column. */
export type KeyMemo = {
  readonly codes: RowCodes;
  readonly rowsOf?: (code: number) => number; // rows of the whole table that have a code
};

export type NameMemo = {
  readonly keys: ReadonlyMap<string, KeyMemo>; // by the label of the key
  readonly learned: ReadonlyMap<string, Learned>; // by the name of the comparison
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
