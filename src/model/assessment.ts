/** Assessments of a site: what state somebody found it in, on which scale, when, and by whom. */
import type { PrefixDate } from "../base/prefix-date.ts";

/** Named scales of condition, best first. `eamena`: the overall condition of the EAMENA database's reference data. */
export const conditionScales = {
  eamena: ["good", "fair", "poor", "very-bad", "destroyed", "unknown"],
} as const;
export const scaleNames = ["eamena"] as const;
export type ScaleName = (typeof scaleNames)[number];

export const assessmentTimes = ["before", "after", "undated"] as const;

export type Assessment = {
  readonly time: (typeof assessmentTimes)[number]; // before or after the harm; `undated` where only a date may tell
  readonly condition: string; // as written
  readonly scale?: ScaleName; // absent: the words are the source's own
  readonly grade?: string; // of the scale
  readonly date?: PrefixDate;
  readonly assessor?: string;
  readonly source?: string; // whom or what the assessor went by: a visit, a satellite picture
};

/**
 * How many grades a site lost between two conditions of one scale; undefined when a scale does not tell.
 *
 * @example
 * lostGrades("eamena", "good", "very-bad"); //=> 3
 */
export function lostGrades(scale: ScaleName, before: string, after: string): number | undefined {
  const grades: readonly string[] = conditionScales[scale].filter((grade) => grade !== "unknown");
  const [from, to] = [grades.indexOf(before), grades.indexOf(after)];
  return from < 0 || to < 0 ? undefined : to - from;
}
