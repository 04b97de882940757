/** Former family names, as before marriage: "Anna Petrova née Ivanova", "Петрова (Иванова) Анна". */
import { type Part, setOf } from "./compounds.ts";
import { familyAt, isFamilyByForm } from "./name-parts.ts";
import { partsOf } from "./parts.ts";
import { asidesOf, type Word, wordsOf } from "./words.ts";

/** Words after which a former family name stands, folded; some are two words. */
const MARKS = setOf(
  "née nee né born formerly geb geborene rozená rodena rođena rođ rojena urodz domu domo nata nascida soltera född født født " +
    "qizliq kizlik soyadi soyad famili evvelki əvvəlki " +
    "урожд урожденная урожденный уроженная рожд бывш бывшая девичестве девичья дев рођ рођена родена уроджена дівоче дівоча прізвище фамилия қызлық қыз " +
    "ծնյալ օրիորդական ազգանունը ქალიშვილობის გვარი გვარად γενοσ πατρικο לבית לשעבר المولوده سابقا سابق دوشيزگي",
);

/** Little words before a mark: "z domu", "в девичестве", "το γένος". */
const LEADS = setOf("z de в у з по το");

/** A name's words as they are compared, and the same under each of its family names; none where it gives but one. */
export type NamesGiven = { readonly parts: readonly Part[]; readonly former: readonly (readonly Part[])[] };

/** Fewest words before a mark: "Born" and "Nee" are names too. */
const LEAST_BEFORE = 2;

export const isFormerMark = ({ fold }: Word): boolean => MARKS.has(fold);

/** What words in a row tell. */
export function readFormer(words: readonly Word[]): NamesGiven {
  const mark = words.findIndex((word, at) => at >= LEAST_BEFORE && isFormerMark(word));
  const former = mark < 0 ? [] : withoutMarks(words.slice(mark));
  if (former.length === 0) return { parts: partsOf(words), former: [] };
  const isLead = LEADS.has(words[mark - 1]!.fold) && mark > LEAST_BEFORE;
  return bothNames(words.slice(0, isLead ? mark - 1 : mark), former);
}

/** Brackets as they are written; those that only become one by compatibility tell no family name. */
const BRACKET = /[([\uff08\uff3b]/;

/** What a name as it came tells. */
export function namesGiven(text: string): NamesGiven {
  const words = wordsOf(text);
  const isPlain = !BRACKET.test(text) || words.some(isFormerMark);
  return (isPlain ? undefined : readAsides(words, asidesOf(text))) ?? readFormer(words);
}

/**
 * What an aside in brackets tells: a marked name in it, or a single word with the form of a family name.
 * Other asides are trades, parties, places: two names that share one would be taken for one.
 */
function readAsides(words: readonly Word[], asides: readonly (readonly Word[])[]): NamesGiven | undefined {
  const marked = asides.find((aside) => aside.some(isFormerMark));
  if (marked !== undefined) {
    const former = withoutMarks(marked.slice(marked.findIndex(isFormerMark)));
    if (former.length > 0) return bothNames(words, former);
  }
  const family = asides.find((aside) => aside.length === 1 && aside.every(isFamilyByForm));
  if (family === undefined || words.length < LEAST_BEFORE) return undefined;
  return { parts: partsOf(words), former: [underFormer(words, family)] };
}

const withoutMarks = (words: readonly Word[]) => words.filter((word) => !isFormerMark(word));

function bothNames(current: readonly Word[], former: readonly Word[]): NamesGiven {
  return {
    parts: partsOf([...current, ...former]),
    former: [partsOf(current), underFormer(current, former)],
  };
}

/** The parts with the former family name in place of the present one. */
function underFormer(current: readonly Word[], former: readonly Word[]): readonly Part[] {
  const parts = partsOf(current);
  const at = familyAt(parts);
  return [...parts.slice(0, at), ...partsOf(former), ...parts.slice(at + 1)];
}
