/** Comparing two prepared names. */
import { type Agreement, type Alignment, agreementOf, alignTokens } from "./align.ts";
import { CLOSE, gradeOf, SAME, SAME_CONSONANTS, SAME_SOUNDS, VARIANT } from "./compare-tokens.ts";
import { type NameComparison, type NameLevel, type NameView, nameViews } from "./levels.ts";
import { HAS_FORMER, SORTED, WORDS, WRITTEN } from "./name-record.ts";
import type { PreparedName } from "./prepare.ts";

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** What a comparison found: the level and its view, and what the alignment of the parts says beside them. */
export type NameEvidence = NameComparison & {
  readonly likeness: number; // of the whole names, 0 to 1
  readonly weakest: number; // likeness of the least alike part of the shorter name, 0 to 1
  readonly covered: number; // share of the longer name that stands in agreeing parts, 0 to 1
  readonly agreeing: number; // pairs of parts that agree
  readonly loose: number; // pairs of parts that are only loosely alike
  readonly initials: number; // parts that agree by initial only
  readonly isReordered: boolean; // in an order that moving a family name to the other end does not give
  readonly hasSameEnds: boolean; // what the longer has more stands between the ends of the shorter
  readonly shorter: number; // parts of the shorter name
  readonly longer: number;
};

/**
 * The level at which two names agree and the view that shows it; symmetric. Order of the parts is free.
 * A name without tokens is different from every name.
 */
export function compareNames(a: PreparedName, b: PreparedName): NameComparison {
  const plain = comparePlain(a, b);
  return (hasFormer(a) | hasFormer(b)) === 0 ? plain : levelAndView(underFormer(a, b, plain) ?? plain);
}

function comparePlain(a: PreparedName, b: PreparedName): NameComparison {
  const found = compareAtOnce(a, b);
  if (found !== undefined) return found;
  const agreement = isInOrder(a, b) ? agreementOf(a, b) : agreementOf(b, a);
  return levelOf(agreement, wordsOf(a), wordsOf(b));
}

/**
 * How alike two names are, from 0 to 1; symmetric. For ranking and for display only: it is no probability.
 */
export function likenessOfNames(a: PreparedName, b: PreparedName): number {
  if ((hasFormer(a) | hasFormer(b)) !== 0) return evidenceOfNames(a, b).likeness;
  const found = compareAtOnce(a, b);
  if (found === undefined) return align(a, b).likeness;
  return found.view === "none" ? 0 : 1;
}

/** All that comparing two names finds; symmetric. What a weight is learned for. */
export function evidenceOfNames(a: PreparedName, b: PreparedName): NameEvidence {
  const plain = plainEvidence(a, b);
  if ((hasFormer(a) | hasFormer(b)) === 0) return plain;
  const former = underFormer(a, b, plain);
  return former === undefined ? plain : { ...plainEvidence(former.a, former.b), ...levelAndView(former) };
}

type FormerComparison = NameComparison & { readonly a: PreparedName; readonly b: PreparedName };

const hasFormer = ({ numbers, at }: PreparedName): number => numbers[at + HAS_FORMER]!;
const levelAndView = ({ level, view }: NameComparison): NameComparison => ({ level, view });

/** Levels at which every part agrees; and the best that a former name gives, since it is a variant of the name. */
const MOST_ALL_AGREE = 3;
const BEST_FORMER = 2;

/** The names under those of their family names by which they agree whole, where that is better than `plain`. */
function underFormer(a: PreparedName, b: PreparedName, plain: NameComparison): FormerComparison | undefined {
  let best: FormerComparison | undefined;
  for (const one of [a, ...a.former])
    for (const other of [b, ...b.former]) {
      const { level } = comparePlain(one, other);
      if (level > MOST_ALL_AGREE || level >= (best?.level ?? plain.level)) continue;
      best = { level, view: "former", a: one, b: other };
    }
  return best === undefined
    ? undefined
    : { ...best, ...found(best.level < BEST_FORMER ? BEST_FORMER : best.level, "former") };
}

function plainEvidence(a: PreparedName, b: PreparedName): NameEvidence {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const words = { shorter: Math.min(wordsA, wordsB), longer: Math.max(wordsA, wordsB) };
  const found = compareAtOnce(a, b);
  if (found !== undefined) {
    const alike = found.view === "none" ? 0 : 1;
    const agreeing = alike * words.shorter;
    return {
      ...found,
      ...words,
      likeness: alike,
      weakest: alike,
      covered: alike,
      agreeing,
      loose: 0,
      initials: 0,
      isReordered: alike === 1 && !beginsElsewhere(a, b),
      hasSameEnds: found.view === "written" && wordsA > 1,
    };
  }
  const alignment = align(a, b);
  const { likeness, weakest, covered, full: agreeing, loose, initials } = alignment;
  const { isReordered, hasSameEnds } = alignment;
  const counts = { agreeing, loose, initials, isReordered, hasSameEnds };
  return { ...levelOf(alignment, wordsA, wordsB), ...words, likeness, weakest, covered, ...counts };
}

