/** How far two reviewers agree about the pairs that both judged. */
import type { JudgementAnswer, StoredJudgement } from "../model/judgement.ts";
import { pairKey } from "./standing.ts";

export type ReviewerAgreement = {
  readonly reviewers: readonly [string, string];
  readonly pairs: number; // that both judged
  readonly agreed: number;
  readonly kappa: number | undefined; // undefined where both gave one and the same answer throughout
};

/**
 * Agreement of every two reviewers with pairs in common, by their latest answers, withdrawn ones left out. `kappa` is
 * Cohen's (1960, "A coefficient of agreement for nominal scales"): (agreed - by chance) / (1 - by chance), at most 1,
 * 0 where they agree as often as chance would have it.
 *
 * @example
 * const said = (left, answer, by) => ({ id: 0, left, right: "z", answer, by, why: "", at: "", seen: { left: 0, right: 0 } });
 * const all = [said("a", "same", "A"), said("b", "different", "A"), said("a", "same", "B"), said("b", "different", "B")];
 * reviewerAgreements(all)[0].kappa; //=> 1
 */
export function reviewerAgreements(judgements: readonly StoredJudgement[]): readonly ReviewerAgreement[] {
  const answers = new Map<string, Map<string, JudgementAnswer>>();
  for (const judgement of judgements) {
    if (judgement.withdrawnBy !== undefined) continue;
    const own = answers.get(judgement.by) ?? new Map<string, JudgementAnswer>();
    answers.set(judgement.by, own.set(pairKey(judgement), judgement.answer));
  }
  const reviewers = [...answers.keys()].sort();
  return reviewers.flatMap((a, i) =>
    reviewers.slice(i + 1).flatMap((b) => {
      const [left, right] = [answers.get(a), answers.get(b)];
      const common = [...(left ?? [])].flatMap(([pair, answer]) => {
        const other = right?.get(pair);
        return other === undefined ? [] : [[answer, other] as const];
      });
      return common.length === 0 ? [] : [{ reviewers: [a, b] as const, ...agreementOf(common) }];
    }),
  );
}

function agreementOf(common: readonly (readonly [JudgementAnswer, JudgementAnswer])[]) {
  const pairs = common.length;
  const agreed = common.filter(([a, b]) => a === b).length;
  const share = (side: 0 | 1, answer: JudgementAnswer) =>
    common.filter((pair) => pair[side] === answer).length / pairs;
  const byChance = (["same", "different", "unsure"] as const).reduce(
    (sum, answer) => sum + share(0, answer) * share(1, answer),
    0,
  );
  const kappa = byChance === 1 ? undefined : (agreed / pairs - byChance) / (1 - byChance);
  return { pairs, agreed, kappa };
}
