/** Scoring of candidate pairs block by block: the innermost loop of the engine, the same in every thread. */
import { type BlockedRule, countBlockPairs } from "./candidate-pairs.ts";
import type { Comparison } from "./comparison.ts";
import { growableIntegers, growableWords } from "./growable.ts";
import { type LevelBounds, levelBounds } from "./level-bounds.ts";
import type { LinkModel } from "./link-model.ts";
import { levelReader, type ReadLevels, type SwappedNames } from "./patterns.ts";
import { sharedCode } from "./row-codes.ts";
import { fetchRows, pairMaker, type RowTable } from "./row-words.ts";
import { pairWeigher, type WeighPair } from "./score.ts";

/** All that scoring needs, in data that threads can share: typed arrays over shared memory, and texts. */
export type ScoreJob = {
  readonly list?: Uint16Array; // given: pairs within a list are left out
  readonly fresh?: Uint8Array; // given: pairs of two rows that have 0 here were scored before, and are left out
  readonly model: LinkModel;
  readonly rules: readonly BlockedRule[];
  readonly rows: RowTable; // ids of the comparisons and then codes of the rules
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
  const gathered = { words: new Uint32Array(), p: 0, q: 0, sum: 0 };
  const levels = new Uint8Array(comparisons.length);
  return (index) => {
    const unit = job.units[index];
    if (unit === undefined)
      return { left: new Uint32Array(), right: new Uint32Array(), weight: new Int32Array(), scored: 0 };
    return scoreUnit({ job, unit, bounds, names, readLevels, weigh, levels, gathered });
  };
}

/** Fixed-point total weight of two rows by canonical position. */
export function rowWeigher(
  model: LinkModel,
  { comparisons, names }: ScoreTools,
): (left: number, right: number) => number {
  const readLevels = levelReader(comparisons, names);
  const weigh = pairWeigher(model, comparisons);
  const pairOf = pairMaker(comparisons);
  const levels = new Uint8Array(comparisons.length);
  return (left, right) => {
    const rows = pairOf(left, right);
    readLevels(levels, rows);
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
  readonly gathered: Gathered;
};

/** The rows of some blocks side by side, and two of them. */
type Gathered = { words: Uint32Array; p: number; q: number; sum: number };

const BATCH = 1 << 11; // rows of blocks that are gathered at once: their words stay in a cache near the processor

function scoreUnit(input: UnitInput): ScoredPairs {
  const { job, unit, bounds, names, readLevels, weigh, levels, gathered } = input;
  const count = levels.length;
  const { rules, list, fresh, floor } = job;
  const own = rules[unit.rule] as BlockedRule;
  const { blocks, starts: several } = own;
  const width = count + unit.rule; // codes of later rules say nothing here
  const severalRules = rules.slice(0, unit.rule).filter(({ starts }) => starts !== undefined);
  const [left, right, weight] = [growableWords(), growableWords(), growableIntegers()];
  let [scored, batchStart, batchEnd] = [0, 0, 0];
  for (let b = unit.from; b < unit.until; b++) {
    const [start, end] = [blocks.starts[b] as number, blocks.starts[b + 1] as number];
    if (end > batchEnd) {
      [batchStart, batchEnd] = [start, endOfBatch(blocks.starts, b, unit.until)];
      gather(gathered, job.rows, blocks.rows.subarray(batchStart, batchEnd), width);
    }
    if (fresh !== undefined && !hasFresh(fresh, blocks.rows, start, end)) continue;
    const words = gathered.words;
    for (let i = start; i < end; i++) {
      const a = blocks.rows[i] as number;
      const p = (i - batchStart) * width;
      gathered.p = p;
      for (let j = i + 1; j < end; j++) {
        const q = (j - batchStart) * width;
        if (meetsEarlier(words, p + count, q + count, unit.rule)) continue;
        const b2 = blocks.rows[j] as number;
        if (list !== undefined && list[a] === list[b2]) continue;
        if (fresh !== undefined && fresh[a] === 0 && fresh[b2] === 0) continue;
        if (several !== undefined && sharedCode(own, a, b2) !== blocks.codes[b]) continue;
        if (severalRules.some((rule) => sharedCode(rule, a, b2) !== 0)) continue;
        scored++;
        gathered.q = q;
        if (bounds.isBelow(levels, gathered, floor)) {
          if (names?.isCrossed(gathered) !== true) continue;
          readLevels(levels, gathered);
        } else names?.rewrite(levels, gathered);
        const total = weigh(levels, gathered);
        if (total < floor) continue;
        left.push(a);
        right.push(b2);
        weight.push(total);
      }
    }
  }
  return { left: left.take(), right: right.take(), weight: weight.take(), scored };
}

/** Where the last block ends that a batch from block `b` on has room for: the first in any case. */
function endOfBatch(starts: Uint32Array, b: number, until: number): number {
  const most = (starts[b] as number) + BATCH;
  let last = b + 1;
  while (last < until && (starts[last + 1] as number) <= most) last++;
  return starts[last] as number;
}

/** Copies the first `width` words of each of the rows. */
function gather(into: Gathered, table: RowTable, rows: Uint32Array, width: number): void {
  if (into.words.length < width * rows.length)
    into.words = new Uint32Array(width * Math.max(BATCH, rows.length));
  into.sum = fetchRows(table, rows);
  const { words } = into;
  for (let i = 0, at = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * table.width;
    for (let w = 0; w < width; w++) words[at++] = table.words[from + w] as number;
  }
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
