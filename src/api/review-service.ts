/** Review for the HTTP application, made from a register. */
import { RecountError } from "../base/errors.ts";
import { recordId } from "../model/ids.ts";
import { mayDo, viewerName } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import { blindReport } from "../steps/review/blind-report.ts";
import { drawPairs } from "../steps/review/draw-pairs.ts";
import { judgePair, undoJudgement } from "../steps/review/judge-pair.ts";
import { reviewReport } from "../steps/review/review-report.ts";
import { pairClusters, reviewerPair, reviewerPairs } from "../steps/review/reviewer-pairs.ts";
import { answerShare, listShares } from "../steps/sharing/answer-share.ts";
import type { RegisterView } from "../steps/view.ts";
import { numberKey, pageOfAll, pageOfNewest } from "./paging.ts";
import type { PairBody, ReviewService } from "./review-answers.ts";

/**
 * The review of an open register; `now` is the clock that judgements are dated by. A person judges in their own name,
 * whatever name is sent; without people it is the one that is sent.
 */
export function registerReview(register: OpenRegister, view: RegisterView, now: () => Date): ReviewService {
  const { viewer } = view;
  const nameOf = (sent: string | undefined) =>
    viewer.as === "person" ? viewerName(viewer) : (sent ?? viewerName(viewer));
  const reportOf = async () => {
    const report = await reviewReport(register.store, view);
    const isBlind = viewer.as === "person" && mayDo(viewer, "judge");
    return isBlind ? blindReport(report, viewerName(viewer)) : report;
  };
  const idsOf = ({ left, right }: PairBody) => [recordId(left), recordId(right)] as const;
  return {
    async next({ queue, limit, by, except }) {
      requireDeed(viewer, "judge");
      const here = except.map(([left, right]) => [recordId(left), recordId(right)] as const);
      return reviewerPairs(register, view, { queue, limit, by: nameOf(by), except: here });
    },
    async pair(request) {
      requireDeed(viewer, "judge");
      const pair = await reviewerPair(register, view, idsOf(request), nameOf(request.by));
      if (pair === undefined) throw new RecountError("not-found", "got records that are current no more");
      return pair;
    },
    async clusters(request) {
      requireDeed(viewer, "judge");
      return pairClusters(register, view, idsOf(request), nameOf(request.by));
    },
    async judge({ answer, by, why, ...pair }) {
      requireDeed(viewer, "judge");
      return judgePair(register, view, { records: idsOf(pair), answer, by: nameOf(by), why, now: now() });
    },
    async undo(request) {
      requireDeed(viewer, "judge");
      return undoJudgement(register, view, { ...request, by: nameOf(request.by), now: now() });
    },
    async report() {
      const { judgements: _paged, ...report } = await reportOf();
      return report;
    },
    async judgements({ standing, ...query }) {
      const { judgements } = await reportOf();
      const wanted = judgements.filter((each) => standing === undefined || each.standing === standing);
      return pageOfNewest(wanted, query, ({ id }) => numberKey(id));
    },
    async draw(count) {
      requireDeed(viewer, "judge");
      // Any seed will do, so long as nobody chose it: it is kept with the sample.
      return (await drawPairs(register, { count, seed: now().getTime() % 2 ** 31 })).pairs.length;
    },
    async shares(query) {
      requireDeed(viewer, "judge");
      return pageOfAll(await listShares(register, viewer), query, ({ share, to }) => `${share} ${to}`);
    },
    async answerShare(request) {
      requireDeed(viewer, "judge");
      await answerShare(register, { ...request, viewer, now: now() });
    },
  };
}
