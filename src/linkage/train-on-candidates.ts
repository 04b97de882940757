/** From blocks to a model: all candidate pairs of a small table, a sample of those of a large one. */
import { type Random, seededRandom } from "../base/random.ts";
import { type AllowPair, countBlockPairs, visitCandidates } from "./candidate-pairs.ts";
import type { EncodedTable } from "./encode.ts";
import { growableWords } from "./growable.ts";
import { type JudgedPair, judgedPairs, type RowJudgement } from "./judged-pairs.ts";
import type { LinkModel } from "./link-model.ts";
import { joinPatterns, patternWork, unitsOfPatterns } from "./pattern-work.ts";
import type { PatternCounts, PatternTable } from "./patterns.ts";
import type { RowTable } from "./row-words.ts";
import { emptySharedWords } from "./shared-words.ts";
import { type Training, trainModel } from "./train-model.ts";
import { ask, type Steps } from "./work.ts";

const ALL_UP_TO = 400_000; // pairs
// Where rows are many, half as many pairs hold matches enough; of a thousand rows each pair more still tells.
const [MANY_ROWS, OF_MANY_ROWS] = [20_000, 200_000];

type Trainable = Omit<Training, "patterns" | "candidates" | "random" | "stride" | "labelled"> & {
  readonly judgements: readonly RowJudgement[];
  readonly table: RowTable;
};

export type Trained = { readonly model: LinkModel; readonly warnings: readonly string[] };

/** The model trained on the candidate pairs of `rules` and on people's judgements, with warnings. */
export function* trainOnCandidates(
  { encoded, comparisons, isAllowed, rules, judgements, table: rows }: Trainable,
  seed: number,
): Steps<Trained> {
  const pairs = rules.reduce((sum, { blocks }) => sum + countBlockPairs(blocks), 0);
  const stride = Math.max(1, Math.ceil(pairs / (encoded.size > MANY_ROWS ? OF_MANY_ROWS : ALL_UP_TO)));
  const judged = judgedRows({ encoded, isAllowed, judgements });
  const candidates = drawCandidates({ encoded, isAllowed, rules, judged, stride });
  const random = randomPairs(encoded, isAllowed, seededRandom(seed));
  const parts = [candidates, pairsOf(judged.same), pairsOf(judged.different), random];
  const [left, right] = [joined(parts.map((own) => own.left)), joined(parts.map((own) => own.right))];
  const work = patternWork({ left, right, rows });
  const { ids, table } = joinPatterns(comparisons, yield* ask<"patterns">(work, unitsOfPatterns(work)));
  const [ofCandidates, same, different, ofRandom] = cutAt(
    ids,
    parts.map(({ left }) => left.length),
  );
  const plain = {
    encoded,
    comparisons,
    patterns: table,
    candidates: { ...candidates, pattern: ofCandidates },
    random: ofRandom,
    stride,
    isAllowed,
    rules,
  };
  if (judged.keys.size === 0) return trainModel(plain, seed);
  const labelled = { same: countMet(table, same), different: countMet(table, different) };
  return trainModel({ ...plain, labelled }, seed);
}

type Pairs = { readonly left: Uint32Array; readonly right: Uint32Array };

const pairsOf = (pairs: readonly JudgedPair[]): Pairs => ({
  left: Uint32Array.from(pairs, ([a]) => a),
  right: Uint32Array.from(pairs, ([, b]) => b),
});

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = emptySharedWords(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function cutAt(
  ids: Uint32Array,
  [first = 0, second = 0, third = 0]: readonly number[],
): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const [b, c, d] = [first, first + second, first + second + third];
  return [ids.subarray(0, b), ids.subarray(b, c), ids.subarray(c, d), ids.subarray(d)];
}

type Drawing = Pick<Trainable, "encoded" | "isAllowed" | "rules"> & {
  readonly judged: Judged;
  readonly stride: number;
};

/** Candidate pairs that nobody has judged, one in `stride` of them. */
function drawCandidates({ encoded, isAllowed, rules, judged, stride }: Drawing): Pairs & {
  readonly rule: Uint8Array;
} {
  const [left, right, rule] = [growableWords(), growableWords(), growableWords()];
  visitCandidates(rules, { isAllowed, stride }, (a, b, index) => {
    if (judged.keys.size > 0 && judged.keys.has(a * encoded.size + b)) return;
    left.push(a);
    right.push(b);
    rule.push(index);
  });
  return { left: left.take(), right: right.take(), rule: Uint8Array.from(rule.take()) };
}

const RANDOM_PAIRS = 300_000;

const AMONG = 1 << 16; // rows: the first of a hash's order, whose values lie together

/** Random allowed pairs. */
function randomPairs(encoded: EncodedTable, isAllowed: AllowPair, random: Random): Pairs {
  const size = Math.min(AMONG, encoded.size);
  const [left, right] = [growableWords(), growableWords()];
  for (let tries = 0; size > 1 && left.size() < RANDOM_PAIRS && tries < 4 * RANDOM_PAIRS; tries++) {
    const [a, b] = [random.below(size), random.below(size)];
    if (a === b || !isAllowed(a, b)) continue;
    left.push(Math.min(a, b));
    right.push(Math.max(a, b));
  }
  return { left: left.take(), right: right.take() };
}

type Judged = {
  readonly same: readonly JudgedPair[];
  readonly different: readonly JudgedPair[];
  readonly keys: ReadonlySet<number>; // left * rows + right
};

/** The judged pairs that could be matches at all: rows of one list are none where an entity takes one of each. */
function judgedRows({
  encoded,
  isAllowed,
  judgements,
}: Pick<Trainable, "encoded" | "isAllowed" | "judgements">): Judged {
  const [same, different] = (["same", "different"] as const).map((answer) =>
    judgedPairs(encoded, judgements, answer).filter(([a, b]) => a !== b && isAllowed(a, b)),
  );
  const keys = new Set([...(same ?? []), ...(different ?? [])].map(([a, b]) => a * encoded.size + b));
  return { same: same ?? [], different: different ?? [], keys };
}

/** The patterns among `ids`, as they are met there, with their numbers. */
function countMet(table: PatternTable, ids: Uint32Array): PatternCounts {
  const found = [...Map.groupBy(ids, (id) => id)];
  return { levels: found.map(([id]) => table.levelsOf(id)), counts: found.map(([, own]) => own.length) };
}
