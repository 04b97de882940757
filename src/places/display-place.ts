/** A place's names for a reader. */
import type { Place, PlaceName } from "../model/place.ts";
import { holdsIn } from "./year-span.ts";

export type ReaderNames = { readonly name: string; readonly others: readonly string[] };

/**
 * A place's names for a reader of `languages`, the most wanted first: `name` is the one in the first of them that has
 * one (a base language serves its regions), else one in the script of one of them, else the first in the order of
 * language codes, then of the names themselves, so that none is preferred. Names that are still in use go before
 * former ones. `others` are all the rest, each text once.
 *
 * @example
 * const names = [{ text: "Şimal", language: "az" }, { text: "North", language: "en" }, { text: "Red", language: "en", until: 1961 }];
 * displayPlace({ id: "N", names, precision: "region", parents: [] }, ["en-GB"]); //=> { name: "North", others: ["Şimal", "Red"] }
 */
export function displayPlace(place: Pick<Place, "id" | "names">, languages: readonly string[]): ReaderNames {
  const names = place.names.toSorted(byLanguage);
  const own = languages
    .flatMap((language) => [
      (name: PlaceName) => name.language === language,
      (name: PlaceName) => baseLanguage(name.language) === baseLanguage(language),
    ])
    .concat(languages.map((language) => isInScriptOf(language)))
    .map((fits) => names.find(fits))
    .find((name) => name !== undefined);
  const texts = [...new Set(names.map(({ text }) => text))];
  const name = own?.text ?? texts[0] ?? place.id;
  return { name, others: texts.filter((text) => text !== name) };
}

/** Whether a name of no known language stands in the script in which the language is mostly written. */
function isInScriptOf(language: string): (name: PlaceName) => boolean {
  const script = scriptOfLanguage(language);
  return (name) => script !== undefined && name.language === `und-${script}`;
}

function scriptOfLanguage(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined; // a reader's tag that is none
  }
}

/** Names in use first. */
function byLanguage(a: PlaceName, b: PlaceName): number {
  return (
    Number(isFormer(a)) - Number(isFormer(b)) ||
    compareText(a.language ?? "und", b.language ?? "und") ||
    compareText(a.text, b.text)
  );
}

const isFormer = (name: PlaceName) => name.isFormer === true || !holdsIn(name);

// By code unit: the same order on every machine, whatever its locale.
const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const baseLanguage = (tag: string | undefined) => tag?.split("-")[0]?.toLowerCase();
