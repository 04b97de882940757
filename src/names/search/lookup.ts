/** Ways into the table of parts: by sounds, by letters, by classes of given names. */
import { isAbjad, scripts } from "../script.ts";
import { countingSort, holdersOf } from "./lists.ts";
import { makeScreens, type SoundScreens, writeScreens } from "./sound-screens.ts";
import { formOf, sectionOf, type TokenTable } from "./token-table.ts";

/**
 * The readings of all parts in one order, by section and then by sounds, so that what many begin with is compared
 * once: a tree of sounds, laid out flat.
 */
export type SoundTree = {
  readonly sectionStart: Uint32Array; // places of section s: [sectionStart[s], sectionStart[s + 1])
  readonly token: Uint32Array; // whose reading it is, by place
  readonly shared: Uint8Array; // sounds that it begins with as the one before does
  readonly start: Uint32Array; // its sounds: [start[place], start[place + 1])
  readonly codes: Uint8Array;
  readonly screens: SoundScreens; // by place in `codes`
};

/** Made from a table of parts, never kept. */
export type Lookup = {
  readonly sounds: SoundTree;
  readonly orderOf: Uint32Array; // of each part: its place in the order of folds
  readonly classStart: Uint32Array; // parts that are forms of class c: [classStart[c], classStart[c + 1])
  readonly ofClass: Uint32Array;
  readonly writtenStart: Uint32Array; // parts of a script and length, by `writtenClass`
  readonly written: Uint32Array;
  readonly letterBits: Int32Array; // of each place in `written`, so that those read one after the other lie so
  readonly initials: Uint32Array; // numbers of the parts of one letter
};

/** Letters of the longest part; a longer one counts for such. */
const LONGEST = 255;

/** Where in `writtenStart` the parts of a script, by its number, and of so many letters are. */
export function writtenClass(script: number, letters: number): number {
  return script * (LONGEST + 1) + Math.max(0, Math.min(LONGEST, letters));
}

/** The letters of a word folded into the bits of one number: words that differ in a letter differ in two at most. */
export function letterBitsOf(fold: string): number {
  let bits = 0;
  for (let at = 0; at < fold.length; at++) bits |= 1 << (fold.charCodeAt(at) & 31);
  return bits;
}

/** The ways into a table. */
export function makeLookup(table: TokenTable): Lookup {
  const { folds, byFold, classes, classStart } = table;
  const numbers = Uint32Array.from(folds.keys());
  const lengths = numbers.map((token) => writtenClass(table.scripts[token]!, folds[token]!.length));
  const written = countingSort(lengths, writtenClass(scripts.length, 0));
  const bound = classes.reduce((most, one) => Math.max(most, one + 1), 0);
  const { start, order } = countingSort(classes, bound);
  const holder = holdersOf(classStart);
  return {
    sounds: makeSoundTree(table),
    orderOf: inverse(byFold),
    classStart: start,
    ofClass: order.map((at) => holder[at]!),
    writtenStart: written.start,
    written: written.order,
    letterBits: Int32Array.from(written.order, (token) => letterBitsOf(folds[token]!)),
    initials: numbers.filter((token) => folds[token]!.length === 1),
  };
}

function makeSoundTree(table: TokenTable): SoundTree {
  const { bySounds, formStart, scripts: scriptOf } = table;
  const holder = holdersOf(formStart);
  const token = bySounds.map((form) => holder[form]!);
  const start = new Uint32Array(bySounds.length + 1);
  const codes = new Uint8Array(table.codes.length);
  const shared = new Uint8Array(bySounds.length);
  const screens = makeScreens(table.codes.length);
  const section = bySounds.map((form, place) =>
    sectionOf(scriptOf[token[place]!]!, table.across[form] === 1),
  );
  const sectionStart = new Uint32Array(sectionOf(scripts.length, false) + 1);
  bySounds.forEach((form, place) => {
    const own = formOf(table, form);
    codes.set(own, start[place]);
    writeScreens(screens, start[place]!, own, isAbjad(scripts[scriptOf[token[place]!]!]!) ? 3 : 0);
    start[place + 1] = start[place]! + own.length;
    sectionStart[section[place]! + 1]!++;
    const isFirst = place === 0 || section[place] !== section[place - 1];
    if (!isFirst) shared[place] = sharedLength(formOf(table, bySounds[place - 1]!), own);
  });
  for (let at = 1; at < sectionStart.length; at++) sectionStart[at]! += sectionStart[at - 1]!;
  return { sectionStart, token, shared, start, codes, screens };
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((number, place) => {
    places[number] = place;
  });
  return places;
}
