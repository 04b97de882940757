/** Words that are one part of a name: articles, servant-of, father-of, of-the-faith. */
import type { Script } from "./script.ts";
import type { Word } from "./words.ts";

/** A part of a name. `glued` is its other spelling, with the article written on. */
export type Part = { readonly fold: string; readonly script: Script; readonly glued?: string };

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** Articles on their own, and those assimilated to the next consonant, which only a hyphen gives away. */
const ARTICLES = setOf("al el ul ال");
const TIED_ARTICLES = setOf("ar as ash ad at an az er es ed et en ur us ud ut un");
const SERVANT = /^(?:abd|abdu|abdo|abd[aeiou]l|abd[aeu][rsdtnz]|عبد|абд|абдул|абдель|абду)$/u;
const FATHER_OF = setOf("abu abou abo ابو ابي абу");
// Scots and Irish son-of: McCallum, Mc Callum, مک کالوم; what may be a given name too only where a hyphen ties it.
const GAELIC_SON = setOf("mc مك מק");
const TIED_GAELIC_SON = setOf("mac мак ماك");
const TAIL = /^(?:الدين|الله|allah|eddine?|uddin|aldin|eldin|addin)$/;
const FAITH = /^(?:دين|din|deen|dine)$/;

const MARKS = [FATHER_OF, ARTICLES, TIED_ARTICLES, GAELIC_SON, TIED_GAELIC_SON];

/** Words that open with the letters of the Arabic article by nature. */
const NOT_ARTICLES = setOf(
  "الياس الهام الين الينا الفت الماس المازه اليسار اليزابيث الكساندر الكسندر الكسي البير البرت الان الينور الفريد الفونس الفيرا الونا",
);

/** A compound that starts at a word: its part, the word after it, and whether it continues the part before. */
type Compound = { readonly part: Part; readonly end: number; readonly isTail: boolean };

/**
 * The parts that words make. "Abd al-Rahman", "Abdul Rahman" and "Abdurrahman" are one part, so are "Abu Hasan"
 * and "Salah al-Din"; any other article is set aside.
 */
export function joinCompounds(words: readonly Word[]): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    const { part, end, isTail } = compoundAt(words, at);
    const last = isTail ? parts.pop() : undefined;
    parts.push(
      last === undefined ? part : { fold: last.fold + withoutArticle(part.fold), script: last.script },
    );
    at = end;
  }
  return parts;
}

/** Whether a word may be one part with another. */
export function isCompoundMark({ fold }: Word): boolean {
  return SERVANT.test(fold) || TAIL.test(fold) || MARKS.some((set) => set.has(fold));
}

function compoundAt(words: readonly Word[], at: number): Compound {
  const word = words[at]!;
  const headed = words[afterArticle(words, at + 1)];
  if (SERVANT.test(word.fold) && headed !== undefined)
    return join(servantOf(word.script), headed, afterArticle(words, at + 1));
  if (FATHER_OF.has(word.fold) && headed !== undefined)
    return join(word.fold, headed, afterArticle(words, at + 1));
  const next = words[at + 1];
  if (next !== undefined && isGaelicSon(word, next)) return join(word.fold, next, at + 1);
  const nameAt = afterArticle(words, at);
  const name = words[nameAt]!;
  const isTail = at > 0 && (TAIL.test(name.fold) || (nameAt > at && FAITH.test(name.fold)));
  const part = nameAt > at ? { ...ownSpelling(name), glued: word.fold + name.fold } : ownSpelling(name);
  return { part, end: nameAt + 1, isTail };
}

const isGaelicSon = ({ fold }: Word, next: Word) =>
  GAELIC_SON.has(fold) || (TIED_GAELIC_SON.has(fold) && next.isTied);

function join(head: string, name: Word, nameAt: number): Compound {
  const part = { fold: head + withoutArticle(name.fold), script: name.script };
  return { part, end: nameAt + 1, isTail: false };
}

/** Index of the word that an article at `at` belongs to; `at` itself where there is none. */
function afterArticle(words: readonly Word[], at: number): number {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined || next === undefined) return at;
  const isArticle = ARTICLES.has(word.fold) || (TIED_ARTICLES.has(word.fold) && next.isTied);
  return isArticle ? at + 1 : at;
}

function servantOf(script: Script): string {
  if (script === "arabic") return "عبد";
  return script === "cyrillic" ? "абд" : "abd";
}

/** A name inside a compound, where an article is certain. */
function withoutArticle(fold: string): string {
  return fold
    .replace(/^ال(?=..)/, "")
    .replace(/^[aeu]ll?(?=lah$)/, "")
    .replace(/^[aeu][ld](?=d(?:in|een|ine)$)/, "")
    .replace(/^al(?=[^aeiou]....)/, "");
}

/** A word on its own: the article that Arabic writes on is taken off, one-word compounds get one spelling. */
function ownSpelling({ fold, script }: Word): Part {
  if (script === "arabic") {
    const bare = NOT_ARTICLES.has(fold) || TAIL.test(fold) ? fold : fold.replace(/^ال(?=...)/, "");
    return bare === fold
      ? { fold: fold.replace(/^عبدال(?=..)/, "عبد"), script }
      : { fold: bare, script, glued: fold };
  }
  return { fold: script === "cyrillic" ? cyrillicServant(fold) : latinCompound(fold), script };
}

function latinCompound(fold: string): string {
  return fold
    .replace(/^abd(?:[aeiou]l|u)(?=[^aeiouy]{1,2}[aeiou])/, "abd")
    .replace(/^abd[aeu]([rsdtnz])\1/, "abd$1")
    .replace(/(?<=...)(?:[aeu]l|[aeu]d)d(?:in|een|ine)$/, "din");
}

function cyrillicServant(fold: string): string {
  return fold.replace(/^абд(?:ул|ель|аль|у)ь?(?=[^аеиоуыэюя][аеиоуыэюя])/, "абд");
}
