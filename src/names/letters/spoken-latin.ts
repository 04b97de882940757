/** Latin letters as French, English, Italian, Spanish and Polish say them: other scripts write such names by ear. */
import { LATIN } from "./latin.ts";
import { letterTable, readLetters } from "./read-letters.ts";

// Closing consonants and e are mute, -er and -et end in a vowel, -ill- is a glide (Fouché, Traité de prononciation).
const FRENCH = new Map([
  ...LATIN,
  ...letterTable(`
  ai e  ay e  aî e  ei e  au o  eau o  eu e  oeu e  œu e  oi ua  oy uay  oy$ ua  oî ua  ou u  où u
  aill ay  aille$ ay  ail$ ay  eill ey  eille$ ey  eil$ ey  euil$ ey  ouill uy  ill iy  ille$ iy
  ais$ e  ait$ e  aît$ e  ay$ e  aix$ e  ois$ ua  oit$ ua  oix$ ua  aud$ o  ault$ o  auld$ o  aux$ o  eaux$ o  eux$ e  oux$ u  ous$ u  out$ u
  er$ e  ers$ e  ez$ e  et$ e  ets$ e  ier$ ye  iers$ ye  iez$ ye  ière$ yer  ières$ yer
  s$ -  x$ -  t$ -  d$ -  z$ -  p$ -  ts$ -  ds$ -  st$ st  ct$ kt  e$ -  es$ -  ge$ Z  ges$ Z  ce$ s  ces$ s  gue$ g  gues$ g  que$ k  ques$ k  che$ S  ches$ S
  h -  ch S  j Z  ge Ze  gé Ze  gè Ze  gê Ze  gi Zi  gy Zi  gea Za  geo Zo  gue ge  gui gi  gn ny  gne$ n  ce se  cé se  cè se  ci si  cy si  ç s
  qu k  th t  ph f  lle$ l  lles$ l  tte$ t  ttes$ t  nne$ n  nnes$ n  sse$ s  sses$ s
`),
]);

// After the respellings of Webster: silent gh, w, k and e, and vowels that are two.
const ENGLISH = new Map([
  ...LATIN,
  ...letterTable(`
  wh w  who hu  wr r  ^kn n  ^mc mak  ^mac mak  ugh$ yu  tth T  alk ok igh ay  eigh ey  aigh ey  augh o  ough o  gh$ -  ght$ t  mb$ m
  ea i  ee i  oo u  ey$ i  ie$ i  ay ey  ai ey  ei ey  y$ i  aw o  aw$ o  ow ou  ow$ ou  ew yu  ew$ yu
  ^by bay  ry ray  ly lay  ry$ ri  ly$ li  ^i ay
  ike$ ayk  ikes$ ayks  ite$ ayt  ine$ ayn  ide$ ayd  ile$ ayl  ime$ aym  ice$ ays  ives$ ayvz  ive$ ayv  ife$ ayf
  ake$ eyk  akes$ eyks  ate$ eyt  ates$ eyts  ane$ eyn  ade$ eyd  ale$ eyl  ame$ eym  ace$ eys  ave$ eyv  ague$ eyg  aig$ eyg
  ume$ yum  ute$ yut  ube$ yub  uke$ yuk  ule$ yul  une$ yun  use$ yuz  pb b
  ose$ ouz  one$ oun  ole$ oul  ope$ oup  ode$ oud
  e$ -  gue$ g  ge$ J  le$ l  ck k  j J  u a  ^u yu  ur er  urn ern  unn an
  ^ge Je  ^gi gi
`),
]);

// C and g are soft before e and i, whose i is mute before another vowel, and hard before h (Canepari, Il DiPI).
const ITALIAN = new Map([
  ...LATIN,
  ...letterTable(`
  ce Ce  cce Ce  ci Ci  cci Ci  cia Ca  cio Co  ciu Cu  ccia Ca  ccio Co  cciu Cu  che ke  chi ki  cche ke  cchi ki
  ge Je  gge Je  gi Ji  ggi Ji  gia Ja  gio Jo  giu Ju  ggia Ja  ggio Jo  ggiu Ju  ghe ge  ghi gi
  sce Se  sci Si  scia Sa  scio So  sciu Su  sche ske  schi ski  gli li  glia lya  glio lyo  gn ny  z c  zz c
`),
]);

