/** A sentence that binds or warns: in English, and saying so to a screen reader, until a person has reviewed the language. */

import { directionOf } from "../../pages/language.ts";
import type { LegalKey } from "../../pages/legal-keys.ts";
import { useWords } from "../words.ts";

export function Legal({ word }: { readonly word: LegalKey }) {
  const { legal, language: shown } = useWords();
  const { text, language } = legal(word);
  if (language === shown) return text;
  return (
    <span className="original" lang={language} dir={directionOf(language)}>
      {text}
    </span>
  );
}
