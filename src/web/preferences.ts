/** What a person prefers on this device: language and light or dark, and nothing about anybody. */
import { isLanguage, type Language } from "../pages/language.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The language chosen before, else the first of the browser's that we have, else English. */
export function readLanguage(): Language {
  const wanted = [readPreference("language"), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find((tag) => tag !== undefined && isLanguage(tag)) ?? "en";
}

export function writeLanguage(language: Language): void {
  writePreference("language", language);
}

export function readTheme(): Theme {
  const stored = readPreference("theme");
  return themes.find((theme) => theme === stored) ?? "system";
}

/** Keeps the choice and shows it. */
export function writeTheme(theme: Theme): void {
  writePreference("theme", theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** What was chosen before; a browser that keeps nothing throws, and then a choice lasts as long as the page. */
export function readPreference(name: string): string | undefined {
  try {
    return localStorage.getItem(`recount.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice of this device: never a name, a text or anything else of a person. */
export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`recount.${name}`, value);
  } catch {
    // see readPreference
  }
}
