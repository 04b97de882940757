/** Comparing two prepared names. */
import { type Alignment, alignTokens } from "./align.ts";
import { CLOSE, gradeOf, SAME, SAME_CONSONANTS, SAME_SOUNDS, VARIANT } from "./compare-tokens.ts";
import type { NameComparison, NameLevel, NameView } from "./levels.ts";
import { type PreparedName, SORTED, WORDS, WRITTEN } from "./prepare.ts";

/**
 * The level at which two names agree and the view that shows it; symmetric. Order of the parts is free.
 * A name without tokens is different from every name.
 */
export function compareNames(a: PreparedName, b: PreparedName): NameComparison {
  const [wordsA, wordsB] = [a.packed[WORDS]!, b.packed[WORDS]!];
  if (wordsA === 0 || wordsB === 0) return found(7, "none");
  if (a.packed[WRITTEN] === b.packed[WRITTEN] && a.written === b.written) return found(0, "written");
  if (a.packed[SORTED] === b.packed[SORTED] && a.sorted === b.sorted) return found(1, "order");
  const alignment = align(a, b);
  const shorter = Math.min(wordsA, wordsB);
  const longer = Math.max(wordsA, wordsB);
  if (alignment.full === longer) return allAgree(alignment);
  if (alignment.joined > 0 && gradeOf(alignment.joined) <= CLOSE)
    return joinedAgree(gradeOf(alignment.joined));
  return someAgree(alignment, shorter, longer);
}

/**
 * How alike two names are, from 0 to 1; symmetric. For ranking and for display only: it is no probability.
 */
export function likenessOfNames(a: PreparedName, b: PreparedName): number {
  if (a.packed[WORDS] === 0 || b.packed[WORDS] === 0) return 0;
  return a.sorted === b.sorted ? 1 : align(a, b).likeness;
}

/** Alignment in a fixed order of the two names, so that ties fall the same way whichever comes first. */
function align(a: PreparedName, b: PreparedName): Alignment {
  const [first, second] = [a.packed[WRITTEN]!, b.packed[WRITTEN]!];
  const isOrdered = first === second ? a.written <= b.written : first < second;
  return isOrdered ? alignTokens(a, b) : alignTokens(b, a);
}

function allAgree({ worst }: Alignment): NameComparison {
  // All parts the same in the same order was found before: here the order differs, or the script.
  if (worst === SAME) return { level: 1, view: "order" };
  if (worst === SAME_SOUNDS) return { level: 1, view: "romanised" };
  if (worst === SAME_CONSONANTS) return { level: 2, view: "consonants" };
  return worst === VARIANT ? { level: 2, view: "variant" } : { level: 3, view: "typing" };
}

function joinedAgree(grade: number): NameComparison {
  if (grade <= SAME_SOUNDS) return { level: 1, view: "joined" };
  return { level: grade === SAME_CONSONANTS ? 2 : 3, view: "joined" };
}

function someAgree(alignment: Alignment, shorter: number, longer: number): NameComparison {
  const { full, initials, loose } = alignment;
  const isContained = full + initials === shorter;
  if (isContained && full + initials > 1) return { level: 4, view: initials > 0 ? "initials" : "parts" };
  if (full === 0) return loose > 0 && longer === 1 ? found(6, "consonants") : found(7, "none");
  // One part of two that contains nothing else, or all but one of several.
  const isMost = longer === 2 ? isContained : full + initials > 1 && full + initials >= shorter - 1;
  return isMost ? found(5, "parts") : found(6, "parts");
}

const found = (level: NameLevel, view: NameView): NameComparison => ({ level, view });
