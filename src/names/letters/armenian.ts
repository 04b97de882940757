/** Armenian to sounds, in Eastern and in Western pronunciation. */
import { letterTable, readLetters } from "./read-letters.ts";

// After ISO 9985 and BGN/PCGN.
const EASTERN = letterTable(`
  ա a  բ b  գ g  դ d  ե e  ^ե ye  զ z  է e  ը @  թ t  ժ Z  ի i  լ l  խ x  ծ c  կ k  հ h  ձ dz  ղ G  ճ C  մ m  յ y  ն n
  շ S  ո o  ^ո vo  չ C  պ p  ջ J  ռ r  ս s  վ v  տ t  ր r  ց c  ւ v  փ p  ք k  օ o  ֆ f  ու u  ^ու u  եւ ev  ^եւ yev  ոու ou
`);
// Western pronunciation exchanges the voiced and the voiceless stops.
const WESTERN = new Map([...EASTERN, ...letterTable("բ p  գ k  դ t  պ b  կ g  տ d  ձ c  ծ dz  ջ C  ճ J")]);

/**
 * The Eastern reading, and the Western one where it differs.
 *
 * @example
 * soundsOfArmenian("պետրոս"); //=> ["petros", "bedros"]
 */
export function soundsOfArmenian(word: string): readonly string[] {
  return [...new Set([EASTERN, WESTERN].map((table) => readLetters(word, table)))];
}
