/** Messages in a person's language: the right plural, its values put in, English where a language has no words yet. */
import { type Html, type HtmlPart, html } from "./html.ts";
import { directionOf, type Language } from "./language.ts";
import { isLegal, type LegalKey, legalKeys, type PlainKey } from "./legal-keys.ts";
import { fillTemplate, findTemplate, formatValue, type MessageValues, slot } from "./message.ts";
import { ar } from "./messages/ar.ts";
import { az } from "./messages/az.ts";
import { type Catalogue, english } from "./messages/en.ts";
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
export function translate(language: Language, key: PlainKey, values: MessageValues = {}): string {
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
  key: PlainKey,
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

/** Words, and the language that they stand in. */
export type WrittenWords = { readonly text: string; readonly language: Language };

/**
 * A sentence that binds or warns: in `language` when a person has reviewed it, else in English.
 *
 * @example
 * translateLegal("ru", "sign.confirm"); //=> { text: "I have read the text and its figures", language: "en" }
 */
export function translateLegal(language: Language, key: LegalKey, values: MessageValues = {}): WrittenWords {
  const [template, written] = findMessage(language, key, values);
  return { text: fillTemplate(written, template, values), language: written };
}

/**
 * The same for a page: where it stands in another language than the page's, it says so to whatever reads it out, and is
 * marked with that language's tag.
 *
 * @example
 * legalHtml("ar", "sign.confirm").markup; //=> '<span class="original" lang="en" dir="ltr">I have read the text and its figures</span>'
 */
export function legalHtml(language: Language, key: LegalKey, values: MessageValues = {}): Html {
  const { text, language: written } = translateLegal(language, key, values);
  if (written === language) return html`${text}`;
  return html`<span class="original" lang="${written}" dir="${directionOf(written)}">${text}</span>`;
}

/**
 * The words of a catalogue that may be shown: all of one that a person reviewed; of another the legal ones in English.
 *
 * @example
 * shownMessages({ reviewed: false, messages: { "sign.confirm": "Gelesen" } })["sign.confirm"]; //=> "I have read the text and its figures"
 */
export function shownMessages({ reviewed, messages }: Catalogue): Catalogue["messages"] {
  if (reviewed) return messages;
  return { ...messages, ...Object.fromEntries(legalKeys.map((key) => [key, english.messages[key]])) };
}

/** Whether a person has reviewed the language's words. */
export function isReviewed(language: Language): boolean {
  return catalogues[language].reviewed;
}

function findMessage(
  language: Language,
  key: PlainKey | LegalKey,
  values: { readonly count?: unknown },
): readonly [template: string, language: Language] {
  const isOriginal = isLegal(key) && !isReviewed(language);
  for (const written of isOriginal ? (["en"] as const) : ([language, "en"] as const)) {
    const { messages } = catalogues[written];
    const template = findTemplate({ language: written, messages }, key, values.count);
    if (template !== undefined) return [template, written];
  }
  return [key, "en"];
}
