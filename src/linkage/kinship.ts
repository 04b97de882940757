/** Relatives: people of one household or family agree on much without being one person. */
import type { Comparison } from "./comparison.ts";
import type { DateLevel } from "./date-levels.ts";
import { type FullNameLevel, fullNameLevels } from "./full-name-levels.ts";
import { expectedMatches } from "./train.ts";
import type { PointLevel } from "./value-levels.ts";

/** What relatives are expected to agree on, level by level; undefined where they agree only by chance. */
export type KinPriors = readonly (readonly number[] | undefined)[];

/** How full names of relatives compare: brothers share all but the first name, mother and child perhaps one. */
const NAMES: Partial<Readonly<Record<FullNameLevel, number>>> = {
  "first word similar": 0.05,
  "first word differs": 0.45,
  "middle word differs": 0.08,
  "two words agree": 0.12,
  "one word agrees": 0.15,
  different: 0.1,
};
const REST = 0.05; // over all other levels of names

const SHARED = new Set<Comparison["kind"]>([
  "family",
  "father",
  "mother",
  "place",
  "event-date",
  "category",
  "text",
  "number",
]);

/**
 * The kin's priors of comparisons, or undefined where no comparison could tell relatives from one person: none is of
 * a name of one's own, or nothing beside it is shared. Given name, birth, age, sex and identifiers are one's own; names
 * of parents, places, addresses and dates of what happened are shared.
 */
export function kinPriors(comparisons: readonly Comparison[]): KinPriors | undefined {
  const birth = comparisons.find(({ kind }) => kind === "date" || kind === "age" || kind === "year");
  const priors = comparisons.map((comparison) => {
    if (comparison.kind === "full-name") return namePrior();
    const isShared = SHARED.has(comparison.kind) || (comparison.kind === "date" && comparison !== birth);
    return isShared ? expectedMatches(comparison.levels.length) : undefined;
  });
  const hasOwnName = comparisons.some(({ kind }) => kind === "full-name" || kind === "given");
  return hasOwnName && priors.some((prior) => prior !== undefined) ? priors : undefined;
}

const OF_A_PLACE: ReadonlySet<Comparison["kind"]> = new Set([
  "place",
  "point",
  "event-date",
  "category",
  "text",
  "number",
]);

/**
 * What neighbours are expected to agree on: places, dates and circumstances, and names only by chance. Without a class
 * of their own they are so many that relatives are learned in their likeness. Undefined where nothing of that is there.
 */
export function neighbourPriors(comparisons: readonly Comparison[]): KinPriors | undefined {
  const priors = comparisons.map(({ kind, levels }) =>
    OF_A_PLACE.has(kind) ? expectedMatches(levels.length) : undefined,
  );
  return priors.some((prior) => prior !== undefined) && priors.includes(undefined) ? priors : undefined;
}

/** Per comparison, its levels at which two rows share something of their own; see `ownLevels`. */
export type OwnLevels = readonly (readonly boolean[])[];

// Births of one person as two lists may give them.
const SAME_BIRTH: ReadonlySet<string> = new Set<DateLevel>([
  "same date",
  "day and month swapped",
  "one digit off",
  "same year and month",
  "same year, the rest unknown",
  "same age",
  "ages 1 year apart",
  "age fits the date",
]);
const SAME_POINT: ReadonlySet<string> = new Set<PointLevel>(["same", "within 200 m", "within 1 km"]);
const PARTLY: ReadonlySet<string> = new Set<FullNameLevel>([
  ...(Object.keys(NAMES) as FullNameLevel[]),
  "last word differs",
  "first and other words agree",
  "first word agrees",
]);

/**
 * The levels that say that two rows share a name, a birth, a number or a point. While training, a pair at none of
 * them is no match: on lists of families pairs of relatives outnumber matches, and would be learned in their place.
 */
export function ownLevels(comparisons: readonly Comparison[]): OwnLevels {
  const birth = comparisons.find(({ kind }) => kind === "date" || kind === "age" || kind === "year");
  return comparisons.map((comparison) =>
    comparison.levels.map((level, l) => {
      if (l === 0 || l === comparison.levels.length - 1) return false;
      if (comparison.kind === "full-name") return !PARTLY.has(level);
      if (comparison.kind === "point") return SAME_POINT.has(level);
      if (comparison === birth) return SAME_BIRTH.has(level);
      return ["given", "identifier", "phone-email"].includes(comparison.kind);
    }),
  );
}

/** Whether a pattern is at one of the levels of `own`. */
export function sharesOwn(own: OwnLevels, levels: Uint8Array): boolean {
  return levels.some((level, c) => own[c]?.[level] === true);
}

function namePrior(): readonly number[] {
  const others = fullNameLevels.length - 1 - Object.keys(NAMES).length;
  return fullNameLevels.map((level, i) => (i === 0 ? 1 : (NAMES[level] ?? REST / others)));
}
