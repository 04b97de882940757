/** From blocks to a model: all candidate pairs of a small table, a sample of those of a large one. */
import { seededRandom } from "../base/random.ts";
import { countBlockPairs, visitCandidates } from "./candidate-pairs.ts";
import { growableWords } from "./growable.ts";
import { type JudgedPair, judgedPairs, type RowJudgement } from "./judged-pairs.ts";
import type { LinkModel } from "./link-model.ts";
import { type PatternTable, patternTable } from "./patterns.ts";
import type { LabelledPatterns } from "./train.ts";
import { type Training, trainModel } from "./train-model.ts";

const ALL_UP_TO = 400_000; // pairs

type Trainable = Omit<Training, "patterns" | "candidates" | "stride" | "labelled"> & {
  readonly judgements: readonly RowJudgement[];
};

/** The model trained on the candidate pairs of `rules` and on people's judgements, with warnings. */
export function trainOnCandidates(
  { encoded, comparisons, isAllowed, rules, judgements }: Trainable,
  seed: number,
): { readonly model: LinkModel; readonly warnings: readonly string[] } {
  const patterns = patternTable(comparisons, encoded.columns);
  const [left, right, pattern, rule] = [growableWords(), growableWords(), growableWords(), growableWords()];
  const pairs = rules.reduce((sum, { blocks }) => sum + countBlockPairs(blocks), 0);
  const stride = Math.max(1, Math.ceil(pairs / ALL_UP_TO));
  const judged = judgedRows({ encoded, isAllowed, judgements });
  visitCandidates(rules, { isAllowed, stride }, (a, b, index) => {
    if (judged.keys.size > 0 && judged.keys.has(a * encoded.size + b)) return;
    left.push(a);
    right.push(b);
    pattern.push(patterns.patternOf(a, b));
    rule.push(index);
  });
  const candidates = {
    left: left.take(),
    right: right.take(),
    pattern: pattern.take(),
    rule: Uint8Array.from(rule.take()),
  };
  const plain = { encoded, comparisons, patterns, candidates, stride, isAllowed, rules };
  const training =
    judged.keys.size === 0 ? plain : { ...plain, labelled: labelledPatterns(patterns, judged) };
  return trainModel(training, seededRandom(seed), seed);
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

function labelledPatterns(patterns: PatternTable, { same, different }: Judged): LabelledPatterns {
  const count = (pairs: readonly JudgedPair[]) => {
    const ids = pairs.map(([a, b]) => patterns.patternOf(a, b));
    const found = [...Map.groupBy(ids, (id) => id)];
    return {
      levels: found.map(([id]) => patterns.levelsOf(id)),
      counts: found.map(([, own]) => own.length),
    };
  };
  return { same: count(same), different: count(different) };
}
