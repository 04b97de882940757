/** The names of a place for a reader, none before another by choice. */
import type { PlaceName } from "../model/place.ts";

/**
 * The names in one fixed order, by language code. What several languages write alike stands once, where the first of
 * them has it.
 *
 * @example
 * orderedNames([{ text: "Sarno", language: "en" }, { text: "Sarno", language: "az" }]); //=> [{ text: "Sarno", language: "az" }]
 */
export function orderedNames(names: readonly PlaceName[]): readonly PlaceName[] {
  const key = ({ language: tag = "", text }: PlaceName) => `${tag} ${text}`;
  const sorted = [...names].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return sorted.filter(({ text }, i) => sorted.findIndex((name) => name.text === text) === i);
}

/** The name in the reader's language where there is one, else the first in the fixed order, else the place's id. */
export function readerName(names: readonly PlaceName[], language: string, id: string): string {
  const ordered = orderedNames(names);
  const own = names.find((name) => name.language === language);
  return (own ?? ordered[0])?.text ?? id;
}
