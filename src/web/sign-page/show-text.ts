/** The text that is signed, as it reads and letter by letter, each figure with its number and how it was counted. */
import { blocksOf, type StatementFigure } from "../../appeal/statements.ts";
import { atLeastWords, countInText, countWords } from "../../pages/count-words.ts";
import { countedKey } from "../../pages/counted-key.ts";
import { estimateSentences } from "../../pages/estimate-words.ts";
import { formatDateText } from "../../pages/format.ts";
import { bdi, type Html, html } from "../../pages/html.ts";
import { directionOf, type Language } from "../../pages/language.ts";
import type { PlainKey } from "../../pages/legal-keys.ts";
import { renderMarkdown, withoutTitle } from "../../pages/markdown.ts";
import { periodWords } from "../../pages/period-words.ts";
import { orderedNames } from "../../pages/place-names.ts";
import { translate } from "../../pages/translate.ts";
import type { SentText } from "./sent.ts";

/** The reader's words around it are in `language`; the text is in its own. */
export function showText(language: Language, sent: SentText): Html {
  const { text, statements, manifest, markdown } = sent;
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const figures = new Map(statements.figures.map((figure) => [figure.id, figure]));
  const insert = (id: string) => {
    const figure = figures.get(id);
    return (
      figure &&
      html`<a class="figure" href="#figure-${id}"><bdi>${countInText(language, saidCount(figure))}</bdi> [${id}]</a>`
    );
  };
  const body = blocksOf(text.markdown)
    .map((block) => block.text)
    .join("\n\n");
  return html`<article class="text" aria-labelledby="text-title">
<p class="soft">${formatDateText(language, text.date)} · ${say("page.version", { version: text.version })}</p>
<h3 id="text-title" lang="${text.language}" dir="auto">${text.title}</h3>
<p class="soft">${say("page.addressees")}</p>
<ul>${text.addressees.map((name) => html`<li>${bdi(name, text.language)}</li>`)}</ul>
<div lang="${text.language}" dir="${directionOf(text.language)}">
${renderMarkdown(withoutTitle(body, text.title), { topHeading: 4, insert })}</div>
<p class="soft">${say("sign.signers")}</p>
<ul>${text.signatories.map(({ name, role, organisation }) => html`<li>${bdi([organisation, name, role].filter(Boolean).join(", "), text.language)}</li>`)}</ul>
</article>
<h3>${say("page.figures")}</h3>
${statements.figures.map((figure) => showFigure(language, figure))}
<details><summary>${say("sign.exact")}</summary>
<pre lang="${text.language}" dir="auto">${markdown}</pre></details>
<p>${say("sign.digest")}<code class="digest" dir="ltr">${manifest}</code></p>
<p class="soft">${say("sign.digestHint")}</p>`;
}

const saidCount = ({ range, documented }: StatementFigure) => range?.low ?? documented;

function showFigure(language: Language, figure: StatementFigure): Html {
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const { id, query, documented, lists, placeNames, estimate } = figure;
  const names = new Map<string, string>(lists.map(({ source, name }) => [source, name]));
  const where =
    query.place === undefined
      ? say("page.anywhere")
      : orderedNames(placeNames).map((name, i) => html`${i > 0 && " · "}${bdi(name.text, name.language)}`);
  const row = (term: string, value: Html | string) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
  return html`<section class="figure-note" id="figure-${id}" aria-label="${id}">
<h4>${id}: ${atLeastWords(language, query.unit, saidCount(figure))}</h4>
<dl>
${row(say("page.counted"), say(countedKey(query.unit, query.harm)))}
${row(say("page.where"), html`${where}`)}
${row(say("page.when"), periodWords(language, query))}
${row(say("sign.documented"), countWords(language, documented))}
${row(say("page.estimate"), html`${estimateSentences(language, estimate, (list) => names.get(list) ?? list).map((sentence) => html`<p>${sentence}</p>`)}`)}
${row(say("page.lists"), html`<ul>${lists.map((list) => html`<li>${bdi(list.name)}: ${countWords(language, list.count)}</li>`)}</ul>`)}
</dl>
</section>`;
}
