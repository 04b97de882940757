/** Latin letters as French and English say them: other scripts write such names by ear. */
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
  wh w  who hu  wr r  ^kn n  igh ay  eigh ey  aigh ey  augh o  ough o  gh$ -  ght$ t  mb$ m
  ea i  ee i  oo u  ey$ i  ie$ i  ay ey  ai ey  ei ey  y$ i  aw o  aw$ o  ow ou  ow$ ou  ew yu  ew$ yu
  ^by bay  ry ray  ly lay  ry$ ri  ly$ li  ^i ay
  ike$ ayk  ikes$ ayks  ite$ ayt  ine$ ayn  ide$ ayd  ile$ ayl  ime$ aym  ice$ ays  ives$ ayvz  ive$ ayv  ife$ ayf
  ake$ eyk  ate$ eyt  ane$ eyn  ade$ eyd  ale$ eyl  ame$ eym  ace$ eys  ave$ eyv  ague$ eyg  aig$ eyg
  ose$ ouz  one$ oun  ole$ oul  ope$ oup  ode$ oud
  e$ -  gue$ g  ge$ J  le$ l  ck k  j J  u a  ^u yu  ur er  urn ern  unn an
  ^ge Je  ^gi gi
`),
]);

/**
 * The readings of a folded Latin word in French and in English, where it may be of that language by its letters, no
 * two alike.
 *
 * @example
 * spokenLatin("gaillard"); //=> ["gayar"]
 */
export function spokenLatin(word: string): readonly string[] {
  const french = FRENCH_LETTERS.test(word) ? [readLetters(word, FRENCH)] : [];
  const english = ENGLISH_LETTERS.test(word) ? [readLetters(word, ENGLISH)] : [];
  return [...new Set([...french, ...english])];
}

const FRENCH_LETTERS =
  /[aeiouyéèêâîôûï][rnlu]?[nlr]?(?:[sxtdzp]|ts|ds|er|ers)$|[ltns]es?$|ill|gn|eau|[gq]u[ei]|ch|oi|g[eé]o|[aeiou]r$|ais|^h/;
const ENGLISH_LETTERS = /wh|wr|^kn|gh|[aeo]w|e[ea]|oo|[aeiou][a-z]e?s?$|[aeiou][ey]|y|u|^i|gue$/;

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
  return SYLLABLES.test(word.slice(0, 24)) ? [readLetters(word, PINYIN)] : [];
}
