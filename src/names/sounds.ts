/** The inventory of sounds that every script is read into, and what it costs to take one for another. */

/**
 * One character per sound. Letters are sounds; the signs after them are letters that may be any of several
 * sounds (`AMBIGUOUS`), as Latin c, j or Hebrew bet. The solid consonants come first: a word's set of them fits the
 * bits of one integer, and its set of other sounds those of another.
 */
const SOLID = "pbfvmntdTszSZCJckgqxGrl<>&+%BP$K";
const LIGHT = "~hywHWYAEFQjD!";
const VOWELS = "aeiou@";
const DIGITS = "0123456789";
const INVENTORY = SOLID + LIGHT + VOWELS + DIGITS;

/** Number of sounds; codes are in [0, SOUNDS). */
export const SOUNDS: number = INVENTORY.length;

// By UTF-16 unit: all sounds are ASCII.
const NO_CODE = 255;
const codeByUnit: Uint8Array = new Uint8Array(128).fill(NO_CODE);
for (const [code, char] of Array.from(INVENTORY).entries()) codeByUnit[char.charCodeAt(0)] = code;

/** Cost units of one hard error: a consonant taken for one that sounds nothing like it, or left out. */
export const HARD = 20;

/** Consonants that scripts, spellings or ears exchange, with cost units. Every pair not listed costs HARD. */
const NEAR: readonly (readonly [pairs: string, cost: number])[] = [
  ["vw xh qk", 1], // one letter's two readings in most romanisations
  ["tT JZ Gg", 2],
  ["dT", 3],
  ["fv Ts zZ qg gG", 4],
  ["sz sc Cc CJ SC kx hg Gh qG", 5], // h and g: one letter in Russified spellings
  ["pb bv td sS SZ zc kg xG qx Jg Jy Tz fw", 6],
  ["Jz", 7],
  ["pf bw dz dJ gx Gy", 8],
  ["mn tc tC Ck Zg kh Gr Tf lw", 10],
  ["lr", 12],
];
const NEAR_VOWELS: readonly (readonly [pairs: string, cost: number])[] = [
  ["yi", 0],
  ["wu", 1],
  ["wo", 2],
  ["vu", 5],
  ["vo", 7],
];

/** What one written letter may stand for, with cost units. */
const AMBIGUOUS: Readonly<Record<string, readonly (readonly [sounds: string, cost: number])[]>> = {
  "<": [
    ["sc", 0],
    ["CJ", 1],
    ["kz", 4],
  ], // c before e, i, y
  ">": [
    ["k", 0],
    ["cJ", 1],
    ["C", 2],
    ["s", 3],
  ], // c elsewhere
  "&": [
    ["C", 0],
    ["kxS", 1],
    ["h", 2],
  ], // ch
  "+": [
    ["C", 0],
    ["s", 1],
    ["J", 2],
  ], // c with cedilla
  "~": [
    ["JZy", 0],
    ["hx", 2],
  ], // j
  "%": [
    ["gG", 0],
    ["h", 1],
  ], // Russian ghe
  "!": [
    ["gG", 0],
    ["JZ", 1],
    ["yx", 2],
  ], // g before e, i, y: soft in English, French, Italian, Spanish; Greek gamma there
  B: [["bv", 0]], // Hebrew bet, Greek beta
  P: [["pf", 0]], // Hebrew pe, Georgian phar
  $: [["sS", 0]], // Hebrew shin, Greek sigma
  K: [["kx", 0]], // Hebrew kaf
  F: [
    ["f", 0],
    ["v", 1],
  ], // Arabic fa: there is no v
  Q: [
    ["b", 0],
    ["p", 1],
  ], // Arabic ba: there is no p
  j: [
    ["J", 0],
    ["gZ", 1],
  ], // Arabic jim
  D: [["dTz", 0]], // Arabic dhal, dad, za
  H: [["hae", 0]], // closing heh
  W: [["wvuo", 0]], // waw, vav
  Y: [
    ["yi", 0],
    ["e", 1],
  ], // ya, yod
  A: [
    ["ae", 0],
    ["oiu", 3],
  ], // alef: a, or what a word opens with
  E: [["aeiou", 0]], // ayin
  "@": [["ae", 0]], // schwa
};

/** How two readings are compared: what is written in both decides how much vowels say. */
export const modes = ["same script", "two alphabets", "an abjad and another", "one abjad"] as const;

/** Index into `modes`. */
export type Mode = 0 | 1 | 2 | 3;

/** Bits of a code: two codes together are an index. */
export const SOUND_BITS = 6;

/** Cost units: `change[(a << SOUND_BITS) | b]` of taking one sound for another, `drop[a]` of leaving one out. */
export type SoundCosts = { readonly change: Uint8Array; readonly drop: Uint8Array };

const VOWEL_CHANGE: readonly number[] = [10, 4, 1, 10];

/**
 * A vowel that an abjad does write is rarely another: of the waws in transliterated tokens 2 in 100 answer to a, e or i,
 * of the yas 2 to a, o or u.
 */
const VOWEL_LETTERS = "WYA";
const WRITTEN_VOWEL_CHANGE = 8;

