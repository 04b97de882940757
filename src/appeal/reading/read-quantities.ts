/** Quantities as an appeal writes them: a number, what it counts, its qualifier and what was done to those counted. */
import { harmOfNumber } from "./harm-of-number.ts";
import { harmOfWords } from "./harm-words.ts";
import { notQuantities } from "./not-quantities.ts";
import { QUALIFIED } from "./qualifiers.ts";
import { type NumberRead, readNumbers } from "./read-numbers.ts";
import { type Cell, readTables } from "./read-tables.ts";
import { overlaps, type Span, sentencesOf } from "./span.ts";
import {
  isMeasure,
  ownWords,
  type UnitContext,
  unitAfter,
  unitOfNumber,
  unitOfWords,
} from "./unit-of-number.ts";
import { isPlural } from "./units.ts";

export type Quantity = Span & {
  readonly value: number;
  readonly upper?: number; // of a range; `value` is its lower end
  readonly unit: string; // "person", "family", "site"...; the noun as written where nothing known is counted
  readonly qualifier?: string; // "over", "some", "at least", as written, in lower case
  readonly harm?: string; // the kind of harm that is said of it
};

const AFTER = /^(?:\s?\+(?=\s)|\s+or\s+(?:more|so|fewer|less)\b)/iu;

/**
 * Every number that counts something, with what it counts, in order of the text. Requires `taken` to hold the spans
 * that are numbers but no quantities: dates, the list of signatories.
 *
 * @example
 * readQuantities("over 20,000 souls", [])[0].unit; //=> "person"
 */
export function readQuantities(text: string, taken: readonly Span[]): readonly Quantity[] {
  const none = [...taken, ...notQuantities(text)];
  const free = readNumbers(text).filter(
    (span) => !none.some((each) => overlaps(each, span)) && !isPartOfWord(text, span),
  );
  const numbers = joinRanges(text, free);
  const context = {
    text,
    numbers,
    sentenceAt: sentencesOf(text),
    stretches: new Map(),
    cells: readTables(text),
  };
  const found: Quantity[] = [];
  for (const [at, number] of numbers.entries()) {
    const quantity = describe(context, at, number, lastCount(found));
    if (quantity !== undefined) found.push(quantity);
  }
  return found;
}

/** The last quantity that is neither a measure nor a time: what "of them" and "the rest" go on with. */
const lastCount = (found: readonly Quantity[]) =>
  found.findLast(({ unit }) => !isMeasure(unit) && !TIMES.has(unit));
const TIMES = new Set(["year", "month", "week", "day", "hour"]);

/**
 * Whether a number is followed by what it counts.
 *
 * @example
 * countsSomething("2000 people fled", { text: "2000", start: 0, end: 4 }); //=> true
 * countsSomething("in 2000 people fled", { text: "2000", start: 3, end: 7 }); //=> false
 */
export function countsSomething(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - 24), span.start);
  if (/\b(?:in|since|of|by|from|until|till|during|before|after|year|the)\s+$/i.test(before)) return false;
  const next = /^\s+([\p{L}’']+)/u.exec(text.slice(span.end))?.[1] ?? "";
  // "the 1992 massacre" is dated, "1992 massacres" are counted.
  return isPlural(next) && unitAfter(text, span) !== undefined;
}

function isPartOfWord(text: string, { start, end }: Span): boolean {
  const [before, after] = [text[start - 1] ?? "", text[end] ?? ""];
  if (before === "[" && after === "]") return true; // a note's number
  return (
    /[\p{L}\p{Nd}_#№§]/u.test(before) ||
    /\p{L}[-–]$/u.test(text.slice(Math.max(0, start - 2), start)) || // "T-72"
    /[\p{L}_]/u.test(after) ||
    /^(?:st|nd|rd|th)\b/i.test(text.slice(end))
  );
}

const CHANGED =
  /\b(?:rose|risen|grew|grown|increased|fell|fallen|dropped|decreased|declined|shrank|went)\b[^.;]{0,40}from\s+$/iu;

/** "1,500-2,000", "300 to 400" and "between 500 and 600" are one quantity with two ends; what grew from one to the other is two. */
function joinRanges(text: string, spans: readonly NumberRead[]): readonly NumberRead[] {
  const joined: NumberRead[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const range = last === undefined ? undefined : rangeOf(text, last, span);
    if (range === undefined) joined.push(span);
    else joined[joined.length - 1] = range;
  }
  return joined;
}

function rangeOf(text: string, first: NumberRead, second: NumberRead): NumberRead | undefined {
  const between = text.slice(first.end, second.start);
  const told = text.slice(Math.max(0, first.start - 80), first.start);
  const isTold = /\b(?:between|from)\s+(?:(?:about|around|some)\s+)?$/i.test(told);
  const isRange =
    /^\s*[-–—]\s*$/u.test(between) ||
    /^\s+(?:to|or)\s+$/iu.test(between) ||
    (isTold && /^\s+(?:and|to)\s+$/i.test(between));
  if (!isRange || first.upper !== undefined || CHANGED.test(told)) return undefined;
  // "two or three hundred": the scale is of both ends.
  const scaled = first.value * (second.scale ?? 1);
  const lower = first.scale === undefined && scaled < second.value ? scaled : first.value;
  if (second.value <= lower) return undefined;
  const [start, end] = [first.start, second.end];
  return { text: text.slice(start, end), start, end, value: lower, upper: second.value };
}

type Context = UnitContext & { readonly cells: readonly Cell[] };

const SPOKEN = 13; // words of numbers below that count only before what they count: "the two of us"

function describe(
  context: Context,
  at: number,
  number: NumberRead,
  last: Quantity | undefined,
): Quantity | undefined {
  const { text, cells } = context;
  const cell = cells.find((each) => overlaps(each, number));
  const known =
    cell === undefined ? unitOfNumber(context, at, last?.unit) : unitOfWords(`${cell.column} ${cell.row}`);
  const isWord = !/\p{Nd}/u.test(number.text);
  if (isWord && known === undefined && number.value < SPOKEN) return undefined;
  const unit = known ?? (cell === undefined ? ownWords(text, number) : cell.column.toLowerCase());
  const harm = cell === undefined ? harmOfNumber(context, at, unit) : harmOfWords(cell.column, unit);
  const { text: written, start, end, value, upper, vague, decimal } = number;
  const before = text.slice(Math.max(0, start - 40), start);
  const qualifier = QUALIFIED.exec(before)?.[1] ?? AFTER.exec(text.slice(end))?.[0]?.trim() ?? vague;
  return {
    text: written,
    start,
    end,
    value: decimal !== undefined && isMeasure(unit) ? decimal : value,
    ...(upper !== undefined && { upper }),
    unit,
    ...(qualifier !== undefined && { qualifier: qualifier.toLowerCase().replace(/\s+/g, " ") }),
    ...(harm !== undefined && { harm }),
  };
}
