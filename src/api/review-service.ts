/** Review for the HTTP application, made from a register. */
import { recordId } from "../model/ids.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { judgePair, undoJudgement } from "../steps/review/judge-pair.ts";
import { nextPairs } from "../steps/review/next-pairs.ts";
import { reviewReport } from "../steps/review/review-report.ts";
import type { ReviewService } from "./review-answers.ts";

/** The review of an open register; `now` is the clock that judgements are dated by. */
export function registerReview(register: OpenRegister, now: () => Date): ReviewService {
  return {
    next: (limit, by) => nextPairs(register, { limit, ...(by !== undefined && { by }) }),
    judge: ({ left, right, answer, by, why }) =>
      judgePair(register, { records: [recordId(left), recordId(right)], answer, by, why, now: now() }),
    undo: (request) => undoJudgement(register, { ...request, now: now() }),
    report: () => reviewReport(register.store),
  };
}
