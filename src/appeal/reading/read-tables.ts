/** Tables inside a text: which column and which row a number stands in. */
import type { Span } from "./span.ts";

/** The words over a cell's column and at the head of its row. */
export type Cell = Span & { readonly column: string; readonly row: string };

/**
 * Cells of each table whose first line has no number: parted by bars, tabs, or two spaces and more.
 *
 * @example
 * readTables("Place | Killed\nTesmar | 412\n")[1].column; //=> "Killed"
 */
export function readTables(text: string): readonly Cell[] {
  const lines = linesOf(text).map(({ line, start }) => cellsOf(line, start));
  const cells: Cell[] = [];
  let head: readonly Span[] = [];
  for (const line of lines) {
    if (line.length > 0 && line.every((cell) => /^[-:=\s]*$/u.test(cell.text))) continue; // the rule below the head
    if (line.length < 2 || line.length !== head.length) {
      head = line.length > 1 && line.every((cell) => !/\p{Nd}/u.test(cell.text)) ? line : [];
      continue;
    }
    const row = line[0]?.text ?? "";
    cells.push(...line.map((cell, at) => ({ ...cell, column: head[at]?.text ?? "", row })));
  }
  return cells;
}

function linesOf(text: string): readonly { readonly line: string; readonly start: number }[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    return { line, start: at };
  });
}

function cellsOf(line: string, start: number): readonly Span[] {
  const inner = line.includes("|") ? /[^|]+/gu : line.includes("\t") ? /[^\t]+/gu : /\S+(?: \S+)*/gu;
  return [...line.matchAll(inner)].flatMap((match) => {
    const text = match[0].trim();
    const at = start + match.index + match[0].length - match[0].trimStart().length;
    return text === "" ? [] : [{ text, start: at, end: at + text.length }];
  });
}
