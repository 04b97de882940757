/** What it says of a name that it has a part near one of the query's, in bits. */
import type { PreparedToken } from "../prepare.ts";
import { scripts } from "../script.ts";
import type { NameIndex } from "./name-index.ts";
import { spellingBits } from "./spelling-bits.ts";

/** Parts near one of a query's, those that say most first, each once. */
export type WeighedParts = {
  readonly tokens: Uint32Array;
  readonly bits: Float32Array; // above 0
  readonly begun: ReadonlySet<number>; // those that only begin with what was asked
};

/** Names of the world, in powers of two: what is rare in a short list only is not rare. */
const LEAST_WORLD = 2 ** 20;

/**
 * What a bit of an unusual spelling weighs: the sounds of a word do not stray each for itself, so that their sum says
 * too much.
 */
const SPELLING = 0.35;

/** Bits of a form of the same given name, whatever it sounds like. */
const OTHER_FORM_BITS = 5;

/** Bits that a part of the query's own script loses for each hundredth that it is unlike. */
const BITS_APART = 0.12;

/** The same where somebody is written as was asked: few spell a name otherwise at all. */
const BITS_APART_RESPELT = 0.2;
const BITS_RESPELT = 2;

/** Bits that a part of another script loses which only begins with what was asked. */
const BITS_BEGUN_ACROSS = 1.5;

/** Bits that an initial is worth: less than the part that it stands for. */
const INITIAL_BITS = 2;

/** Likeness, in per mille, of a part that sounds the same; above it stands the one that is written the same. */
const SOUNDED = 1000;

/** Likeness of two forms of one given name, in per mille, as in a comparison. */
export const VARIANT = 920;

/** Likeness, in per mille, at and below which a part may be one that only begins with what was asked. */
export const BEGUN = 800;

/** Likeness of a part and its initial: it says little, but more than nothing. */
export const INITIAL = 300;

/**
 * Bits of a part that says nothing: it is there all the same, so it is not missing. One of another script that speaks
 * against the name is; to look through the names of these took as long as through all others and found none.
 */
const LEAST_BITS = 0.1;

/** Names of a script before its own say more than those of all scripts. */
const TRUSTED = 1000;

/** Names that may be near beside those that are known: to have few near is not to be rare without end. */
const UNKNOWN = 8;

/** Parts near one of a query's, and those of them that it may begin. */
export type FoundParts = {
  readonly found: readonly number[];
  readonly begun: ReadonlySet<number>;
  readonly asked: PreparedToken;
};

/**
 * Bits of each part, from its likeness in the index's scratch: how much likelier its bearers are to be written as was
 * asked than others of its script are. An abjad has many names that sound alike to others, so nearness there says
 * less. In the script that was asked in, another spelling is more often another name, unless nobody is written as was
 * asked: then it is what was meant.
 */
export function weighParts(index: NameIndex, { found, begun, asked }: FoundParts): WeighedParts {
  const { likeness, tokens } = index;
  const order = byKey(found, (token) => SOUNDED + 1 - likeness[token]!);
  const own = scripts.indexOf(asked.script);
  const isWritten = likeness[order[0]!]! > SOUNDED;
  const isRespelt = (token: number) => isWritten && tokens.scripts[token] === own && !begun.has(token);
  const isBegun = (token: number) => likeness[token]! <= BEGUN && begun.has(token);
  const spelling = spellingBits(tokens, asked);
  const apart = Float64Array.from(order, (token) => {
    const alike = likeness[token]!;
    if (alike > SOUNDED) return 0;
    const hundredths = (SOUNDED - alike) / 10;
    if (isRespelt(token)) return BITS_RESPELT + BITS_APART_RESPELT * hundredths;
    if (tokens.scripts[token] === own) return BITS_APART * hundredths;
    if (isBegun(token)) return BITS_BEGUN_ACROSS + BITS_APART * hundredths;
    const bits = SPELLING * spelling(token);
    return alike === VARIANT ? Math.min(OTHER_FORM_BITS, bits) : bits;
  });
  const rarity = rarities(index, order, { apart, isBegun });
  const bits = Float32Array.from(order, (token, at) => {
    if (likeness[token]! <= INITIAL) return INITIAL_BITS;
    const rare = isBegun(token) ? rarity.begun : rarity.near[tokens.scripts[token]!]!;
    const left = rare - apart[at]!;
    return left < 0 && !isRespelt(token) ? 0 : Math.max(LEAST_BITS, left);
  });
  // What is written the same says no less than what only sounds the same.
  if (isWritten)
    bits[0] = bits.reduce((most, one, at) => (likeness[order[at]!]! >= SOUNDED ? Math.max(most, one) : most));
  return sorted(order, bits, begun);
}

type Apart = { readonly apart: Float64Array; readonly isBegun: (token: number) => boolean };
type Rarities = { readonly near: Float64Array; readonly begun: number };

/**
 * How many bits it says that a name has a part as near as the nearest, by script: names count by how near theirs are,
 * since spellings of one name are as rare as the name. And the same of a part that begins as was asked, in any script,
 * where all that do count.
 */
function rarities(index: NameIndex, order: Uint32Array, { apart, isBegun }: Apart): Rarities {
  const { likeness, owners, postingStart, scriptNames, tokens } = index;
  const near = new Float64Array(scripts.length);
  let [nearAnywhere, begun] = [0, 0];
  order.forEach((token, at) => {
    if (likeness[token]! <= INITIAL) return;
    const holders = postingStart[token + 1]! - postingStart[token]!;
    begun += holders;
    if (isBegun(token)) return;
    const counted = holders * 2 ** -apart[at]!;
    near[tokens.scripts[token]!]! += counted;
    nearAnywhere += counted;
  });
  const world = Math.max(owners.length, LEAST_WORLD);
  const rarityOf = (holders: number) => Math.log2(world / (holders + UNKNOWN));
  const everywhere = (TRUSTED * nearAnywhere) / owners.length;
  const shares = near.map((holders, script) => (holders + everywhere) / (scriptNames[script]! + TRUSTED));
  return { near: shares.map((share) => rarityOf(share * owners.length)), begun: rarityOf(begun) };
}

function sorted(order: Uint32Array, bits: Float32Array, begun: ReadonlySet<number>): WeighedParts {
  const places = byKey([...order.keys()], (at) => Math.round((64 - bits[at]!) * 256));
  const worthwhile = places.filter((at) => bits[at]! > 0);
  return {
    tokens: worthwhile.map((at) => order[at]!),
    bits: Float32Array.from(worthwhile, (at) => bits[at]!),
    begun,
  };
}

/** Numbers below 2^32 in the order of their keys: whole numbers below 2^20. */
function byKey(numbers: ArrayLike<number>, keyOf: (number: number) => number): Uint32Array {
  const keys = new Float64Array(numbers.length);
  for (let at = 0; at < keys.length; at++) keys[at] = keyOf(numbers[at]!) * 2 ** 32 + numbers[at]!;
  keys.sort();
  const ordered = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at++) ordered[at] = keys[at]! % 2 ** 32;
  return ordered;
}
