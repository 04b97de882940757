/** Hebrew to sounds: consonants, and letters that may be vowels. */
import { letterTable, readLetters } from "./read-letters.ts";

// After the Academy's rules of 2006; geresh (׳) marks foreign sounds. Final forms are folded before.
const HEBREW = letterTable(`
  א A  ב B  ג g  ד d  ה h  ו W  ז z  ח x  ט t  י Y  כ K  ל l  מ m  נ n  ס s  ע E  פ P  צ c  ק k  ר r  ש $  ת t
  ג׳ J  ז׳ Z  צ׳ C  ת׳ T  ד׳ T  ח׳ x  ע׳ G  ר׳ G  ו׳ w  וו W  ^וו v  יי Y  ׳ -  דז dz  ײ Y  װ v  ױ oY
`);

// Yiddish writes these sounds with two letters and more.
const JOINED = new Map([...HEBREW, ...letterTable("טש C  זש Z  דזש J")]);

/**
 * The readings of a folded word: with two letters as one sound, then with the vowel between them that is not written.
 *
 * @example
 * soundsOfHebrew("שרה"); //=> ["$rH"]
 * soundsOfHebrew("רוטשילד"); //=> ["rWCYld", "rWt$Yld"]
 */
export function soundsOfHebrew(word: string): readonly string[] {
  return [...new Set([JOINED, HEBREW].map((table) => closingHeh(readLetters(word, table))))];
}

const closingHeh = (sounds: string) =>
  sounds.length > 2 && sounds.endsWith("h") ? `${sounds.slice(0, -1)}H` : sounds;

/**
 * The reading of a word without a closing -us, as others have it of Latin names.
 *
 * @example
 * withoutUs("סקסטוס"); //=> ["skst"]
 */
export function withoutUs(word: string): readonly string[] {
  return /...וס$/.test(word) ? [readLetters(word.slice(0, -2), JOINED)] : [];
}

/**
 * The reading of a word that ends in het with the vowel before it alone, as those write it whose language has no such
 * sound.
 *
 * @example
 * closingHet("נח"); //=> ["na"]
 */
export function closingHet(word: string): readonly string[] {
  return word.length > 1 && word.endsWith("ח") ? [`${readLetters(word.slice(0, -1), JOINED)}a`] : [];
}
