/** Words of the interface: i18next over the catalogues of pages/, each language fetched when it is chosen. */
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "../pages/format.ts";
import { directionOf, type Language } from "../pages/language.ts";
import { type Catalogue, english, type MessageKey } from "../pages/messages/en.ts";

const fetchCatalogue: { readonly [language in Language]: () => Promise<Catalogue> } = {
  en: async () => english,
  ru: async () => (await import("../pages/messages/ru.ts")).ru,
  ar: async () => (await import("../pages/messages/ar.ts")).ar,
  az: async () => (await import("../pages/messages/az.ts")).az,
  hy: async () => (await import("../pages/messages/hy.ts")).hy,
  ka: async () => (await import("../pages/messages/ka.ts")).ka,
};

const fetched = new Map<string, Catalogue>();

/** Makes the words ready in `language`; English stands in where a language has none yet. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: english.messages } },
    keySeparator: false, // keys have dots in them
    nsSeparator: false,
    partialBundledLanguages: true,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  i18next.services.formatter?.add("number", (value, to) => formatNumber(to ?? "en", Number(value)));
  i18next.services.formatter?.add("percent", (value, to) => formatPercent(to ?? "en", Number(value)));
  await chooseLanguage(language);
}

/** Changes the words, the page's language and its direction. */
export async function chooseLanguage(language: Language): Promise<void> {
  const catalogue = await fetchCatalogue[language]();
  fetched.set(language, catalogue);
  i18next.addResourceBundle(language, "translation", catalogue.messages);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

export type Say = (key: MessageKey, values?: { readonly [name: string]: string | number }) => string;

export type Words = {
  readonly say: Say;
  readonly language: Language;
  readonly reviewed: boolean; // by a person
};

/** The words of the language that is shown. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  return {
    say: (key, values = {}) => t(key, values),
    language: i18n.language as Language,
    reviewed: fetched.get(i18n.language)?.reviewed === true,
  };
}
