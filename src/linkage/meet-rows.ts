/** Which rows of a kept table share a key with a row that is new: found by passes over codes, without any block. */
import { type BlockingRule, readKey } from "./blocking-rules.ts";
import { growableWords } from "./growable.ts";
import { columnOfKey, type KeptColumn, type KeptTable } from "./kept-table.ts";
import { countCodes, pickCodes, type RowCodes } from "./row-codes.ts";
import { codesOfRows } from "./rule-blocks.ts";

type Own = { readonly column: KeptColumn; readonly codes: RowCodes };

/** A column of the key and the codes of its values. Undefined for a key that the table was not kept with. */
function keyOf(kept: KeptTable, label: string): Own | undefined {
  const [column, codes] = [columnOfKey(kept, label), kept.codes.get(label)];
  return column === undefined || codes === undefined ? undefined : { column, codes };
}

/** How many rows of the whole table have a code that one of these values has under the key; 0 for any other code. */
export function countRowsOf(kept: KeptTable, label: string, values: Uint32Array): (code: number) => number {
  const own = keyOf(kept, label);
  if (own === undefined) return () => 0;
  const { codes, times } = codesAmong(own, setOf(pickCodes(own.codes, values)));
  return countCodes({ codes }, times).countOf;
}

type CodeSet = (code: number) => boolean;

function setOf(codes: Pick<RowCodes, "codes">): CodeSet {
  const { countOf } = countCodes(codes);
  return (code) => code !== 0 && countOf(code) > 0;
}

/** The codes of all values that are in a set, with how many rows hold each value. */
function codesAmong({ column: { counts }, codes: { codes, starts } }: Own, isIn: CodeSet) {
  const [found, times] = [growableWords(), growableWords()];
  for (let id = 0; id < counts.length; id++) {
    const [from, until] =
      starts === undefined ? [id, id + 1] : [starts[id] as number, starts[id + 1] as number];
    for (let at = from; at < until; at++) {
      if (!isIn(codes[at] as number)) continue;
      found.push(codes[at] as number);
      times.push(counts[id] as number);
    }
  }
  return { codes: found.take(), times: times.take() };
}

/**
 * Marks with 1 the rows that share a code of some rule with a row of `fresh`, and those themselves. Without keys every
 * row does.
 */
export function meetRows(
  kept: KeptTable,
  rules: readonly BlockingRule[],
  fresh: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const marks = new Uint8Array(kept.list.length);
  for (const row of fresh) marks[row] = 1;
  if (fresh.length > 0) for (const rule of rules) markRule(kept, rule, { fresh, marks });
  return marks;
}

type Meeting = { readonly fresh: Uint32Array; readonly marks: Uint8Array };

function markRule(kept: KeptTable, rule: BlockingRule, { fresh, marks }: Meeting): void {
  const keys = rule.keys.flatMap((label) => narrowKey(kept, label, fresh) ?? []);
  if (keys.length < rule.keys.length) return;
  const rows = rowsWithAll(keys, marks.length);
  if (keys.length < 2) {
    for (const row of rows) marks[row] = 1;
    return;
  }
  const codesAt = (own: Uint32Array) =>
    codesOfRows(
      own.length,
      keys.map(({ ids, byId }) => ({ ids: own.map((row) => ids[row] as number), byId })),
    );
  const isShared = setOf(codesAt(fresh));
  const doMeet = someCode(codesAt(rows), isShared);
  for (let i = 0; i < rows.length; i++) if (doMeet[i] === 1) marks[rows[i] as number] = 1;
}

type NarrowKey = { readonly ids: Uint32Array; readonly byId: RowCodes; readonly hasCode: Uint8Array };

/** The codes of all values under a key as far as a new row has them. */
function narrowKey(kept: KeptTable, label: string, fresh: Uint32Array): NarrowKey | undefined {
  const { key, cap } = readKey(label);
  const own = keyOf(kept, key);
  if (own === undefined) return undefined;
  const values = new Uint32Array(new Set(fresh.values().map((row) => own.column.ids[row] as number)));
  const isFresh = setOf(pickCodes(own.codes, values));
  const rowsOf = cap === undefined ? () => 0 : countRowsOf(kept, key, values);
  const isKept = (code: number) => isFresh(code) && (cap === undefined || rowsOf(code) <= cap);
  const byId = filterCodes(own.codes, isKept);
  return { ids: own.column.ids, byId, hasCode: someCode(byId, (code) => code !== 0) };
}

/** 1 for each row of which some code is in the set. */
function someCode({ codes, starts }: RowCodes, isIn: CodeSet): Uint8Array {
  const found = new Uint8Array(starts === undefined ? codes.length : starts.length - 1);
  for (let row = 0; row < found.length; row++) {
    const [from, until] =
      starts === undefined ? [row, row + 1] : [starts[row] as number, starts[row + 1] as number];
    for (let at = from; at < until; at++) if (isIn(codes[at] as number)) found[row] = 1;
  }
  return found;
}

function filterCodes({ codes, starts }: RowCodes, isKept: CodeSet): RowCodes {
  if (starts === undefined) return { codes: codes.map((code) => (isKept(code) ? code : 0)) };
  const [own, ownStarts] = [growableWords(), new Uint32Array(starts.length)];
  for (let id = 0; id + 1 < starts.length; id++) {
    for (let at = starts[id] as number; at < (starts[id + 1] as number); at++)
      if (isKept(codes[at] as number)) own.push(codes[at] as number);
    ownStarts[id + 1] = own.size();
  }
  return { codes: own.take(), starts: ownStarts };
}

function rowsWithAll(keys: readonly NarrowKey[], size: number): Uint32Array {
  const rows = growableWords();
  const [first, ...others] = keys;
  for (let row = 0; row < size; row++) {
    if (first !== undefined && first.hasCode[first.ids[row] as number] === 0) continue;
    if (others.every(({ ids, hasCode }) => hasCode[ids[row] as number] === 1)) rows.push(row);
  }
  return rows.take();
}
