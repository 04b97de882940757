/** The choice of the interface's language, each by its own name. */
import { useId } from "react";
import { isLanguage, languageNames, languages } from "../../pages/language.ts";
import { writeLanguage } from "../preferences.ts";
import { chooseLanguage, useWords } from "../words.ts";

export function LanguageChoice() {
  const { say, language } = useWords();
  const id = useId();
  const choose = async (chosen: string) => {
    if (!isLanguage(chosen)) return;
    await chooseLanguage(chosen);
    writeLanguage(chosen);
  };
  // The browser's own list: it works on the oldest telephone, and speaks every reader's screen reader.
  return (
    <div className="choice">
      <label htmlFor={id}>{say("shell.language")}</label>
      <select
        id={id}
        className="languages"
        value={language}
        onChange={(event) => void choose(event.target.value)}
      >
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageNames[tag]}
          </option>
        ))}
      </select>
    </div>
  );
}
