/** Plain UTF-8 CSV straight from bytes to columns: no text is made of a cell whose text was met before. */
import {
  type ByteDictionary,
  type ByteRange,
  byteDictionary,
  type DictionaryState,
  HASH_PRIME,
  HASH_SEED,
} from "./byte-dictionary.ts";
import { emptyWords, pushWord, type TableColumns, takeWords, type Words } from "./table-columns.ts";
import { isDitto, isTotals, meaningfulOpenings, opensTotals } from "./tidy-rows.ts";

export type PlainCsv = {
  readonly delimiter: string; // of one byte
  readonly width: number; // columns
  readonly skipped: number; // records before the first data row
  readonly isInside?: boolean; // begins after other lines of its file
};

/** What was read of a run of whole lines. */
export type CsvPart = {
  readonly size: number; // rows
  readonly hasReturns: boolean; // lines end in CR LF
  readonly columns: readonly { readonly ids: Uint32Array; readonly dictionary: DictionaryState }[];
};

/**
 * Reads the file in parts, one after another or at once: the parts in their order, undefined for one that is not plain.
 * All but the first begin after a line's end and skip nothing.
 */
export type ReadCsvParts = (
  form: PlainCsv,
  progress: (rows: number) => void,
) => Promise<readonly (CsvPart | undefined)[]>;

type Column = {
  readonly ids: Words;
  readonly dictionary: ByteDictionary;
  readonly totals: Set<number>;
  checked: number;
};

const [QUOTE, LINE_FEED, RETURN] = [34, 10, 13];

/**
 * A run of lines in columns, or undefined at the first thing that is not plain, so that the general reader must say
 * what it means: a quote in a cell without quotes, a line break in quotes, mixed line ends, ditto marks, rows of totals.
 */
export async function readCsvPart(
  chunks: AsyncIterable<Uint8Array>,
  form: PlainCsv,
  progress: (rows: number) => void,
): Promise<CsvPart | undefined> {
  const columns = Array.from(
    { length: form.width },
    (): Column => ({
      ids: emptyWords(),
      dictionary: byteDictionary(),
      totals: new Set(),
      checked: 1,
    }),
  );
  const reader = rowReader(form, columns);
  let carry: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (!reader.read(bytes, end)) return undefined;
    carry = bytes.slice(end);
    progress(reader.rows());
  }
  if (carry.length > 0 && !reader.read(Buffer.concat([carry, Uint8Array.of(LINE_FEED)]), carry.length + 1))
    return undefined;
  return {
    size: reader.rows(),
    hasReturns: reader.hasReturns(),
    columns: columns.map(({ ids, dictionary }) => ({ ids: takeWords(ids), dictionary: dictionary.state })),
  };
}

/** The columns of all parts, as if read in one; undefined where a part is not plain or lines end in two ways. */
export function joinCsvParts(parts: readonly (CsvPart | undefined)[]): TableColumns | undefined {
  const plain = parts.filter((part) => part !== undefined);
  const [first, ...others] = plain;
  if (first === undefined || plain.length < parts.length) return undefined;
  if (others.some(({ hasReturns }) => hasReturns !== first.hasReturns)) return undefined;
  const size = plain.reduce((sum, part) => sum + part.size, 0);
  return {
    size,
    numbers: Uint32Array.from({ length: size }, (_, row) => row + 1),
    columns: first.columns.map((_, c) =>
      joinColumns(
        size,
        plain.flatMap(({ columns }) => columns[c] ?? []),
      ),
    ),
  };
}

/** One column of all parts. Ids count by first appearance in the file. */
function joinColumns(size: number, parts: CsvPart["columns"]): TableColumns["columns"][number] {
  const { idOf, texts, textOf } = byteDictionary(parts[0]?.dictionary);
  const ids = new Uint32Array(size);
  let start = 0;
  for (const [p, part] of parts.entries()) {
    if (p === 0) ids.set(part.ids);
    else {
      const { arena, ends, hashes, count } = part.dictionary;
      const range: ByteRange = { bytes: arena, start: 0, end: 0, hash: 0 };
      const renamed = new Uint32Array(count);
      for (let id = 1; id < count; id++) {
        range.start = ends[id - 1] as number;
        range.end = ends[id] as number;
        range.hash = hashes[id] as number;
        renamed[id] = idOf(range);
      }
      for (let row = 0; row < part.ids.length; row++)
        ids[start + row] = renamed[part.ids[row] as number] as number;
    }
    start += part.ids.length;
  }
  return { ids, texts, textOf };
}

type RowReader = {
  /** Reads the records of bytes [0, end), which are whole; false where one is not plain. */
  readonly read: (bytes: Uint8Array, end: number) => boolean;
  readonly rows: () => number;
  readonly hasReturns: () => boolean;
};

