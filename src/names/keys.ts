/** Blocking keys that a name has in common with itself in other scripts and spellings. */
import type { ReadToken } from "./prepare.ts";
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

/** A name with its parts read; one that is prepared is so too. */
export type KeyedName = {
  readonly tokens: readonly ReadToken[];
  readonly former?: readonly KeyedName[]; // the name under each family name, where it gives several
};

/**
 * Keys for blocking: the skeletons of each of the first four parts, and of each pair of them in alphabetical order
 * (`a b`), the pairs being the selective ones. No two alike; initials have none. Names with the same letters in
 * another script share most of them, and so do forms of one given name; a part without consonants has its letters for
 * a skeleton. Single parts come first, in the order of the name.
 */
export function nameKeys(name: KeyedName): readonly string[] {
  return [...new Set(namesOf(name).flatMap(plainKeys))];
}

/** The key of a part alone: the first that `nameKeys` has of it, or its letters where it has none. */
export function partKey(token: ReadToken): string {
  return (token.isInitial ? undefined : skeletonsOf(token)[0]) ?? token.fold;
}

const namesOf = (name: KeyedName): readonly KeyedName[] => [name, ...(name.former ?? [])];

const keyedParts = ({ tokens }: KeyedName): readonly ReadToken[] =>
  tokens.filter((token) => !token.isInitial).slice(0, MOST_TOKENS);

function plainKeys(name: KeyedName): readonly string[] {
  const parts = keyedParts(name).map(skeletonsOf);
  return [...parts.flat(), ...pairsOf(parts, (a, b) => [pairKey(a, b)])];
}

/** What `keysOf` makes of each two skeletons of different parts. */
function pairsOf(
  parts: readonly (readonly string[])[],
  keysOf: (a: string, b: string) => readonly string[],
): readonly string[] {
  return parts.flatMap((firsts, at) =>
    parts.slice(at + 1).flatMap((seconds) => firsts.flatMap((a) => seconds.flatMap((b) => keysOf(a, b)))),
  );
}

/**
 * Keys for blocking alone, for who leaves out large blocks (`inSmallBlocks`): of each part; of each pair of parts,
 * whole and with any one consonant of either left out, so that names meet which differ by a consonant; and of each part
 * with the first two consonants of another, so that a common part meets fewer. Here a consonant that comes again behind
 * a vowel is told (`pnnn`, where `nameKeys` has `pn`): many names are as short as that, and few as long. Some seventeen
 * for a name. No two alike.
 */
export function nearKeys(name: KeyedName): readonly string[] {
  return [...new Set(namesOf(name).flatMap(fullKeys))];
}

function fullKeys(name: KeyedName): readonly string[] {
  const parts = keyedParts(name).map(fullSkeletonsOf);
  const pairs = pairsOf(parts, nearPairs);
  const opened = parts.flatMap((firsts, at) =>
    parts.flatMap((seconds, other) =>
      at === other ? [] : firsts.flatMap((a) => seconds.map((b) => `${a}+${b.slice(0, OPENED)}`)),
    ),
  );
  return [...parts.flat(), ...pairs, ...opened];
}

/** Consonants of the part beside another. */
const OPENED = 2;

/**
 * The keys of a name whose blocks have at most `most` names, `sizeOf` telling how many a key's block has. Both of two
 * names keep a key or both lose it, since its block is the same for both.
 *
 * @example
 * inSmallBlocks(["mhmt", "mhmt tmr"], (key) => (key === "mhmt" ? 90_000 : 7), 25_000); //=> ["mhmt tmr"]
 */
export function inSmallBlocks(
  keys: readonly string[],
  sizeOf: (key: string) => number,
  most: number,
): readonly string[] {
  return keys.filter((key) => sizeOf(key) <= most);
}

/** Fewest consonants that two parts must keep between them for one more to be left out. */
const LEAST_KEPT = 3;

function nearPairs(a: string, b: string): readonly string[] {
  if (a.length + b.length <= LEAST_KEPT) return [pairKey(a, b)];
  return [
    pairKey(a, b),
    ...shortened(a).map((one) => pairKey(one, b)),
    ...shortened(b).map((one) => pairKey(a, one)),
  ];
}

/** A skeleton with each of its letters left out in turn; letters that stand in for one are left out at once. */
function shortened(text: string): readonly string[] {
  if (!SKELETON.test(text)) return [""];
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

const SKELETON = /^[ptskmnlr]+$/;

const undoubled = (text: string) => text.replace(/(.)\1+/g, "$1");

const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** More than these would cost time and find chance matches. */
const MOST_SKELETONS = 4;

/** Words come again and again: each one's skeletons are made once while it is kept. */
type Skeletons = { readonly plain: readonly string[]; readonly full: readonly string[] };
const skeletonsByToken = new WeakMap<ReadToken, Skeletons>();

const skeletonsOf = (token: ReadToken): readonly string[] => bothSkeletons(token).plain;
const fullSkeletonsOf = (token: ReadToken): readonly string[] => bothSkeletons(token).full;

function bothSkeletons(token: ReadToken): Skeletons {
  const known = skeletonsByToken.get(token);
  if (known !== undefined) return known;
  const full = makeSkeletons(token, (classes) => classes);
  const skeletons = { plain: makeSkeletons(token, undoubled), full };
  skeletonsByToken.set(token, skeletons);
  return skeletons;
}

/**
 * The classes of a part's consonants, those in a row that are alike as one: of the names it is a form of, then of its
 * own readings, then of those with the letters that waver. Not of its readings by ear, by which names of one script
 * would meet as well.
 */
function makeSkeletons(token: ReadToken, finish: (classes: string) => string): readonly string[] {
  const heads = token.variants.map((one) => skeleton(headSounds[one] ?? "", {}));
  const forms = token.forms.filter(({ isAcross }) => !isAcross);
  const own = forms.map(({ sounds }) => skeleton(sounds, {}));
  const wavering = forms.map(({ sounds }) => skeleton(sounds, WAVERING));
  const all = new Set([...heads, ...own, ...wavering].map(finish));
  all.delete("");
  return all.size === 0 ? [token.fold] : [...all].slice(0, MOST_SKELETONS);
}

/** The classes of consonants; of those in a row that are alike and have no vowel between them, the first. */
function skeleton(sounds: string, wavering: Readonly<Record<string, string>>): string {
  let classes = "";
  let before = "";
  for (let at = 0; at < sounds.length; at++) {
    const sound = sounds[at]!;
    const own = (at === 0 ? OPENING[sound] : undefined) ?? wavering[sound] ?? CLASSES[sound] ?? "";
    if (own !== before) classes += own;
    before = own;
  }
  return classes;
}
