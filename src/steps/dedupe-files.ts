/** Deduplicating tables without a register: files in, `file,row,entity` out. */
import { RecountError } from "../base/errors.ts";
import { openTables } from "../intake/read-tables.ts";
import { type DedupeOptions, type DedupeResult, type DedupeTable, dedupeTables } from "../linkage/dedupe.ts";
import { openSourceFile } from "../shell/files.ts";

export type DedupedFiles = {
  readonly result: DedupeResult;
  readonly notices: readonly string[];
  readonly labels: readonly string[]; // of all rows, where a column of truth was named; never shown to the matcher
};

/** Reads every table of the files and links their rows. Throws `input-refused` for a file that cannot be read. */
export async function dedupeFiles(
  paths: readonly string[],
  options: DedupeOptions & { readonly progress: (label: string, done: number, total: number) => void },
): Promise<DedupedFiles> {
  const read = [];
  for (const path of paths) read.push(...(await readTables(path, options.progress)));
  return {
    result: dedupeTables(
      read.map(({ table }) => table),
      options,
    ),
    labels:
      options.truth === undefined ? [] : read.flatMap(({ table }) => columnOf(table, options.truth ?? "")),
    notices: read.flatMap(({ table, notices }) => notices.map((notice) => `${table.file}: ${notice}`)),
  };
}

function columnOf({ header, rows }: DedupeTable, name: string): readonly string[] {
  const column = header.findIndex((title) => title.trim() === name.trim());
  return rows.map((row) => (row[column] ?? "").trim());
}

async function readTables(path: string, progress: (label: string, done: number, total: number) => void) {
  const opened = await openTables(await openSourceFile(path));
  if ("issues" in opened)
    throw new RecountError(
      "input-refused",
      opened.issues.map((issue) => `${issue.path}: ${issue.message}`).join("\n"),
    );
  const read: { table: DedupeTable; notices: readonly string[] }[] = [];
  for (const table of opened.value) {
    const rows: (readonly string[])[] = [];
    for await (const { cells } of table.rows()) {
      rows.push(cells);
      if (rows.length % 10_000 === 0) progress(`reading ${path}`, rows.length, 0);
    }
    const file = opened.value.length === 1 ? path : `${path}#${table.name}`;
    read.push({
      table: { file, header: table.header, rows },
      notices: table.notices.map(({ message }) => message),
    });
  }
  return read;
}

/** CSV of a result: `file,row,entity`, rows counted from 1 without the header. */
export function formatEntities(result: DedupeResult): string {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `file,row,entity\n${result.rows.map(({ file, row, entity }) => `${quote(file)},${row},${entity}\n`).join("")}`;
}
