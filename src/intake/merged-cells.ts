/** Merged cells of a sheet: each of their cells gets the text of the first, as rows flow by. */

/** Rows and columns from 0, both ends included. */
export type MergedRange = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

/**
 * A filler to be called with each row in order, whose empty merged cells it fills where it has a text of its own. A merge across a whole row of
 * `width` cells is a title or a section, not the same value in every column: it is left as it is.
 */
export function mergeFiller(
  merges: readonly MergedRange[],
  width: number,
): (cells: string[], row: number) => void {
  const isAcross = ({ top, bottom, left, right }: MergedRange) => top === bottom && right - left + 1 >= width;
  const waiting = merges.filter((range) => !isAcross(range)).sort((a, b) => b.top - a.top);
  let open: { readonly range: MergedRange; readonly text: string }[] = [];
  return (cells, row) => {
    open = open.filter(({ range }) => range.bottom >= row);
    for (let next = waiting.at(-1); next !== undefined && next.top <= row; next = waiting.at(-1)) {
      waiting.pop();
      open.push({ range: next, text: cells[next.left] ?? "" });
    }
    // A row without any text of its own is paper, and stays so.
    if (cells.every((cell) => cell === "")) return;
    for (const { range, text } of open) if (text !== "") fillCells(cells, range, text);
  };
}

function fillCells(cells: string[], { left, right }: MergedRange, text: string): void {
  while (cells.length <= right) cells.push("");
  for (let at = left; at <= right; at++) if (cells[at] === "") cells[at] = text;
}
