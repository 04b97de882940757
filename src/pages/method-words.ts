/** What a method is called in a reader's words. */
import type { Language } from "./language.ts";
import type { PlainKey } from "./legal-keys.ts";
import { english } from "./messages/en.ts";
import { translate } from "./translate.ts";

/**
 * The method's name in words; a method that has none yet goes by its own name.
 *
 * @example
 * methodName("en", "chapman"); //=> "Two lists (Chapman)"
 */
export function methodName(language: Language, method: string): string {
  const key = `page.method.${method}`;
  return key in english.messages ? translate(language, key as PlainKey) : method;
}
