/** Which part of one name answers to which part of the other. */
import { agreesAsInitial, CLOSE, gradeOf, likenessOf, rankWords, SAME } from "./compare-tokens.ts";
import {
  HAS_INITIAL,
  NAME_WEIGHT,
  type PreparedName,
  type PreparedToken,
  WORD_SCREENS,
  WORDS,
} from "./prepare.ts";
import { areApart, SCREEN, WORD_NUMBER, WORD_WEIGHT } from "./screen.ts";
import { HARD } from "./sounds.ts";

/** What an alignment found; counts are of parts. */
export type Alignment = {
  readonly full: number; // pairs that agree at CLOSE or better
  readonly loose: number; // pairs that are only loosely alike
  readonly initials: number; // pairs in which one is the initial of the other
  readonly worst: number; // worst grade of the full pairs
  readonly joined: number; // rank of the names written as one word each; 0 where the parts agree better
  readonly likeness: number; // of the whole names, 0 to 1
  readonly weakest: number; // likeness of the least alike pair of parts, 0 to 1; 0 where a part of the shorter has none
  readonly covered: number; // share of the heavier name's weight that stands in agreeing parts, 0 to 1
};

// Scratch, overwritten by each call: names have at most 16 parts.
const MOST = 16;
const ranks = new Int32Array(MOST * MOST);

/** How much of its weight a part without a counterpart in a shorter name costs: most are just not told. */
const MISSING = 0.25;

/** Cost units of agreement that two initials give: what a consonant weighs, on both sides. */
const INITIAL = 2 * HARD;

const NOTHING: Alignment = {
  full: 0,
  loose: 0,
  initials: 0,
  worst: SAME,
  joined: 0,
  likeness: 0,
  weakest: 0,
  covered: 0,
};

/** Pairs the parts, best agreement first. Symmetric only for names in a fixed order: ties fall to the first. */
export function alignTokens(nameA: PreparedName, nameB: PreparedName): Alignment {
  const [a, b] = [nameA.packed, nameB.packed];
  const wordsA = a[WORDS]!;
  const wordsB = b[WORDS]!;
  const hasAlike = rankAll(nameA, nameB);
  if (!hasAlike && (wordsA === wordsB || !weighAlike(a, b))) return NOTHING;
  let usedA = 0;
  let usedB = 0;
  let full = 0;
  let loose = 0;
  let worst = SAME;
  let matched = 0;
  let covered = 0;
  let weakest = 1000;
  for (;;) {
    const at = bestPair(usedA, usedB, wordsA, wordsB);
    if (at < 0) break;
    const i = at >> 4;
    const j = at & 15;
    usedA |= 1 << i;
    usedB |= 1 << j;
    const grade = gradeOf(ranks[at]!);
    const likeness = likenessOf(ranks[at]!);
    const weight = a[WORD_SCREENS + SCREEN * i + WORD_WEIGHT]! + b[WORD_SCREENS + SCREEN * j + WORD_WEIGHT]!;
    matched += likeness * weight;
    covered += weight;
    if (likeness < weakest) weakest = likeness;
    if (grade <= CLOSE) {
      full++;
      if (grade > worst) worst = grade;
    } else loose++;
  }
  const isUneven = wordsA !== wordsB && full < Math.min(wordsA, wordsB);
  const joined = isUneven && weighAlike(a, b) ? rankWords(nameA.whole, 0, nameB.whole, 0) : 0;
  const initials =
    full > 0 && (a[HAS_INITIAL]! | b[HAS_INITIAL]!) !== 0
      ? countInitials(nameA.tokens, nameB.tokens, usedA, usedB)
      : 0;
  // An initial says something, but less than a part: only its own weight, and nothing where it disagrees.
  const agreed = matched / 1000 + initials * INITIAL;
  const likeness = Math.max(
    wholeLikeness(agreed, a[NAME_WEIGHT]!, b[NAME_WEIGHT]!),
    likenessOf(joined) / 1000,
  );
  const isWhole = full + loose + initials >= Math.min(wordsA, wordsB);
  const heavier = Math.max(a[NAME_WEIGHT]!, b[NAME_WEIGHT]!);
  return {
    full,
    loose,
    initials,
    worst,
    joined,
    likeness,
    weakest: Math.max(isWhole ? weakest / 1000 : 0, likenessOf(joined) / 1000),
    covered: heavier === 0 ? 0 : Math.min(1, covered / (2 * heavier)),
  };
}

