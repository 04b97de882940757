/** Where two versions of a text differ: block by block, and word by word within blocks that stand for each other. */

export type WordRun = { readonly at: number; readonly text: string; readonly isShared: boolean }; // `at`: words before it
/** Blocks that stand for each other; one is absent where the other text has nothing for it. */
export type VersionRow = {
  readonly at: number; // rows before it
  readonly left?: readonly WordRun[];
  readonly right?: readonly WordRun[];
  readonly isSame: boolean;
};

/**
 * The blocks of both texts in rows, in the order of the texts.
 *
 * @example
 * compareVersions("We ask.\n\nOnce.", "We ask.\n\nTwice.").map(({ isSame }) => isSame); //=> [true, false]
 */
export function compareVersions(left: string, right: string): readonly VersionRow[] {
  const [a, b] = [blocksOf(left), blocksOf(right)];
  const rows: VersionRow[] = [];
  const flush = (lefts: readonly string[], rights: readonly string[]) => {
    for (let i = 0; i < Math.max(lefts.length, rights.length); i++)
      rows.push({ at: rows.length, ...rowOf(lefts[i], rights[i]) });
  };
  let [i, j] = [0, 0];
  for (const [x, y] of sharedPairs(a, b)) {
    flush(a.slice(i, x), b.slice(j, y));
    const text = a[x] ?? "";
    rows.push({ at: rows.length, left: [shared(text)], right: [shared(text)], isSame: true });
    [i, j] = [x + 1, y + 1];
  }
  flush(a.slice(i), b.slice(j));
  return rows;
}

const blocksOf = (text: string): readonly string[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== "");

const shared = (text: string): WordRun => ({ at: 0, text, isShared: true });
const alone = (text: string): WordRun => ({ at: 0, text, isShared: false });

function rowOf(left: string | undefined, right: string | undefined): Omit<VersionRow, "at"> {
  if (left === undefined || right === undefined)
    return {
      ...(left !== undefined && { left: [alone(left)] }),
      ...(right !== undefined && { right: [alone(right)] }),
      isSame: false,
    };
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const pairs = sharedPairs(a, b);
  return {
    left: runsOf(a, new Set(pairs.map(([x]) => x))),
    right: runsOf(b, new Set(pairs.map(([, y]) => y))),
    isSame: false,
  };
}

/** Words with the spaces after them; a figure is one word. */
const wordsOf = (text: string): readonly string[] => text.match(/\{\{[^{}]*\}\}\s*|\S+\s*/gu) ?? [];

function runsOf(words: readonly string[], kept: ReadonlySet<number>): readonly WordRun[] {
  const runs: { at: number; text: string; isShared: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const last = runs.at(-1);
    if (last?.isShared === kept.has(at)) last.text += word;
    else runs.push({ at, text: word, isShared: kept.has(at) });
  }
  return runs;
}

const LONGEST = 2000; // parts: the table grows with the square

/** Positions of a longest common subsequence; none of texts that are too long to compare. */
function sharedPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length > LONGEST || b.length > LONGEST) return [];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  const isSame = (i: number, j: number) => a[i]?.trim() === b[j]?.trim();
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = isSame(i, j) ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (isSame(i, j)) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
