/** Arabic script to sounds: Arabic, Persian, Urdu, Kurdish, Uyghur and Azerbaijani letters. */
import { letterTable, readLetters } from "./read-letters.ts";

// After ALA-LC for Arabic and Persian. Letters with several readings stay open (waw, ya, alef, ayin).
const ARABIC = letterTable(`
  ا A  ب Q  ت t  ث T  ج j  ح h  خ x  د d  ذ D  ر r  ز z  س s  ش S  ص s  ض D  ط t  ظ D  ع E  غ G  ف F  ق q  ك k
  ل l  م m  ن n  ه h  و W  ي Y  لا lA
  پ p  چ C  ژ Z  گ g  ڤ v  ڨ g  ڭ n  ڠ g  ݣ g  ڥ v  ٹ t  ڈ d  ڑ r  ں n  ڕ r  ڵ l  ە e  ۆ o  ۇ u  ۈ u  ۋ v  ێ e  ې e  ۉ o  ۊ u  ټ t  ډ d  ړ r  ښ S  ږ Z  ګ g  ڼ n  څ c  ځ dz
  وو W  يي Y
`);

// Two letters for one sound, as Arabic writes foreign names; Persian writes tch letter for letter.
const JOINED = new Map([...ARABIC, ...letterTable("تش C  دج j  تس c  تز c  تچ C")]);

/**
 * The readings of a folded word: with two letters as one sound, then with the vowel between them that is not written.
 *
 * @example
 * soundsOfArabic("نوره"); //=> ["nWrH"]
 * soundsOfArabic("تستر"); //=> ["ctr", "tstr"]
 */
export function soundsOfArabic(word: string): readonly string[] {
  return [...new Set([JOINED, ARABIC].map((table) => closingHeh(readLetters(word, table))))];
}

const closingHeh = (sounds: string) =>
  sounds.length > 2 && sounds.endsWith("h") ? `${sounds.slice(0, -1)}H` : sounds;
