/** All that is costly about a word of a name, done once while it is kept. */
import type { Part } from "./compounds.ts";
import { LONGEST_WORD } from "./distance.ts";
import { packWord, WEIGHT } from "./packed-word.ts";
import { type Reading, readingsOf, writtenReadings } from "./readings.ts";
import { screenOf } from "./screen.ts";
import type { Script } from "./script.ts";
import { variantClasses } from "./variants.ts";

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

/** Words come again and again in lists of names: the last so many distinct ones are kept. */
const MOST_KEPT = 1 << 16;
const kept = new Map<string, PreparedToken>();
const keptRead = new Map<string, ReadToken>();
const numbers = { last: 0 };

/** The word that a part of a name is. */
export const tokenOf = (part: Part): PreparedToken => keptOr(kept, part, prepareToken);

function keptOr<Token>(known: Map<string, Token>, part: Part, make: (part: Part) => Token): Token {
  const key = `${part.script} ${part.fold} ${part.glued ?? ""}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MOST_KEPT) known.clear();
  const token = make(part);
  known.set(key, token);
  return token;
}

/** What a part of a name is read as: all that keys need of it, which is nothing of how it sounds across scripts. */
export type ReadToken = Pick<PreparedToken, "fold" | "script" | "isInitial" | "variants" | "forms">;

/** The word that a part of a name is, and nothing that only comparing needs. */
export const readToken = (part: Part): ReadToken =>
  keptOr<ReadToken>(keptRead, part, (one) =>
    readAs(one, withGlued(one, writtenReadings(one.fold, one.script))),
  );

/** The readings with that of the word's other spelling, before those across scripts. */
function withGlued({ glued, script }: Part, readings: readonly Reading[]): readonly Reading[] {
  if (glued === undefined) return readings;
  const own = readings.filter(({ isAcross }) => !isAcross);
  return [...own, ...writtenReadings(glued, script).slice(0, 1), ...readings.slice(own.length)];
}

function prepareToken(part: Part): PreparedToken {
  numbers.last++;
  return makeToken(part, withGlued(part, readingsOf(part.fold, part.script)), numbers.last);
}

function readAs({ fold, script }: Part, readings: readonly Reading[]): ReadToken {
  return {
    fold,
    script,
    isInitial: fold.length === 1 && script !== "other" && script !== "none",
    variants: variantClasses(fold),
    forms: readings.map((reading) => ({ ...reading, sounds: reading.sounds.slice(0, LONGEST_WORD) })),
  };
}

/** A word with these readings; `number` is its own. */
export function makeToken(part: Part, readings: readonly Reading[], number: number): PreparedToken {
  const word = readAs(part, readings);
  const packed = packWord(word);
  return { ...word, weight: packed[WEIGHT]!, packed, screen: screenOf(packed, number), number };
}

/** The letters of all words as one. */
export function joinedFold(tokens: readonly PreparedToken[]): string {
  return tokens
    .map(({ fold }) => fold)
    .join("")
    .slice(0, LONGEST_WORD);
}
