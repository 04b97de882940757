/** What stands beside an appeal's text on its page: who signed, what is disputed, who was asked. */
import type { AppealPageData, PageDispute, PageResponse, PageStanding } from "./appeal-page-data.ts";
import { formatDateText } from "./format.ts";
import { bdi, type Html, html } from "./html.ts";
import type { Language } from "./language.ts";
import { mark } from "./marks.ts";
import { legalHtml, translate, translateHtml } from "./translate.ts";

/** Who signed, who took a signature back and why, who is named and did not sign. */
export function renderSignatories({ signatories, quorum }: PageStanding, language: Language): Html {
  const say = translate.bind(undefined, language);
  const signed = signatories.filter((each) => each.signed !== undefined);
  const standing = signed.filter(({ withdrawn }) => withdrawn === undefined).length;
  return html`<section id="signatories" aria-labelledby="signatories-title">
<h2 id="signatories-title">${say("page.signatories")}</h2>
<p>${standing === 0 ? say("page.unsigned") : say("page.signed", { count: standing })}${quorum !== undefined && html` ${say("page.quorum", { quorum, standing })}`}</p>
${
  signatories.length > 0 &&
  html`<ul class="signatories">
${signatories.map(
  ({ name, role, organisation, ...state }) =>
    html`<li>${bdi(name)}${role && html` · ${bdi(role)}`}${organisation && organisation !== name && html` · ${bdi(organisation)}`} <span class="soft">· ${stateOf(state, language)}</span></li>\n`,
)}</ul>
<p class="soft">${legalHtml(language, signed.length > 0 ? "page.signedBy" : "page.named")}</p>`
}
</section>`;
}

function stateOf(
  { signed, withdrawn }: Pick<PageStanding["signatories"][number], "signed" | "withdrawn">,
  language: Language,
): Html {
  const dated = (key: "page.hasSigned" | "page.hasWithdrawn", on: string) =>
    translate(language, key, { date: formatDateText(language, on) });
  if (signed === undefined) return html`${translate(language, "page.hasNotSigned")}`;
  if (withdrawn === undefined) return html`${dated("page.hasSigned", signed.on)}`;
  return html`${mark("disagree")} ${dated("page.hasWithdrawn", withdrawn.on)}: ${bdi(withdrawn.why)}`;
}

/** The link from a disputed statement to what is said against it. */
export function disputeLink(language: Language, id: string): Html {
  return html`<a class="disputed" href="#${id}">${mark("disagree")}${translateHtml(language, "page.disputed", { id: bdi(id, "en") })}</a>`;
}

/** Each dispute and its answer, with equal room beside each other; nothing where nobody disputes. */
export function renderDisputes({ blocks, standing }: AppealPageData, language: Language): Html | false {
  const { disputes, disputesRefused } = standing;
  const refused =
    disputesRefused > 0 &&
    html`<p class="soft">${translate(language, "page.disputesRefused", { count: disputesRefused })}</p>`;
  if (disputes.length === 0 && disputesRefused === 0) return false;
  return html`<section id="disputes" aria-labelledby="disputes-title">
<h2 id="disputes-title">${translate(language, "page.disputes")}</h2>
<p>${legalHtml(language, "page.disputesLead")}</p>
${disputes.map((dispute) => renderDispute(dispute, { language, statement: blocks[dispute.statement - 1] ?? "" }))}
${refused}
</section>`;
}

function renderDispute(
  { id, path, by, on, text, evidence, answer }: PageDispute,
  { language, statement }: { readonly language: Language; readonly statement: string },
): Html {
  const dated = (key: "page.dispute" | "page.disputeAnswer", day: string) =>
    translateHtml(language, key, { by: bdi(by), date: formatDateText(language, day) });
  return html`<article class="dispute" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${bdi(id, "en")}</h3>
<blockquote>${bdi(quoteOf(statement))}</blockquote>
<div class="sides">
<section><h4>${dated("page.dispute", on)}</h4>
${paragraphs(text)}
${evidence.length > 0 && html`<p class="soft">${translateHtml(language, "page.evidence", { names: bdi(evidence.join(", ")) })}</p>`}
<p class="soft"><a href="${path}">${translate(language, "page.signedLetter")} ${bdi(id, "en")}</a></p></section>
<section>${
    answer === undefined
      ? html`<p>${translate(language, "page.disputeNoAnswer")}</p>`
      : html`<h4>${dated("page.disputeAnswer", answer.on)}</h4>
${paragraphs(answer.text)}`
  }</section>
</div>
</article>`;
}

/** To whom the appeal went, and each step since; nothing where it has no addressees. */
export function renderResponses({ addressees, standing }: AppealPageData, language: Language): Html | false {
  if (addressees.length === 0) return false;
  return html`<section id="responses" aria-labelledby="responses-title">
<h2 id="responses-title">${translate(language, "page.responses")}</h2>
<dl>${addressees.map((addressee) => {
    const steps = standing.responses.filter((each) => each.addressee === addressee);
    return html`<div><dt>${bdi(addressee)}</dt><dd>${
      steps.length === 0
        ? html`<p class="soft">${translate(language, "page.responsesNone")}</p>`
        : steps.map((step) => renderStep(step, language))
    }</dd></div>\n`;
  })}</dl>
</section>`;
}

function renderStep({ state, on, text }: PageResponse, language: Language): Html {
  const what = translate(language, `page.response.${state}`);
  return html`<p>${formatDateText(language, on)} · ${what}${text !== undefined && html`: ${bdi(text)}`}</p>`;
}

const paragraphs = (text: string) =>
  text.split(/\n\s*\n/).map((paragraph) => html`<p dir="auto">${paragraph.trim()}</p>\n`);

/** A statement as words: its figures by their ids, its Markdown left out. */
const quoteOf = (statement: string) =>
  statement.replace(/\{\{(\w+)\}\}/g, "[$1]").replace(/^#+\s+|[*_`]/gm, "");
