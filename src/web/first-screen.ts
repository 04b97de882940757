/**
 * The first screens as they stand in the page itself, before the program has come: read, and typed into, at once.
 * `early.ts` keeps what is done there, `take-over.ts` hands it to the program.
 */
import { type Html, html } from "../pages/html.ts";
import { directionOf, type Language } from "../pages/language.ts";
import type { PlainKey } from "../pages/legal-keys.ts";
import { legalHtml, translate } from "../pages/translate.ts";

/** The screens that have one, by the name of their page's file. */
export const firstScreenNames = ["home", "sign-in", "public-search"] as const;
export type FirstScreenName = (typeof firstScreenNames)[number];

type Say = (key: PlainKey) => string;

/** What stands in the page in place of the program. Links and the navigation come with it. */
export function renderFirstScreen(language: Language, name: FirstScreenName): string {
  const say: Say = (key) => translate(language, key);
  return html`<div id="first" lang="${language}" dir="${directionOf(language)}" data-loading>
<header class="shell-header"><span class="shell-name">${emblem}${say("shell.name")}</span></header>
<div class="shell-body">
<nav class="shell-nav" aria-label="${say("shell.navigation")}"><button type="button" class="button shell-menu">${say("shell.menu")}</button></nav>
<main class="shell-main">${screens[name](say, language)}</main>
</div>
</div>`.markup;
}

const screens: { readonly [name in FirstScreenName]: (say: Say, language: Language) => Html } = {
  home: (say) => html`<h1>${say("home.title")}</h1>
<p class="lead">${say("home.lead")}</p>
${searchForm(say, say("home.searchLabel"), html`${say("home.searchHint")}`)}`,
  "public-search": (say, language) => html`<h1>${say("publicSearch.title")}</h1>
<p class="lead">${legalHtml(language, "publicSearch.lead")}</p>
${searchForm(say, say("search.label"), legalHtml(language, "search.private"))}`,
  "sign-in": (say) => html`<div class="sign-in"><h1>${say("signIn.title")}</h1>
<p class="lead">${say("signIn.lead")}</p>
<section class="sign-in-way"><button type="button" class="button button-main">${say("signIn.byPasskey")}</button>
<p class="hint">${say("signIn.byPasskeyHint")}</p></section>
<section class="sign-in-way"><h2>${say("signIn.byPassword")}</h2>
<form class="sign-in-form" method="dialog">
${secret(say("signIn.name"), "username", "text")}
${secret(say("signIn.password"), "current-password", "password")}
${secret(say("signIn.code"), "one-time-code", "text", say("signIn.codeHint"))}
<div class="actions"><button type="submit" class="button">${say("signIn.send")}</button></div>
</form></section></div>`,
};

// A form by the method "dialog", outside a dialog, sends nothing anywhere: a name would stand in an address else.
function searchForm(say: Say, label: string, hint: Html): Html {
  return html`<search><form class="search" method="dialog" autocomplete="off">
<div class="search-field"><label for="first-search">${label}</label>
<div class="search-row"><input id="first-search" type="search" class="search-input" dir="auto" autocomplete="off" spellcheck="false" maxlength="200" aria-describedby="first-hint"></div>
<span class="hint" id="first-hint">${hint}</span></div>
<button type="submit" class="button button-main search-button">${say("search.button")}</button>
</form></search>`;
}

function secret(label: string, autocomplete: string, type: string, hint?: string): Html {
  return html`<div class="form-field"><label for="first-${autocomplete}">${label}</label>
<input id="first-${autocomplete}" type="${type}" class="form-input" dir="auto" spellcheck="false" autocapitalize="none" autocomplete="${autocomplete}" required>${
    hint !== undefined && html`<span class="hint">${hint}</span>`
  }</div>`;
}

const emblem = html`<svg class="shell-emblem" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M2 2h16v6H2z" fill="currentColor"/><path d="M2 14.5h5M13 14.5h5M2 11v7M18 11v7" stroke="currentColor" stroke-width="2" fill="none"/><circle cx="10" cy="14.5" r="3" stroke="currentColor" stroke-width="2" fill="none"/></svg>`;
