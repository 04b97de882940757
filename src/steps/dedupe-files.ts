/** Deduplicating tables without a register: files in, `file,row,entity` out. */
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { openTables } from "../intake/read-tables.ts";
import { readColumns } from "../intake/table-columns.ts";
import {
  type ColumnTable,
  type DedupeOptions,
  type DedupeResult,
  dedupeTablesWith,
} from "../linkage/dedupe.ts";
import { csvParts } from "../shell/csv-parts.ts";
import { openSourceFile } from "../shell/files.ts";
import { makeScorePool } from "../shell/score-pool.ts";

export type DedupedFiles = {
  readonly result: DedupeResult;
  readonly notices: readonly string[];
  readonly labels: () => readonly string[]; // of all rows, where a column of truth was named; never shown to the matcher
};

export type DedupeFilesOptions = DedupeOptions & {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly progress: ReportProgress;
};

/** Reads every table of the files and links their rows. Throws `input-refused` for a file that cannot be read. */
export async function dedupeFiles(
  paths: readonly string[],
  { threads, signal, ...options }: DedupeFilesOptions,
): Promise<DedupedFiles> {
  const read: ReadTable[] = [];
  for (const path of paths) {
    read.push(...(await readTables(path, { threads, progress: options.progress })));
    signal.throwIfAborted();
  }
  return {
    result: await dedupeTablesWith(
      makeScorePool({ threads, signal }),
      read.map(({ table }) => table),
      options,
    ),
    labels: () => read.flatMap(({ table }) => columnOf(table, options.truth ?? "")),
    notices: read.flatMap(({ table, notices }) => notices.map((notice) => `${table.file}: ${notice}`)),
  };
}

function columnOf({ header, columns }: ColumnTable, name: string): readonly string[] {
  const column = columns[header.findIndex((title) => title.trim() === name.trim())];
  const texts = column?.texts().map((text) => text.trim()) ?? [];
  return Array.from(column?.ids ?? [], (id) => texts[id] ?? "");
}

type ReadTable = { readonly table: ColumnTable; readonly notices: readonly string[] };

async function readTables(
  path: string,
  { threads, progress }: Pick<DedupeFilesOptions, "threads" | "progress">,
): Promise<readonly ReadTable[]> {
  const source = await openSourceFile(path);
  const opened = await openTables(source);
  if ("issues" in opened)
    throw new RecountError(
      "input-refused",
      opened.issues.map((issue) => `${issue.path}: ${issue.message}`).join("\n"),
    );
  const read: ReadTable[] = [];
  for (const table of opened.value) {
    const { columns, numbers } = await readColumns(
      table,
      (rows) => progress(`reading ${path}`, rows, 0),
      csvParts(path, { size: source.size, threads }),
    );
    const file = opened.value.length === 1 ? path : `${path}#${table.name}`;
    read.push({
      table: { file, header: table.header, columns, numbers },
      notices: table.notices.map(({ message }) => message),
    });
  }
  return read;
}

const LINES = 10_000; // in one piece of the output

/** CSV of a result in pieces: `file,row,entity`, rows counted from 1 without the header. */
export function* formatEntities({ files, entity }: DedupeResult): Iterable<string> {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  yield "file,row,entity\n";
  let at = 0;
  for (const { file, rows } of files) {
    const name = quote(file);
    for (let from = 0; from < rows.length; from += LINES) {
      let piece = "";
      for (let i = from; i < Math.min(rows.length, from + LINES); i++)
        piece += `${name},${rows[i]},${entity[at++]}\n`;
      yield piece;
    }
  }
}
