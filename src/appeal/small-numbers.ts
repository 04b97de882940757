/** Numbers small enough to point at somebody are not published exactly. */
import type { CaptureHistory } from "../model/estimate.ts";
import type { CountedArea, CountRange, FigurePart, ThresholdCount, Unit } from "../model/figure.ts";
import type { LinkageAccuracy, MeasuredShare } from "../model/judgement.ts";

/** Below this a count is not published exactly: the ONS rule for breakdowns (suppress below 10, round to 5). */
export const SMALL = 10;
const ROUNDED_TO = 5;

export type PublishedCount = number | "fewer than 10" | `about ${number}`;

/**
 * Whether a count may not be published exactly; nobody is found in a zero.
 *
 * @example
 * [0, 1, 9, 10].map(isSmall); //=> [false, true, true, false]
 */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALL;
}

const FEWEST_INHABITANTS = 50; // of a place whose counts are published exactly

/**
 * Whether a count of people would tell on the inhabitants of a place: nearly all of them are counted, fewer than 10 not,
 * so that who is from there is known to be one of them; or there are so few that each number is about somebody. Places
 * whose population is not known tell nothing that could be seen.
 *
 * @example
 * isTellingCell("person", 31, 38); //=> true
 * isTellingCell("person", 31, 900); //=> false
 */
export function isTellingCell(unit: Unit, count: number, population: number | undefined): boolean {
  if (unit !== "person" || count === 0 || population === undefined || population === 0) return false;
  return population < FEWEST_INHABITANTS || population - count < SMALL;
}

/**
 * Whether nearly all of those counted, all but fewer than 10, share one value of a breakdown: then it tells that value of
 * whoever is known to be among them. What is not known ("") is no value.
 *
 * @example
 * isHomogeneous(40, [{ value: "1992", count: 35 }, { value: "1993", count: 5 }]); //=> true
 * isHomogeneous(40, [{ value: "1992", count: 20 }, { value: "1993", count: 20 }]); //=> false
 */
export function isHomogeneous(count: number, parts: readonly FigurePart[]): boolean {
  return (
    count > 0 && parts.some(({ value, count: part }) => value !== "" && part > 0 && count - part < SMALL)
  );
}

const FEWEST_OF_A_TOWN = 5000; // inhabitants: below it people know of one another who is meant

/** Whether a settlement is one in which people know of one another, as far as its population is known. */
export function isVillage(population: number | undefined): boolean {
  return population === undefined || population < FEWEST_OF_A_TOWN;
}

/**
 * The count as it may be published.
 *
 * @example
 * [0, 3, 12].map(publishedCount); //=> [0, "fewer than 10", 12]
 */
export function publishedCount(count: number): PublishedCount {
  return isSmall(count) ? "fewer than 10" : count;
}

/**
 * The count of a list whose overlaps are suppressed, rounded to 5: with exact counts they could be worked out.
 *
 * @example
 * [3, 12, 103].map(roundedCount); //=> ["fewer than 10", "about 10", "about 105"]
 */
export function roundedCount(count: number): PublishedCount {
  return isSmall(count) || count === 0
    ? publishedCount(count)
    : `about ${Math.round(count / ROUNDED_TO) * ROUNDED_TO}`;
}

/** The overlaps, or none of them when any is small: one missing cell could be worked out from the others. */
export function publishedHistories(
  histories: readonly CaptureHistory[],
): readonly CaptureHistory[] | "suppressed" {
  return histories.some(({ count }) => isSmall(count)) ? "suppressed" : histories;
}

/** A part of a figure as it may be published. */
export type PublishedPart = { readonly value: string; readonly count: PublishedCount };

/**
 * The parts of a figure; when any of them is small, or is telling for another reason, all others are rounded, since one
 * missing part could be worked out from the others and the whole.
 *
 * @example
 * publishedParts([{ value: "1992", count: 3 }, { value: "1993", count: 21 }])[1]; //=> { value: "1993", count: "about 20" }
 */
export function publishedParts(
  parts: readonly FigurePart[],
  isTelling: (part: FigurePart) => boolean = () => false,
): readonly PublishedPart[] {
  const isSaid = parts.every((part) => !isSmall(part.count) && !isTelling(part));
  const countOf = isSaid ? publishedCount : roundedCount;
  return parts.map(({ value, count }) => ({ value, count: countOf(count) }));
}

export type PublishedRange = Omit<CountRange, "low" | "high"> & {
  readonly low: PublishedCount;
  readonly high: PublishedCount;
};

/** The range of a count as it may be published. More people than are counted are others: their number is held back. */
export function publishedRange(
  range: CountRange,
  countOf: (count: number) => PublishedCount = publishedCount,
): PublishedRange {
  const high = countOf(range.high);
  return { ...range, low: countOf(range.low), high: high === range.high ? publishedCount(range.high) : high };
}

export type PublishedThreshold = { readonly threshold: number; readonly documented: PublishedCount };

/** The counts at other match probabilities as they may be published. */
export function publishedThresholds(
  counts: readonly ThresholdCount[],
  countOf = publishedCount,
): readonly PublishedThreshold[] {
  return counts.map(({ threshold, documented }) => ({ threshold, documented: countOf(documented) }));
}

/** The accuracy of the linkage to a thousandth, its intervals rounded outwards. */
export function publishedAccuracy(accuracy: LinkageAccuracy): LinkageAccuracy {
  const rounded = ({ value, lower, upper }: MeasuredShare): MeasuredShare => ({
    value: Math.round(value * 1000) / 1000,
    lower: Math.floor(lower * 1000) / 1000,
    upper: Math.ceil(upper * 1000) / 1000,
  });
  const { precision, recallOfCompared, recall } = accuracy;
  return {
    ...accuracy,
    precision: rounded(precision),
    recallOfCompared: rounded(recallOfCompared),
    recall: rounded(recall),
  };
}

/** The area of a figure, to a hundredth of a km2; none when it is that of a few, whose area could name them. */
export function publishedArea(area: CountedArea | undefined): CountedArea | undefined {
  if (area === undefined || isSmall(area.measured)) return undefined;
  return { ...area, km2: Math.round(area.km2 * 100) / 100 };
}
