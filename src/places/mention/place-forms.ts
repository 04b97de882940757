/** The forms of a place's name that stand for it: without words for its type, with its qualifier in one language. */
import { foldWord } from "../../names/fold-word.ts";
import { scriptOf } from "../../names/script.ts";
import { ENDINGS, NEAR_WORDS, OF_WORDS, QUALIFIERS, TYPE_WORDS } from "../generated/place-words.ts";

/** A word as written, and as the tables of words have it. */
export type PlaceWord = { readonly text: string; readonly key: string };

const LONGEST_TEXT = 400;
const MOST_WORDS = 24;

/** The words of a place as written, at most 24 of the first 400 units. */
export function placeWords(text: string): readonly PlaceWord[] {
  return (
    text
      .slice(0, LONGEST_TEXT)
      .toWellFormed()
      .normalize("NFKC")
      // "с.Верхнее", "г.Баку": an abbreviation that touches its name.
      .replace(/(?<![\p{L}\p{M}])(\p{L}{1,4}\.)(?=\p{L}{2})/gu, "$1 ")
      .split(/[\s\u00ab\u00bb\u201c-\u201f"]+/u)
      .filter((word) => /[\p{L}\p{N}]/u.test(word))
      .slice(0, MOST_WORDS)
      .map((word) => ({
        text: word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}.'’]+$/gu, ""),
        key: keyOf(word),
      }))
  );
}

/** Lower case without dots, but for an abbreviation of one letter, which is no word without its dot. */
function keyOf(word: string): string {
  const key = word
    .toLowerCase()
    .replaceAll("\u0307", "")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}.]+$/gu, "");
  return /^\p{L}\.$/u.test(key) ? key : key.replace(/\.$/, "");
}

const has = (words: Readonly<Record<string, string>>, key: string) => Object.hasOwn(words, key);

export const typeOf = ({ key }: PlaceWord): string | undefined =>
  has(TYPE_WORDS, key) ? TYPE_WORDS[key] : undefined;
export const isOf = ({ key }: PlaceWord): boolean => has(OF_WORDS, key);
export const isNear = (...words: readonly PlaceWord[]): boolean =>
  has(NEAR_WORDS, words.map(({ key }) => key).join(" "));

/**
 * The texts under which a name is looked for, the name itself first: without words for its type, with its qualifier
 * by meaning ("Yuxarı Qarasu" and "Верхний Карасу" are both `upper`), without the ending of an adjective or a case
 * when a word for a type stood beside it.
 *
 * @example
 * placeForms("Шемахинский район"); //=> ["Шемахинский район", "Шемахинский", "Шемах"]
 */
export function placeForms(text: string): readonly string[] {
  if (!/[\s.]/u.test(text)) return [text]; // one word is all name
  const words = placeWords(text);
  const core = words.filter(
    (word, at) => !isTypeAt(words, at) && !(isOf(word) && at < 2 && isTypeAt(words, at - 1)),
  );
  const hasType = core.length > 0 && core.length < words.length;
  const plain = hasType ? joinWords(core) : text;
  const qualified = hasQualifier(core) ? [core.map(meaningOf).toSorted(qualifierFirst).join(" ")] : [];
  return [...new Set([text, plain, ...qualified, ...(hasType ? stemOf(core) : [])])];
}

/** A word for a type is none where it is all that there is. */
function isTypeAt(words: readonly PlaceWord[], at: number): boolean {
  const word = words[at];
  return word !== undefined && words.length > 1 && typeOf(word) !== undefined;
}

export const joinWords = (words: readonly PlaceWord[]): string => words.map(({ text }) => text).join(" ");

const hasQualifier = (words: readonly PlaceWord[]) =>
  words.length > 1 && words.some(({ key }) => has(QUALIFIERS, key));
const meaningOf = ({ key, text }: PlaceWord) => (has(QUALIFIERS, key) ? `${QUALIFIERS[key]}` : text);
const meanings: ReadonlySet<string> = new Set(Object.values(QUALIFIERS));
const qualifierFirst = (a: string, b: string) => Number(meanings.has(b)) - Number(meanings.has(a));

const SHORTEST_STEM = 3;

function stemOf(words: readonly PlaceWord[]): readonly string[] {
  const last = words.at(-1)?.text ?? "";
  const script = scriptOf(last);
  const lower = foldWord(last.toLowerCase(), script);
  const ending = (ENDINGS[script] ?? []).find(
    (each) => lower.endsWith(each) && lower.length - each.length >= SHORTEST_STEM,
  );
  if (ending === undefined) return [];
  return [[...words.slice(0, -1).map(({ text }) => text), last.slice(0, -ending.length)].join(" ")];
}
