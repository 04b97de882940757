/** Where review stands: judgements, contradictions, agreement, and what a random sample says of the linkage. */
import type { LinkageAccuracy } from "../../model/judgement.ts";
import { type ReviewerAgreement, reviewerAgreements } from "../../register/agreement.ts";
import type { StandingJudgement } from "../../register/standing.ts";
import type { Store } from "../../store/store.ts";
import type { RegisterView } from "../view.ts";
import { readAccuracy } from "./measure-sample.ts";
import { countWaiting } from "./next-pairs.ts";
import { readStanding } from "./read-standing.ts";
import { seenJudgements } from "./seen-judgements.ts";

export type ReviewReport = {
  readonly waiting: number;
  readonly judgements: readonly StandingJudgement[];
  readonly agreement: readonly ReviewerAgreement[];
  readonly accuracy?: LinkageAccuracy; // absent until a sample is drawn and some of it judged
};

/** All that was judged of what the viewer may compare, in the order of its entries. */
export async function reviewReport(store: Store, view: RegisterView): Promise<ReviewReport> {
  const [judgements, waiting, accuracy] = await Promise.all([
    readStanding(store).then((standing) => seenJudgements(store, view, standing)),
    countWaiting(store, view),
    readAccuracy(store),
  ]);
  return {
    waiting,
    judgements,
    agreement: reviewerAgreements(judgements),
    ...(accuracy !== undefined && { accuracy }),
  };
}
