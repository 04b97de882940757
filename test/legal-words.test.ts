/** Sentences that promise or limit something stand on public pages as a person wrote or reviewed them, and the pages say so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../src/base/bytes.ts";
import { renderAppealPage } from "../src/pages/appeal-page.ts";
import { renderEnquiryPage } from "../src/pages/enquiry-page.ts";
import { html } from "../src/pages/html.ts";
import { type Language, languages } from "../src/pages/language.ts";
import { isLegal, legalKeys } from "../src/pages/legal-keys.ts";
import { english } from "../src/pages/messages/en.ts";
import { catalogues, shownMessages, translate } from "../src/pages/translate.ts";
import { chartDocument } from "../src/steps/chart-document.ts";
import { arabicAppeal } from "./browser/invented-appeal.ts";

const organisations = [{ id: "upper", name: "Upper Valley Association", recipient: "age1abcdefgh" }];
const unreviewed = languages.filter((language) => !catalogues[language].reviewed);
const appealPage = (language: Language): string => {
  const files = renderAppealPage(
    { ...arabicAppeal, language },
    { fonts: new Map(), document: chartDocument() },
  );
  return fromUtf8(files.get("index.html") ?? new Uint8Array()) ?? "";
};
const publicPages = [
  {
    desc: "the enquiry of a family",
    of: "enquiry.",
    page: (language: Language) => renderEnquiryPage({ language, organisations }),
  },
  { desc: "a published appeal", of: "page.", page: appealPage },
];
// The longest piece of a sentence without a value: the rest of it differs by what is put in.
const pieceOf = (text: string) => {
  const [longest = ""] = text.split(/\{\{[^}]*\}\}/).toSorted((a, b) => b.length - a.length);
  return html`${longest}`.markup;
};

test("there are languages that nobody has reviewed, or the tests below hold nothing", () => {
  assert.ok(unreviewed.length > 0);
});

for (const language of unreviewed)
  for (const { desc, of, page } of publicPages)
    test(`${desc} in ${language} has no legal sentence of a machine's: each stands in English, and is told to be`, () => {
      const markup = page(language);
      const own = legalKeys.filter((key) => key.startsWith(of));
      const machines = own.filter((key) =>
        markup.includes(pieceOf(catalogues[language].messages[key] ?? "")),
      );
      assert.deepEqual(machines, []);
      const sentences = [...markup.matchAll(/<span class="original" lang="en" dir="ltr">([^<]*)<\/span>/g)];
      const originals = sentences.map(([, text]) => text).join("\n");
      const marked = own.filter((key) => originals.includes(pieceOf(english.messages[key] ?? "")));
      const shown = own.filter((key) => markup.includes(pieceOf(english.messages[key] ?? "")));
      assert.deepEqual(marked, shown);
      assert.ok(marked.length >= 5, marked.join());
      assert.ok(markup.includes(html`${translate(language, "shell.originals")}`.markup));
    });

test("a page in English says nothing of translations, and marks no sentence", () => {
  for (const { page } of publicPages) {
    const markup = page("en");
    assert.doesNotMatch(markup, /class="original"/);
    assert.ok(!markup.includes(translate("en", "shell.originals")));
  }
});

test("the application gets no other words than may be shown: of a reviewed language all its own", () => {
  for (const language of languages) {
    const { reviewed, messages } = catalogues[language];
    const shown = shownMessages({ reviewed, messages });
    for (const [key, text] of Object.entries(messages))
      assert.equal(Reflect.get(shown, key), isLegal(key) && !reviewed ? english.messages[key] : text, key);
    assert.equal(shownMessages({ reviewed: true, messages }), messages);
  }
});
