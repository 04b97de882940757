/** Latin letters to sounds, for names that may be in any language or romanised from any. */
import { type LetterTable, letterTable, readLetters } from "./read-letters.ts";

// One letter often has several readings: c, j and x stay open. `bd` keeps abd- apart from the name that follows.
export const LATIN: LetterTable = letterTable(`
  a a  b b  d d  e e  f f  g g  h h  i i  k k  l l  m m  n n  o o  p p  r r  s s  t t  u u  v v  w w  z z
  c >  ce <e  cé <e  cè <e  cê <e  cë <e  ci <i  cí <i  cî <i  cy <i  ch &  ck k  cz C  cq k  cc >  j ~  q q  qu kw  x ks  y y
  ge !e  gé !e  gè !e  gê !e  gi !i  gí !i  gy !i
  sh S  sch S  sz $  ss s  shch S  th T  ph f  gh G  kh x  zh Z  zs Z  dj J  dzh J  dž J  dsch J  dge Je  dgi Ji  tch C  tsch C  tj C  ts c  tz c  zz c  dz dz
  rh r  bd bd  ğ G  ĝ J  ģ g  ġ J  ɣ G  ç +  ć C  č C  ĉ C  ċ C  ş S  š S  ś S  ș S  ŝ S  ž Z  ź Z  ż Z  ĵ Z  đ J  ď d  ð T  þ T  ħ h  ĥ x
  ñ ny  ń n  ň n  ņ n  ŋ n  ł l  ľ l  ļ l  ĺ l  ř r  ŕ r  ŗ r  ț c  ţ c  ť t  ķ k  ŵ w  ŷ i  ý i  ÿ i  ẏ y
  ə @  æ e  œ e  ä e  å a  á a  à a  â a  ã a  ā a  ă a  ą a  é e  è e  ê e  ë e  ē e  ė e  ę e  ě e  í i  ì i  î i  ï i  ī i  į i
  ó o  ò o  ô o  õ o  ö o  ø o  ō o  ő o  ú u  ù u  û u  ü u  ū u  ű u  ů u  ų u  ŭ w  ḥ h  ḩ h  ḫ x  ẕ z  ẓ z  ż z  ṣ s  ṭ t  ḍ d  ẖ x  ġ G
  oo u  ee i  ou u  eau o  aa a  ii i  uu u
`);

// Azerbaijani letters (and q without u) say that x is kh and q is a g; elsewhere x is ks.
const LOCAL_X = new Map([...LATIN, ...letterTable("x x  q g  c J")]);

/**
 * The readings of a folded Latin word: the usual one, and the Azerbaijani one where x or q may be meant so.
 * Closing -y, -iy, -ij, -yy are one vowel, y between consonants is a vowel.
 *
 * @example
 * soundsOfLatin("schmidt"); //=> ["Smidt"]
 * soundsOfLatin("xalid"); //=> ["ksalid", "xalid"]
 */
export function soundsOfLatin(word: string): readonly string[] {
  const usual = readLetters(word, LATIN);
  const readings = /x|q(?!u)/.test(word) ? [usual, readLetters(word, LOCAL_X)] : [usual];
  return [...new Set(readings)];
}
