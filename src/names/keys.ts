/** Blocking keys that a name has in common with itself in other scripts and spellings. */
import type { PreparedName, PreparedToken } from "./prepare.ts";
import { headSounds } from "./variants.ts";

/**
 * Classes of consonants that some script or spelling exchanges, one letter per class. Vowels and y have none,
 * since they come and go.
 */
const CLASSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    p: "pbBPQfvF", // Arabic has no p and no v
    t: "tdTD",
    s: "szcSZCJ<+$&j",
    k: "kgqG%K>!",
    m: "m",
    n: "n",
    l: "l",
    r: "r",
  }).flatMap(([name, sounds]) => Array.from(sounds, (sound) => [sound, name])),
);

/** Sounds that are a consonant at the start of a word only: h, which Russian writes as g, and w. */
const OPENING: Readonly<Record<string, string>> = { h: "k", x: "k", w: "p", W: "p" };

/** Letters that are a consonant in some languages and none in others: w as v, j as zh. */
const WAVERING: Readonly<Record<string, string>> = { w: "p", "~": "s", "!": "s", j: "k" };

const MOST_TOKENS = 4;

/**
 * Keys for blocking: the skeletons of each of the first four parts, and of each pair of them in alphabetical order
 * (`a b`), the pairs being the selective ones. No two alike; initials have none. Names with the same letters in
 * another script share most of them, and so do forms of one given name; a part without consonants has its letters for
 * a skeleton. Single parts come first, in the order of the name.
 */
export function nameKeys(name: PreparedName): readonly string[] {
  const parts = name.tokens
    .filter((token) => !token.isInitial)
    .slice(0, MOST_TOKENS)
    .map(skeletonsOf);
  const pairs = parts.flatMap((firsts, at) =>
    parts.slice(at + 1).flatMap((seconds) => firsts.flatMap((a) => seconds.map((b) => pairKey(a, b)))),
  );
  return [...new Set([...parts.flat(), ...pairs])];
}

const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * The classes of a part's consonants, doubles as one: of the names it is a form of, then its own, then those with
 * the letters that waver.
 */
function skeletonsOf(token: PreparedToken): readonly string[] {
  const sounds = token.forms[0]?.sounds ?? "";
  const heads = token.variants.map((one) => skeleton(headSounds[one] ?? "", {}));
  const skeletons = [...heads, skeleton(sounds, {}), skeleton(sounds, WAVERING)].filter(
    (text) => text !== "",
  );
  return skeletons.length === 0 ? [token.fold] : [...new Set(skeletons)];
}

function skeleton(sounds: string, wavering: Readonly<Record<string, string>>): string {
  const classes = Array.from(
    sounds,
    (sound, at) => (at === 0 ? OPENING[sound] : undefined) ?? wavering[sound] ?? CLASSES[sound] ?? "",
  );
  return classes.join("").replace(/(.)\1+/g, "$1");
}
