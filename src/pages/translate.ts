/** Messages in a person's language: the right plural, its values put in, English where a language has no words yet. */
import { type Html, type HtmlPart, html } from "./html.ts";
import type { Language } from "./language.ts";
import { fillTemplate, findTemplate, formatValue, type MessageValues, slot } from "./message.ts";
import { ar } from "./messages/ar.ts";
import { az } from "./messages/az.ts";
import { type Catalogue, english, type MessageKey } from "./messages/en.ts";
import { hy } from "./messages/hy.ts";
import { ka } from "./messages/ka.ts";
import { ru } from "./messages/ru.ts";

export const catalogues: { readonly [language in Language]: Catalogue } = {
  en: english,
  ru,
  ar,
  az,
  hy,
  ka,
};

/**
 * The message in `language`, or in English while the language has none. `count` chooses the plural form;
 * `{{n, number}}` and `{{n, percent}}` are written as the language writes them. A value that the message names and
 * nobody gives stays as `{{name}}`, so that the mistake is seen.
 *
 * @example
 * translate("en", "count.atLeast.person", { count: 4012 }); //=> "At least 4,012 people"
 */
export function translate(language: Language, key: MessageKey, values: MessageValues = {}): string {
  const [template, written] = findMessage(language, key, values);
  return fillTemplate(written, template, values);
}

/**
 * The same message with markup for values, for names that need a `bdi`. Values that are numbers take the message's
 * form as in `translate`.
 *
 * @example
 * translateHtml("en", "page.figure", { id: "<F1>" }).markup; //=> "Figure &lt;F1&gt;"
 */
export function translateHtml(
  language: Language,
  key: MessageKey,
  values: { readonly [name: string]: Html | string | number },
): Html {
  const [template, written] = findMessage(language, key, values);
  const parts: HtmlPart[] = [];
  let at = 0;
  for (const match of template.matchAll(slot)) {
    const [whole, name = "", form] = match;
    const value = values[name];
    parts.push(template.slice(at, match.index));
    parts.push(typeof value === "object" ? value : formatValue(written, { whole, value, form }));
    at = match.index + whole.length;
  }
  return html`${parts}${template.slice(at)}`;
}

/** Whether a person has reviewed the language's words. */
export function isReviewed(language: Language): boolean {
  return catalogues[language].reviewed;
}

function findMessage(
  language: Language,
  key: MessageKey,
  values: { readonly count?: unknown },
): readonly [template: string, language: Language] {
  for (const written of [language, "en"] as const) {
    const { messages } = catalogues[written];
    const template = findTemplate({ language: written, messages }, key, values.count);
    if (template !== undefined) return [template, written];
  }
  return [key, "en"];
}
