/** Signing without a terminal: one page on one's own disk, which shows what would be signed, and signs it with one's own key. */
import { formatEndorsed } from "../../appeal/endorsement.ts";
import { blocksOf } from "../../appeal/statements.ts";
import { directionOf, interfaceLanguage, languageNames } from "../../pages/language.ts";
import { isLegal, type LegalKey, type PlainKey } from "../../pages/legal-keys.ts";
import { isReviewed, translate, translateLegal } from "../../pages/translate.ts";
import { element, legal, listOf } from "../offline/elements.ts";
import { languageChoice, preferredLanguage } from "../offline/language-choice.ts";
import { saveFile } from "../save-file.ts";
import { button, field, fill, makeControls } from "./controls.ts";
import { type Deed, deedsOf, missingFor, signatoriesOf, signDeed } from "./deeds.ts";
import { keyForms, keyWords } from "./key-part.ts";
import type { Page, State } from "./page.ts";
import { readSent, type Sent, type Unread } from "./sent.ts";
import { showText } from "./show-text.ts";

const state: State = { language: preferredLanguage() };
const controls = makeControls();
const root = document.querySelector("main");
const heard = element("p", { role: "status" });
const page: Page = { state, controls, heard, say, render, forget };

controls.sent.addEventListener("change", () => void open());
controls.deed.addEventListener("change", render);
controls.reading.addEventListener("change", render);
// What the page was served from could change it, and read what is typed in it.
if (location.protocol === "file:") render();

function render(): void {
  const focused = document.activeElement?.id ?? "";
  const { language, sent } = state;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = say("sign.title");
  root?.replaceChildren(
    languageChoice(language, (chosen) => {
      state.language = chosen;
      render();
    }),
    element("h1", {}, say("sign.title")),
    ...(isReviewed(language)
      ? []
      : [element("p", { class: "soft" }, `${say("shell.unreviewed")} ${say("shell.originals")}`)]),
    element("p", {}, legal(language, "sign.lead")),
    element("p", { class: "attention" }, say("sign.copy")),
    heading("sign.open"),
    field(controls.sent, say("sign.choose"), say("sign.openHint")),
    ...(sent === undefined ? [] : "reasons" in sent ? unread(sent) : afterOpened(sent)),
  );
  if (focused !== "") document.getElementById(focused)?.focus();
}

function say(key: PlainKey | LegalKey, values: Readonly<Record<string, string | number>> = {}): string {
  const { language } = state;
  return isLegal(key) ? translateLegal(language, key, values).text : translate(language, key, values);
}

function heading(key: PlainKey): HTMLElement {
  return element("h2", { id: key, tabindex: "-1" }, say(key));
}

async function open(): Promise<void> {
  const [file] = controls.sent.files ?? [];
  if (file === undefined) return;
  state.sent = await readSent(new Uint8Array(await file.arrayBuffer()));
  controls.confirmed.checked = false;
  forget();
  if ("texts" in state.sent) {
    const { texts } = state.sent;
    fill(
      controls.reading,
      texts.map(({ appeal, text }) => [appeal, languageNames[interfaceLanguage(text.language)]]),
    );
    const own = texts.find(({ text }) => interfaceLanguage(text.language) === state.language);
    if (own !== undefined) controls.reading.value = own.appeal;
  }
  render();
  document.getElementById("reasons" in state.sent ? "unread" : "sign.read")?.focus();
}

function unread({ reasons }: Unread): readonly HTMLElement[] {
  return [
    element("p", { class: "refused", id: "unread", tabindex: "-1" }, say("sign.unread")),
    listOf(reasons),
  ];
}

