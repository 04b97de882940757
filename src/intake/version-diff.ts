/** Two versions of a list: which rows are the same, though the list was sorted again and corrected. */

/** What a row is told by. `cells` are its texts in column order. */
export type RowPrint = { readonly key: string; readonly digest: string; readonly cells: readonly string[] };

export type RowPair = { readonly previous: RowPrint; readonly next: RowPrint };

export type VersionDiff = {
  readonly kept: readonly RowPair[]; // the same text
  readonly changed: readonly RowPair[];
  readonly added: readonly RowPrint[];
  readonly removed: readonly RowPrint[];
};

/** A similar row must share this much of its text, and be ahead of the next best by the margin. */
const LEAST_SHARE = 0.5;
const MARGIN = 0.1;
/** A cell's text that more rows than this share tells nobody apart, and would make the search quadratic. */
const COMMON_CELL = 50;

/**
 * Pairs the rows of two versions: first by key, then by digest, then each with the one row that is clearly most
 * similar (and that finds it most similar in turn). A row pairs at most once; without a clear partner it is removed
 * or added. Order decides only among exact repeats. Time grows with rows times the rows that share a rare cell.
 *
 * @example
 * const row = (key, ...cells) => ({ key, digest: cells.join(), cells });
 * matchRows([row("1", "Ali", "1970")], [row("1", "Ali", "1971")]).changed.length; //=> 1
 */
export function matchRows(previous: readonly RowPrint[], next: readonly RowPrint[]): VersionDiff {
  const byKey = pairBy(previous, next, ({ key }) => key);
  const byDigest = pairBy(byKey.previous, byKey.next, ({ digest }) => digest);
  const similar = pairSimilar(byDigest.previous, byDigest.next);
  const pairs = [...byKey.pairs, ...byDigest.pairs, ...similar];
  const paired = new Set(similar.flatMap((pair) => [pair.previous, pair.next]));
  const isKept = (pair: RowPair) => pair.previous.digest === pair.next.digest;
  return {
    kept: pairs.filter(isKept),
    changed: pairs.filter((pair) => !isKept(pair)),
    added: byDigest.next.filter((row) => !paired.has(row)),
    removed: byDigest.previous.filter((row) => !paired.has(row)),
  };
}

type Paired = {
  readonly pairs: readonly RowPair[];
  readonly previous: readonly RowPrint[];
  readonly next: readonly RowPrint[];
};

function pairBy(
  previous: readonly RowPrint[],
  next: readonly RowPrint[],
  text: (row: RowPrint) => string,
): Paired {
  const waiting = new Map<string, RowPrint[]>();
  for (const row of previous.toReversed()) {
    const rows = waiting.get(text(row));
    if (rows === undefined) waiting.set(text(row), [row]);
    else rows.push(row);
  }
  const [pairs, left, used]: [RowPair[], RowPrint[], Set<RowPrint>] = [[], [], new Set()];
  for (const row of next) {
    const partner = waiting.get(text(row))?.pop();
    if (partner === undefined) left.push(row);
    else {
      pairs.push({ previous: partner, next: row });
      used.add(partner);
    }
  }
  return { pairs, previous: previous.filter((row) => !used.has(row)), next: left };
}

type Best = { readonly index: number; readonly share: number; readonly isClear: boolean };

function pairSimilar(previous: readonly RowPrint[], next: readonly RowPrint[]): readonly RowPair[] {
  const forward = bestPartners(previous, next);
  const back = bestPartners(next, previous);
  return forward.flatMap((best, i) => {
    const isMutual =
      best?.isClear === true && back[best.index]?.isClear === true && back[best.index]?.index === i;
    return isMutual ? [{ previous: previous[i]!, next: next[best.index]! }] : [];
  });
}

/** For each row the row of the others that shares the largest part of its cells. */
function bestPartners(rows: readonly RowPrint[], others: readonly RowPrint[]): readonly (Best | undefined)[] {
  const byCell = new Map<string, number[]>();
  others.forEach(({ cells }, i) => {
    for (const cell of placedCells(cells)) {
      const list = byCell.get(cell);
      if (list === undefined) byCell.set(cell, [i]);
      else if (list.length <= COMMON_CELL) list.push(i);
    }
  });
  return rows.map((row) => {
    const candidates = new Set<number>();
    for (const cell of placedCells(row.cells)) {
      const list = byCell.get(cell) ?? [];
      if (list.length <= COMMON_CELL) for (const i of list) candidates.add(i);
    }
    return bestOf(row, [...candidates], others);
  });
}

function bestOf(row: RowPrint, candidates: readonly number[], others: readonly RowPrint[]): Best | undefined {
  const ranked = candidates
    .map((index) => ({ index, share: sharedText(row.cells, others[index]!.cells) }))
    .sort((a, b) => b.share - a.share);
  const [best, second] = ranked;
  if (best === undefined || best.share < LEAST_SHARE) return undefined;
  return { ...best, isClear: best.share - (second?.share ?? 0) >= MARGIN };
}

const placedCells = (cells: readonly string[]) =>
  cells.flatMap((cell, i) => (cell === "" ? [] : [`${i}\n${cell}`]));

/** Share of the cells, of those that either row fills, that are the same in both; half a cell where only a little differs. */
function sharedText(a: readonly string[], b: readonly string[]): number {
  let [same, all] = [0, 0];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i] ?? "", b[i] ?? ""];
    if (left === "" && right === "") continue;
    all++;
    if (left === right) same++;
    else if (isNear(left, right)) same += 0.5;
  }
  return all === 0 ? 0 : same / all;
}

/** Whether two texts differ in one short stretch: the same beginning and the same end cover most of the longer one. */
function isNear(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return start + end >= 0.6 * longer;
}
