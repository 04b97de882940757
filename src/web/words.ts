/** Words of the interface, from the catalogues of pages/: each language is fetched when it is chosen, its first words before the rest. */
import { useSyncExternalStore } from "react";
import { directionOf, type Language } from "../pages/language.ts";
import type { LegalKey, PlainKey } from "../pages/legal-keys.ts";
import { fillTemplate, findTemplate } from "../pages/message.ts";
import type { WrittenWords } from "../pages/translate.ts";

type Part = {
  readonly reviewed: boolean;
  readonly messages: { readonly [key: string]: string | undefined };
};
type Parts = { readonly first: () => Promise<Part>; readonly rest: () => Promise<Part> };

const sources: { readonly [language in Language]: Parts } = {
  en: { first: () => import("virtual:words/en/first"), rest: () => import("virtual:words/en/rest") },
  ru: { first: () => import("virtual:words/ru/first"), rest: () => import("virtual:words/ru/rest") },
  ar: { first: () => import("virtual:words/ar/first"), rest: () => import("virtual:words/ar/rest") },
  az: { first: () => import("virtual:words/az/first"), rest: () => import("virtual:words/az/rest") },
  hy: { first: () => import("virtual:words/hy/first"), rest: () => import("virtual:words/hy/rest") },
  ka: { first: () => import("virtual:words/ka/first"), rest: () => import("virtual:words/ka/rest") },
};

export type Say = (key: PlainKey, values?: { readonly [name: string]: string | number }) => string;

export type Words = {
  readonly say: Say;
  /** Whether there are words for what an answer of the server names. */
  readonly knows: (key: string) => key is PlainKey;
  /** A sentence that binds or warns, and the language that it stands in. */
  readonly legal: (key: LegalKey) => WrittenWords;
  readonly language: Language;
  readonly reviewed: boolean; // by a person
};

const shown = { words: wordsOf("en", { reviewed: true, messages: {} }), isWhole: false };
const listeners = new Set<() => void>();

/** Makes the first words ready in `language`. */
export const startWords = (language: Language): Promise<void> => chooseLanguage(language);

/** Changes the words, the page's language and its direction. */
export async function chooseLanguage(language: Language): Promise<void> {
  const { first, rest } = sources[language];
  const parts = await Promise.all(shown.isWhole ? [first(), rest()] : [first()]);
  show(language, parts);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** All words of a language, whichever is shown: what stands in a text is said in the text's own. */
export async function readWords(language: Language): Promise<Words> {
  const { first, rest } = sources[language];
  return wordsOfParts(language, await Promise.all([first(), rest()]));
}

/** Makes all words ready; those of a language that is chosen later come whole. */
export async function wholeWords(): Promise<void> {
  if (shown.isWhole) return;
  const { language } = shown.words;
  const parts = await Promise.all([sources[language].first(), sources[language].rest()]);
  shown.isWhole = true;
  if (shown.words.language === language) show(language, parts);
  else await chooseLanguage(shown.words.language);
}

function show(language: Language, parts: readonly Part[]): void {
  shown.words = wordsOfParts(language, parts);
  for (const tell of listeners) tell();
}

function wordsOfParts(language: Language, parts: readonly Part[]): Words {
  const messages = Object.assign({}, ...parts.map((part) => part.messages));
  return wordsOf(language, { reviewed: parts.every(({ reviewed }) => reviewed), messages });
}

function wordsOf(language: Language, { reviewed, messages }: Part): Words {
  return {
    language,
    reviewed,
    say: (key, values = {}) => {
      const template = findTemplate({ language, messages }, key, values["count"]);
      return template === undefined ? key : fillTemplate(language, template, values);
    },
    knows: (key): key is PlainKey => messages[key] !== undefined,
    legal: (key) => ({ text: messages[key] ?? key, language: reviewed ? language : "en" }),
  };
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

/** The words of the language that is shown. */
export const useWords = (): Words => useSyncExternalStore(listen, () => shown.words);
