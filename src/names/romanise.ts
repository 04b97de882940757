/** Latin spellings for the eye, and the canonical native form. */
import { asciiOf } from "./ascii.ts";
import { readingsOf } from "./readings.ts";
import { wordsOf } from "./words.ts";

const SPELLINGS: Readonly<Record<string, string>> = {
  T: "th",
  S: "sh",
  Z: "zh",
  C: "ch",
  J: "j",
  c: "ts",
  x: "kh",
  G: "gh",
  "<": "c",
  ">": "c",
  "&": "ch",
  "+": "ch",
  "~": "j",
  "%": "g",
  "!": "g",
  F: "f",
  Q: "b",
  j: "j",
  D: "d",
  B: "b",
  P: "p",
  $: "s",
  K: "k",
  H: "h",
  W: "w",
  Y: "i",
  A: "a",
  E: "a",
  "@": "a",
};

/**
 * A name in plain Latin letters for readers of Latin, word by word as written. Vowels that a script leaves out
 * stay out; Latin names lose their diacritics.
 *
 * @example
 * romaniseName("Гасанов Али"); //=> "Gasanov Ali"
 * romaniseName("Həsənov Əli"); //=> "Hasanov Ali"
 */
export function romaniseName(text: string): string {
  return wordsOf(text)
    .map(({ fold, script }) => {
      if (script === "latin") return asciiOf(fold.replaceAll("ə", "a"));
      const sounds = readingsOf(fold, script)[0]?.sounds ?? "";
      return Array.from(sounds, (sound) => SPELLINGS[sound] ?? sound).join("");
    })
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

/**
 * The canonical native form: folded words in a fixed order, in the script they were written in. The fold of a
 * fold is itself.
 *
 * @example
 * foldName("ПЁТР  Иванов"); //=> "иванов петр"
 * foldName("أحمد"); //=> foldName("احمد")
 */
export function foldName(text: string): string {
  return wordsOf(text)
    .map((word) => word.fold)
    .toSorted()
    .join(" ");
}
