/** Periods of names and of hierarchies, in years. */
import type { YearSpan } from "../model/place.ts";

/**
 * Whether the span holds in `year`; without a year, whether it holds to this day.
 *
 * @example
 * [holdsIn({ until: 1990 }, 1989), holdsIn({ until: 1990 }, 1990), holdsIn({ until: 1990 }), holdsIn({ from: 1990 })]; //=> [true, false, false, true]
 */
export function holdsIn({ from, until }: YearSpan, year?: number): boolean {
  if (year === undefined) return until === undefined;
  return (from === undefined || from <= year) && (until === undefined || year < until);
}

/** Text of something that held for a time, with its span. */
export type SpannedText = YearSpan & { readonly text: string };

/**
 * The texts of a cell, parted by `|`, each with its years in brackets behind it: `[1924-1961]` holds from 1924 up to
 * and without 1961. Brackets that hold no years stay in the text; the years of an impossible span are left out.
 *
 * @example
 * parseSpans("Upper Spring [1961-] | Red Field [1924-1961]"); //=> [{ text: "Upper Spring", from: 1961 }, { text: "Red Field", from: 1924, until: 1961 }]
 */
export function parseSpans(cell: string): readonly SpannedText[] {
  return cell
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(parseSpan);
}

/**
 * The cell of texts with their spans; `parseSpans` gives them back.
 *
 * @example
 * formatSpans([{ text: "Red Field", until: 1961 }]); //=> "Red Field [-1961]"
 */
export function formatSpans(texts: readonly SpannedText[]): string {
  return texts.map(formatSpan).join(" | ");
}

function parseSpan(part: string): SpannedText {
  const match = /^(.*\S)\s*\[\s*(\d{1,4})?\s*[-–—]\s*(\d{1,4})?\s*\]$/su.exec(part);
  const text = match?.[1];
  if (match === null || text === undefined || (match[2] ?? match[3]) === undefined) return { text: part };
  return { text, ...spanOf(match[2], match[3]) };
}

/** The span of two years as texts; without either when they are none or do not follow each other. */
export function spanOf(from: string | undefined, until: string | undefined): YearSpan {
  const [first, end] = [readYear(from), readYear(until)];
  if (first !== undefined && end !== undefined && end <= first) return {};
  return { ...(first === undefined ? {} : { from: first }), ...(end === undefined ? {} : { until: end }) };
}

/** The year that a date begins with: `1990`, `1990-05-01`, `19900501`. */
function readYear(text: string | undefined): number | undefined {
  const digits = /^(\d{1,4})(?:[-./].*|\d{4})?$/.exec(text?.trim() ?? "")?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}

function formatSpan({ text, from, until }: SpannedText): string {
  return from === undefined && until === undefined ? text : `${text} [${from ?? ""}-${until ?? ""}]`;
}
