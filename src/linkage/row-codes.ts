/** Codes of the keys of rows: two rows meet where they share a code. */
import { mixHashes } from "./content-hash.ts";
import { growableWords } from "./growable.ts";

/** Without `starts` each row has one code, 0 for none; with it row i has codes[starts[i] .. starts[i + 1]), ascending. */
export type RowCodes = { readonly codes: Uint32Array; readonly starts?: Uint32Array };

/**
 * The codes of rows under two keys at once: of each row the product of its codes.
 *
 * @example
 * const codes = (...own) => ({ codes: Uint32Array.of(...own) });
 * const { codes: joined } = joinCodes(codes(5, 5, 0), codes(9, 9, 9));
 * [joined[0] === joined[1], joined[2]]; //=> [true, 0]
 */
export function joinCodes(left: RowCodes, right: RowCodes): RowCodes {
  if (left.starts === undefined && right.starts === undefined) {
    const codes = new Uint32Array(left.codes.length);
    for (let row = 0; row < codes.length; row++) {
      const [a, b] = [left.codes[row] as number, right.codes[row] as number];
      codes[row] = a === 0 || b === 0 ? 0 : mixHashes(a, b);
    }
    return { codes };
  }
  return joinSeveral(left, right);
}

function joinSeveral(left: RowCodes, right: RowCodes): RowCodes {
  const size = left.starts === undefined ? left.codes.length : left.starts.length - 1;
  const starts = new Uint32Array(size + 1);
  const codes = growableWords();
  for (let row = 0; row < size; row++) {
    const only = onlyCode(left, row);
    const other = onlyCode(right, row);
    if (only >= 0 && other >= 0) {
      if (only > 0 && other > 0) codes.push(mixHashes(only, other));
    } else {
      const own: number[] = [];
      for (const a of codesInRow(left, row))
        for (const b of codesInRow(right, row)) own.push(mixHashes(a, b));
      for (const code of new Set(own.sort((a, b) => a - b))) codes.push(code);
    }
    starts[row + 1] = codes.size();
  }
  return { codes: codes.take(), starts };
}

/** The one code of a row, 0 where it has none, -1 where it has several. */
function onlyCode({ codes, starts }: RowCodes, row: number): number {
  if (starts === undefined) return codes[row] as number;
  const [start, end] = [starts[row] as number, starts[row + 1] as number];
  if (end - start > 1) return -1;
  return start === end ? 0 : (codes[start] as number);
}

/** Codes of one row, ascending. */
export function codesInRow({ codes, starts }: RowCodes, row: number): Uint32Array {
  if (starts !== undefined) return codes.subarray(starts[row], starts[row + 1]);
  return codes[row] === 0 ? codes.subarray(0, 0) : codes.subarray(row, row + 1);
}

/** The smallest code that two rows share, or 0. */
export function sharedCode({ codes, starts }: RowCodes, left: number, right: number): number {
  if (starts === undefined) return codes[left] === codes[right] ? (codes[left] as number) : 0;
  let i = starts[left] as number;
  let j = starts[right] as number;
  const [endI, endJ] = [starts[left + 1] as number, starts[right + 1] as number];
  while (i < endI && j < endJ) {
    const [a, b] = [codes[i] as number, codes[j] as number];
    if (a === b) return a;
    if (a < b) i++;
    else j++;
  }
  return 0;
}

/** The codes of these rows, in their order. */
export function pickCodes({ codes, starts }: RowCodes, rows: Uint32Array): RowCodes {
  if (starts === undefined) return { codes: rows.map((row) => codes[row] as number) };
  const ownStarts = new Uint32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    ownStarts[i + 1] = (ownStarts[i] as number) + (starts[row + 1] as number) - (starts[row] as number);
  }
  const own = new Uint32Array(ownStarts[rows.length] as number);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    for (let c = starts[row] as number, at = ownStarts[i] as number; c < (starts[row + 1] as number); c++)
      own[at++] = codes[c] as number;
  }
  return { codes: own, starts: ownStarts };
}

/** The row of each code: without `starts`, its position. */
export function rowsOfCodes({ codes, starts }: RowCodes): Uint32Array {
  const rows = new Uint32Array(codes.length);
  if (starts === undefined) for (let row = 0; row < rows.length; row++) rows[row] = row;
  else for (let row = 0; row + 1 < starts.length; row++) rows.fill(row, starts[row], starts[row + 1]);
  return rows;
}

/** How many rows have each code: open addressing over typed arrays, since this stands in the choice of rules. */
export type CodeCounts = {
  readonly countOf: (code: number) => number;
  readonly pairs: number; // of rows that share a code
};

/** Counts of the codes of all rows; with `times`, each code counted so many times. */
export function countCodes({ codes }: Pick<RowCodes, "codes">, times?: Uint32Array): CodeCounts {
  const slots = 2 ** Math.ceil(Math.log2(2 * codes.length + 2));
  const table = new Uint32Array(2 * slots); // code and count side by side
  const slotOf = (code: number) => {
    let slot = Math.imul(code, 0x9e3779b1) >>> 0;
    slot = 2 * ((slot ^ (slot >>> 15)) & (slots - 1));
    while (table[slot] !== 0 && table[slot] !== code) slot = (slot + 2) & (2 * slots - 1);
    return slot;
  };
  let pairs = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === 0) continue;
    const slot = slotOf(code);
    const before = table[slot + 1] as number;
    table[slot] = code;
    const more = times === undefined ? 1 : (times[i] as number);
    table[slot + 1] = before + more;
    pairs += before * more + (more * (more - 1)) / 2;
  }
  return { countOf: (code) => table[slotOf(code) + 1] as number, pairs };
}
