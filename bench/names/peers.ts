/** The plain ways to compare names, measured beside ours: any-ascii with Jaro-Winkler, and double metaphone. */
import { doubleMetaphone } from "double-metaphone";
import { jaroWinkler } from "../../src/linkage/edit-distance.ts";
import { asciiOf } from "../../src/names/ascii.ts";

export const asciiWords = (text: string): readonly string[] =>
  text
    .split(/[\s,-]+/)
    .map(asciiOf)
    .filter((word) => word !== "");

/** any-ascii, then each word's best Jaro-Winkler in the other name, averaged over the words, both ways. */
export function plainLikeness(left: string, right: string): number {
  return bestWords(asciiWords(left), asciiWords(right), jaroWinkler);
}

/** The same with double metaphone: two words agree by the Jaro-Winkler of their nearest codes. */
export function metaphoneLikeness(left: string, right: string): number {
  const codesOf = (text: string) => asciiWords(text).map((word) => doubleMetaphone(word));
  return bestWords(codesOf(left), codesOf(right), (a, b) =>
    Math.max(...a.flatMap((one) => b.map((other) => jaroWinkler(one, other)))),
  );
}

function bestWords<Word>(
  a: readonly Word[],
  b: readonly Word[],
  likeness: (one: Word, other: Word) => number,
): number {
  const oneWay = (from: readonly Word[], to: readonly Word[]) =>
    from.reduce((sum, word) => sum + Math.max(0, ...to.map((other) => likeness(word, other))), 0) /
    (from.length || 1);
  return (oneWay(a, b) + oneWay(b, a)) / 2;
}
