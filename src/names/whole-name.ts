/** Names written as one word each: spaces differ from list to list. */
import { rankWords } from "./compare-tokens.ts";
import { LONGEST_WORD } from "./distance.ts";
import { NAME_WEIGHT, WHOLE_CLASSES, WORD_SCREENS, WORDS } from "./name-record.ts";
import type { PreparedName } from "./prepare.ts";
import { joinedFold, makeToken } from "./prepare-word.ts";
import {
  areApart,
  CLASS_BITS,
  type MostCost,
  SCREEN,
  SOLID,
  WEIGHTS,
  WORD_LETTER_BITS,
  WORD_LETTERS,
  WORD_SCRIPT,
} from "./screen.ts";
import { scripts } from "./script.ts";

/** Most by which the weights of two names may differ, in per mille of the heavier, that are one but for their spaces. */
const JOINED_DIFFERENCE = 210;

const [screenA, screenB] = [new Int32Array(SCREEN), new Int32Array(SCREEN)];

/** Rank of two names as one word each, 0 where they are not alike at `most` cost. Symmetric. */
export function rankWholes(nameA: PreparedName, nameB: PreparedName, most: MostCost): number {
  if (!weighAlike(nameA, nameB)) return 0;
  const isScreened = screenWhole(nameA, screenA) && screenWhole(nameB, screenB);
  if (isScreened && areApart(screenA, 0, screenB, 0, most)) return 0;
  return rankWords(wholeOf(nameA), 0, wholeOf(nameB), 0, most);
}

function weighAlike(a: PreparedName, b: PreparedName): boolean {
  const weightA = a.numbers[a.at + NAME_WEIGHT]!;
  const weightB = b.numbers[b.at + NAME_WEIGHT]!;
  const heavier = weightA > weightB ? weightA : weightB;
  return 1000 * Math.abs(weightA - weightB) <= JOINED_DIFFERENCE * heavier;
}

/**
 * Writes the screen of all words as one, which holds for fewer readings than the words have, and so for theirs too.
 * Returns whether it can be relied on: not where words are of several scripts, or so many that the whole is cut.
 */
function screenWhole({ numbers, at, script }: PreparedName, screen: Int32Array): boolean {
  screen.fill(0);
  const own = scripts.indexOf(script);
  const end = at + WORD_SCREENS + SCREEN * numbers[at + WORDS]!;
  let isOneScript = script !== "other";
  for (let word = at + WORD_SCREENS; word < end; word += SCREEN) {
    if (numbers[word + WORD_SCRIPT] !== own) isOneScript = false;
    screen[WORD_LETTERS]! += numbers[word + WORD_LETTERS]!;
    screen[WORD_LETTER_BITS]! |= numbers[word + WORD_LETTER_BITS]!;
    if (numbers[word + WEIGHTS]! < 0) continue; // no reading
    for (let place = SOLID; place < WEIGHTS; place++) screen[place]! |= numbers[word + place]!;
    for (let place = WEIGHTS; place < SCREEN; place++) screen[place]! += numbers[word + place]!;
  }
  screen[WORD_SCRIPT] = own;
  screen[CLASS_BITS] = numbers[at + WHOLE_CLASSES]!;
  return isOneScript && screen[WORD_LETTERS]! * MOST_SOUNDS <= LONGEST_WORD;
}

/** Sounds of one letter, at most, in scripts with a table. */
const MOST_SOUNDS = 4;

const wholes = new WeakMap<PreparedName, Int32Array>();

/** The record of all words as one, made when it is first asked for: few names meet one that is like them so. */
function wholeOf(name: PreparedName): Int32Array {
  const [only] = name.tokens;
  if (only !== undefined && name.tokens.length === 1) return only.packed;
  const known = wholes.get(name);
  if (known !== undefined) return known;
  const sounds = name.tokens.map(({ forms }) => forms[0]?.sounds ?? "").join("");
  const fold = joinedFold(name.tokens);
  const whole = makeToken(
    { fold, script: name.script },
    [{ sounds, isVariant: false, isAcross: false }],
    0,
  ).packed;
  wholes.set(name, whole);
  return whole;
}
