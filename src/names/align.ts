/** Which part of one name answers to which part of the other, and what that says of the names. */
import { agreesAsInitial, CLOSE, gradeOf, likenessOf, SAME } from "./compare-tokens.ts";
import { HAS_INITIAL, NAME_WEIGHT, WORD_SCREENS, WORDS } from "./name-record.ts";
import { firstPart, otherPart, pairParts, rankAt } from "./pair-parts.ts";
import type { PreparedName, PreparedToken } from "./prepare.ts";
import { CLOSE_MOST, LOOSE_MOST, type MostCost, SCREEN, WORD_WEIGHT } from "./screen.ts";
import { HARD } from "./sounds.ts";
import { rankWholes } from "./whole-name.ts";

/** How the parts of two names agree; counts are of parts. */
export type Agreement = {
  readonly full: number; // pairs that agree at CLOSE or better
  readonly loose: number; // pairs that are only loosely alike
  readonly initials: number; // pairs in which one is the initial of the other
  readonly worst: number; // worst grade of the full pairs
  readonly joined: number; // rank of the names written as one word each; 0 where the parts agree better
};

/** What an alignment found. */
export type Alignment = Agreement & {
  readonly likeness: number; // of the whole names, 0 to 1
  readonly weakest: number; // likeness of the least alike pair of parts, 0 to 1; 0 where a part of the shorter has none
  readonly covered: number; // share of the heavier name's weight that stands in agreeing parts, 0 to 1
  readonly isReordered: boolean; // parts agree in an order that moving a family name to the other end does not give
  readonly hasSameEnds: boolean; // what the longer has more stands between the ends of the shorter
};

/** How much of its weight a part without a counterpart in a shorter name costs: most are just not told. */
const MISSING = 0.25;

/** Cost units of agreement that two initials give: what a consonant weighs, on both sides. */
const INITIAL = 2 * HARD;

const NO_AGREEMENT: Agreement = { full: 0, loose: 0, initials: 0, worst: SAME, joined: 0 };

/**
 * How the parts agree, as far as a level asks: parts that are only loosely alike are left out unless each name is
 * one word, or has an initial, for which they are not free. Symmetric only for names in a fixed order: ties fall to
 * the first.
 */
export function agreementOf(a: PreparedName, b: PreparedName): Agreement {
  const isOneWord = wordsOf(a) === 1 && wordsOf(b) === 1;
  const most = isOneWord || hasInitial(a) || hasInitial(b) ? LOOSE_MOST : CLOSE_MOST;
  return readAgreement(a, b, { most, pairs: pairParts(a, b, most) });
}

/** All that pairing the parts tells. Symmetric only for names in a fixed order. */
export function alignTokens(a: PreparedName, b: PreparedName): Alignment {
  const pairs = pairParts(a, b, LOOSE_MOST);
  const agreement = readAgreement(a, b, { most: LOOSE_MOST, pairs });
  const { full, loose, initials, joined } = agreement;
  let matched = 0;
  let covered = 0;
  let weakest = 1000;
  for (let pair = 0; pair < pairs; pair++) {
    const likeness = likenessOf(rankAt(pair));
    const weight = weightOf(a, firstPart(pair)) + weightOf(b, otherPart(pair));
    matched += likeness * weight;
    covered += weight;
    if (likeness < weakest) weakest = likeness;
  }
  // An initial says something, but less than a part: only its own weight, and nothing where it disagrees.
  const agreed = matched / 1000 + initials * INITIAL;
  const [weightA, weightB] = [nameWeight(a), nameWeight(b)];
  const heavier = Math.max(weightA, weightB);
  const isWhole = full + loose + initials >= Math.min(wordsOf(a), wordsOf(b));
  const asOne = likenessOf(joined) / 1000;
  const places = pairedPlaces(pairs);
  return {
    ...agreement,
    likeness: Math.max(pairs === 0 ? 0 : wholeLikeness(agreed, weightA, weightB), asOne),
    weakest: Math.max(pairs > 0 && isWhole ? weakest / 1000 : 0, asOne),
    covered: heavier === 0 ? 0 : Math.min(1, covered / (2 * heavier)),
    isReordered: isReordered(places.flat()), // without those that have no counterpart
    hasSameEnds: haveSameEnds(places, wordsOf(a) - 1, wordsOf(b) - 1),
  };
}

/** Where the parts of one name that were just paired stand in the other; holes for those that have no counterpart. */
function pairedPlaces(pairs: number): readonly number[] {
  const places: number[] = [];
  for (let pair = 0; pair < pairs; pair++) places[firstPart(pair)] = otherPart(pair);
  return places;
}

/**
 * Whether all that the longer name has more stands between the ends of the shorter one, as a father's, a grandfather's
 * or a second name does: behind the first part and before the last, wherever the longer name begins, or the other way
 * round at the longer one's ends. Such names are often left out.
 */
function haveSameEnds(places: readonly number[], lastA: number, lastB: number): boolean {
  if (lastA === 0 || lastB === 0) return false;
  const longer = Math.max(lastA, lastB);
  const [first, last] = // -1, which is no end, where a part has no counterpart
    lastA <= lastB ? [places[0] ?? -1, places[lastA] ?? -1] : [places.indexOf(0), places.indexOf(lastB)];
  return (first === 0 ? last === longer : last === first - 1) || (first === longer && last === 0);
}

/**
 * Whether places are in another order than the ascending one begun somewhere else: family names stand first or last,
 * but a child's name does not change places with a father's.
 *
 * @example
 * isReordered([2, 0, 1]); //=> false
 * isReordered([1, 0, 2]); //=> true
 */
export function isReordered(places: readonly number[]): boolean {
  const descents = places.filter((place, at) => place > places[(at + 1) % places.length]!);
  return descents.length > 1;
}

type Pairing = { readonly most: MostCost; readonly pairs: number };

function readAgreement(a: PreparedName, b: PreparedName, { most, pairs }: Pairing): Agreement {
  const isUneven = wordsOf(a) !== wordsOf(b);
  if (pairs === 0 && !isUneven) return NO_AGREEMENT;
  let full = 0;
  let worst = SAME;
  let usedA = 0;
  let usedB = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const grade = gradeOf(rankAt(pair));
    usedA |= 1 << firstPart(pair);
    usedB |= 1 << otherPart(pair);
    if (grade > CLOSE) continue;
    full++;
    if (grade > worst) worst = grade;
  }
  const joined = isUneven && full < Math.min(wordsOf(a), wordsOf(b)) ? rankWholes(a, b, most) : 0;
  if (pairs === 0 && joined === 0) return NO_AGREEMENT;
  const initials =
    full > 0 && (hasInitial(a) || hasInitial(b)) ? countInitials(a.tokens, b.tokens, usedA, usedB) : 0;
  return { full, loose: pairs - full, initials, worst, joined };
}

const wordsOf = ({ numbers, at }: PreparedName) => numbers[at + WORDS]!;
const nameWeight = ({ numbers, at }: PreparedName) => numbers[at + NAME_WEIGHT]!;
const hasInitial = ({ numbers, at }: PreparedName) => numbers[at + HAS_INITIAL]! !== 0;
const weightOf = ({ numbers, at }: PreparedName, word: number) =>
  numbers[at + WORD_SCREENS + SCREEN * word + WORD_WEIGHT]!;

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