/** Fills in the ranks of all pairs of words; whether any are alike. */
function rankAll(nameA: PreparedName, nameB: PreparedName): boolean {
  const [a, b] = [nameA.packed, nameB.packed];
  const [wordsA, wordsB] = [a[WORDS]!, b[WORDS]!];
  let all = 0;
  for (let i = 0, atA = WORD_SCREENS; i < wordsA; i++, atA += SCREEN)
    for (let j = 0, atB = WORD_SCREENS; j < wordsB; j++, atB += SCREEN) {
      const rank = areApart(a, atA, b, atB) ? 0 : rankKept(nameA, i, nameB, j);
      ranks[i * MOST + j] = rank;
      all |= rank;
    }
  return all !== 0;
}

// Ranks of pairs of words met lately, since the words of names come again and again: at a place given by both
// numbers stand the lesser, the greater and the rank.
const PLACES = 1 << 16;
const keptRanks = new Int32Array(PLACES * 4);

/** The rank of a word of each name, found again where it was met lately. */
function rankKept(nameA: PreparedName, i: number, nameB: PreparedName, j: number): number {
  const numberA = nameA.packed[WORD_SCREENS + SCREEN * i + WORD_NUMBER]!;
  const numberB = nameB.packed[WORD_SCREENS + SCREEN * j + WORD_NUMBER]!;
  const less = numberA < numberB ? numberA : numberB;
  const more = numberA < numberB ? numberB : numberA;
  const at = ((Math.imul(less, 0x9e3779b1) ^ Math.imul(more, 0x85ebca6b)) >>> 16) << 2;
  if (keptRanks[at] === less && keptRanks[at + 1] === more) return keptRanks[at + 2]!;
  const rank = rankWords(nameA.tokens[i]!.packed, 0, nameB.tokens[j]!.packed, 0);
  keptRanks[at] = less;
  keptRanks[at + 1] = more;
  keptRanks[at + 2] = rank;
  return rank;
}

/** Most by which the weights of two names may differ, in per mille of the heavier, that are one but for their spaces. */
const JOINED_DIFFERENCE = 210;

/** A name's spaces differ from list to list: of names with other numbers of parts, both as one word are tried. */
function weighAlike(a: Int32Array, b: Int32Array): boolean {
  const [weightA, weightB] = [a[NAME_WEIGHT]!, b[NAME_WEIGHT]!];
  return 1000 * Math.abs(weightA - weightB) <= JOINED_DIFFERENCE * Math.max(weightA, weightB);
}

/** Index of the best rank above 0 among the parts not used yet, or -1. */
function bestPair(usedA: number, usedB: number, lengthA: number, lengthB: number): number {
  let best = 0;
  let at = -1;
  for (let i = 0; i < lengthA; i++) {
    if ((usedA >> i) & 1) continue;
    for (let j = 0; j < lengthB; j++) {
      if ((usedB >> j) & 1 || ranks[i * MOST + j]! <= best) continue;
      best = ranks[i * MOST + j]!;
      at = i * MOST + j;
    }
  }
  return at;
}

function countInitials(
  a: readonly PreparedToken[],
  b: readonly PreparedToken[],
  usedA: number,
  usedB: number,
): number {
  let initials = 0;
  let taken = usedB;
  for (let i = 0; i < a.length; i++) {
    if ((usedA >> i) & 1) continue;
    for (let j = 0; j < b.length; j++) {
      if ((taken >> j) & 1 || !agreesAsInitial(a[i]!.packed, 0, b[j]!.packed, 0)) continue;
      taken |= 1 << j;
      initials++;
      break;
    }
  }
  return initials;
}

function wholeLikeness(matched: number, weightA: number, weightB: number): number {
  const less = Math.min(weightA, weightB);
  const more = Math.max(weightA, weightB);
  return less === 0 ? 0 : Math.min(1, matched / (2 * less + MISSING * 2 * (more - less)));
}
