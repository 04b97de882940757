/** Texts by number and numbers by text, in columns: nothing is made of a text that is not asked for. */
import { type PackedTexts, packTexts } from "../../base/packed-texts.ts";

export type TextTable = PackedTexts & {
  readonly slots: Int32Array; // by hash: the number of a text and 1, or 0; as many as a power of two
};

/**
 * The table of texts, each numbered by its place; of equal ones the last is found.
 *
 * @example
 * const table = makeTextTable(["ani", "დავით"]);
 * [numberOf(table, "დავით"), numberOf(table, "maro")]; //=> [1, -1]
 */
export function makeTextTable(texts: readonly string[]): TextTable {
  const packed = packTexts(texts);
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * texts.length + 1)));
  const table = { ...packed, slots };
  for (const [number, text] of texts.entries()) slots[slotOf(table, text)] = number + 1;
  return table;
}

/** The number of a text, or -1. */
export function numberOf(table: TextTable, text: string): number {
  return table.slots[slotOf(table, text)]! - 1;
}

/** How many texts there are. */
export const countOf = ({ ends }: PackedTexts): number => ends.length;

/** Where the text stands, or the free slot where it would. */
function slotOf(table: TextTable, text: string): number {
  const { slots } = table;
  const last = slots.length - 1;
  for (let slot = hashOf(text) & last; ; slot = (slot + 1) & last) {
    const number = slots[slot]! - 1;
    if (number === -1 || isAt(table, number, text)) return slot;
  }
}

function isAt({ units, ends }: PackedTexts, number: number, text: string): boolean {
  const start = number === 0 ? 0 : ends[number - 1]!;
  if (ends[number]! - start !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (units[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** FNV-1a over UTF-16 units, its upper bits folded in, since only the lower ones choose a slot. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
