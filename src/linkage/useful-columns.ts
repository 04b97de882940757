/** Columns that cannot help are left out before anything is compared, and it is said which and why. */
import type { EncodedColumn } from "./encode.ts";

const MOST_COLUMNS = 16; // more comparisons than that cannot be told apart by their patterns

/**
 * The columns worth comparing, in their order, and a warning for each that is not: empty, of one value, or an
 * identifier of which no two rows share a value (a running number).
 */
export function usefulColumns(
  columns: readonly EncodedColumn[],
  size: number,
): { readonly columns: readonly EncodedColumn[]; readonly warnings: readonly string[] } {
  const reasons = columns.map((column) => uselessReason(column, size));
  const useful = columns.filter((_, i) => reasons[i] === undefined);
  const kept = new Set([...useful].sort((a, b) => spread(b, size) - spread(a, size)).slice(0, MOST_COLUMNS));
  const warnings = columns.flatMap((column, i) => {
    const reason =
      reasons[i] ?? (kept.has(column) ? undefined : `more than ${MOST_COLUMNS} columns say more`);
    return reason === undefined ? [] : [`column "${column.name}" is not compared: ${reason}`];
  });
  return { columns: useful.filter((column) => kept.has(column)), warnings };
}

function uselessReason({ kind, values, counts }: EncodedColumn, size: number): string | undefined {
  if (values.length < 2) return "it is empty";
  const filled = size - (counts[0] ?? 0);
  if (values.length === 2 && filled === size) return "every row has the same value";
  if (kind === "identifier" && size > 1 && values.length - 1 === filled) return "no two rows share a value";
  return undefined;
}

/** Bits that the column tells of a row on average, missing values counted as telling nothing. */
function spread({ counts }: EncodedColumn, size: number): number {
  return counts.reduce((bits, count, id) => {
    if (id === 0 || count === 0) return bits;
    return bits - (count / size) * Math.log2(count / size);
  }, 0);
}
