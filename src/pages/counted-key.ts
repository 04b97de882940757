/** Which words say what a figure counts. */
import type { Unit } from "../model/figure.ts";
import { type HarmKind, landHarms, personHarms, siteHarms } from "../model/harm.ts";
import type { PlainKey } from "./legal-keys.ts";

// Written out and not looked up, since a page that shows figures need not have the English words.
const keys: ReadonlySet<string> = new Set<PlainKey>([
  ...(["person", "site", "hazard", "event"] as const).map((unit) => `count.of.${unit}` as const),
  ...personHarms.map((harm) => `count.of.person.${harm}` as const),
  ...siteHarms.map((harm) => `count.of.site.${harm}` as const),
  ...landHarms.map((harm) => `count.of.hazard.${harm}` as const),
]);

/**
 * The key of the words for what is counted.
 *
 * @example
 * countedKey("person", "missing"); //=> "count.of.person.missing"
 */
export function countedKey(unit: Unit, harm?: HarmKind): PlainKey {
  const key = harm === undefined ? `count.of.${unit}` : `count.of.${unit}.${harm}`;
  return keys.has(key) ? (key as PlainKey) : "count.of.any";
}
