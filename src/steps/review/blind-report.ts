/** The report as a reviewer may see it who may yet be asked about pairs that others judged. */
import { pairKey } from "../../register/standing.ts";
import type { ReviewReport } from "./review-report.ts";

/** Without what others said of pairs that the reviewer has not judged; contested ones are for everybody to see. */
export function blindReport(report: ReviewReport, by: string): ReviewReport {
  const own = new Set(report.judgements.filter((judgement) => judgement.by === by).map(pairKey));
  const judgements = report.judgements.filter(
    (judgement) => judgement.standing === "contested" || own.has(pairKey(judgement)),
  );
  return { ...report, judgements };
}
