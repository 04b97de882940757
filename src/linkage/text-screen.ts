/** What tells most pairs of texts apart at a glance: which letters each holds, in the bits of a word. */
import { bitCount } from "../names/bit-count.ts";

export type TextScreen = {
  /** No less than the Jaro-Winkler similarity of two texts, by their ids. */
  readonly mostSimilar: (a: number, b: number) => number;
  /** No more than the edits between two texts. */
  readonly leastEdits: (a: number, b: number) => number;
  /** Whether a text begins with a unit; sometimes true where it does not. */
  readonly mayOpenWith: (id: number, unit: number) => boolean;
  readonly isLong: (id: number) => boolean; // of more than one unit
};

const LONGEST = 32; // units: similarity is of so many, and longer texts are not told apart here
const UNIT = 0xfff; // bits of a unit that are kept of the first two

/** A screen of texts by id, each looked at when it is first asked for. Requires texts that are not empty. */
export function textScreen(texts: readonly string[]): TextScreen {
  // Side by side: letters (0 is not looked at), then length (8 bits), second and first unit (12 bits each).
  const marks = new Uint32Array(2 * texts.length);
  const lettersOf = (id: number) => {
    const known = marks[2 * id] as number;
    return known === 0 ? look(marks, id, texts[id] as string) : known;
  };
  const markOf = (id: number) => {
    lettersOf(id);
    return marks[2 * id + 1] as number;
  };
  const mostSimilar = (a: number, b: number) => {
    const [x, y] = [lettersOf(a), lettersOf(b)];
    const [markA, markB] = [marks[2 * a + 1] as number, marks[2 * b + 1] as number];
    const [lengthA, lengthB] = [markA >>> 24, markB >>> 24];
    if (lengthA > LONGEST || lengthB > LONGEST) return 1;
    // A letter that the other text has not is matched by nothing.
    const matches = Math.min(lengthA - bitCount(x & ~y), lengthB - bitCount(y & ~x));
    if (matches <= 0) return 0;
    const jaro = (matches / lengthA + matches / lengthB + 1) / 3;
    const apart = markA ^ markB;
    const prefix = (apart & UNIT) !== 0 ? 0 : (apart & 0xffffff) !== 0 ? 1 : 4;
    return jaro + 0.1 * prefix * (1 - jaro);
  };
  const leastEdits = (a: number, b: number) => {
    const [x, y] = [lettersOf(a), lettersOf(b)];
    return Math.max(bitCount(x & ~y), bitCount(y & ~x));
  };
  return {
    mostSimilar,
    leastEdits,
    mayOpenWith: (id, unit) => (markOf(id) & UNIT) === (unit & UNIT),
    isLong: (id) => markOf(id) >>> 24 > 1,
  };
}

function look(marks: Uint32Array, id: number, text: string): number {
  let letters = 0;
  for (let i = 0; i < text.length; i++) letters |= 1 << (text.charCodeAt(i) & 31);
  const [first, second] = [text.charCodeAt(0) & UNIT, text.length > 1 ? text.charCodeAt(1) & UNIT : 0];
  marks[2 * id] = letters;
  marks[2 * id + 1] = (Math.min(text.length, 0xff) << 24) | (second << 12) | first;
  return letters >>> 0;
}
