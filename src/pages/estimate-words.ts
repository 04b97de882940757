/** An estimate, or the refusal to make one, as sentences that a reader without statistics can follow. */
import { type AssumptionKey, assumptionKeys, type Estimate } from "../model/estimate.ts";
import type { PageEstimate } from "./appeal-page-data.ts";
import { bdi, type Html, html } from "./html.ts";
import type { Language } from "./language.ts";
import type { PlainKey } from "./legal-keys.ts";
import { translate, translateHtml } from "./translate.ts";

/** A list's name by its id. */
export type ListNames = (list: string) => string;

/**
 * Sentences: the range with its level, then what it rests on, then how it was made; or that there is none, then why; or
 * that it may not be shown.
 *
 * @example
 * const estimate = { status: "refused", reason: "got displacement over more than a year, wanted a closed population" };
 * estimateSentences("en", estimate, (list) => list)[0].markup; //=> "No estimate."
 */
export function estimateSentences(
  language: Language,
  estimate: PageEstimate,
  nameOf: ListNames,
): readonly Html[] {
  const say = (key: PlainKey, values = {}) => html`${translate(language, key, values)}`;
  if (estimate.status === "withheld") return [say("page.estimate.withheld")];
  if (estimate.status === "refused") return [say("page.notMade"), reasonSentence(language, estimate.reason)];
  const { conclusion, linkage, runsBefore, plan } = estimate;
  const widened =
    linkage === undefined
      ? []
      : [
          say("page.estimate.linkage", {
            ...linkage,
            lower: Math.round(linkage.lower),
            upper: Math.round(linkage.upper),
          }),
        ];
  const isAttested = estimate.status === "attested" && conclusion.verdict !== "not estimable";
  return [
    ...conclusionSentences(language, conclusion),
    ...(conclusion.verdict === "not estimable" ? [] : widened),
    ...planSentences(language, plan, nameOf),
    ...(isAttested ? [say("page.estimate.attested")] : []),
    ...(runsBefore > 0 ? [say("page.estimate.runs", { count: runsBefore })] : []),
  ];
}

type Concluded = Extract<PageEstimate, { readonly plan: unknown }>;

function conclusionSentences(language: Language, conclusion: Concluded["conclusion"]): readonly Html[] {
  const say = (key: PlainKey, values = {}) => html`${translate(language, key, values)}`;
  if (conclusion.verdict === "not estimable")
    return [say("page.notEstimable"), reasonSentence(language, conclusion.reason)];
  if (conclusion.verdict === "range") {
    const { lower, upper } = conclusion;
    const why = isOfPeople(conclusion.reason) ? [say("page.estimate.people-differ")] : [];
    return [say("page.estimate.range", { lower, upper }), ...why, say("page.estimate.why")];
  }
  return estimated(language, conclusion.answer);
}

function estimated(language: Language, estimate: Estimate): readonly Html[] {
  const { total, lower, upper, level, assumption } = estimate;
  const range = assumption.startsWith("lower-bound")
    ? "page.estimate.atLeast"
    : `page.estimate.${estimate.interval}`;
  const rounded = { total: Math.round(total), lower: Math.round(lower), upper: Math.round(upper), level };
  return [
    html`${translate(language, range as PlainKey, rounded)}`,
    html`${translate(language, "page.estimate.why")}`,
    isAssumption(assumption)
      ? html`${translate(language, `page.assumption.${assumption}`)}`
      : translateHtml(language, "page.assumption.other", { assumption: bdi(assumption, "en") }),
    html`${translate(language, "page.assumption.linkage")}`,
  ];
}

// Why there is a range and no number: the estimators' own words for people who are harder to list.
const isOfPeople = (reason: string) => /some people are harder to list/.test(reason);

// An appeal of another program may name an assumption that the catalogue has no words for.
const isAssumption = (key: string): key is AssumptionKey => assumptionKeys.some((known) => known === key);

function planSentences(language: Language, plan: Concluded["plan"], nameOf: ListNames): readonly Html[] {
  const groups: readonly (readonly [PlainKey, readonly string[]])[] = [
    ["page.estimate.merged", plan.merged.map(({ list, into }) => `${nameOf(list)} + ${nameOf(into)}`)],
    ["page.estimate.leftOut", plan.leftOut.map(nameOf)],
    ["page.estimate.impossible", plan.impossible.map((pair) => pair.map(nameOf).join(" + "))],
  ];
  return groups.flatMap(([key, lists]) =>
    lists.length === 0 ? [] : [translateHtml(language, key, { lists: bdi(lists.join("; ")) })],
  );
}

function reasonSentence(language: Language, reason: string): Html {
  const known = reasonKey(reason);
  return known === undefined
    ? translateHtml(language, "page.reason.other", { reason: bdi(reason, "en") })
    : html`${translate(language, known)}`;
}

// The estimators say what was got, then what was wanted; these are the answers that a reader meets most.
const reasons: readonly (readonly [RegExp, PlainKey])[] = [
  [/^got nobody/, "page.reason.nobody"],
  [/^got [01] lists?\b/, "page.reason.few-lists"],
  [/^got no entity on .*wanted lists that overlap/, "page.reason.no-overlap"],
  [/^got displacement over more than a year/, "page.reason.open"],
  [/^got a list that covers only a part/, "page.reason.scope"],
];

function reasonKey(reason: string): PlainKey | undefined {
  return reasons.find(([pattern]) => pattern.test(reason))?.[1];
}
