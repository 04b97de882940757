/** Reads a word by a table of letters, the longest entry first. */
import { asciiOf } from "../ascii.ts";

/** Letters of a script (one to three) to sounds. A key with `^` before it counts only at the start of a word. */
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

const ASCII: LetterTable = new Map(Object.entries({ c: ">", j: "~", q: "k", x: "ks", y: "i" }));

/** The sounds of a folded word. Letters that the table lacks are read through ASCII, so that none is lost. */
export function readLetters(word: string, table: LetterTable): string {
  let sounds = "";
  let at = 0;
  while (at < word.length) {
    const [length, read] = longestEntry(word, at, table) ?? unknownLetter(word, at);
    sounds += read;
    at += length;
  }
  return sounds;
}

function longestEntry(word: string, at: number, table: LetterTable): readonly [number, string] | undefined {
  for (let length = 3; length > 0; length--) {
    const letters = word.slice(at, at + length);
    const sounds = (at === 0 ? table.get(`^${letters}`) : undefined) ?? table.get(letters);
    if (sounds !== undefined && letters.length === length) return [length, sounds];
  }
  return undefined;
}

function unknownLetter(word: string, at: number): readonly [number, string] {
  const letter = String.fromCodePoint(word.codePointAt(at) ?? 0);
  const sounds = Array.from(asciiOf(letter), (char) => ASCII.get(char) ?? char).join("");
  return [letter.length, sounds];
}
