/** Cyrillic to sounds: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Azerbaijani and Turkic alphabets. */
import { letterTable, readLetters } from "./read-letters.ts";

// After the BGN/PCGN tables of each language. Ghe is g or h by language and by habit, so it stays open.
const CYRILLIC = letterTable(`
  а a  б b  в v  г %  ґ g  ѓ J  ғ G  ҕ G  д d  ђ J  е e  є ye  ж Z  җ J  з z  ҙ z  ѕ dz  и i  і i  ї yi  й y  ј y
  к k  ќ C  қ q  ҡ q  ҝ g  л l  љ ly  м m  н n  њ ny  ң n  ҥ n  о o  ө o  ӧ o  п p  р r  с s  ҫ s  т t  ћ C
  у u  ў w  ү u  ұ u  ӱ u  ф f  х x  ҳ h  һ h  ц c  ч C  ҹ J  ҷ J  џ J  ш S  щ S  ъ -  ы i  ь -  э e  ә @  ӕ e
  ю yu  я ya  ӣ i  ӯ u  ӏ -  дж J  тс c  тч C  кс ks  сч S  жч C  гъ G  хъ q  къ q  тх T
`);

/**
 * @example
 * soundsOfCyrillic("гасанов"); //=> "%asanov"
 */
export function soundsOfCyrillic(word: string): string {
  return readLetters(word, CYRILLIC);
}

// Palladius for Chinese, Polivanov for Japanese.
const EASTERN = new Map([
  ...CYRILLIC,
  ...letterTable(`
  дз z  дзи Ji  дзя Ja  дзю Ju  дзе Jo  цз J  чж J  ся Sa  сю Su  сяо Sao  си Si  тя Ca  тю Cu  ти Ci  хуэй huei
  цза za  цзо zo  цзу zu  цзэ ze  цзы zi  цы ci
`),
]);

// Japanese e is written with another letter, so that each е here is an ё, which the fold takes for it.
const JAPANESE = new Map([...EASTERN, ...letterTable("е yo  се So  те Co")]);

// Syllables of Japanese, one after the other, among them one that is read otherwise there.
const SYLLABLES = "(?:(?:[кгсзтднхбпмр]?[аиуэоюяе]|[цф]у|ва)[нй]?)";
const WITH_YO = new RegExp(`^(?=.*е)${SYLLABLES}{1,6}$`);
const WITH_SHI = new RegExp(`^(?=.*[ст]и)${SYLLABLES}{2,6}$`);

/**
 * The reading of a folded word as Russian writes Chinese and Japanese, where it may be of these by its letters.
 *
 * @example
 * easternCyrillic("сюдзи"); //=> ["SuJi"]
 * easternCyrillic("ёкодзава".replace("ё", "е")); //=> ["yokozava"]
 */
export function easternCyrillic(word: string): readonly string[] {
  if (/цз|чж/.test(word)) return [readLetters(word, EASTERN)];
  if (/дз|^е(?:и|[кст][иоу])/.test(word) || WITH_YO.test(word)) return [readLetters(word, JAPANESE)];
  return /[ст][яю]./.test(word) || WITH_SHI.test(word) ? [readLetters(word, EASTERN)] : [];
}
