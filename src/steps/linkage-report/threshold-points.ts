/** What another threshold would have given: links, and with truth or labels their precision and recall. */
import type { PartResult } from "../../linkage/link.ts";
import { weightBits } from "../../linkage/match-weight.ts";
import type { ThresholdPoint } from "../../pages/linkage-report/report-data.ts";

/** What is known of some pairs. */
export type KnownPairs = {
  readonly what: string; // "the column cluster", "people's judgements"
  readonly pairs: number; // that are known
  readonly matches: number; // of them, those of one entity
  readonly isMatch: (left: number, right: number) => boolean | undefined; // undefined: not known
};

/** Truth by a label for each row; a row without one is not known. */
export function knownByLabels(what: string, labels: readonly string[]): KnownPairs {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== "") counts.set(label, (counts.get(label) ?? 0) + 1);
  const labelled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    what,
    pairs: (labelled * (labelled - 1)) / 2,
    matches: [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0),
    isMatch: (left, right) =>
      labels[left] === "" || labels[right] === "" ? undefined : labels[left] === labels[right],
  };
}

/** Truth by judged pairs alone, by rows. */
export function knownByJudgements(
  what: string,
  judged: readonly { readonly left: number; readonly right: number; readonly isSame: boolean }[],
): KnownPairs {
  const key = (left: number, right: number) => `${Math.min(left, right)} ${Math.max(left, right)}`;
  const answers = new Map(judged.map(({ left, right, isSame }) => [key(left, right), isSame]));
  const matches = [...answers.values()].filter(Boolean).length;
  return { what, pairs: answers.size, matches, isMatch: (left, right) => answers.get(key(left, right)) };
}

/** A point for each half bit that has kept pairs, from the lightest to the heaviest. */
export function thresholdPoints({ pairs }: PartResult, known?: KnownPairs): readonly ThresholdPoint[] {
  const bins = new Map<number, { links: number; right: number; wrong: number }>();
  for (const [pair, weight] of pairs.weight.entries()) {
    const at = Math.floor(2 * weightBits(weight)) / 2;
    const bin = bins.get(at) ?? { links: 0, right: 0, wrong: 0 };
    const isMatch = known?.isMatch(pairs.left[pair] ?? 0, pairs.right[pair] ?? 0);
    bin.links += 1;
    if (isMatch === true) bin.right += 1;
    if (isMatch === false) bin.wrong += 1;
    bins.set(at, bin);
  }
  const total = { links: 0, right: 0, wrong: 0 };
  const points = [...bins]
    .sort(([a], [b]) => b - a)
    .map(([bits, bin]): ThresholdPoint => {
      total.links += bin.links;
      total.right += bin.right;
      total.wrong += bin.wrong;
      const judged = total.right + total.wrong;
      return {
        bits,
        links: total.links,
        ...(known !== undefined && judged > 0 && { precision: total.right / judged }),
        ...(known !== undefined && known.matches > 0 && { recall: total.right / known.matches }),
      };
    });
  return points.toReversed();
}
