/** The first steps of the pipeline: cap, NFKC, words, script per word, native fold. */
import { foldWord } from "./fold-word.ts";
import { type Script, scriptOf } from "./script.ts";

/** A word of a name, folded within its own script. */
export type Word = {
  readonly fold: string;
  readonly script: Script;
  readonly isTied: boolean; // by a hyphen to the word before it
};

/** UTF-16 units of a name that are read, and words and units per word that are kept: the rest cannot be a name. */
const LONGEST_TEXT = 1024;
const MOST_WORDS = 16;
const LONGEST_WORD = 40;

// Letters with their marks and digits; an apostrophe inside or after letters is kept here, for Hebrew geresh.
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'\u05f3\u05f4"]*/gu;
const APOSTROPHES =
  /[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02be\u02bf\u02c8\u02ca\u02cb\u0060\u00b4\u055a\uff07]/g;
// Zero-width and direction controls, soft hyphen, tatweel, variation selectors.
const INVISIBLE = /[\p{Cf}\u0640]|[\ufe00-\ufe0f]|\u034f/gu;
const ASIDE = /\([^)]*\)|\[[^\]]*\]/g;
const HYPHEN = /[-\u2010-\u2015\u05be]/;

/**
 * The words of a name in the order written. An aside in brackets is left out unless it is all there is.
 * Never throws; reads at most 1,024 units and keeps at most 16 words of 40 units.
 */
export function wordsOf(text: string): readonly Word[] {
  const clean = cleanText(text);
  const withoutAside = readWords(clean.replace(ASIDE, " "));
  return withoutAside.length > 0 ? withoutAside : readWords(clean);
}

/** The words of each aside in brackets. */
export function asidesOf(text: string): readonly (readonly Word[])[] {
  return Array.from(cleanText(text).matchAll(ASIDE), ([aside]) => readWords(aside));
}

function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replace(APOSTROPHES, "'")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(APOSTROPHES, "'")
    .replace(INVISIBLE, "")
    .slice(0, LONGEST_TEXT);
}

function readWords(clean: string): readonly Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of clean.matchAll(WORD)) {
    const between = clean.slice(end, match.index);
    end = match.index + match[0].length;
    const script = scriptOf(match[0]);
    const fold = foldWord(match[0], script).slice(0, LONGEST_WORD).toWellFormed();
    if (fold === "") continue;
    words.push({ fold, script, isTied: words.length > 0 && between.length === 1 && HYPHEN.test(between) });
    if (words.length === MOST_WORDS) break;
  }
  return words;
}
