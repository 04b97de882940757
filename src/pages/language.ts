/** The languages of the interface, and which way a language is written. */

export const languages = ["en", "ru", "ar", "az", "hy", "ka"] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name: what a person looks for in a list of languages. */
export const languageNames: { readonly [language in Language]: string } = {
  en: "English",
  ru: "Русский",
  ar: "العربية",
  az: "Azərbaycanca",
  hy: "Հայերեն",
  ka: "ქართული",
};

// Languages written from right to left, by ISO 639 code, and the scripts that say so whatever the language.
const rightToLeftLanguages = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];
const rightToLeftScripts = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

/** Whether `text` is one of the interface's languages. */
export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}

/**
 * The interface language of a BCP 47 tag, English when there is none for it.
 *
 * @example
 * interfaceLanguage("ru-AM"); //=> "ru"
 */
export function interfaceLanguage(tag: string): Language {
  const [primary = ""] = tag.toLowerCase().split("-");
  return isLanguage(primary) ? primary : "en";
}

/**
 * A language by its own name, whether the interface has it or not; the tag where nobody knows its name.
 *
 * @example
 * ["ru-AM", "fr"].map(ownLanguageName); //=> ["Русский", "français"]
 */
export function ownLanguageName(tag: string): string {
  const [primary = ""] = tag.toLowerCase().split("-");
  if (isLanguage(primary)) return languageNames[primary];
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

/**
 * The first interface language of a reader's own, as browsers list them (Accept-Language of RFC 9110, in its order);
 * English when none is ours.
 *
 * @example
 * preferredLanguage("de-AT, ru-AM;q=0.8"); //=> "ru"
 */
export function preferredLanguage(accepted: string): Language {
  const wanted = accepted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? "en";
}

/**
 * The direction of a BCP 47 tag; a script subtag outweighs the language.
 *
 * @example
 * directionOf("az-Arab"); //=> "rtl"
 */
export function directionOf(tag: string): "ltr" | "rtl" {
  const [primary = "", ...subtags] = tag.toLowerCase().split("-");
  const script = subtags.find((subtag) => subtag.length === 4);
  const isRightToLeft =
    script === undefined ? rightToLeftLanguages.includes(primary) : rightToLeftScripts.includes(script);
  return isRightToLeft ? "rtl" : "ltr";
}
