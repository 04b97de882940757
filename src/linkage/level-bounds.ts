/** The most that a pair can weigh, told from ids first and then level by level: most pairs need no more. */
import type { Comparison } from "./comparison.ts";
import { frequencyWeight, type LinkModel, levelWeights, mostFrequencyWeight } from "./link-model.ts";
import type { FieldKind } from "./link-table.ts";
import type { RowPair } from "./row-words.ts";
import { priorWeights } from "./score.ts";

export type LevelBounds = {
  /**
   * Whether the rows whose ids begin at `p` and at `q` of `words` certainly weigh less than `floor`. Writes the levels
   * of all comparisons into `levels` where they do not.
   */
  readonly isBelow: (levels: Uint8Array, rows: RowPair, floor: number) => boolean;
};

const NOT_YET = -(2 ** 31);
// What the level of two different values costs to compute, and how often it tells them apart: cheap and telling first.
const COST: Partial<Readonly<Record<FieldKind, number>>> = {
  date: 1,
  year: 1,
  age: 1,
  "event-date": 1,
  identifier: 2,
  "phone-email": 3,
  given: 4,
  family: 4,
  father: 4,
  mother: 4,
  place: 5,
  text: 6,
  "full-name": 7,
};
// Kinds of which two different values may be the same in fact.
const MAY_BE_SAME = new Set<FieldKind>(["full-name", "date", "event-date", "year", "age"]);

/** Bounds under a model: nothing that weighs `floor` or more is ever below. */
export function levelBounds(model: LinkModel, comparisons: readonly Comparison[]): LevelBounds {
  const prior = priorWeights(model).strangers; // against relatives as well a pair weighs no more
  const count = comparisons.length;
  const atLevel = comparisons.map((_, c) => mostAtLevels(model, c));
  const apart = comparisons.map(({ kind }, c) =>
    Math.max(...(atLevel[c] ?? []).filter((_most, level) => level !== 1 || MAY_BE_SAME.has(kind))),
  );
  const same = comparisons.map((comparison) => new Int32Array(comparison.distinct).fill(NOT_YET));
  const sameLevels = comparisons.map((comparison) => new Uint8Array(comparison.distinct));
  const weights = model.comparisons.map(levelWeights);
  const weighSame = (c: number, id: number) => {
    const comparison = comparisons[c] as Comparison;
    const modelled = model.comparisons[c];
    const level = comparison.levelOf(id, id);
    const weight =
      modelled === undefined
        ? 0
        : (weights[c]?.[level] ?? 0) + frequencyWeight(modelled, comparison, [id, id, level]);
    (same[c] as Int32Array)[id] = weight;
    (sameLevels[c] as Uint8Array)[id] = level;
    return weight;
  };
  const order = [...comparisons.keys()].sort(
    (a, b) => costOf(comparisons, a) - costOf(comparisons, b) || a - b,
  );
  const isBelow: LevelBounds["isBelow"] = (levels, { words, p, q }, floor) => {
    let [sum, open] = [prior, 0];
    for (let c = 0; c < count; c++) {
      const [a, b] = [words[p + c] as number, words[q + c] as number];
      if (a === 0 || b === 0) levels[c] = 0;
      else if (a === b) {
        const known = (same[c] as Int32Array)[a] as number;
        sum += known === NOT_YET ? weighSame(c, a) : known;
        levels[c] = (sameLevels[c] as Uint8Array)[a] as number;
      } else {
        sum += apart[c] as number;
        open |= 1 << c;
      }
    }
    if (sum < floor) return true;
    for (let k = 0; k < count; k++) {
      const c = order[k] as number;
      if ((open & (1 << c)) === 0) continue;
      const level = (comparisons[c] as Comparison).levelOf(words[p + c] as number, words[q + c] as number);
      levels[c] = level;
      sum += ((atLevel[c] as Int32Array)[level] as number) - (apart[c] as number);
      if (sum < floor) return true;
    }
    return false;
  };
  return { isBelow };
}

const costOf = (comparisons: readonly Comparison[], c: number) => COST[comparisons[c]?.kind ?? "text"] ?? 0;

/** The most that two rows can weigh at each level of a comparison, the frequencies' share included. */
function mostAtLevels(model: LinkModel, c: number): Int32Array {
  const modelled = model.comparisons[c];
  if (modelled === undefined) return new Int32Array(1);
  return levelWeights(modelled).map((weight, level) => {
    const usual = modelled.levels[level]?.usual ?? 0;
    return weight + (level === 0 || usual === 0 ? 0 : mostFrequencyWeight(level));
  });
}
