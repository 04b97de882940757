/** Elements of the pages that need no server; text is always text. */
import { directionOf, type Language } from "../../pages/language.ts";
import type { LegalKey } from "../../pages/legal-keys.ts";
import type { MessageValues } from "../../pages/message.ts";
import { translateLegal } from "../../pages/translate.ts";

/** An element with its attributes and what is in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/** A sentence that binds or warns, in English until a person has reviewed the language. */
export function legal(language: Language, key: LegalKey, values: MessageValues = {}): HTMLElement {
  const { text, language: written } = translateLegal(language, key, values);
  if (written === language) return element("span", {}, text);
  return element("span", { class: "original", lang: written, dir: directionOf(written) }, text);
}

/** The checks' own lines, which are English in every language. */
export function listOf(lines: readonly string[]): HTMLElement {
  return element("ul", {}, ...lines.map((line) => element("li", { lang: "en" }, element("bdi", {}, line))));
}
