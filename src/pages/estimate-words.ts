/** An estimate, or the refusal to make one, as sentences that a reader without statistics can follow. */
import { type AssumptionKey, assumptionKeys, type Estimate, type NotEstimable } from "../model/estimate.ts";
import type { PageEstimate } from "./appeal-page-data.ts";
import { bdi, type Html, html } from "./html.ts";
import type { Language } from "./language.ts";
import type { MessageKey } from "./messages/en.ts";
import { translate, translateHtml } from "./translate.ts";

/**
 * Sentences: the range with its level, then the assumptions it rests on; or that it is not estimable, then why; or that
 * it may not be shown.
 *
 * @example
 * const answer = { estimable: false, method: "none", observed: 30, reason: "got 1 list, wanted at least 2" };
 * estimateSentences("en", { status: "recomputed", answer })[0].markup; //=> "Not estimable."
 */
export function estimateSentences(language: Language, estimate: PageEstimate): readonly Html[] {
  if (estimate.status === "withheld") return [html`${translate(language, "page.estimate.withheld")}`];
  const { answer, status } = estimate;
  const sentences = answer.estimable ? estimated(language, answer) : refused(language, answer);
  const isAttested = status === "attested" && answer.estimable;
  return isAttested ? [...sentences, html`${translate(language, "page.estimate.attested")}`] : sentences;
}

function estimated(language: Language, estimate: Estimate): readonly Html[] {
  const { total, lower, upper, level, assumption } = estimate;
  const isLowerBound = assumption === "lower-bound";
  const range = isLowerBound ? "page.estimate.atLeast" : `page.estimate.${estimate.interval}`;
  const rounded = { total: Math.round(total), lower: Math.round(lower), upper: Math.round(upper), level };
  return [
    html`${translate(language, range as MessageKey, rounded)}`,
    isAssumption(assumption)
      ? html`${translate(language, `page.assumption.${assumption}`)}`
      : translateHtml(language, "page.assumption.other", { assumption: bdi(assumption, "en") }),
    html`${translate(language, "page.assumption.linkage")}`,
  ];
}

// An appeal of another program may name an assumption that the catalogue has no words for.
const isAssumption = (key: string): key is AssumptionKey => assumptionKeys.some((known) => known === key);

function refused(language: Language, { reason, observed }: NotEstimable): readonly Html[] {
  const known = reasonKey(reason, observed);
  return [
    html`${translate(language, "page.notEstimable")}`,
    known === undefined
      ? translateHtml(language, "page.reason.other", { reason: bdi(reason, "en") })
      : html`${translate(language, known)}`,
  ];
}

// The estimators say what was got, then what was wanted; these are the answers that a reader meets most.
function reasonKey(reason: string, observed: number): MessageKey | undefined {
  if (observed === 0) return "page.reason.nobody";
  if (/^got [01] lists?\b/.test(reason)) return "page.reason.few-lists";
  return /^got no entity on .*wanted lists that overlap/.test(reason) ? "page.reason.no-overlap" : undefined;
}
