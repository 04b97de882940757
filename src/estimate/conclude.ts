/** What all methods together allow to be said: one number, a range, or nothing. */
import type {
  Estimate,
  EstimateConclusion,
  EstimateMethod,
  MethodAnswer,
  NearModel,
} from "../model/estimate.ts";

/**
 * How many times the smallest total the largest may be before no single one is shown. At twice, a reader who was
 * told one number would have been told something else by another method on the same lists; the published tables
 * known to mislead (UK 2013, Netherlands 2010-15) differ two- to four-fold between models of nearly equal BIC,
 * while on tables that are held to be sound methods stay within that (Silverman 2020).
 */
export const DISAGREEMENT = 2;

/** Models this far behind the best in BIC are "not worth more than a bare mention" less likely (Kass & Raftery 1995). */
export const NEAR_BIC = 2;

/** A range whose ends lie further apart than one power of ten says nothing that a count would not. */
const WIDEST_RANGE = 10;

/** Without a number, so that it can be published beside overlaps that are suppressed. */
const PEOPLE_DIFFER =
  "a model in which some people are harder to list than others fits these lists as well and gives more than the interval allows: all methods may be too low alike";

/** Who speaks for all, first come first; Chapman has an answer for two lists only. */
const spokesmen: readonly EstimateMethod[] = [
  "chapman",
  "log-linear",
  "graph-averaging",
  "latent-class",
  "chao",
];

/**
 * One number when methods and near-best models agree within `DISAGREEMENT`; a range when they do not, or when a model
 * in which some people are harder to list fits as well and gives more than the interval allows: then all methods may
 * be too low alike, and their agreement says nothing. Nothing, with the reason, when no method has an answer or the
 * range would say nothing. Two lists are spoken for by Chapman.
 *
 * @example
 * conclude([], []).verdict; //=> "not estimable"
 */
export function conclude(methods: readonly MethodAnswer[], models: readonly NearModel[]): EstimateConclusion {
  const answers = methods.flatMap(({ method, answer }) => (answer.estimable ? [{ method, answer }] : []));
  const speaker = spokesmanOf(answers);
  if (speaker === undefined) return { verdict: "not estimable", reason: refusalOf(methods) };
  const totals = totalsOf(answers, models);
  const [least, most] = [totals[0], totals.at(-1)];
  if (least === undefined || most === undefined || most.total <= DISAGREEMENT * least.total)
    return speak(speaker, models);
  const lower = Math.min(least.total, ...answers.map(({ answer }) => answer.lower));
  const upper = Math.max(most.total, ...answers.map(({ answer }) => answer.upper));
  const differ = `${least.name} gives ${round(least.total)} and ${most.name} ${round(most.total)}, more than ${DISAGREEMENT} times as many`;
  return upper > WIDEST_RANGE * lower
    ? {
        verdict: "not estimable",
        reason: `${differ}; the range ${round(lower)} to ${round(upper)} says nothing`,
      }
    : { verdict: "range", lower, upper, reason: `${differ}: the lists do not tell which is right` };
}

function speak({ method, answer }: Answered, models: readonly NearModel[]): EstimateConclusion {
  const { lower } = answer;
  const further = models.filter(
    ({ peopleDiffer, behindBest, total }) =>
      peopleDiffer === true && behindBest <= NEAR_BIC && total > answer.upper,
  );
  const upper = Math.max(answer.upper, ...further.map(({ total, upper = total }) => upper));
  if (upper > WIDEST_RANGE * lower)
    return {
      verdict: "not estimable",
      reason: `${method} gives an interval from ${round(lower)} to ${round(answer.upper)}${further.length > 0 ? ` and a model in which people differ one to ${round(upper)}` : ""}, which says nothing`,
    };
  return further.length > 0
    ? { verdict: "range", lower, upper, reason: PEOPLE_DIFFER }
    : { verdict: "estimate", spokesman: method, answer };
}

type Answered = { readonly method: EstimateMethod; readonly answer: Estimate };
type Named = { readonly name: string; readonly total: number };

function spokesmanOf(answers: readonly Answered[]): Answered | undefined {
  const byMethod = new Map(answers.map((each) => [each.method, each]));
  const first = spokesmen.find((method) => byMethod.has(method));
  return first && byMethod.get(first);
}

/** Every total that claims to be the total, smallest first; a lower bound does not. */
function totalsOf(answers: readonly Answered[], models: readonly NearModel[]): readonly Named[] {
  return [
    ...answers
      .filter(({ method }) => method !== "chao")
      .map(({ method, answer }) => ({ name: method, total: answer.total })),
    ...models
      .filter(({ behindBest }) => behindBest <= NEAR_BIC)
      .map(({ method, model, total }) => ({ name: `the ${method} model ${model}`, total })),
  ].sort((a, b) => a.total - b.total);
}

function refusalOf(methods: readonly MethodAnswer[]): string {
  const reasons = new Set(methods.flatMap(({ answer }) => (answer.estimable ? [] : [answer.reason])));
  return reasons.size === 0 ? "got no method, wanted at least one" : [...reasons].join("; ");
}

const round = (value: number) => Math.round(value).toLocaleString("en");
