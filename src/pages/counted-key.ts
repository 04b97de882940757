/** Which words say what a figure counts. */
import type { Unit } from "../model/figure.ts";
import type { HarmKind } from "../model/harm.ts";
import { english, type MessageKey } from "./messages/en.ts";

/**
 * The key of the words for what is counted.
 *
 * @example
 * countedKey("person", "missing"); //=> "count.of.person.missing"
 */
export function countedKey(unit: Unit, harm?: HarmKind): MessageKey {
  const key = harm === undefined ? `count.of.${unit}` : `count.of.${unit}.${harm}`;
  return key in english.messages ? (key as MessageKey) : "count.of.any";
}
