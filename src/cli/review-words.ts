/** Pairs and judgements as text for a terminal. */
import type { LinkageAccuracy, MeasuredShare } from "../model/judgement.ts";
import type { ReviewerAgreement } from "../register/agreement.ts";
import type { StandingJudgement } from "../register/standing.ts";
import type { PairToJudge } from "../steps/review/next-pairs.ts";
import type { ReviewReport } from "../steps/review/review-report.ts";
import type { ShownField, ShownRecord } from "../steps/review/show-record.ts";
import { formatTable } from "./table.ts";

/** Two records side by side, then what speaks for and against, in bits. */
export function formatPair({ left, right, probability, waterfall }: PairToJudge): string {
  const fields = [...new Set([...left.fields, ...right.fields].map(({ field }) => field))];
  const rows = fields.map((field) => [field, textOf(left, field), textOf(right, field)]);
  const table = formatTable(["", left.id, right.id], [["list", left.sourceName, right.sourceName], ...rows]);
  const steps = waterfall.steps.map((step) => {
    const bits = step.bits + step.frequencyBits;
    return `${bits > 0 ? "+" : ""}${bits.toFixed(1)} ${step.field}: ${step.level}`;
  });
  const total = `${waterfall.total.toFixed(1)} bits, match probability ${probability.toFixed(3)}`;
  return `${table}\n${[`${waterfall.prior.toFixed(1)} prior`, ...steps].join("; ")}\n= ${total}`;
}

function textOf({ fields }: ShownRecord, field: string): string {
  return fields
    .filter((shown) => shown.field === field)
    .map(withReading)
    .join("; ");
}

// Isolates: a right-to-left name must not reorder the line that it stands in (Unicode bidi FSI, PDI).
const withReading = ({ text, romanised }: ShownField) =>
  romanised === undefined ? text : `\u2068${text}\u2069 (${romanised})`;

/** Every judgement, contested ones with what contradicts them, then agreement and accuracy. */
export function formatReview({ waiting, judgements, agreement, accuracy }: ReviewReport): string {
  const rows = judgements.map((judgement) => [
    String(judgement.id),
    judgement.left,
    judgement.right,
    judgement.answer,
    judgement.by,
    judgement.at.slice(0, 10),
    standingWords(judgement),
    judgement.why,
  ]);
  return [
    `${waiting.toLocaleString("en")} pairs wait`,
    ...(rows.length === 0
      ? []
      : [formatTable(["id", "record", "record", "answer", "by", "on", "stands", "why"], rows)]),
    ...agreement.map(formatAgreement),
    ...(accuracy === undefined ? [] : [formatAccuracy(accuracy)]),
  ].join("\n");
}

function standingWords({ standing, against, changed, withdrawnBy }: StandingJudgement): string {
  if (standing === "contested") return `contested by ${against.join(", ")}`;
  if (standing === "to-confirm") return `to confirm: ${changed.join(", ")} changed since`;
  return standing === "withdrawn" ? `withdrawn by entry ${withdrawnBy}` : standing;
}

function formatAgreement({ reviewers: [a, b], pairs, agreed, kappa }: ReviewerAgreement): string {
  const chance = kappa === undefined ? "kappa undefined: one answer throughout" : `kappa ${kappa.toFixed(2)}`;
  return `${a} and ${b} agree on ${agreed} of ${pairs} pairs (${Math.round((100 * agreed) / pairs)} %; ${chance})`;
}

/** What the judged pairs of the random sample say, with the intervals. */
export function formatAccuracy({
  drawn,
  judged,
  unsure,
  level,
  precision,
  recallOfCompared,
  recall,
}: LinkageAccuracy): string {
  const share = ({ value, lower, upper }: MeasuredShare) =>
    `${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
  return [
    `by ${judged} of ${drawn} pairs drawn at random (${unsure} unsure), with ${100 * level} % confidence intervals:`,
    `precision ${share(precision)}`,
    `recall ${share(recallOfCompared)} of true pairs that were compared, ${share(recall)} of all`,
  ].join("\n");
}