function afterOpened(sent: Sent): readonly HTMLElement[] {
  const shown = sent.texts.find(({ appeal }) => appeal === controls.reading.value) ?? sent.texts[0];
  if (shown === undefined) return [];
  const text = element("div", {});
  text.innerHTML = showText(state.language, shown).markup; // escaped by `html`; the page's policy runs no script of it
  return [
    heading("sign.read"),
    ...(sent.texts.length > 1 ? [field(controls.reading, say("sign.reading"), say("sign.together"))] : []),
    text,
    ...(sent.kind === "to-sign"
      ? [
          element(
            "details",
            {},
            element("summary", {}, say("sign.statement")),
            element("pre", { dir: "ltr" }, formatEndorsed(sent.toSign.endorsed)),
          ),
        ]
      : []),
    heading("sign.who"),
    ...who(sent, shown.text.markdown),
    heading("sign.key"),
    heard,
    ...(state.key === undefined ? keyForms(page) : keyWords(page, state.key)),
    heading("sign.last"),
    ...last(sent),
  ];
}

function deedOf(sent: Sent): Deed {
  const deeds = deedsOf(sent);
  return deeds.find((each) => each === controls.deed.value) ?? deeds[0] ?? "sign";
}

function who(sent: Sent, markdown: string): readonly HTMLElement[] {
  const deeds = deedsOf(sent);
  fill(
    controls.deed,
    deeds.map((each) => [each, say(`sign.deed.${each}`)]),
  );
  fill(
    controls.organisation,
    signatoriesOf(sent).map(({ principal, words }) => [principal, words]),
  );
  fill(
    controls.statement,
    blocksOf(markdown).map(({ text }, i) => [String(i + 1), `${i + 1}. ${text.slice(0, 120)}`]),
  );
  const organisation = field(controls.organisation, say("sign.organisation"));
  const deed = deedOf(sent);
  if (deed === "sign") return [organisation];
  const asked = field(controls.deed, say("sign.deed"));
  if (deed === "withdraw")
    return [asked, organisation, field(controls.why, say("sign.why"), legal(state.language, "sign.whyHint"))];
  return [
    asked,
    field(controls.statement, say("sign.statementOf")),
    field(controls.by, say("sign.by"), legal(state.language, "sign.byHint")),
    field(controls.text, say("sign.disputeText"), legal(state.language, "sign.disputeHint")),
    field(controls.evidence, say("sign.evidence"), legal(state.language, "sign.evidenceHint")),
  ];
}

function last(sent: Sent): readonly HTMLElement[] {
  const { missing = [], refused, signed } = state;
  return [
    element(
      "p",
      { class: "check" },
      controls.confirmed,
      element("label", { for: controls.confirmed.id }, legal(state.language, "sign.confirm")),
    ),
    ...(missing.length === 0
      ? []
      : [
          element(
            "div",
            { class: "refused", role: "alert" },
            element("p", {}, say("sign.missing")),
            element(
              "ul",
              {},
              ...missing.map(({ id, words }) =>
                element("li", {}, element("a", { href: `#${id}` }, say(words))),
              ),
            ),
          ),
        ]),
    ...(refused === undefined
      ? []
      : [
          element(
            "p",
            { class: "refused", role: "alert" },
            say("sign.unread"),
            " ",
            element("bdi", { lang: "en" }, refused),
          ),
        ]),
    button("sign", say("sign.now"), () => void sign(sent)),
    ...(signed === undefined
      ? []
      : [element("p", { class: "done", id: "signed", tabindex: "-1" }, say("sign.done", { file: signed }))]),
  ];
}

async function sign(sent: Sent): Promise<void> {
  const deed = deedOf(sent);
  forget();
  state.missing = missingFor(deed, controls, state.key);
  const { key } = state;
  if (state.missing.length > 0 || key === undefined) return render();
  const made = await signDeed({ sent, deed, key }, controls, new Date().toISOString().slice(0, 10));
  if ("reason" in made) {
    state.refused = made.reason;
    return render();
  }
  saveFile(made.name, new Blob([made.text], { type: "application/json" }));
  state.signed = made.name;
  render();
  document.getElementById("signed")?.focus();
}

function forget(): void {
  delete state.missing;
  delete state.refused;
  delete state.signed;
}
