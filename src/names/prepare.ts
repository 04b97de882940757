/** All that is costly about a name, done once per distinct value. */
import type { Part } from "./compounds.ts";
import { LONGEST_WORD } from "./distance.ts";
import { packWord, WEIGHT } from "./packed-word.ts";
import { partsOf } from "./parts.ts";
import { type Reading, readingsOf } from "./readings.ts";
import { SCREEN, screenOf } from "./screen.ts";
import { type Script, scriptOf } from "./script.ts";
import { variantClasses } from "./variants.ts";
import { wordsOf } from "./words.ts";

export type PreparedToken = {
  readonly fold: string;
  readonly script: Script;
  readonly isInitial: boolean;
  readonly weight: number; // what its agreement says: cost units, mostly of its consonants
  readonly variants: readonly number[]; // classes of given names that it is a form of
  readonly forms: readonly Reading[]; // its readings in sounds, the usual first
  readonly packed: Int32Array; // the same as one record
  readonly screen: Int32Array; // what tells it from most others at a glance
  readonly number: number; // no other word of this process has it; 0 for none
};

/** A name ready for `compareNames`. */
export type PreparedName = {
  readonly text: string; // as it came
  readonly script: Script;
  readonly written: string; // the parts' native folds in the order written
  readonly sorted: string; // the same in a fixed order
  readonly tokens: readonly PreparedToken[];
  readonly packed: Int32Array; // one record, so that names by the million are compared from memory that is near
  readonly whole: Int32Array; // the record of all words as one, for names whose spaces differ from list to list
};

// Places in a name's record.
export const WRITTEN = 0; // hashes: names that differ here are not the same as written, or in another order
export const SORTED = 1;
export const HAS_INITIAL = 2;
export const NAME_WEIGHT = 3; // of all words
export const WORDS = 4; // how many
export const WORD_SCREENS = 5; // the screens of the words follow

/**
 * The prepared form of a name in any script. Order of the pipeline: NFKC, words, script per word, native fold,
 * parts, readings in sounds. Never throws; a text without letters and digits has no tokens.
 *
 * @example
 * prepareName("Məmməd oğlu Həsənov").written; //=> "məmməd həsənov"
 */
export function prepareName(text: string): PreparedName {
  const parts = partsOf(wordsOf(text));
  const folds = parts.map((part) => part.fold);
  const tokens = parts.map(tokenOf);
  const script = scriptOf(text);
  const written = folds.join(" ");
  const sorted = folds.toSorted().join(" ");
  const packed = packName({ written, sorted, tokens });
  const whole = tokens.length === 1 ? tokens[0]!.packed : joinTokens(tokens, script);
  return { text, script, written, sorted, tokens, packed, whole };
}

type Packing = Pick<PreparedName, "written" | "sorted" | "tokens">;

function packName({ written, sorted, tokens }: Packing): Int32Array {
  const packed = takeRoom(WORD_SCREENS + SCREEN * tokens.length);
  packed[WRITTEN] = hashOf(written);
  packed[SORTED] = hashOf(sorted);
  packed[HAS_INITIAL] = tokens.some((token) => token.isInitial) ? 1 : 0;
  packed[NAME_WEIGHT] = tokens.reduce((sum, token) => sum + token.weight, 0);
  packed[WORDS] = tokens.length;
  tokens.forEach(({ screen }, at) => {
    packed.set(screen, WORD_SCREENS + SCREEN * at);
  });
  return packed;
}

/** Records of names prepared one after another stand side by side. */
const ROOM = 1 << 12;
const room = { numbers: new Int32Array(ROOM), used: 0 };

function takeRoom(size: number): Int32Array {
  if (room.used + size > ROOM) {
    room.numbers = new Int32Array(ROOM);
    room.used = 0;
  }
  room.used += size;
  return room.numbers.subarray(room.used - size, room.used);
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

function joinTokens(tokens: readonly PreparedToken[], script: Script): Int32Array {
  const fold = tokens
    .map((token) => token.fold)
    .join("")
    .slice(0, LONGEST_WORD);
  const sounds = tokens.map((token) => token.forms[0]?.sounds ?? "").join("");
  return makeToken({ fold, script }, [{ sounds, isVariant: false }], 0).packed;
}

/** Words come again and again in lists of names: the last so many distinct ones are kept. */
const MOST_KEPT = 1 << 16;
const kept = new Map<string, PreparedToken>();
const numbers = { last: 0 };

function tokenOf(part: Part): PreparedToken {
  const key = `${part.script} ${part.fold} ${part.glued ?? ""}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const token = prepareToken(part);
  kept.set(key, token);
  return token;
}

function prepareToken(part: Part): PreparedToken {
  const readings = readingsOf(part.fold, part.script);
  const glued = part.glued === undefined ? [] : readingsOf(part.glued, part.script).slice(0, 1);
  numbers.last++;
  return makeToken(part, [...readings, ...glued], numbers.last);
}

function makeToken({ fold, script }: Part, readings: readonly Reading[], number: number): PreparedToken {
  const word = {
    fold,
    script,
    isInitial: fold.length === 1 && script !== "other" && script !== "none",
    variants: variantClasses(fold),
    forms: readings.map(({ sounds, isVariant }) => ({ sounds: sounds.slice(0, LONGEST_WORD), isVariant })),
  };
  const packed = packWord(word);
  return { ...word, weight: packed[WEIGHT]!, packed, screen: screenOf(packed, number), number };
}
