/** Scoring of candidate pairs block by block: the innermost loop of the engine, the same in every thread. */
import { type BlockedRule, countBlockPairs } from "./candidate-pairs.ts";
import type { Comparison } from "./comparison.ts";
import { growableIntegers, growableWords } from "./growable.ts";
import { type LevelBounds, levelBounds } from "./level-bounds.ts";
import type { LinkModel } from "./link-model.ts";
import { levelReader, type ReadLevels, type SwappedNames } from "./patterns.ts";
import { sharedCode } from "./row-codes.ts";
import { pairWeigher, type WeighPair } from "./score.ts";

/** All that scoring needs, in data that threads can share: typed arrays over shared memory, and texts. */
export type ScoreJob = {
  readonly list?: Uint16Array; // given: pairs within a list are left out
  readonly fresh?: Uint8Array; // given: pairs of two rows that have 0 here were scored before, and are left out
  readonly model: LinkModel;
  readonly rules: readonly BlockedRule[];
  readonly rows: Uint32Array; // of each row, ids of the comparisons and then codes of the rules
  readonly units: readonly ScoreUnit[];
  readonly floor: number; // fixed-point weight below which a pair is not kept
};

/** Blocks [from, until) of a rule: a piece of work. */
export type ScoreUnit = { readonly rule: number; readonly from: number; readonly until: number };

/** The pairs of a unit that are worth keeping, by canonical position, left < right. */
export type ScoredPairs = {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly weight: Int32Array;
  readonly scored: number; // pairs that belong to the unit
};

const UNIT_PAIRS = 100_000;

/** The work on the blocks of all rules, in pieces of about the same number of pairs. */
export function cutUnits(rules: readonly BlockedRule[]): readonly ScoreUnit[] {
  return rules.flatMap(({ blocks }, rule) => {
    const units: ScoreUnit[] = [];
    let [from, pairs] = [0, 0];
    for (let b = 0; b < blocks.codes.length; b++) {
      pairs += countBlockPairs({ ...blocks, starts: blocks.starts.subarray(b, b + 2) });
      if (pairs < UNIT_PAIRS && b + 1 < blocks.codes.length) continue;
      units.push({ rule, from, until: b + 1 });
      [from, pairs] = [b + 1, 0];
    }
    return units;
  });
}

/** Row by row, the ids of all comparisons and the codes of all rules side by side: few lines of the processor's cache. */
export function layRows(
  comparisons: readonly Comparison[],
  rules: readonly BlockedRule[],
  size: number,
): Uint32Array {
  const width = comparisons.length + rules.length;
  const rows = new Uint32Array(new SharedArrayBuffer(4 * width * size));
  const parts = [
    ...comparisons.map(({ ids }) => ids),
    ...rules.map((rule) => (rule.starts === undefined ? rule.codes : undefined)),
  ];
  for (const [c, part] of parts.entries()) {
    if (part === undefined) continue; // several codes to the row: looked up where they lie
    for (let row = 0, at = c; row < size; row++, at += width) rows[at] = part[row] as number;
  }
  return rows;
}

/** What scoring needs of the comparisons. */
export type ScoreTools = {
  readonly comparisons: readonly Comparison[];
  readonly names: SwappedNames | undefined;
};

/** Scores units of a job. */
export function makeScorer(job: ScoreJob, { comparisons, names }: ScoreTools): (unit: number) => ScoredPairs {
  const weigh = pairWeigher(job.model, comparisons);
  const bounds = levelBounds(job.model, comparisons);
  const readLevels = levelReader(comparisons, names);
  const blockRows = { words: new Uint32Array(1 << 12), p: 0, q: 0 };
  const levels = new Uint8Array(comparisons.length);
  return (index) => {
    const unit = job.units[index];
    if (unit === undefined)
      return { left: new Uint32Array(), right: new Uint32Array(), weight: new Int32Array(), scored: 0 };
    return scoreUnit({ job, unit, bounds, names, readLevels, weigh, levels, blockRows });
  };
}

