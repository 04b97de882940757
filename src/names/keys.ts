/** Blocking keys that a name has in common with itself in other scripts and spellings. */
import type { PreparedName, PreparedToken } from "./prepare.ts";

/**
 * Classes of consonants that some script or spelling exchanges; vowels, h, y and w have none, since they come and
 * go. One letter per class.
 */
const CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    p: "pbBPQfvF", // Arabic has no p and no v
    t: "tdTD",
    s: "szcSZCJ<+$&~j",
    k: "kgqxG%K>h",
    m: "m",
    n: "n",
    l: "l",
    r: "r",
  }).flatMap(([name, sounds]) => Array.from(sounds, (sound) => [sound, name])),
);

const MOST_TOKENS = 4;

/**
 * Keys for blocking: the skeleton of each of the first four parts, and of each pair of them in alphabetical order
 * (`a b`), the pairs being the selective ones. No two alike. Names with the same letters in another script share
 * most of them; a name without consonants has its letters for a skeleton.
 *
 * @example
 * nameKeys(prepareName("Гасанов Али")); //=> ["ksnp", "l", "ksnp l"]
 */
export function nameKeys(name: PreparedName): readonly string[] {
  const skeletons = name.tokens
    .filter((token) => !token.isInitial)
    .slice(0, MOST_TOKENS)
    .map(skeletonOf)
    .toSorted();
  const pairs = skeletons.flatMap((first, at) => skeletons.slice(at + 1).map((second) => `${first} ${second}`));
  return [...new Set([...skeletons, ...pairs])];
}

/**
 * The classes of a part's consonants, doubles as one; h at the start counts as k, as Russian writes it.
 */
export function skeletonOf(token: PreparedToken): string {
  const sounds = token.forms[0]?.sounds ?? "";
  const skeleton = Array.from(sounds, (sound) => CLASSES[sound] ?? "")
    .join("")
    .replace(/(.)\1+/g, "$1");
  return skeleton === "" ? token.fold : skeleton;
}
