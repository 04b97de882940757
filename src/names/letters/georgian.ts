/** Georgian to sounds, with and without the nominative's closing -i. */
import { letterTable, readLetters } from "./read-letters.ts";

// After the national system of 2002.
const GEORGIAN = letterTable(`
  ა a  ბ b  გ g  დ d  ე e  ვ v  ზ z  თ t  ი i  კ k  ლ l  მ m  ნ n  ო o  პ p  ჟ Z  რ r  ს s  ტ t  უ u  ფ P  ქ k  ღ G
  ყ q  შ S  ჩ C  ც c  ძ dz  წ c  ჭ C  ხ x  ჯ J  ჰ h  ჲ y  ჱ e  ჳ w  ჴ x  ჵ o  ჶ f  ოუ ou
`);

/**
 * The readings of a word. The nominative puts -i after a consonant, in foreign names too.
 *
 * @example
 * soundsOfGeorgian("ჰასანოვი"); //=> ["hasanovi", "hasanov"]
 */
export function soundsOfGeorgian(word: string): readonly string[] {
  const sounds = readLetters(word, GEORGIAN);
  return /[^aeiou]i$/.test(sounds) && sounds.length > 3 ? [sounds, sounds.slice(0, -1)] : [sounds];
}
