/** Levels of full names by aligning their words: which words agree matters more than how many. */
import { compareWords, type WordAgreement } from "../names/compare-words.ts";
import { jaroWinkler } from "./edit-distance.ts";
import type { NameWord } from "./name-value.ts";

/** Comparison levels of full names, best first; index 0 is null. */
export const fullNameLevels = [
  "missing",
  "same",
  "same but for spelling",
  "same words, other order",
  "one word close",
  "a word more",
  "several words close",
  "words more",
  "last word differs",
  "middle word differs",
  "first word similar",
  "first word differs",
  "first and other words agree",
  "two words agree",
  "first word agrees",
  "one word agrees",
  "different",
] as const;
export type FullNameLevel = (typeof fullNameLevels)[number];

/** How two names agree, and the words (positions in each) that were matched by spelling or sound. */
export type FullNameAgreement = {
  readonly level: FullNameLevel;
  readonly agreed: readonly (readonly [left: number, right: number])[];
};

type WordMatch = { readonly left: number; readonly right: number; readonly grade: number };

const [SPELLING, SOUND, CLOSE, APART] = [3, 2, 1, 0];
const SIMILAR_AT = 0.7; // Jaro-Winkler of the sounds of two first names

/** How two words agree: 3 by spelling, 2 by sound, 1 closely or as an initial, 0 not. Symmetric. */
export type WordGrade<Word extends NameWord = NameWord> = (a: Word, b: Word) => number;

/**
 * How two full names agree, word grades being `grade`. Symmetric where `grade` is. Requires both to have a word.
 *
 * @example
 * const name = (text) => text.split(" ").map((key) => ({ key, token: { forms: [{ sounds: key }] } }));
 * const grade = (a, b) => (a.key === b.key ? 3 : 0);
 * alignNames(name("ali vali salim"), name("omar vali salim"), grade).level; //=> "first word differs"
 */
export function alignNames<Word extends NameWord>(
  left: readonly Word[],
  right: readonly Word[],
  grade: WordGrade<Word> = gradeOfWords,
): FullNameAgreement {
  const matches = matchWords(left, right, grade);
  const agreed: FullNameAgreement["agreed"][number][] = [];
  for (const match of matches) if (match.grade >= SOUND) agreed.push([match.left, match.right]);
  return { level: levelOfMatches(left, right, matches), agreed };
}

/** Best grades first, then words at near places: each word is used once. */
function matchWords<Word extends NameWord>(
  left: readonly Word[],
  right: readonly Word[],
  grade: WordGrade<Word>,
): readonly WordMatch[] {
  const graded: WordMatch[] = [];
  let best = APART;
  const places = nearestFirst(left.length, right.length);
  for (let at = 0; at < places.length; at += 2) {
    const [i, j] = [places[at] as number, places[at + 1] as number];
    const found = grade(left[i] as Word, right[j] as Word);
    if (found === APART) continue;
    graded.push({ left: i, right: j, grade: found });
    best = Math.max(best, found);
  }
  return graded.length < 2 ? graded : eachOnce(graded, best);
}

/** The best of the graded matches that use each word once. */
function eachOnce(graded: readonly WordMatch[], best: number): readonly WordMatch[] {
  const matches: WordMatch[] = [];
  let [usedLeft, usedRight] = [0, 0];
  for (let wanted = best; wanted > APART; wanted--) {
    for (const match of graded) {
      const isUsed = (usedLeft & (1 << match.left)) !== 0 || (usedRight & (1 << match.right)) !== 0;
      if (match.grade !== wanted || isUsed) continue;
      usedLeft |= 1 << match.left;
      usedRight |= 1 << match.right;
      matches.push(match);
    }
  }
  return matches;
}

/** Positions in two names, left and right in turn. */
type Positions = Uint8Array;

/** Pairs of positions by distance, so that repeated words match their own place; symmetric in left and right. */
function nearestFirst(left: number, right: number): Positions {
  return USUAL_ORDERS[left]?.[right] ?? orderPositions(left, right);
}

function orderPositions(left: number, right: number): Positions {
  const all = Array.from({ length: left * right }, (_, at) => [Math.floor(at / right), at % right] as const);
  all.sort(([a, b], [c, d]) => Math.abs(a - b) - Math.abs(c - d) || a + b - c - d);
  return Uint8Array.from(all.flat());
}

// Names of up to seven words, ordered once: this stands in the innermost loop.
const USUAL_ORDERS: readonly (readonly Positions[])[] = Array.from({ length: 8 }, (_, left) =>
  Array.from({ length: 8 }, (__, right) => orderPositions(left, right)),
);

const GRADES: Readonly<Record<WordAgreement, number>> = {
  spelling: SPELLING,
  sounds: SOUND,
  consonants: SOUND,
  variant: CLOSE,
  close: CLOSE,
  loose: APART,
  initial: CLOSE,
  apart: APART,
};

/** The grade of two words by the rules of `names`. */
export function gradeOfWords(a: NameWord, b: NameWord): number {
  return GRADES[compareWords(a.token, b.token)];
}

function levelOfMatches(
  left: readonly NameWord[],
  right: readonly NameWord[],
  matches: readonly WordMatch[],
): FullNameLevel {
  const [short, long] = [Math.min(left.length, right.length), Math.max(left.length, right.length)];
  const hasFirst = matches.some((match) => match.left === 0 && match.right === 0);
  const [usedLeft, usedRight] = [usedOf(matches, "left"), usedOf(matches, "right")];
  // By what was used and not by place: lists write the family name first or last.
  if (matches.length === short) {
    const used = left.length > right.length ? usedLeft : usedRight;
    return short === long
      ? levelOfWhole(matches)
      : levelOfPart(short, long, short === 1 ? hasFirst : used(0));
  }
  if (matches.length === short - 1 && short > 2) {
    if (!usedLeft(0) || !usedRight(0)) {
      const [a, b] = [left.find((_, i) => !usedLeft(i)), right.find((_, j) => !usedRight(j))];
      return isSimilar(a, b) ? "first word similar" : "first word differs";
    }
    const hasLast = usedLeft(left.length - 1) && usedRight(right.length - 1);
    return hasLast ? "middle word differs" : "last word differs";
  }
  if (matches.length > 1) return hasFirst ? "first and other words agree" : "two words agree";
  if (matches.length === 1) return hasFirst ? "first word agrees" : "one word agrees";
  return "different";
}

function usedOf(matches: readonly WordMatch[], side: "left" | "right"): (position: number) => boolean {
  return (position) => matches.some((match) => match[side] === position);
}

function levelOfWhole(matches: readonly WordMatch[]): FullNameLevel {
  const close = matches.filter(({ grade }) => grade === CLOSE).length;
  if (close > 0) return close === 1 && matches.length > 1 ? "one word close" : "several words close";
  if (matches.some((match) => match.left !== match.right)) return "same words, other order";
  return matches.every(({ grade }) => grade === SPELLING) ? "same" : "same but for spelling";
}

function levelOfPart(short: number, long: number, hasFirst: boolean): FullNameLevel {
  if (short === 1) return hasFirst ? "first word agrees" : "one word agrees";
  if (!hasFirst) return "first word differs";
  return long - short === 1 ? "a word more" : "words more";
}

function isSimilar(a: NameWord | undefined, b: NameWord | undefined): boolean {
  return jaroWinkler(a?.token.forms[0]?.sounds ?? "", b?.token.forms[0]?.sounds ?? "") >= SIMILAR_AT;
}
