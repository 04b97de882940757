/** Values that stand in for unknown ones, and the year in which ages were true: both learned from the values. */
import type { EncodedColumn } from "./encode.ts";

/**
 * Ages at the ends of the range that are far more frequent than their neighbours: 0, 99 or 999 where nobody knew.
 * Returns their texts.
 */
export function standInAges({
  values,
  counts,
}: Pick<EncodedColumn, "values" | "counts">): ReadonlySet<string> {
  const countOf = new Map(values.map((value, id) => [value, counts[id] ?? 0]));
  const total = counts.reduce((sum, count) => sum + count, 0) - (counts[0] ?? 0);
  const around = (age: number) =>
    [-3, -2, -1, 1, 2, 3].map((step) => countOf.get(String(age + step)) ?? 0).sort((a, b) => b - a);
  const isStandIn = ([value, count]: readonly [string, number]) => {
    const age = Number(value);
    // The second of the neighbours, so that two stand-ins side by side do not hide each other.
    const usual = around(age)[1] ?? 0;
    return value !== "" && (age === 0 || age >= 90) && count > 20 && count > total / 200 && count > 3 * usual;
  };
  return new Set([...countOf].filter(isStandIn).map(([value]) => value));
}

/**
 * The year at which most ages of rows with both an age and a date of birth were true, or undefined when no row has
 * both. Values are `YYYYMMDD` and an age, split by U+001F.
 *
 * @example
 * learnReferenceYear(["19900101\u001f30", "19800101\u001f40", "\u001f12"]); //=> 2020
 */
export function learnReferenceYear(values: readonly string[]): number | undefined {
  const votes = new Map<number, number>();
  for (const value of values) {
    const [date = "", age = ""] = value.split("\u001f");
    if (date.length < 4 || age === "") continue;
    const year = Number(date.slice(0, 4)) + Number(age);
    votes.set(year, (votes.get(year) ?? 0) + 1);
  }
  return [...votes].sort(([a, votesA], [b, votesB]) => votesB - votesA || a - b)[0]?.[0];
}