/** Fixed-point total weight of two rows by canonical position. */
export function rowWeigher(
  model: LinkModel,
  { comparisons, names }: ScoreTools,
): (left: number, right: number) => number {
  const readLevels = levelReader(comparisons, names);
  const weigh = pairWeigher(model, comparisons);
  const count = comparisons.length;
  const levels = new Uint8Array(count);
  const rows = { words: new Uint32Array(2 * count), p: 0, q: count };
  return (left, right) => {
    readLevels(levels, left, right);
    for (let c = 0; c < count; c++) {
      const { ids } = comparisons[c] as Comparison;
      rows.words[c] = ids[left] as number;
      rows.words[count + c] = ids[right] as number;
    }
    return weigh(levels, rows);
  };
}

type UnitInput = {
  readonly job: ScoreJob;
  readonly unit: ScoreUnit;
  readonly bounds: LevelBounds;
  readonly names: SwappedNames | undefined;
  readonly readLevels: ReadLevels;
  readonly weigh: WeighPair;
  readonly levels: Uint8Array;
  readonly blockRows: { words: Uint32Array; p: number; q: number };
};

function scoreUnit(input: UnitInput): ScoredPairs {
  const { job, unit, bounds, names, readLevels, weigh, levels, blockRows } = input;
  const count = levels.length;
  const { rules, rows: table, list, fresh, floor } = job;
  const { blocks, starts: several } = rules[unit.rule] as BlockedRule;
  const own = rules[unit.rule] as BlockedRule;
  const tableWidth = count + rules.length;
  const width = count + unit.rule; // codes of later rules say nothing here
  const severalRules = rules.slice(0, unit.rule).filter(({ starts }) => starts !== undefined);
  const [left, right, weight] = [growableWords(), growableWords(), growableIntegers()];
  let scored = 0;
  for (let b = unit.from; b < unit.until; b++) {
    const [start, end] = [blocks.starts[b] as number, blocks.starts[b + 1] as number];
    if (fresh !== undefined && !hasFresh(fresh, blocks.rows, start, end)) continue;
    const size = end - start;
    if (blockRows.words.length < width * size) blockRows.words = new Uint32Array(2 * width * size);
    const words = blockRows.words;
    for (let i = 0, at = 0; i < size; i++) {
      const from = (blocks.rows[start + i] as number) * tableWidth;
      for (let w = 0; w < width; w++) words[at++] = table[from + w] as number;
    }
    for (let i = 0; i < size; i++) {
      const a = blocks.rows[start + i] as number;
      const p = i * width;
      blockRows.p = p;
      for (let j = i + 1; j < size; j++) {
        const b2 = blocks.rows[start + j] as number;
        const q = j * width;
        if (meetsEarlier(words, p + count, q + count, unit.rule)) continue;
        if (list !== undefined && list[a] === list[b2]) continue;
        if (fresh !== undefined && fresh[a] === 0 && fresh[b2] === 0) continue;
        if (several !== undefined && sharedCode(own, a, b2) !== blocks.codes[b]) continue;
        if (severalRules.some((rule) => sharedCode(rule, a, b2) !== 0)) continue;
        scored++;
        blockRows.q = q;
        if (bounds.isBelow(levels, blockRows, floor)) {
          if (names?.isCrossed(a, b2) !== true) continue;
          readLevels(levels, a, b2);
        } else names?.rewrite(levels, a, b2);
        const total = weigh(levels, blockRows);
        if (total < floor) continue;
        left.push(a);
        right.push(b2);
        weight.push(total);
      }
    }
  }
  return { left: left.take(), right: right.take(), weight: weight.take(), scored };
}

function hasFresh(...[fresh, rows, start, end]: readonly [Uint8Array, Uint32Array, number, number]): boolean {
  for (let i = start; i < end; i++) if (fresh[rows[i] as number] === 1) return true;
  return false;
}

/** Whether two rows share a code of one of the `count` earlier rules, whose codes lie side by side. */
function meetsEarlier(...[words, p, q, count]: readonly [Uint32Array, number, number, number]): boolean {
  for (let r = 0; r < count; r++) {
    const code = words[p + r] as number;
    if (code !== 0 && code === words[q + r]) return true;
  }
  return false;
}