/** For names with the same words: whether one is the other begun at another of its words, however often a word stands. */
function beginsElsewhere({ tokens: a }: PreparedName, { tokens: b }: PreparedName): boolean {
  return a.some((_, first) => b.every(({ fold }, at) => fold === a[(first + at) % a.length]!.fold));
}

/** The comparison of names of which one is empty, or that have the same words; undefined for all others. */
function compareAtOnce(a: PreparedName, b: PreparedName): NameComparison | undefined {
  const { numbers, at } = a;
  const { numbers: others, at: other } = b;
  const words = numbers[at + WORDS]!;
  if (words === 0 || others[other + WORDS] === 0) return found(7, "none");
  if (words !== others[other + WORDS] || numbers[at + SORTED] !== others[other + SORTED]) return undefined;
  if (numbers[at + WRITTEN] === others[other + WRITTEN] && haveSameWords(a, b)) return found(0, "written");
  return areSameWords(a, b) ? found(1, "order") : undefined;
}

const wordsOf = ({ numbers, at }: PreparedName): number => numbers[at + WORDS]!;

/** Requires as many words in each. */
function haveSameWords({ tokens: a }: PreparedName, { tokens: b }: PreparedName): boolean {
  for (let at = 0; at < a.length; at++) if (a[at]!.fold !== b[at]!.fold) return false;
  return true;
}

/** Whether the names have the same words, folded, in any order; so have two without words. */
export function areSameWords({ tokens: a }: PreparedName, { tokens: b }: PreparedName): boolean {
  if (a.length !== b.length) return false;
  let used = 0;
  for (const { fold } of a) {
    let at = 0;
    while (at < b.length && (b[at]!.fold !== fold || ((used >> at) & 1) !== 0)) at++;
    if (at === b.length) return false;
    used |= 1 << at;
  }
  return true;
}

function levelOf(alignment: Agreement, wordsA: number, wordsB: number): NameComparison {
  const shorter = Math.min(wordsA, wordsB);
  const longer = Math.max(wordsA, wordsB);
  if (alignment.full === longer) return allAgree(alignment);
  if (alignment.joined > 0 && gradeOf(alignment.joined) <= CLOSE)
    return joinedAgree(gradeOf(alignment.joined));
  return someAgree(alignment, shorter, longer);
}

function align(a: PreparedName, b: PreparedName): Alignment {
  return isInOrder(a, b) ? alignTokens(a, b) : alignTokens(b, a);
}

/** A fixed order of two names, so that ties fall the same way whichever comes first. */
function isInOrder(a: PreparedName, b: PreparedName): boolean {
  const first = a.numbers[a.at + WRITTEN]!;
  const second = b.numbers[b.at + WRITTEN]!;
  return first === second ? writtenOf(a) <= writtenOf(b) : first < second;
}

const writtenOf = ({ tokens }: PreparedName): string => tokens.map(({ fold }) => fold).join(" ");

function allAgree({ worst }: Agreement): NameComparison {
  // All parts the same in the same order was found before: here the order differs, or the script.
  if (worst === SAME) return found(1, "order");
  if (worst === SAME_SOUNDS) return found(1, "romanised");
  if (worst === SAME_CONSONANTS) return found(2, "consonants");
  return worst === VARIANT ? found(2, "variant") : found(3, "typing");
}

function joinedAgree(grade: number): NameComparison {
  if (grade <= SAME_SOUNDS) return found(1, "joined");
  return found(grade === SAME_CONSONANTS ? 2 : 3, "joined");
}

function someAgree(alignment: Agreement, shorter: number, longer: number): NameComparison {
  const { full, initials, loose } = alignment;
  const isContained = full + initials === shorter;
  if (isContained && full + initials > 1) return found(4, initials > 0 ? "initials" : "parts");
  if (full === 0) return loose > 0 && longer === 1 ? found(6, "consonants") : found(7, "none");
  // One part of two that contains nothing else, or all but one of several.
  const isMost = longer === 2 ? isContained : full + initials > 1 && full + initials >= shorter - 1;
  return isMost ? found(5, "parts") : found(6, "parts");
}

// Made once, since names are compared by the million.
const comparisons: ReadonlyMap<NameView, readonly NameComparison[]> = new Map(
  nameViews.map((view) => [view, LEVELS.map((level) => ({ level, view }))]),
);

function found(level: NameLevel, view: NameView): NameComparison {
  return comparisons.get(view)![level]!;
}
