/** Review for the HTTP application, made from a register. */
import { recordId } from "../model/ids.ts";
import { viewerName } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { judgePair, undoJudgement } from "../steps/review/judge-pair.ts";
import { nextPairs } from "../steps/review/next-pairs.ts";
import { reviewReport } from "../steps/review/review-report.ts";
import type { RegisterView } from "../steps/view.ts";
import type { ReviewService } from "./review-answers.ts";

/**
 * The review of an open register; `now` is the clock that judgements are dated by. A person judges in their own name,
 * whatever name is sent; without people it is the one that is sent.
 */
export function registerReview(register: OpenRegister, view: RegisterView, now: () => Date): ReviewService {
  const { viewer } = view;
  const nameOf = (sent: string) => (viewer.as === "person" ? viewerName(viewer) : sent);
  return {
    async next(limit, by) {
      requireDeed(viewer, "judge");
      const name = viewer.as === "person" ? viewer.name : by;
      return nextPairs(register, view, { limit, ...(name !== undefined && { by: name }) });
    },
    async judge({ left, right, answer, by, why }) {
      requireDeed(viewer, "judge");
      const records = [recordId(left), recordId(right)] as const;
      return judgePair(register, view, { records, answer, by: nameOf(by), why, now: now() });
    },
    async undo(request) {
      requireDeed(viewer, "judge");
      return undoJudgement(register, view, { ...request, by: nameOf(request.by), now: now() });
    },
    report: () => reviewReport(register.store, view),
  };
}
