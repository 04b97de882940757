import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openCsv } from "./csv-table.ts";
import { bytesFile } from "./source-file.ts";
import type { UnnamedTable } from "./table.ts";
import { readColumns } from "./table-columns.ts";

async function tableOf(text: string): Promise<UnnamedTable | undefined> {
  const opened = await openCsv(bytesFile("list.csv", new TextEncoder().encode(text)), {});
  return "value" in opened ? opened.value[0] : undefined;
}

/** The table's rows by the general reader, and its columns laid out as rows. */
async function bothWays(text: string) {
  const table = await tableOf(text);
  if (table === undefined) return undefined;
  const rows: { readonly row: number; readonly cells: readonly string[] }[] = [];
  for await (const { row, cells } of table.rows()) rows.push({ row, cells });
  const { size, numbers, columns } = await readColumns({ ...table, file: "list.csv" }, () => {});
  const texts = columns.map((column) => column.texts());
  const laid = Array.from({ length: size }, (_, at) => ({
    row: numbers[at],
    cells: columns.map(({ ids }, c) => texts[c]?.[ids[at] ?? 0]),
  }));
  return { rows, laid, isQuick: (await table.quickColumns?.(() => {})) !== undefined };
}

const cell = fc.oneof(
  fc.constantFrom(
    "",
    "Ana",
    "Ivo",
    "Həsən",
    "Гасан",
    "12",
    "1990-02-17",
    " x",
    "Total",
    "ditto",
    '""',
    '"a,b"',
    '"a""b"',
    '"a\nb"',
    'a"b',
  ),
  fc.string({ unit: fc.constantFrom("a", "b", "ä", "ض", "1", " "), maxLength: 5 }),
);
const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

test("columns straight from the bytes are those of the rows, whatever the cells hold", async () => {
  await fc.assert(
    fc.asyncProperty(lines, fc.constantFrom("\n", "\r\n"), fc.boolean(), async (rows, lineEnd, isEnded) => {
      const body = rows.map((cells) => cells.join(",")).join(lineEnd);
      const found = await bothWays(`name,surname,born${lineEnd}${body}${isEnded ? lineEnd : ""}`);
      if (found !== undefined) assert.deepEqual(found.laid, found.rows);
    }),
    { numRuns: 500 },
  );
});

for (const { desc, text, isQuick } of [
  { desc: "plain cells", text: "name,born\nAna,1990\nIvo,1984\n", isQuick: true },
  { desc: "cells in quotes", text: 'name,born\n"Adler, Ana",1990\nIvo,"1984"\n', isQuick: true },
  { desc: "quotes in quotes", text: 'name,born\n"Ana ""Anka"" Adler",1990\n"""x"""\n', isQuick: true },
  { desc: "a byte order mark and lines of Windows", text: "\ufeffname,born\r\nAna,1990\r\n", isQuick: true },
  { desc: "a line break in quotes", text: 'name,born\n"Ana\nAdler",1990\n', isQuick: false },
  { desc: "a row of totals", text: "name,count\nAna,1\nIvo,2\nTotal,3\n", isQuick: false },
  { desc: "a ditto mark", text: "name,village\nAna,Upper\nIvo,-//-\n", isQuick: false },
])
  test(`${desc}: read ${isQuick ? "from the bytes" : "row by row"}, with the same result`, async () => {
    const found = await bothWays(text);
    assert.deepEqual(found?.laid, found?.rows);
    assert.equal(found?.isQuick, isQuick);
  });
