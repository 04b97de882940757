/** Reads a word by a table of letters, the longest entry first. */
import { asciiOf } from "../ascii.ts";

/** Letters of a script to sounds. A key with `^` before it counts only at the start of a word, with `$` after it at the end. */
export type LetterTable = ReadonlyMap<string, string>;

/** A table from `letters sounds` pairs, parted by white space; `-` is silence. */
export function letterTable(text: string): LetterTable {
  const entries = text.trim().split(/\s+/);
  const table = new Map<string, string>();
  for (let at = 0; at + 1 < entries.length; at += 2) {
    const sounds = entries[at + 1] ?? "";
    table.set(entries[at] ?? "", sounds === "-" ? "" : sounds);
  }
  return table;
}

type Entry = {
  readonly letters: string;
  readonly sounds: string;
  readonly isOpening: boolean;
  readonly isClosing: boolean;
};

/** The entries of a table by their first letter, in the order in which they are tried. */
const entriesByTable = new WeakMap<LetterTable, ReadonlyMap<number, readonly Entry[]>>();

function entriesOf(table: LetterTable): ReadonlyMap<number, readonly Entry[]> {
  const known = entriesByTable.get(table);
  if (known !== undefined) return known;
  const entries = [...table].map(([key, sounds]): Entry => {
    const isOpening = key.startsWith("^");
    const isClosing = key.length > 1 && key.endsWith("$");
    const letters = key.slice(isOpening ? 1 : 0, isClosing ? -1 : undefined);
    return { letters, sounds, isOpening, isClosing };
  });
  const places = (entry: Entry) => Number(entry.isOpening) + Number(entry.isClosing);
  const inOrder = entries.toSorted((a, b) => b.letters.length - a.letters.length || places(b) - places(a));
  const byFirst = Map.groupBy(inOrder, ({ letters }) => letters.charCodeAt(0));
  entriesByTable.set(table, byFirst);
  return byFirst;
}

const ASCII: LetterTable = new Map(Object.entries({ c: ">", j: "~", q: "k", x: "ks", y: "i" }));

/** The sounds of a folded word. Letters that the table lacks are read through ASCII, so that none is lost. */
export function readLetters(word: string, table: LetterTable): string {
  const byFirst = entriesOf(table);
  let sounds = "";
  let at = 0;
  while (at < word.length) {
    const [length, read] = longestEntry(word, at, byFirst) ?? unknownLetter(word, at);
    sounds += read;
    at += length;
  }
  return sounds;
}

function longestEntry(
  word: string,
  at: number,
  byFirst: ReadonlyMap<number, readonly Entry[]>,
): readonly [number, string] | undefined {
  for (const { letters, sounds, isOpening, isClosing } of byFirst.get(word.charCodeAt(at)) ?? []) {
    if ((isOpening && at > 0) || (isClosing && at + letters.length < word.length)) continue;
    if (letters.length === 1 || word.startsWith(letters, at)) return [letters.length, sounds];
  }
  return undefined;
}

function unknownLetter(word: string, at: number): readonly [number, string] {
  const letter = String.fromCodePoint(word.codePointAt(at) ?? 0);
  const sounds = Array.from(asciiOf(letter), (char) => ASCII.get(char) ?? char).join("");
  return [letter.length, sounds];
}
