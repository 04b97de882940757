/** The language of a page that needs no server: the browser's at first, then the one that is chosen. */
import { isLanguage, type Language, languageNames, languages } from "../../pages/language.ts";
import { element } from "./elements.ts";

export function preferredLanguage(): Language {
  const [preferred = "en"] = navigator.language.split("-");
  return isLanguage(preferred) ? preferred : "en";
}

export function languageChoice(now: Language, choose: (language: Language) => void): HTMLElement {
  const choice = element(
    "select",
    { id: "language", "aria-label": languageNames[now] },
    ...languages.map((each) => element("option", { value: each, lang: each }, languageNames[each])),
  );
  choice.value = now;
  choice.addEventListener("change", () => {
    if (isLanguage(choice.value)) choose(choice.value);
  });
  return choice;
}
