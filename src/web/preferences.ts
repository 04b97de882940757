/** What a person prefers on this device: language and light or dark, and nothing about anybody. */
import { isLanguage, type Language } from "../pages/language.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The language chosen before, else the first of the browser's that we have, else English. */
export function readLanguage(): Language {
  const wanted = [read("language"), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find((tag) => tag !== undefined && isLanguage(tag)) ?? "en";
}

export function writeLanguage(language: Language): void {
  write("language", language);
}

export function readTheme(): Theme {
  const stored = read("theme");
  return themes.find((theme) => theme === stored) ?? "system";
}

/** Keeps the choice and shows it. */
export function writeTheme(theme: Theme): void {
  write("theme", theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

// A browser that keeps nothing (private windows, site data blocked) throws: then a choice lasts as long as the page.
function read(name: string): string | undefined {
  try {
    return localStorage.getItem(`recount.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`recount.${name}`, value);
  } catch {
    // see read
  }
}
