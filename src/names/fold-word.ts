/** Native folds: one spelling per script for what its own readers take as the same word. */
import type { Script } from "./script.ts";

const MARKS = /\p{M}/gu;

/** Words of letters that every fold leaves alone. */
const PLAIN = /^(?:[a-z]+|[абвгдежзийклмнопрстуфхцчшщъыьэюя]+)$/;

/** Lookalikes typed from the wrong keyboard layout, Latin to Cyrillic. */
const CYRILLIC_LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: "а",
    e: "е",
    o: "о",
    p: "р",
    c: "с",
    x: "х",
    y: "у",
    i: "і",
    ə: "ә",
    h: "һ",
    k: "к",
    m: "м",
    t: "т",
  }),
);
const LATIN_LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    е: "e",
    о: "o",
    р: "p",
    с: "c",
    х: "x",
    у: "y",
    і: "i",
    ә: "ə",
    һ: "h",
    ј: "j",
    ѕ: "s",
  }),
);

/** Arabic-script letters that are written for one another across Arabic, Persian, Urdu and Kurdish keyboards. */
const ARABIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    أ: "ا",
    إ: "ا",
    آ: "ا",
    ٱ: "ا",
    ى: "ي",
    ی: "ي",
    ې: "ي",
    ے: "ي",
    ئ: "ي",
    ؤ: "و",
    ة: "ه",
    ۀ: "ه",
    ہ: "ه",
    ۂ: "ه",
    ھ: "ه",
    ۃ: "ه",
    ک: "ك",
    ڪ: "ك",
    ء: "",
  }),
);

const HEBREW: ReadonlyMap<string, string> = new Map(
  Object.entries({ ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ", "'": "׳", '"': "", "״": "" }),
);

/**
 * A word folded within its own script; the fold of a fold is itself.
 * Latin and Cyrillic: dotted and dotless i as one (capitals cannot tell them apart), ё as е, no stress marks.
 * Arabic: one alef, ya, kaf, heh; no hamza on the line, no vowel signs. Hebrew: no points, no final forms.
 * Greek: no accents, one sigma. Armenian: classical spellings to reformed. Requires lower case and NFKC.
 *
 * @example
 * foldWord("أحمد", "arabic"); //=> "احمد"
 * foldWord("πέτρος", "greek"); //=> "πετροσ"
 */
export function foldWord(word: string, script: Script): string {
  if (PLAIN.test(word)) return word;
  if (script === "hebrew") return mapLetters(word.replace(MARKS, ""), HEBREW);
  const letters = word.replace(/['"\u05f3\u05f4]/g, "");
  switch (script) {
    case "arabic":
      return foldArabic(letters);
    case "greek":
      return letters.normalize("NFD").replace(MARKS, "").replaceAll("ς", "σ");
    case "armenian":
      return foldArmenian(letters.replace(MARKS, ""));
    case "cyrillic":
      return mapLetters(letters.replace(MARKS, "").replaceAll("ё", "е"), CYRILLIC_LOOKALIKES);
    case "latin":
      return mapLetters(letters, LATIN_LOOKALIKES)
        .replace(MARKS, "")
        .replaceAll("ı", "i")
        .replaceAll("ß", "ss");
    default:
      return letters;
  }
}

function foldArabic(letters: string): string {
  // Kurdish and Uyghur open a word with a hamza seat before its vowel letter.
  const open = letters.replace(MARKS, "").replace(/^ئ(?=[اەوۆۇۈېىێيی])/u, "");
  return mapLetters(open, ARABIC);
}

/** Classical (Mashtotsian) to reformed spelling, for the endings that names show. */
function foldArmenian(letters: string): string {
  return letters
    .replace(/եան$/u, "յան")
    .replace(/իւ/gu, "յու")
    .replace(/ոյ(?=.)/gu, "ույ")
    .replace(/(?<=.)([աո])յ$/u, "$1");
}

function mapLetters(word: string, table: ReadonlyMap<string, string>): string {
  let mapped = "";
  for (const char of word) mapped += table.get(char) ?? char;
  return mapped;
}
