/** A stretch of a text by its offsets, as every reader of an appeal gives it. */

/** `start` and `end` in UTF-16 units of the text, half-open. */
export type Span = { readonly text: string; readonly start: number; readonly end: number };

/** The span that a match of `text` takes. Requires a match with an index, as `matchAll` gives it. */
export function spanOf(match: RegExpExecArray): Span {
  return { text: match[0], start: match.index, end: match.index + match[0].length };
}

/**
 * Whether two spans share a character.
 *
 * @example
 * overlaps({ start: 0, end: 4 }, { start: 4, end: 6 }); //=> false
 */
export function overlaps(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The spans that overlap none before them in the list: what comes first is believed. In order of the text. */
export function withoutOverlaps<S extends Span>(spans: readonly S[]): readonly S[] {
  const kept: S[] = [];
  for (const span of spans) if (!kept.some((each) => overlaps(each, span))) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}

/** Source of a pattern of what parts two words of one name: within a line or into the next, never over an empty one. */
export const GAP = "(?:[^\\S\\n]+|[^\\S\\n]*\\n(?![^\\S\\n]*\\n)[^\\S\\n]*)";

/** A text on one line, as it is shown: white space folded. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The sentence that an offset stands in. */
export type SentenceAt = (offset: number) => Span;

/**
 * The sentences of a text, found once. A point inside a number or after an abbreviation ends none.
 *
 * @example
 * sentencesOf("They fled. Some 40 died.")(16).text; //=> "Some 40 died."
 */
export function sentencesOf(text: string): SentenceAt {
  const starts = [
    0,
    ...[...text.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length),
    text.length,
  ];
  return (offset) => {
    const at = lastAtMost(starts, offset);
    const [start = 0, end = text.length] = [starts[at], starts[at + 1]];
    return { text: text.slice(start, end), start, end };
  };
}

/** Index of the last of ascending numbers that is not above `limit`. Requires the first not to be. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

const SENTENCE_END =
  /(?<!\b(?:No|Nos|approx|ca|art|p|pp|sq|Mr|Mrs|Dr|St))[.!?]["”’)]*\s+(?=["“‘(]*[\p{Lu}\p{Nd}])|\n\s*\n/gu;
