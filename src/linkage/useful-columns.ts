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
  const repeated = repeatedNames(columns, size);
  const reasons = columns.map((column) => uselessReason(column, size) ?? repeated.get(column));
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

/**
 * Names that stand in the table twice, whole and in parts, would count twice: with given and family name there, the
 * whole one is left out; a single part is left out beside the whole one.
 */
function repeatedNames(columns: readonly EncodedColumn[], size: number): ReadonlyMap<EncodedColumn, string> {
  const parts = columns.filter(({ kind }) => kind === "given" || kind === "family");
  const reasons = new Map<EncodedColumn, string>();
  for (const whole of columns.filter(({ kind }) => kind === "full-name")) {
    const inside = parts.filter((part) => isInside(part, whole, size));
    const isInParts =
      inside.some(({ kind }) => kind === "given") && inside.some(({ kind }) => kind === "family");
    if (isInParts) reasons.set(whole, "given and family name repeat it");
    else for (const part of inside) reasons.set(part, `"${whole.name}" repeats it`);
  }
  return reasons;
}

/** Whether most rows that have both have the part as words of the whole. */
function isInside(part: EncodedColumn, whole: EncodedColumn, size: number): boolean {
  let [both, inside] = [0, 0];
  const stride = Math.max(1, Math.floor(size / 2000));
  for (let row = 0; row < size; row += stride) {
    const [text, all] = [part, whole].map(({ ids, values }) => values[ids[row] ?? 0] ?? "");
    if (!text || !all) continue;
    both++;
    if (` ${all} `.includes(` ${text} `)) inside++;
  }
  return both > 0 && inside >= 0.7 * both;
}

/** Bits that the column tells of a row on average, missing values counted as telling nothing. */
function spread({ counts }: EncodedColumn, size: number): number {
  return counts.reduce((bits, count, id) => {
    if (id === 0 || count === 0) return bits;
    return bits - (count / size) * Math.log2(count / size);
  }, 0);
}