const VOWEL_DROP: readonly number[] = [12, 6, 2, 12];
const LIGHT_DROP: Readonly<Record<string, readonly number[]>> = {
  "~": [18, 14, 14, 18],
  h: [10, 6, 6, 14],
  y: [10, 5, 3, 10],
  w: [12, 8, 6, 12],
  H: [6, 2, 1, 8],
  W: [10, 6, 6, 10],
  Y: [8, 4, 5, 8],
  A: [8, 4, 3, 8],
  E: [8, 2, 1, 10],
};

// Both ways; of a pair that is named twice the first counts, and so comes last here.
const costByPair: ReadonlyMap<string, number> = new Map(
  [...NEAR, ...NEAR_VOWELS]
    .toReversed()
    .flatMap(([pairs, cost]) =>
      pairs
        .split(" ")
        .flatMap(([one = "", other = ""]) => [[one + other, cost] as const, [other + one, cost] as const]),
    ),
);

/** Costs of each mode. */
export const costsByMode: readonly SoundCosts[] = modes.map((_, mode) => ({
  change: changeCosts(mode),
  drop: Uint8Array.from(INVENTORY, (char) => dropCost(char, mode)),
}));

/** Codes of a text of sounds; characters outside the inventory are left out. */
export function codesOf(sounds: string): Uint8Array {
  const codes = new Uint8Array(sounds.length);
  let length = 0;
  for (let at = 0; at < sounds.length; at++) {
    const code = codeByUnit[sounds.charCodeAt(at)];
    if (code === undefined || code === NO_CODE) continue;
    codes[length] = code;
    length++;
  }
  return codes.subarray(0, length);
}

/** Bit of a solid consonant, or 0; and the same for every other sound. */
export const solidBits: Int32Array = Int32Array.from(INVENTORY, (_, code) =>
  code < SOLID.length ? 1 << code : 0,
);
export const softBits: Int32Array = Int32Array.from(INVENTORY, (_, code) =>
  code < SOLID.length ? 0 : 1 << (code - SOLID.length),
);

/** Cost units that a sound costs at least which has nothing near it. */
export const FAR = 6;
export const SOFT_FAR = 4;

/** For each sound, by mode: the solid consonants that it may be taken for at less than HARD or FAR. */
export const reachByMode: readonly Int32Array[] = costsByMode.map((costs) =>
  bitsBelow(costs, solidBits, HARD),
);
export const nearByMode: readonly Int32Array[] = costsByMode.map((costs) => bitsBelow(costs, solidBits, FAR));

/** The same for other sounds, at less than SOFT_FAR; those that cost less to leave out are near everything. */
export const softNearByMode: readonly Int32Array[] = costsByMode.map((costs) => {
  const always = softBits.reduce((bits, bit, code) => (costs.drop[code]! < SOFT_FAR ? bits | bit : bits), 0);
  return bitsBelow(costs, softBits, SOFT_FAR).map((bits) => bits | always);
});

function bitsBelow({ change }: SoundCosts, bits: Int32Array, limit: number): Int32Array {
  return Int32Array.from(INVENTORY, (_, code) =>
    bits.reduce(
      (found, bit, other) => (change[(code << SOUND_BITS) | other]! < limit ? found | bit : found),
      0,
    ),
  );
}

function dropCost(char: string, mode: number): number {
  if (VOWELS.includes(char)) return VOWEL_DROP[mode] ?? HARD;
  return LIGHT_DROP[char]?.[mode] ?? HARD;
}

function changeCosts(mode: number): Uint8Array {
  const costs = new Uint8Array(1 << (2 * SOUND_BITS));
  for (let a = 0; a < SOUNDS; a++)
    for (let b = 0; b < SOUNDS; b++) costs[(a << SOUND_BITS) | b] = a === b ? 0 : changeCost(a, b, mode);
  return costs;
}

function changeCost(a: number, b: number, mode: number): number {
  const [left, right] = [INVENTORY[a] ?? "", INVENTORY[b] ?? ""];
  const isWritten = mode === 2 && (VOWEL_LETTERS.includes(left) || VOWEL_LETTERS.includes(right));
  const vowelChange = isWritten ? WRITTEN_VOWEL_CHANGE : (VOWEL_CHANGE[mode] ?? HARD);
  const cost = Math.min(
    ...readingsOf(left).flatMap(([one, oneCost]) =>
      readingsOf(right).map(([other, otherCost]) => plainCost(one, other, vowelChange) + oneCost + otherCost),
    ),
  );
  // Within one script two spellings differ because somebody spelt differently: dearer than between scripts.
  const isSameScript = mode === 0 || mode === 3;
  return Math.min(HARD, isSameScript ? Math.max(4, Math.round(cost * 1.5)) : cost);
}

/** The plain sounds that a character may be, each with its cost. */
function readingsOf(char: string): readonly (readonly [sound: string, cost: number])[] {
  const readings = AMBIGUOUS[char];
  if (readings === undefined) return [[char, 0]];
  return readings.flatMap(([sounds, cost]) => Array.from(sounds, (sound) => [sound, cost] as const));
}

function plainCost(one: string, other: string, vowelChange: number): number {
  if (one === other) return 0;
  if (VOWELS.includes(one) && VOWELS.includes(other)) return vowelChange;
  return costByPair.get(one + other) ?? HARD;
}
