/** Namesakes: different people of one name, more of them than the chances of its parts say. */
import type { Comparison } from "./comparison.ts";
import { type FullNameLevel, fullNameLevels } from "./full-name-levels.ts";
import type { LookAlikes } from "./train.ts";

/** How full names of namesakes compare: whole, or the given and the family name with other names between. */
const NAMES: Partial<Readonly<Record<FullNameLevel, number>>> = {
  same: 0.3,
  "same but for spelling": 0.05,
  "same words, other order": 0.02,
  "last word differs": 0.05,
  "middle word differs": 0.05,
  "first and other words agree": 0.25,
  "two words agree": 0.2,
};
const REST = 0.08; // over all other levels
const SAME = 0.9; // of a given or family name
const SAME_SEX = 0.97;

/**
 * Namesakes agree on names, and so on the sex; on all else by chance. Undefined where no comparison is of names, or
 * none is of anything else that could tell namesakes from one person.
 */
export function namesakePriors(comparisons: readonly Comparison[]): LookAlikes | undefined {
  const priors = comparisons.map(({ kind, levels }) => {
    if (kind === "full-name") return fullNames();
    if (kind === "sex") return shared(levels.length, SAME_SEX);
    return kind === "given" || kind === "family" ? shared(levels.length, SAME) : undefined;
  });
  const hasName = comparisons.some(({ kind }) => ["full-name", "given", "family"].includes(kind));
  return hasName && priors.includes(undefined) ? { name: "namesakes", priors } : undefined;
}

function shared(count: number, same: number): readonly number[] {
  const other = (1 - same) / Math.max(1, count - 2);
  return Array.from({ length: count }, (_, level) => (level === 0 ? 1 : level === 1 ? same : other));
}

function fullNames(): readonly number[] {
  const others = fullNameLevels.length - 1 - Object.keys(NAMES).length;
  return fullNameLevels.map((level, i) => (i === 0 ? 1 : (NAMES[level] ?? REST / others)));
}
