/** Text broken into lines of runs that a PDF can draw: one font and one direction each, in the order that is seen. */
import bidiModule, { type Bidi } from "bidi-js";
import { type FontFile, isInRange, wholeFonts } from "../fonts.ts";

export type TextRun = {
  readonly text: string; // as it is to be handed to the shaper
  readonly font: FontFile;
  readonly width: number; // points
};
export type TextLine = {
  readonly runs: readonly TextRun[];
  readonly width: number;
  readonly isRightToLeft: boolean;
};

export type LineOptions = {
  readonly width: number; // points
  readonly weight: FontFile["weight"];
  readonly direction: "ltr" | "rtl" | "auto"; // of the paragraph; `auto` by its first strong letter
  readonly measure: (text: string, font: FontFile) => number; // points
};

type Piece = {
  readonly text: string;
  readonly level: number;
  readonly font: FontFile;
  readonly width: number;
};

// Its types speak of a module with a default; what Node imports is the function itself.
const bidi = (bidiModule as unknown as () => Bidi)();

/**
 * The lines of a paragraph (UAX 9 for directions, breaks at spaces, and inside words that are wider than a line).
 * Requires text without line ends.
 */
export function breakLines(text: string, options: LineOptions): readonly TextLine[] {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(
    text,
    options.direction === "auto" ? undefined : options.direction,
  );
  const base = paragraphs[0]?.level ?? 0;
  const words = wordsOf(text, levels, options).flatMap((word) => fitting(word, options));
  const lines: Piece[][] = [[]];
  let used = 0;
  for (const word of words) {
    const width = widthOf(word);
    const isSpace = word[0]?.text === " ";
    if (used + width > options.width && used > 0 && !isSpace) {
      lines.push([]);
      used = 0;
    }
    if (isSpace && used === 0) continue; // a line begins with a word
    lines.at(-1)?.push(...word);
    used += width;
  }
  return lines.map((pieces) => lineOf(trimmed(pieces), base));
}

const widthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { width }) => sum + width, 0);

function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.findLastIndex(({ text }) => text !== " ");
  return pieces.slice(0, last + 1);
}

/** Signs that set directions and are not drawn. */
const isFormatting = (char: string) => /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u.test(char);

/** Words and the spaces between them, each as pieces of one font and one level. */
function wordsOf(text: string, levels: Uint8Array, options: LineOptions): readonly (readonly Piece[])[] {
  return [...text.matchAll(/ |[^ ]+/g)].map((match) => {
    const pieces: { text: string; level: number; font: FontFile }[] = [];
    let at = match.index;
    for (const char of match[0]) {
      const [level, last] = [levels[at] ?? 0, pieces.at(-1)];
      if (isFormatting(char)) {
        at += char.length;
        continue;
      }
      const font =
        /\p{M}/u.test(char) && last !== undefined ? last.font : fontOf(char, options.weight, last?.font);
      if (last !== undefined && last.level === level && last.font === font) last.text += char;
      else pieces.push({ text: char, level, font });
      at += char.length;
    }
    return pieces.map((piece) => ({ ...piece, width: options.measure(piece.text, piece.font) }));
  });
}

/** Fonts by weight: those without serifs. */
const offered = wholeFonts.filter(({ style }) => style !== "serif");

/** The font of a letter; signs that several fonts have stay in the font before them. */
function fontOf(char: string, weight: FontFile["weight"], before: FontFile | undefined): FontFile {
  const point = char.codePointAt(0) ?? 0;
  if (before !== undefined && isInRange(before.unicodeRange, point)) return before;
  const own = offered.filter((font) => font.weight === weight);
  const found = own.find((font) => isInRange(font.unicodeRange, point)) ?? own[0];
  if (found === undefined) throw new RangeError(`got weight ${weight}, wanted one that fonts have`);
  return found;
}

/** A word that is wider than a line, in parts that are not. */
function fitting(word: readonly Piece[], options: LineOptions): readonly (readonly Piece[])[] {
  if (widthOf(word) <= options.width) return [word];
  return word.flatMap((piece) => {
    const parts: Piece[] = [];
    let text = "";
    for (const char of piece.text) {
      const longer = text + char;
      if (text !== "" && options.measure(longer, piece.font) > options.width) {
        parts.push({ ...piece, text, width: options.measure(text, piece.font) });
        text = char;
      } else text = longer;
    }
    return [...parts, { ...piece, text, width: options.measure(text, piece.font) }].map((part) => [part]);
  });
}

/** Pieces in the order they are seen (UAX 9, rule L2), each as its shaper wants it. */
function lineOf(pieces: readonly Piece[], base: number): TextLine {
  const ordered = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level--)
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while ((ordered[end]?.level ?? -1) >= level) end++;
      if (end > start + 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = end;
    }
  const runs = ordered.map(({ text, level, font, width }) => ({
    text: forShaper(text, level, font),
    font,
    width,
  }));
  return { runs, width: widthOf(pieces), isRightToLeft: base % 2 === 1 };
}

/**
 * fontkit turns whatever it takes for Arabic or Hebrew around and nothing else: signs and Latin letters in a run from
 * right to left are turned (and brackets mirrored) here, digits of Arabic writing in a run from left to right as well.
 */
function forShaper(text: string, level: number, font: FontFile): string {
  const turnsItself = font.subset === "arabic" || font.subset === "hebrew";
  const isRightToLeft = level % 2 === 1;
  if (isRightToLeft === turnsItself) return text;
  const turned = Array.from(text).reverse();
  return (isRightToLeft ? turned.map((char) => bidi.getMirroredCharacter(char) ?? char) : turned).join("");
}
