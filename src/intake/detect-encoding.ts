/** Which encoding a text file is in: by its mark, by being UTF-8, else by which alphabet its bytes make words of. */
import { detect } from "jschardet";
import { type Alphabet, alphabets } from "./alphabets.ts";
import { utf16Order } from "./content-kind.ts";
import { decodeText, isEncoding } from "./decode-text.ts";
import type { TextSurvey } from "./survey-text.ts";

export type EncodingFinding = {
  readonly encoding: string;
  readonly by: "mark" | "form" | "alphabet" | "library" | "default"; // how it is known
};

/** Share of bytes over 0x7f that may be broken in a file that is UTF-8 all the same. */
const TOLERATED_BAD = 0.02;
/** Mean points of a letter below which an alphabet explains nothing; true ones make 0.8 and more, wrong ones 0. */
const LEAST_POINTS = 0.4;

/** The encoding of a surveyed file, and how it is known: `default` means that nothing spoke for any. */
export function detectEncoding(survey: TextSurvey): EncodingFinding {
  const { head, utf8, badBytes } = survey;
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", by: "mark" };
  const order = utf16Order(head);
  if (order !== undefined) return { encoding: order, by: head[0]! >= 0xfe ? "mark" : "form" };
  if (badBytes <= TOLERATED_BAD * (utf8 + badBytes)) return { encoding: "utf-8", by: "form" };
  return detectSingleByte(survey.foreign);
}

function detectSingleByte(foreign: Uint8Array): EncodingFinding {
  const ranked = alphabets
    .map((alphabet) => ({ encoding: alphabet.encoding, points: alphabetPoints(foreign, alphabet) }))
    .sort((a, b) => b.points - a.points);
  const [best] = ranked;
  if (best !== undefined && best.points >= LEAST_POINTS) return { encoding: best.encoding, by: "alphabet" };
  const guess = detect(Buffer.from(foreign)).encoding;
  if (guess !== null && isEncoding(guess)) return { encoding: guess, by: "library" };
  return { encoding: "windows-1252", by: "default" };
}

/**
 * Mean points of the characters that are not ASCII when `foreign` is read in the alphabet's encoding:
 * 2 for a frequent letter, 1 for another of the alphabet, less for a letter that stands where none can:
 * a capital after a small letter, one script inside a word of another. 0 when there are none.
 */
export function alphabetPoints(foreign: Uint8Array, alphabet: Alphabet): number {
  const text = decodeText(foreign, alphabet.encoding);
  const marks = [...text.matchAll(/[^\p{ASCII}]/gu)];
  if (marks.length === 0) return 0;
  const points = marks.map(({ 0: char, index }) =>
    charPoints(char, [text[index - 1] ?? " ", text[index + 1] ?? " "], alphabet),
  );
  return points.reduce((sum, point) => sum + point, 0) / marks.length;
}

function charPoints(char: string, [before, after]: readonly [string, string], alphabet: Alphabet): number {
  if (char === "\ufffd") return -6;
  if (!/[\p{L}\p{M}]/u.test(char)) return /\p{L}/u.test(before) && /\p{L}/u.test(after) ? -4 : -0.5;
  if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(char)) return -3;
  const stands = standsWell(before, after, alphabet.isLatin) ? 0 : -2;
  const small = char.toLowerCase();
  if (alphabet.frequent.includes(small) || alphabet.frequent.includes(char)) return 2 + stands;
  return (alphabet.others.includes(small) || alphabet.others.includes(char) ? 1 : -2) + stands;
}

/** Letters of Latin alphabets stand among ASCII letters, and seldom three in a row; those of others never do. */
function standsWell(before: string, after: string, isLatin: boolean): boolean {
  const isAsciiLetter = (char: string) => /[a-z]/i.test(char);
  const isForeign = (char: string) => /[^\p{ASCII}]/u.test(char);
  if (isLatin)
    return !(isForeign(before) && isForeign(after)) && (isAsciiLetter(before) || isAsciiLetter(after));
  return !isAsciiLetter(before) && !isAsciiLetter(after);
}
