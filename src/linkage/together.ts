/** Levels that strangers show together more often than by chance: a name tells the sex, a village the district. */
import type { PatternCounts } from "./patterns.ts";

/** Two levels of two comparisons, and how much likelier strangers show both than one by one. */
export type Together = {
  readonly comparisons: readonly [string, string]; // names
  readonly levels: readonly [string, string]; // labels
  readonly lift: number; // above 1
};

type Named = { readonly name: string; readonly levels: readonly string[] };

const FEWEST = 50; // random pairs that show both
const SURELY = 6; // standard deviations above chance: pairs of a small table share their rows
const LEAST_LIFT = 1.15;
const SHRINK = 5; // pairs that say "by chance"

/**
 * What strangers among random pairs show together, learned without labels. Only agreement counts (neither null nor
 * else), and only what is more frequent than chance: a lift takes weight from a pair and never adds any.
 * `strangers` are the pairs of each pattern that are of strangers.
 */
export function learnTogether(
  comparisons: readonly Named[],
  { levels }: PatternCounts,
  strangers: Float64Array,
): readonly Together[] {
  return comparisons.flatMap((left, a) =>
    comparisons.slice(a + 1).flatMap((right, skipped) => {
      const b = a + 1 + skipped;
      const joint = jointCounts(levels, strangers, [a, b, right.levels.length]);
      return liftsOf(joint, left, right);
    }),
  );
}

type Joint = ReadonlyMap<number, number>; // left level * count of right levels + right level -> pairs

function jointCounts(
  levels: readonly Uint8Array[],
  strangers: Float64Array,
  [a, b, width]: readonly [number, number, number],
): Joint {
  const joint = new Map<number, number>();
  for (const [id, own] of levels.entries()) {
    const [left, right] = [own[a] ?? 0, own[b] ?? 0];
    if (left === 0 || right === 0) continue;
    const code = left * width + right;
    joint.set(code, (joint.get(code) ?? 0) + (strangers[id] ?? 0));
  }
  return joint;
}

function liftsOf(joint: Joint, left: Named, right: Named): readonly Together[] {
  const width = right.levels.length;
  const [byLeft, byRight] = [new Map<number, number>(), new Map<number, number>()];
  let total = 0;
  for (const [code, pairs] of joint) {
    const [l, r] = [Math.floor(code / width), code % width];
    byLeft.set(l, (byLeft.get(l) ?? 0) + pairs);
    byRight.set(r, (byRight.get(r) ?? 0) + pairs);
    total += pairs;
  }
  return [...joint].flatMap(([code, pairs]) => {
    const [l, r] = [Math.floor(code / width), code % width];
    const chance = ((byLeft.get(l) ?? 0) * (byRight.get(r) ?? 0)) / total;
    const lift = (pairs + SHRINK) / (chance + SHRINK);
    const isElse = l === left.levels.length - 1 || r === right.levels.length - 1;
    const isSure = pairs >= FEWEST && pairs - chance >= SURELY * Math.sqrt(chance) && lift >= LEAST_LIFT;
    if (isElse || !isSure) return [];
    const levels = [left.levels[l] ?? "", right.levels[r] ?? ""] as const;
    return [{ comparisons: [left.name, right.name], levels, lift }];
  });
}

/**
 * How much likelier a pattern is among strangers than its levels one by one: the product of its lifts.
 *
 * @example
 * const sex = { comparisons: ["name", "sex"], levels: ["same", "same"], lift: 2 };
 * const named = [{ name: "name", levels: ["", "same"] }, { name: "sex", levels: ["", "same"] }];
 * patternLift([sex], named)(Uint8Array.of(1, 1)); //=> 2
 */
export function patternLift(
  together: readonly Together[],
  comparisons: readonly Named[],
): (levels: Uint8Array) => number {
  const found = together.map(({ comparisons: [a, b], levels: [x, y], lift }) => {
    const [left, right] = [a, b].map((name) => comparisons.findIndex((own) => own.name === name));
    return {
      left: left ?? -1,
      right: right ?? -1,
      x: comparisons[left ?? -1]?.levels.indexOf(x) ?? -1,
      y: comparisons[right ?? -1]?.levels.indexOf(y) ?? -1,
      lift,
    };
  });
  return (levels) => {
    let product = 1;
    for (const { left, right, x, y, lift } of found)
      if (levels[left] === x && levels[right] === y) product *= lift;
    return product;
  };
}
