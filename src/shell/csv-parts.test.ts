import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { openTables } from "../intake/read-tables.ts";
import { readColumns, type TableColumns } from "../intake/table-columns.ts";
import { csvParts } from "./csv-parts.ts";
import { openSourceFile } from "./files.ts";

describe("a CSV file that threads share", () => {
  const state = { folder: "" };
  before(async () => {
    state.folder = await mkdtemp(join(tmpdir(), "recount-test-"));
  });
  after(() => rm(state.folder, { recursive: true }));

  const lay = ({ size, numbers, columns }: TableColumns) => ({
    size,
    numbers,
    columns: columns.map(({ ids, texts }) => ({ ids: Uint32Array.from(ids), texts: texts() })),
  });

  async function readWith(text: string, threads: number) {
    const path = join(state.folder, "list.csv");
    await writeFile(path, text);
    const file = await openSourceFile(path);
    const opened = await openTables(file);
    assert.ok("value" in opened);
    const [table] = opened.value;
    assert.ok(table !== undefined);
    return lay(
      await readColumns(table, () => {}, csvParts(path, { size: file.size, threads, leastBytes: 1 })),
    );
  }

  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i},Ana ${i % 7},${i % 3 === 0 ? "" : `village ${i % 5}`}`,
  );
  const body = rows.join("\n");
  for (const { desc, text } of [
    { desc: "plain lines", text: `id,name,place\n${body}\n` },
    { desc: "no last line end", text: `id,name,place\n${body}` },
    { desc: "a mark of the encoding", text: `\ufeffid,name,place\n${body}\n` },
    { desc: "lines that end in CR LF", text: `id,name,place\n${body}\n`.replaceAll("\n", "\r\n") },
    { desc: "two kinds of line ends", text: `id,name,place\n${body}\n${body}\r\n${body}\r\n` },
    { desc: "a line break in quotes", text: `id,name,place\n${body}\n61,"Ana\n8",x\n${body}\n` },
  ])
    test(`is read as by one: ${desc}`, async () => {
      const alone = await readWith(text, 1);
      for (const threads of [2, 3]) assert.deepEqual(await readWith(text, threads), alone);
    });
});
