/** Which texts share keys, and which share them but for a typing error: what names near one are looked for by. */
import { nameKeys } from "../names/keys.ts";
import { readName } from "../names/prepare.ts";
import { type Groups, groupAt, packGroups, turnGroups } from "./columns/groups.ts";
import { makeTextTable, numberOf, type TextTable } from "./columns/text-table.ts";
import { makeSketches, type SoundSketches, sketchName } from "./sound-sketch.ts";

/** The keys of texts, both by number. Made by `listKeys`. */
export type KeyLists = {
  readonly keys: TextTable;
  readonly keysOfText: Groups;
  readonly textsOfKey: Groups; // ascending
  readonly shortened: TextTable; // what is left of keys without one letter
  readonly keysOfShortened: Groups;
  readonly sketches: SoundSketches; // of the texts
};

/** The keys of each text (`nameKeys`). */
export function listKeys(texts: readonly string[]): KeyLists {
  const numbers = new Map<string, number>();
  const starts = new Int32Array(texts.length + 1);
  const members: number[] = [];
  const sketches = makeSketches(texts.length);
  for (const [at, text] of texts.entries()) {
    const name = readName(text);
    sketchName(sketches, at, name);
    for (const key of nameKeys(name)) {
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      members.push(number);
    }
    starts[at + 1] = members.length;
  }
  const keysOfText = { starts, members: Int32Array.from(members) };
  const shortened = shorten(numbers);
  return {
    keys: makeTextTable([...numbers.keys()]),
    keysOfText,
    textsOfKey: turnGroups(keysOfText, numbers.size),
    shortened: makeTextTable([...shortened.keys()]),
    keysOfShortened: packGroups(shortened.values()),
    sketches,
  };
}

/** Whether the text would have these keys today: another version of the tables of letters may have listed them. */
export function isAsRead({ keys, keysOfText }: KeyLists, at: number, text: string): boolean {
  const read = nameKeys(readName(text)).map((key) => numberOf(keys, key));
  const listed = groupAt(keysOfText, at);
  return read.length === listed.length && read.every((number, nth) => number === listed[nth]);
}

/** Numbers of the keys of which this is left without one letter. */
function shorten(numbers: ReadonlyMap<string, number>): ReadonlyMap<string, readonly number[]> {
  const shortened = new Map<string, number[]>();
  for (const [key, number] of numbers)
    for (const left of withoutOne(key)) {
      const found = shortened.get(left);
      if (found === undefined) shortened.set(left, [number]);
      else found.push(number);
    }
  return shortened;
}

/** What is left of a key without any one of its letters; nothing of a short one or of a pair. */
function withoutOne(key: string): readonly string[] {
  if (key.length < 3 || key.includes(" ")) return [];
  return [...new Set(Array.from(key, (_, at) => key.slice(0, at) + key.slice(at + 1)))];
}

/** Those of `keys` that any text has, by number, the rarest first. */
export function sameKeys(lists: KeyLists, keys: readonly string[]): readonly number[] {
  return rarestFirst(
    lists,
    keys.map((key) => ownNumber(lists, key)),
  );
}

/**
 * Keys that a typing error parts from `keys`, by number, those of the rarest remainder first: of two such keys the same
 * is left without one letter of either or of both.
 */
export function typedKeys(lists: KeyLists, keys: readonly string[]): readonly number[] {
  return rarestFirst(
    lists,
    keys
      .flatMap((key) => [key, ...withoutOne(key)])
      .map((left) => [...ownNumber(lists, left), ...shortenedTo(lists, left)]),
  );
}

function ownNumber({ keys }: KeyLists, key: string): readonly number[] {
  const number = numberOf(keys, key);
  return number < 0 ? [] : [number];
}

function shortenedTo({ shortened, keysOfShortened }: KeyLists, left: string): Iterable<number> {
  const number = numberOf(shortened, left);
  return number < 0 ? [] : groupAt(keysOfShortened, number);
}

function rarestFirst(lists: KeyLists, groups: readonly (readonly number[])[]): readonly number[] {
  const sized = groups.map((keys) => ({ keys, size: sizeOf(lists, keys) }));
  return [...new Set(sized.toSorted((a, b) => a.size - b.size).flatMap(({ keys }) => keys))];
}

const sizeOf = ({ textsOfKey: { starts } }: KeyLists, keys: readonly number[]): number =>
  keys.reduce((sum, key) => sum + starts[key + 1]! - starts[key]!, 0);

/** Texts that are asked for among those of some keys, and those in which they lie, where only some may be meant. */
export type TextsAsked = {
  readonly keys: readonly number[];
  readonly among?: readonly Int32Array[] | undefined;
  readonly most: number;
};

/** A text that is looked up by its key costs as much as so many of whose own keys one is looked up. */
const LOOKED_UP = 16;

/**
 * Texts with any of the keys, once or more often, in the order of the keys and then their own. Where only `among` may be
 * meant, those of `among` with any of the keys are found by their own keys where these are fewer; then no others come.
 */
export function textsWith(lists: KeyLists, { keys, among, most }: TextsAsked): Iterable<number> {
  if (among === undefined) return eachWith(lists, keys);
  const all = lists.keysOfText.starts.length - 1;
  const size = among.reduce((sum, texts) => sum + texts.length, 0);
  const walked = Math.min(sizeOf(lists, keys), (most * all) / Math.max(1, size));
  return size <= LOOKED_UP * walked ? thoseWith(lists, keys, among) : eachWith(lists, keys);
}

function* eachWith(
  { textsOfKey: { starts, members } }: KeyLists,
  keys: readonly number[],
): Generator<number> {
  for (const key of keys) for (let at = starts[key]!; at < starts[key + 1]!; at++) yield members[at]!;
}

function thoseWith(
  { keysOfText: { starts, members } }: KeyLists,
  keys: readonly number[],
  among: readonly Int32Array[],
): readonly number[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const found: { readonly text: number; readonly place: number }[] = [];
  for (const texts of among)
    for (const text of texts) {
      let first = keys.length;
      for (let at = starts[text]!; at < starts[text + 1]!; at++)
        first = Math.min(first, places.get(members[at]!) ?? first);
      if (first < keys.length) found.push({ text, place: first });
    }
  return found.sort((a, b) => a.place - b.place || a.text - b.text).map(({ text }) => text);
}