// Ll is a glide, j and soft g are kh, h is mute, z and soft c are s (Hualde, Los sonidos del español).
const SPANISH = new Map([
  ...LATIN,
  ...letterTable(
    "ll y  j x  ge xe  gé xe  gi xi  gí xi  gue ge  gui gi  que ke  qui ki  h -  ch C  ce se  cé se  ci si  cí si  z s",
  ),
]);

// Closing -cki is tski in Polish and in what is spelt after it, rz is zh.
const POLISH = new Map([
  ...LATIN,
  ...letterTable("ck ck  c c  ch x  rz Z  w v  j y  sz S  cz C  ą on  ę en  ł l"),
]);

/**
 * The readings of a folded Latin word in French, English, Italian, Spanish and Polish, where it may be of that language
 * by its letters, no two alike.
 *
 * @example
 * spokenLatin("gaillard"); //=> ["gaiyard", "gayar"]
 */
export function spokenLatin(word: string): readonly string[] {
  const french = FRENCH_LETTERS.test(word) ? [readLetters(word, FRENCH)] : [];
  const english = ENGLISH_LETTERS.test(word) ? [readLetters(word, ENGLISH)] : [];
  const italian = ITALIAN_LETTERS.test(word) ? [readLetters(word, ITALIAN)] : [];
  const spanish = SPANISH_LETTERS.test(word) ? [readLetters(word, SPANISH)] : [];
  const polish = POLISH_LETTERS.test(word) ? [readLetters(word, POLISH)] : [];
  return [...new Set([...polish, ...italian, ...spanish, ...french, ...english])];
}

const ITALIAN_LETTERS = /^(?=.*(?:sc[ei]|[cg]i[aou]|[cg]h[ei]|gli|gn|zz|cc[ei]|gg[ei])).*[aeio]$/;
const POLISH_LETTERS = /ck[ai]$|rz|[ąę]/;
const SPANISH_LETTERS = /ll[aeouáéíóú]|ñ|[áéíóú].*[lnrsz]$|ez$|(?:j|gu[ei]|qu[ei]).*[aosz]$/;

const FRENCH_LETTERS =
  /[aeiouyéèêâîôûï][rnlu]?[nlr]?(?:[sxtdzp]|ts|ds|er|ers)$|[ltns]es?$|ill|gn|eau|[gq]u[ei]|ch|oi|g[eé]o|[aeiou]r$|ais|^h/;
const ENGLISH_LETTERS = /wh|wr|alk|pb|^kn|^ma?c|gh|[aeo]w|e[ea]|oo|[aeiou][a-z]e?s?$|[aeiou][ey]|y|u|^i|gue$/;

// Hanyu Pinyin: x is a sound of its own, q is ch; Russian ends in a plain n what ends in ng (Palladius).
const PINYIN = new Map([...LATIN, ...letterTable("x S  q C  zh J  c c  ou ou  ui uei  j J  ng$ n")]);

/** Syllables of pinyin, one after the other, with an x or a q among their openings or ng at the end. */
const SYLLABLES =
  /^(?=.*(?:[xq]|ng$))(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?ang?|i?ao?|ai|e[in]?|eng?|i?ong?|ou|in?g?|iu|ian|ie|u[aoien]?|uan?g?|uai|ü)){1,4}$/;

/**
 * The reading of a folded Latin word as Chinese in pinyin, where it is one by its syllables.
 *
 * @example
 * pinyinOf("xiahou"); //=> ["Siahou"]
 */
export function pinyinOf(word: string): readonly string[] {
  const plain = word.normalize("NFD").replace(/[\u0300\u0301\u0304\u030c]/g, ""); // marks of tones
  return SYLLABLES.test(plain.slice(0, 24)) ? [readLetters(plain, PINYIN)] : [];
}
