/** Where two ways of writing one thing differ, letter by letter. */

/** A run of letters that both have, or that one has alone. */
export type TextRun = {
  readonly text: string;
  readonly start: number; // letters before it
  readonly isShared: boolean;
};

const LONGEST = 200; // letters: the table that finds what is shared grows with the square

/**
 * Both texts in runs, the shared ones being a longest common subsequence of their letters, whatever their case; nothing
 * is shared by texts that have less than half of the shorter one in common.
 *
 * @example
 * differingRuns("Gasanov", "Hasanov")[0]; //=> [{ text: "G", start: 0, isShared: false }, { text: "asanov", start: 1, isShared: true }]
 */
export function differingRuns(
  left: string,
  right: string,
): readonly [readonly TextRun[], readonly TextRun[]] {
  const [a, b] = [lettersOf(left), lettersOf(right)];
  if (a.length > LONGEST || b.length > LONGEST) {
    const isShared = left === right;
    return [[{ text: left, start: 0, isShared }], [{ text: right, start: 0, isShared }]];
  }
  const lengths = commonLengths(a, b);
  const [keptA, keptB] = [new Set<number>(), new Set<number>()];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (isSame(a[i], b[j])) {
      keptA.add(i++);
      keptB.add(j++);
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  // A letter here and there is chance: what shares less than half differs as a whole.
  const isAlike = 2 * keptA.size >= Math.min(a.length, b.length);
  return isAlike ? [runsOf(a, keptA), runsOf(b, keptB)] : [runsOf(a, new Set()), runsOf(b, new Set())];
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const lettersOf = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a?.toLowerCase() === b?.toLowerCase();

/** At [i][j] how many letters are shared from there on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row === undefined) continue;
      const skipped = Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
      row[j] = isSame(a[i], b[j]) ? 1 + (lengths[i + 1]?.[j + 1] ?? 0) : skipped;
    }
  return lengths;
}

function runsOf(letters: readonly string[], shared: ReadonlySet<number>): readonly TextRun[] {
  const runs: { text: string; start: number; isShared: boolean }[] = [];
  for (const [at, letter] of letters.entries()) {
    const last = runs.at(-1);
    const isShared = shared.has(at);
    if (last?.isShared === isShared) last.text += letter;
    else runs.push({ text: letter, start: at, isShared });
  }
  return runs;
}
