/** From blocks to a model: all candidate pairs of a small table, a sample of those of a large one. */
import { seededRandom } from "../base/random.ts";
import { countBlockPairs, visitCandidates } from "./candidate-pairs.ts";
import { growableWords } from "./growable.ts";
import type { LinkModel } from "./link-model.ts";
import { patternTable } from "./patterns.ts";
import { type Training, trainModel } from "./train-model.ts";

const ALL_UP_TO = 400_000; // pairs

/** The model trained on the candidate pairs of `rules`, with warnings. */
export function trainOnCandidates(
  { encoded, comparisons, isAllowed, rules }: Omit<Training, "patterns" | "candidates" | "stride">,
  seed: number,
): { readonly model: LinkModel; readonly warnings: readonly string[] } {
  const patterns = patternTable(comparisons, encoded.columns);
  const [left, right, pattern, rule] = [growableWords(), growableWords(), growableWords(), growableWords()];
  const pairs = rules.reduce((sum, { blocks }) => sum + countBlockPairs(blocks), 0);
  const stride = Math.max(1, Math.ceil(pairs / ALL_UP_TO));
  visitCandidates(rules, { isAllowed, stride }, (a, b, index) => {
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
  const training = { encoded, comparisons, patterns, candidates, stride, isAllowed, rules };
  return trainModel(training, seededRandom(seed), seed);
}
