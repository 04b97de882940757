/** A table column by column, each text held once: what linking a million rows needs in place of rows. */
import type { ReadCsvParts } from "./csv-columns.ts";
import type { Table } from "./table.ts";

/** One column: an id per row, and the distinct texts that ids stand for; texts()[0] is "". */
export type TextColumn = {
  readonly ids: Uint32Array;
  readonly texts: () => readonly string[];
  readonly textOf: (id: number) => string;
};

export type TableColumns = {
  readonly size: number; // rows
  readonly numbers: Uint32Array; // of each row in its table, from 1
  readonly columns: readonly TextColumn[]; // as many as the header has
};

/** Words that grow as they are filled. */
export type Words = { items: Uint32Array; used: number };

/** Adds a word. */
export function pushWord(words: Words, word: number): void {
  if (words.used === words.items.length) {
    const wider = new Uint32Array(2 * words.used);
    wider.set(words.items);
    words.items = wider;
  }
  words.items[words.used++] = word;
}

export const emptyWords = (): Words => ({ items: new Uint32Array(1 << 10), used: 0 });
export const takeWords = ({ items, used }: Words): Uint32Array => items.subarray(0, used);

/** The columns of a table: straight from its bytes where it can be read so, else from its rows. The same either way. */
export async function readColumns(
  table: Table,
  progress: (rows: number) => void,
  readParts?: ReadCsvParts,
): Promise<TableColumns> {
  return (await table.quickColumns?.(progress, readParts)) ?? columnsOfRows(table, progress);
}

async function columnsOfRows(table: Table, progress: (rows: number) => void): Promise<TableColumns> {
  const numbers = emptyWords();
  const columns = table.header.map(() => ({ ids: emptyWords(), idOf: new Map<string, number>([["", 0]]) }));
  for await (const { row, cells } of table.rows()) {
    pushWord(numbers, row);
    for (const [c, { ids, idOf }] of columns.entries()) {
      const text = cells[c] ?? "";
      const id = idOf.get(text) ?? idOf.size;
      if (id === idOf.size) idOf.set(text, id);
      pushWord(ids, id);
    }
    if (numbers.used % 10_000 === 0) progress(numbers.used);
  }
  return {
    size: numbers.used,
    numbers: takeWords(numbers),
    columns: columns.map(({ ids, idOf }) => {
      const texts = [...idOf.keys()];
      return { ids: takeWords(ids), texts: () => texts, textOf: (id) => texts[id] ?? "" };
    }),
  };
}