function rowReader({ delimiter, width, skipped, isInside }: PlainCsv, columns: readonly Column[]): RowReader {
  const sign = delimiter.charCodeAt(0);
  const state = { left: skipped, rows: 0, isFirst: true, hasReturns: false };
  const cell: ByteRange = { bytes: new Uint8Array(), start: 0, end: 0, hash: 0 };
  const read = (bytes: Uint8Array, end: number) => {
    let at = 0;
    if (state.isFirst) {
      state.isFirst = false;
      if (isInside !== true && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
      state.hasReturns = bytes[bytes.indexOf(LINE_FEED) - 1] === RETURN;
    }
    const lineEnd = state.hasReturns ? RETURN : LINE_FEED;
    const lineEndSize = state.hasReturns ? 2 : 1;
    while (at < end) {
      if (bytes[at] === lineEnd) {
        if (state.hasReturns && bytes[at + 1] !== LINE_FEED) return false;
        at += lineEndSize; // an empty line is no record
        continue;
      }
      const isData = state.left === 0;
      let column = 0;
      for (;;) {
        const next = readCell(bytes, at, sign, cell);
        if (next < 0) return false;
        if (isData && column < width) addCell(columns[column] as Column, cell);
        column++;
        at = next + 1;
        if (bytes[next] === sign) continue;
        if (bytes[next] !== lineEnd || (state.hasReturns && bytes[next + 1] !== LINE_FEED)) return false;
        at = next + lineEndSize;
        break;
      }
      if (!isData) {
        state.left--;
        continue;
      }
      for (; column < width; column++) pushWord((columns[column] as Column).ids, 0);
      state.rows++;
      if (!isPlainRow(columns)) return false;
    }
    return true;
  };
  return { read, rows: () => state.rows, hasReturns: () => state.hasReturns };
}

/** Reads one cell from `at` into `cell`; returns where it is followed by a delimiter or a line's end, -1 if not plain. */
function readCell(...[bytes, at, sign, cell]: readonly [Uint8Array, number, number, ByteRange]): number {
  let hash = HASH_SEED;
  let next = at;
  const isQuoted = bytes[at] === QUOTE;
  if (isQuoted) next++;
  cell.bytes = bytes;
  cell.start = next;
  for (; ; next++) {
    const byte = bytes[next];
    if (byte === undefined) return -1;
    if (byte === QUOTE) break;
    if (byte === LINE_FEED || byte === RETURN || (byte === sign && !isQuoted)) break;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  cell.end = next;
  cell.hash = hash;
  if ((bytes[next] === QUOTE) !== isQuoted) return -1;
  if (!isQuoted) return next;
  const after = bytes[next + 1];
  if (after === QUOTE) return readEscaped(bytes, cell.start, sign, cell);
  return after === sign || after === LINE_FEED || after === RETURN ? next + 1 : -1;
}

/** A cell in quotes from `start` on, with quotes in it, which are doubled there. */
function readEscaped(
  ...[bytes, start, sign, cell]: readonly [Uint8Array, number, number, ByteRange]
): number {
  const text: number[] = [];
  let next = start;
  for (; bytes[next] !== QUOTE || bytes[next + 1] === QUOTE; next++) {
    const byte = bytes[next];
    if (byte === undefined || byte === LINE_FEED || byte === RETURN) return -1;
    text.push(byte);
    if (byte === QUOTE) next++;
  }
  cell.bytes = Uint8Array.from(text);
  [cell.start, cell.end] = [0, text.length];
  cell.hash = text.reduce((hash, byte) => Math.imul(hash ^ byte, HASH_PRIME), HASH_SEED);
  const after = bytes[next + 1];
  return after === sign || after === LINE_FEED || after === RETURN ? next + 1 : -1;
}

function addCell({ ids, dictionary }: Column, cell: ByteRange): void {
  pushWord(ids, dictionary.idOf(cell));
}

/** Whether the last row has neither ditto marks nor totals; looks at each new text once. */
function isPlainRow(columns: readonly Column[]): boolean {
  let isFirstText = true;
  for (const column of columns) {
    const { ids, dictionary, totals } = column;
    const id = ids.items[ids.used - 1] as number;
    if (id >= column.checked) {
      column.checked = id + 1;
      if (mayMean(dictionary.byteOf(id, 0), dictionary.byteOf(id, 1))) {
        const text = dictionary.textOf(id);
        if (isDitto(text)) return false;
        if (opensTotals(text)) totals.add(id);
      }
    }
    if (id === 0) continue;
    if (isFirstText && totals.has(id) && isTotals(lastCells(columns))) return false;
    isFirstText = false;
  }
  return true;
}

const lastCells = (columns: readonly Column[]) =>
  columns.map(({ ids, dictionary }) => dictionary.textOf(ids.items[ids.used - 1] as number));

// Most texts are told from ditto marks and totals by their first two bytes, without making a text of them.
const isMeaningful = new Uint8Array(1 << 16);
for (const opening of meaningfulOpenings) {
  for (const first of [opening.charCodeAt(0), opening.toUpperCase().charCodeAt(0)])
    for (const second of [opening.charCodeAt(1), opening.toUpperCase().charCodeAt(1)])
      if (first < 0x80 && second < 0x80) isMeaningful[(first << 8) | second] = 1;
}

function mayMean(first: number, second: number): boolean {
  const isAlphanumeric = (byte: number) =>
    (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
  return !isAlphanumeric(first) || second >= 0x80 || isMeaningful[(first << 8) | second] === 1;
}
