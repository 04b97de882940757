/** What it says of a name that it has a part near one of the query's, in bits. */
import { scripts } from "../script.ts";
import type { NameIndex } from "./name-index.ts";

/** Parts near one of a query's, those that say most first, each once. */
export type WeighedParts = {
  readonly tokens: Uint32Array;
  readonly bits: Float32Array; // above 0
  readonly begun: ReadonlySet<number>; // those that only begin with what was asked
};

/** Names of the world, in powers of two: what is rare in a short list only is not rare. */
const LEAST_WORLD = 2 ** 20;

/** Bits that a part of another script loses for each hundredth that it is unlike: few spellings of a name are far apart. */
const BITS_APART = 0.12;

/** The same within one script, where few spell a name otherwise at all. */
const BITS_APART_OWN = 0.2;
const BITS_OTHERWISE = 2;

/** Bits that an initial is worth: less than the part that it stands for. */
const INITIAL_BITS = 2;

/** Likeness, in per mille, of a part that sounds the same; above it stands the one that is written the same. */
const SOUNDED = 1000;

/**
 * Bits of a part that says nothing: it is there all the same, so it is not missing. One of another script that speaks
 * against the name is; to look through the names of these took as long as through all others and found none.
 */
const LEAST_BITS = 0.1;

/** Likeness, in per mille, from which on parts are taken for spellings of one name. */
const SPELLINGS = 900;

/** Likeness, in per mille, at and below which a part is one that was only opened by a letter. */
const OPENED = 300;

/** Names of a script before its own say more than those of all scripts. */
const TRUSTED = 1000;

/** Parts near one of a query's, those that it may begin, and its script by number. */
export type FoundParts = {
  readonly found: readonly number[];
  readonly begun: ReadonlySet<number>;
  readonly script: number;
};

/**
 * Bits of each part, from its likeness in the index's scratch: how rare it is in its script to have one as near as
 * this, less what a spelling of the same name seldom is so far off. An abjad has many names that sound alike to
 * others, so nearness there says less. In the script that was asked in, another spelling is more often another name,
 * unless nobody is written as was asked: then it is what was meant.
 */
export function weighParts(index: NameIndex, { found, begun, script: asked }: FoundParts): WeighedParts {
  const { likeness, postingStart, tokens } = index;
  const order = byKey(found, (token) => SOUNDED + 1 - likeness[token]!);
  const holders = new Float64Array(scripts.length + 1);
  const bits = new Float32Array(found.length);
  const isWritten = likeness[order[0]!]! > SOUNDED;
  for (let from = 0; from < order.length; ) {
    const alike = rarityLevel(likeness[order[from]!]!);
    let to = from;
    for (; to < order.length && rarityLevel(likeness[order[to]!]!) === alike; to++) {
      const own = postingStart[order[to]! + 1]! - postingStart[order[to]!]!;
      holders[tokens.scripts[order[to]!]!]! += own;
      holders[scripts.length]! += own;
    }
    for (; from < to; from++) {
      const token = order[from]!;
      const script = tokens.scripts[token]!;
      const isRespelt = isWritten && script === asked && !begun.has(token);
      bits[from] = bitsOf(index, { holders, alike: likeness[token]!, script, isRespelt });
    }
  }
  // What is written the same says no less than what only sounds the same.
  const alike = bits.filter((_, at) => likeness[order[at]!]! >= SOUNDED);
  if (likeness[order[0]!]! > SOUNDED) bits[0] = Math.max(...alike);
  return sorted(order, bits, begun);
}

/** Spellings of one name are as rare as the name: a seldom one of a common name would say too much. */
const rarityLevel = (likeness: number) => Math.min(likeness, SPELLINGS);

type Rarity = {
  readonly holders: Float64Array;
  readonly alike: number;
  readonly script: number;
  readonly isRespelt: boolean; // a whole part in the script that was asked in, where somebody is written as asked
};

function bitsOf({ owners, scriptNames }: NameIndex, { holders, alike, script, isRespelt }: Rarity): number {
  const names = owners.length;
  const world = Math.max(names, LEAST_WORLD);
  const everywhere = holders[scripts.length]! / names;
  const share = (holders[script]! + TRUSTED * everywhere) / (scriptNames[script]! + TRUSTED);
  const hundredths = Math.max(0, SOUNDED - alike) / 10;
  const otherwise = alike > SOUNDED ? 0 : BITS_OTHERWISE + BITS_APART_OWN * hundredths;
  const apart = isRespelt ? otherwise : BITS_APART * hundredths;
  const own = Math.log2(world / (names * share)) - apart;
  if (own < 0 && !isRespelt && alike > OPENED) return 0;
  return Math.max(LEAST_BITS, alike <= OPENED ? Math.min(INITIAL_BITS, own + apart) : own);
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
