/** Plain tables for a terminal: columns padded by what a reader sees, numbers to the right. */

/** Rows under a header, as lines of text. Cells that are numbers stand to the right, grouped by thousands. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const text = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell)),
  );
  const widths = header.map((title, column) =>
    Math.max(width(title), ...text.map((row) => width(row[column] ?? ""))),
  );
  const line = (cells: readonly string[], numeric: (column: number) => boolean) =>
    cells
      .map((cell, column) => {
        const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - width(cell)));
        return numeric(column) ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  const isNumeric = (column: number) =>
    rows.length > 0 && rows.every((row) => typeof row[column] === "number");
  return [line(header, isNumeric), ...text.map((row) => line(row, isNumeric))].join("\n");
}

// Combining marks take no column of their own.
const width = (text: string) => Array.from(text.replace(/\p{M}/gu, "")).length;
