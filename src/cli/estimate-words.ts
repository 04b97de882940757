/** An estimate report for a terminal. */
import type {
  EstimateConclusion,
  EstimateFacts,
  EstimateReport,
  LeaveOneOut,
  MethodAnswer,
  NearModel,
} from "../model/estimate.ts";
import { translate } from "../pages/translate.ts";
import { formatTable } from "./table.ts";

/** For a person who is no statistician: what is documented, what may be said, each method, and what no number covers. */
export function formatEstimate(report: EstimateReport): string {
  const { observed, overlap, methods, models, leaveOneOut, conclusion, settings } = report;
  return [
    `Documented: at least ${whole(observed)}.`,
    formatConclusion(conclusion),
    ...(overlap.notes.length > 0
      ? [["About the overlaps of the lists:", ...overlap.notes.map((note) => `- ${note}`)].join("\n")]
      : []),
    ["What each method says:", ...methods.map(formatMethod)].join("\n"),
    ...(models.length > 1 ? [formatModels(models)] : []),
    ...(leaveOneOut.length > 0 ? [formatLeaveOneOut(leaveOneOut)] : []),
    NOT_COVERED,
    `Settled before the run: ${formatFacts(settings)}.`,
  ].join("\n\n");
}

const NOT_COVERED = [
  "What these numbers do not cover:",
  "- whether the assumptions hold: the lists cannot show it;",
  "- people whom no list could ever have reached;",
  "- the same person not recognised on two lists (makes every total too high) and two people taken for one (too low);",
  "- people who came or went while the lists were made.",
].join("\n");

function formatConclusion(conclusion: EstimateConclusion): string {
  switch (conclusion.verdict) {
    case "estimate": {
      const { total, lower, upper, assumption } = conclusion.answer;
      const about = assumption.startsWith("lower-bound")
        ? `probably ${whole(total)} or more`
        : `about ${whole(total)}`;
      return `Estimated: ${about} in all, between ${whole(lower)} and ${whole(upper)} (${conclusion.spokesman}).`;
    }
    case "range":
      return `No single estimate: somewhere between ${whole(conclusion.lower)} and ${whole(conclusion.upper)}.\n${sentence(conclusion.reason)}`;
    case "not estimable":
      return `Not estimable: ${conclusion.reason}.`;
  }
}

function formatMethod({ method, answer, model, assumption, diagnostics }: MethodAnswer): string {
  const name = `- ${method}`;
  if (!answer.estimable) return `${name}: no estimate; ${answer.reason}.`;
  const { total, lower, upper, level, interval } = answer;
  const range = `${whole(lower)} to ${whole(upper)}, ${100 * level} % ${interval} interval`;
  const lines = [`${name}: ${whole(total)} (${range})`];
  if (model !== undefined) lines.push(`  lists that depend on one another: ${model}`);
  lines.push(`  ${translate("en", `page.assumption.${assumption}`)}`);
  const chains = ["rhat", "effectiveSize"].flatMap((key) =>
    typeof diagnostics[key] === "number" ? [`${key} ${diagnostics[key].toFixed(2)}`] : [],
  );
  if (chains.length > 0) lines.push(`  chains agree: ${chains.join(", ")}`);
  return lines.join("\n");
}

function formatModels(models: readonly NearModel[]): string {
  const rows = models.map(({ model, total, lower, upper, weight, behindBest }) => [
    model,
    whole(total),
    lower === undefined ? "" : whole(lower),
    upper === undefined ? "no end" : whole(upper),
    `${(100 * weight).toFixed(0)} %`,
    behindBest.toFixed(1),
  ]);
  return `Models that fit about as well, each with its own interval:\n${formatTable(["model", "total", "lower", "upper", "weight", "behind"], rows)}`;
}

function formatLeaveOneOut(left: readonly LeaveOneOut[]): string {
  const rows = left.map(({ without, answer }) =>
    answer.estimable
      ? [without, whole(answer.total), whole(answer.lower), whole(answer.upper)]
      : [without, "none", answer.reason, ""],
  );
  return `Had one list not existed:\n${formatTable(["without", "total", "lower", "upper"], rows)}`;
}

const formatFacts = (facts: EstimateFacts) =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
const whole = (value: number) => Math.round(value).toLocaleString("en");
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
