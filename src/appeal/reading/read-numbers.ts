/** Numbers as an appeal writes them, in digits of any script and in words. The one place that knows the library of number words. */
import numbers from "@microsoft/recognizers-text-number";
import { type Span, spanOf } from "./span.ts";
import { unitOfNoun } from "./units.ts";

export type NumberRead = Span & {
  readonly value: number;
  readonly upper?: number; // of a range; `value` is its lower end
  readonly vague?: string; // the words of a number that says only its size
  readonly scale?: number; // of the last word: thousand, million
  readonly isShare?: true; // a part of something, as a percentage
  readonly decimal?: number; // what it is if its point parts no thousands
};

const SCALES: { readonly [word: string]: number } = {
  hundred: 100,
  thousand: 1000,
  k: 1000,
  lakh: 100_000,
  million: 1_000_000,
  mln: 1_000_000,
  mn: 1_000_000,
  m: 1_000_000,
  crore: 10_000_000,
  billion: 1_000_000_000,
  bn: 1_000_000_000,
};
const SCALE = /^(?:\s?(hundred|thousand|lakh|million|mln|mn|crore|billion|bn)|(k|m))(?![\p{L}\p{M}])/iu;

/** Three digits between the same signs; groups of two, as in India; plain, with a decimal sign. */
const DIGITS =
  /(?<![\p{Nd}])(?:\p{Nd}{1,2}(?:,\p{Nd}{2})+,\p{Nd}{3}|\p{Nd}{1,3}([,.'’٬\u00a0\u202f\u2009 ])\p{Nd}{3}(?:\1\p{Nd}{3})*|\p{Nd}+)(?!\p{Nd})(?:[.,٫]\p{Nd}+(?![.,]?\p{Nd}))?/gu;

const VAGUE =
  /\b(?:(tens|hundreds)\s+of\s+(thousands|millions)|(dozens|scores|hundreds|thousands|millions)(?:\s+of\s+(thousands|millions))?|(several|a\s+few|a\s+couple\s+of)\s+(hundred|thousand|million))\b/giu;
const SIZES: { readonly [word: string]: number } = {
  tens: 10,
  dozens: 12,
  scores: 20,
  hundreds: 100,
  thousands: 1000,
  millions: 1_000_000,
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
};

const SMALL = "one two three four five six seven eight nine ten".split(" ");
const PARTS: { readonly [word: string]: number } = { half: 2, third: 3, quarter: 4, fifth: 5, tenth: 10 };
const COUNT = `(?:${SMALL.join("|")}|\\p{Nd}{1,2})`;
const IN_EVERY = new RegExp(
  `\\b(${COUNT})\\s+(?:in|out\\s+of)\\s+(?:every\\s+)?(${COUNT})(?=\\s+\\p{L})`,
  "giu",
);
const PART_OF =
  /\b(?:(an?|one|two|three|four)[\s-]+)?(half|third|quarter|fifth|tenth)s?(?=\s+of\s+(?!an?\s)|\s+(?:and|to|or)\s+(?:an?\s+|two\s+|three\s+)?(?:half|third|quarter|fifth|tenth)s?\s+of\s)/giu;
const FRACTION = /(?<![\p{Nd}/.,])(\d)\/(\d{1,2})(?=\s+of\s)/gu;
const OF_A_SCALE =
  /\b(?:(one|two|three|four|five|six|seven|eight|nine)\s+and\s+a\s+half\s+(hundred|thousand|million|billion)|half\s+an?\s+(hundred|thousand|million|billion)|(a|three)\s+quarters?\s+of\s+a\s+(million|billion)|half\s+a\s+(dozen))\b/giu;

/** Every number of the text, none inside another. */
export function readNumbers(text: string): readonly NumberRead[] {
  const first = [...shares(text), ...partsOfScales(text), ...vagueNumbers(text)];
  const digits = digitNumbers(text);
  const words = libraryWords(text);
  const isTaken = new Uint8Array(text.length);
  const kept: NumberRead[] = [];
  for (const each of [...first, ...digits, ...words]) {
    if (isTaken.subarray(each.start, each.end).includes(1)) continue;
    isTaken.fill(1, each.start, each.end);
    kept.push(each);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function digitNumbers(text: string): readonly NumberRead[] {
  return [...text.matchAll(DIGITS)].flatMap((match) => {
    const span = spanOf(match);
    const [ascii, group] = [asciiOf(span.text), match[1]];
    const parts = /^(.*?)(?:[.,٫](\d+))?$/u.exec(group === undefined ? ascii : ascii.replaceAll(group, ""));
    const [whole = "", rest] = [parts?.[1], parts?.[2]];
    const isIndian = /^\d{1,2}(?:,\d{2})+,\d{3}/.test(ascii);
    const plain = isIndian
      ? Number(ascii.replaceAll(",", ""))
      : Number(rest === undefined ? whole : `${whole}.${rest}`);
    if (!Number.isFinite(plain)) return [];
    const isPoint = group === "." && rest === undefined && ascii.split(".").length === 2;
    const { scale, end } = scaleAfter(text, span);
    if (scale === undefined) return [{ ...span, value: plain, ...(isPoint && { decimal: Number(ascii) }) }];
    const value = round((isPoint ? Number(ascii) : plain) * scale);
    return [{ text: text.slice(span.start, end), start: span.start, end, value, scale }];
  });
}

/** "1.5m" is a million and a half of people or money, and a metre and a half of all else. */
function scaleAfter(text: string, { start, end }: Span): { readonly scale?: number; readonly end: number } {
  const match = SCALE.exec(text.slice(end, end + 16));
  const word = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (match === null || word === undefined) return { end };
  const next = /^\s+(\p{L}+)/u.exec(text.slice(end + match[0].length))?.[1] ?? "";
  const isMoney = /[$€£]\s?$/u.test(text.slice(Math.max(0, start - 2), start));
  if (word === "m" && !isMoney && unitOfNoun(next) === undefined) return { end };
  return { scale: SCALES[word] ?? 1, end: end + match[0].length };
}

const round = (value: number) => Number(value.toPrecision(12));

function asciiOf(text: string): string {
  return Array.from(text, (char) => (/\p{Nd}/u.test(char) ? String(digitValue(char)) : char)).join("");
}

/** Decimal digits of each script stand in runs of ten that begin at a zero. */
function digitValue(char: string): number {
  let zero = char.codePointAt(0) ?? 0;
  const code = zero;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return code - zero;
}

/** Words alone: digits are read by our own rules, and the library is slow over them. */
function libraryWords(text: string): readonly NumberRead[] {
  const masked = text.replace(/\p{Nd}/gu, (digit) => "#".repeat(digit.length));
  return numbers.recognizeNumber(masked, "en-us").flatMap(({ start, end, text: found, resolution }) => {
    const value = Number(resolution?.["value"]);
    const written = text.slice(start, end + 1);
    // "one of them" is speech: only digits and larger words count by themselves. Digits are read by our own rules.
    if (
      !Number.isFinite(value) ||
      found === "" ||
      /\p{Nd}/u.test(written) ||
      /^(?:one|an?|half)$/i.test(written)
    )
      return [];
    const scale = SCALES[/(\p{L}+)$/u.exec(written)?.[1]?.toLowerCase() ?? ""];
    return [{ text: written, start, end: end + 1, value, ...(scale !== undefined && { scale }) }];
  });
}

/** "Hundreds of thousands": the least that the words can mean. */
function vagueNumbers(text: string): readonly NumberRead[] {
  return [...text.matchAll(VAGUE)].map((match) => {
    const [, , , , , few, size] = match;
    if (few !== undefined)
      return {
        ...spanOf(match),
        value: 2 * (SIZES[size?.toLowerCase() ?? ""] ?? 1),
        vague: few.toLowerCase(),
      };
    const words = match.slice(1).filter((word) => word !== undefined);
    const value = words.reduce((product, word) => product * (SIZES[word.toLowerCase()] ?? 1), 1);
    return { ...spanOf(match), value, vague: `${words[0]?.toLowerCase()} of` };
  });
}

/** "Two thirds of", "3/4 of", "one in three": a percentage, to a tenth. */
function shares(text: string): readonly NumberRead[] {
  const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;
  const inEvery = [...text.matchAll(IN_EVERY)].flatMap((match) => {
    const [part, whole] = [countOf(match[1]), countOf(match[2])];
    return part < whole && whole <= 10
      ? [{ ...spanOf(match), value: percent(part, whole), isShare: true as const }]
      : [];
  });
  const partOf = [...text.matchAll(PART_OF)].map((match) => ({
    ...spanOf(match),
    value: percent(countOf(match[1]), PARTS[match[2]?.toLowerCase() ?? ""] ?? 1),
    isShare: true as const,
  }));
  const fractions = [...text.matchAll(FRACTION)].flatMap((match) => {
    const [part, whole] = [Number(match[1]), Number(match[2])];
    return part < whole ? [{ ...spanOf(match), value: percent(part, whole), isShare: true as const }] : [];
  });
  return [...inEvery, ...partOf, ...fractions];
}

function countOf(word: string | undefined): number {
  const lower = word?.toLowerCase() ?? "a";
  return /\p{Nd}/u.test(lower) ? Number(asciiOf(lower)) : Math.max(1, SMALL.indexOf(lower) + 1);
}

/** "One and a half million", "half a million", "three quarters of a million". */
function partsOfScales(text: string): readonly NumberRead[] {
  return [...text.matchAll(OF_A_SCALE)].map((match) => {
    const [, whole, wholeScale, halfScale, quarters, quarterScale] = match;
    const scaled = (factor: number, word: string | undefined) =>
      factor * (SCALES[word?.toLowerCase() ?? ""] ?? 12);
    const value =
      whole !== undefined
        ? scaled(countOf(whole) + 0.5, wholeScale)
        : quarters !== undefined
          ? scaled(countOf(quarters) / 4, quarterScale)
          : scaled(0.5, halfScale);
    return { ...spanOf(match), value };
  });
}
