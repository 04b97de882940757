/** The page on which families search for a missing person or tell what they know: every word of it, script or not. */
import { enquiryKinds, enquiryLengths, MOST_ORGANISATIONS } from "../model/enquiry.ts";
import { bdi, type Html, type HtmlPart, html } from "./html.ts";
import { directionOf, type Language, languageNames, languages } from "./language.ts";
import { isLegal, type LegalKey, type PlainKey } from "./legal-keys.ts";
import type { MessageValues } from "./message.ts";
import { isReviewed, legalHtml, translate, translateHtml } from "./translate.ts";

export type EnquiryPageData = {
  readonly language: Language;
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly recipient: string;
  }[];
};

/** Where one goes who has to leave at once: an address that says nothing about who goes there. */
export const leaveAddress = "https://www.wikipedia.org/";

/**
 * The whole page as HTML: the same for everybody, since it knows nobody. What the script shows stands in it, hidden.
 *
 * @example
 * renderEnquiryPage({ language: "en", organisations: [] }).includes("No organisation takes enquiries"); //=> true
 */
export function renderEnquiryPage({ language, organisations }: EnquiryPageData): string {
  const say = sayIn(language);
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="color-scheme" content="light dark">
<title>${say("shell.name")}</title>
<link rel="stylesheet" href="/enquiry/style.css">
</head>
<body>
<header>
<div class="leave"><a id="leave" class="button" href="${leaveAddress}" rel="noreferrer">${say("enquiry.leave")}</a> <span class="soft">${say("enquiry.leaveHint")}</span></div>
</header>
${languageLinks(language, say("shell.language"))}
<main>
<h1 id="title" tabindex="-1">${say("enquiry.title")}</h1>
${!isReviewed(language) && html`<p class="attention">${say("shell.unreviewed")} ${say("shell.originals")}</p>`}
<p>${say("enquiry.lead")}</p>
<p>${say("enquiry.sealed")}</p>
<p>${say("enquiry.same")}</p>
<p class="soft">${say("enquiry.history")}</p>
<noscript><p class="attention">${say("enquiry.noScript")}</p></noscript>
${organisations.length === 0 ? html`<p class="attention">${say("enquiry.none")}</p>` : askForm(say, organisations)}
${sent(say)}
${returnForm(say)}
${answerTemplate(language, say)}
</main>
<script type="module" src="/enquiry/enquiry.js"></script>
</body>
</html>
`.markup;
}

type Say = (key: PlainKey | LegalKey, values?: MessageValues) => Html | string;

const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    isLegal(key) ? legalHtml(language, key, values) : translate(language, key, values);

function languageLinks(language: Language, label: Html | string): Html {
  return html`<nav aria-label="${label}"><ul>${languages.map((tag) =>
    tag === language
      ? html`<li><span lang="${tag}" aria-current="page">${languageNames[tag]}</span></li>`
      : html`<li><a href="/enquiry/${tag}" lang="${tag}" hreflang="${tag}">${languageNames[tag]}</a></li>`,
  )}</ul></nav>`;
}

function askForm(say: Say, organisations: EnquiryPageData["organisations"]): Html {
  return html`<form id="ask" autocomplete="off" novalidate aria-labelledby="ask-title">
<h2 id="ask-title">${say("enquiry.ask")}</h2>
${errors("ask", say, ["name", "organisation", "many", "long", "sending"])}
<fieldset><legend>${say("enquiry.kind")}</legend>
${enquiryKinds.map((kind, i) => html`<label class="choice"><input type="radio" name="kind" value="${kind}"${i === 0 && html` checked`}> ${say(`enquiry.kind.${kind}`)}</label>`)}
</fieldset>
${field(say, "name", "enquiry.nameHint")}
${field(say, "born")}
${field(say, "from")}
${field(say, "seen")}
${field(say, "text", "enquiry.textHint")}
${field(say, "asker")}
${field(say, "contact", "enquiry.contactHint")}
<fieldset><legend>${say("enquiry.organisations")}</legend>
<p class="soft">${say("enquiry.organisationsHint", { n: MOST_ORGANISATIONS })}</p>
${organisations.map(({ id, name, recipient }) => html`<label class="choice"><input type="checkbox" name="organisation" value="${id}" data-recipient="${recipient}"> <span>${bdi(name)} <span class="soft key">${say("enquiry.keyEnd", { end: recipient.slice(-8) })}</span></span></label>`)}
</fieldset>
<button class="button main" type="submit">${say("enquiry.send")}</button>
</form>`;
}

function field(
  say: Say,
  name: "name" | "born" | "from" | "seen" | "text" | "asker" | "contact",
  hint?: PlainKey | LegalKey,
): Html {
  const described: HtmlPart = hint !== undefined && html` aria-describedby="${name}-hint"`;
  const common = html`id="${name}" name="${name}" dir="auto" autocomplete="off" autocapitalize="off" spellcheck="false"${described}`;
  return html`<div class="field"><label for="${name}">${say(`enquiry.${name}`)}</label>
${hint !== undefined && html`<p class="soft" id="${name}-hint">${say(hint)}</p>`}
${
  name === "text"
    ? html`<textarea ${common} rows="6" maxlength="${enquiryLengths.long}"></textarea>`
    : html`<input ${common} type="text" maxlength="${enquiryLengths.short}">`
}</div>`;
}

function errors(
  of: string,
  say: Say,
  said: readonly ("name" | "organisation" | "many" | "long" | "sending" | "code")[],
): Html {
  return html`<div id="${of}-error" class="fault" role="alert" tabindex="-1" hidden>
${said.map((each) => html`<p data-said="${each}" hidden>${say(`enquiry.error.${each}`)}</p>`)}</div>`;
}

function sent(say: Say): Html {
  return html`<section id="sent" aria-labelledby="sent-title" hidden>
<h2 id="sent-title" tabindex="-1">${say("enquiry.sent")}</h2>
<p><output id="digits" dir="ltr"></output></p>
<p>${say("enquiry.sentWhy")}</p>
<button id="done" class="button" type="button">${say("enquiry.done")}</button>
</section>`;
}

function returnForm(say: Say): Html {
  return html`<form id="return" autocomplete="off" novalidate aria-labelledby="return-title">
<h2 id="return-title">${say("enquiry.return")}</h2>
${errors("return", say, ["code", "sending"])}
<div class="field"><label for="code">${say("enquiry.code")}</label>
<p class="soft" id="code-hint">${say("enquiry.codeHint")}</p>
<input id="code" type="text" inputmode="numeric" dir="ltr" autocomplete="off" maxlength="80" aria-describedby="code-hint"></div>
<p class="actions"><button class="button main" type="submit">${say("enquiry.read")}</button>
<button id="withdraw" class="button" type="button">${say("enquiry.withdraw")}</button></p>
<p id="waits" tabindex="-1" role="status" hidden>${say("enquiry.waits")}</p>
<p id="withdrawn" tabindex="-1" role="status" hidden>${say("enquiry.withdrawn")}</p>
<div id="answers" tabindex="-1" hidden></div>
</form>`;
}

function answerTemplate(language: Language, say: Say): Html {
  const from = translateHtml(language, "enquiry.answerOf", { organisation: html`<bdi></bdi>` });
  return html`<template id="answer"><section class="answer">
<h3 data-part="organisation">${from}</h3>
<p data-part="nothing">${say("enquiry.nothing")}</p>
<p data-part="text" class="told"><bdi></bdi></p>
<div data-part="whereabouts"><h4>${say("enquiry.whereabouts")}</h4><p class="told"><bdi></bdi></p></div>
<p data-part="consent" class="soft">${say("enquiry.consent")} <bdi></bdi></p>
</section></template>`;
}
