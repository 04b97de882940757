/** The note that each figure of an appeal links to: how it was counted, from what, and how to prove it. */
import type { AppealPageData, PageFigure, PageSource } from "./appeal-page-data.ts";
import { renderFigureChart } from "./chart/figure-chart.ts";
import { atLeastWords, countWords } from "./count-words.ts";
import { countedKey } from "./counted-key.ts";
import { estimateSentences } from "./estimate-words.ts";
import { formatNumber } from "./format.ts";
import { bdi, type Html, type HtmlPart, html } from "./html.ts";
import type { Language } from "./language.ts";
import { mark } from "./marks.ts";
import type { MessageKey } from "./messages/en.ts";
import { periodWords } from "./period-words.ts";
import { translate, translateHtml } from "./translate.ts";

/** The note of one figure, as an article whose id is the figure's. */
export function renderFigureNote(language: Language, data: AppealPageData, figure: PageFigure): Html {
  const say = (key: MessageKey, values = {}) => translate(language, key, values);
  const { id, query, documented } = figure;
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  const atLeast = atLeastWords(language, query.unit, documented);
  return html`<article class="note" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${translateHtml(language, "page.figure", { id: html`<span class="figure-id">${id}</span>` })}</h3>
<p class="note-number">${mark("documented")} <span>${atLeast}</span> <span class="note-word">${say("count.documented")}</span></p>
<dl>
${row(say("page.counted"), say(countedKey(query.unit, query.harm)))}
${row(say("page.where"), where(language, figure))}
${row(say("page.when"), periodWords(language, query))}
${row(say("page.estimate"), estimate(language, figure))}
${row(say("page.beside"), beside(language, figure))}
${row(say("page.leftOut"), leftOut(language, figure))}
${row(say("page.ledger"), say("page.ledgerEntry", { size: data.size }))}
${row(say("page.proof"), proof(language, figure))}
</dl>
${lists(language, figure, sources)}
${overlaps(language, figure, sources)}
<p class="note-back"><a href="#${id}-text">${say("page.back")}</a></p>
</article>\n`;
}

type Sources = ReadonlyMap<string, PageSource>;

function row(term: string, value: HtmlPart): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function where(language: Language, { placeNames, query }: PageFigure): Html {
  if (query.place === undefined) return html`${translate(language, "page.anywhere")}`;
  // One fixed order, by language code: no name of a place stands before another by choice. What several languages
  // write alike stands once, where the first of them has it.
  const key = ({ language: tag = "", text }: PageFigure["placeNames"][number]) => `${tag} ${text}`;
  const sorted = [...placeNames].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const names = sorted.filter(({ text }, i) => sorted.findIndex((name) => name.text === text) === i);
  const inside = html`<span class="soft">${translate(language, "page.whereInside")}</span>`;
  if (names.length === 0) return html`${bdi(query.place)} ${inside}`;
  return html`${names.map((name, i) => html`${i > 0 && " · "}${bdi(name.text, name.language)}`)} ${inside}`;
}

function estimate(language: Language, { estimate: published }: PageFigure): Html {
  const sentences = estimateSentences(language, published);
  const answer = published.status === "withheld" ? undefined : published.answer;
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>`)}${
    answer?.estimable === true &&
    html`<p class="soft">${translate(language, "page.method")}: <span lang="en">${answer.method}</span></p>`
  }`;
}

function beside(language: Language, { beside: { groups, persons } }: PageFigure): string {
  const values = { groups: countWords(language, groups), persons: countWords(language, persons) };
  return translate(language, groups === 0 ? "page.besideNone" : "page.besideText", values);
}

function leftOut(language: Language, { unplaced, undated }: PageFigure): string {
  const values = { unplaced: countWords(language, unplaced), undated: countWords(language, undated) };
  const isNone = unplaced === 0 && undated === 0;
  return translate(language, isNone ? "page.leftOutNone" : "page.leftOutText", values);
}

function proof(language: Language, { proof: given }: PageFigure): Html {
  const said = html`<p>${translate(language, `page.proof.${given.level}`)}</p>`;
  if (given.level === "attested") return said;
  const { path } = given;
  return html`${said}<p>${translate(language, "page.proofFile")}: <a href="${path}">${bdi(path, "en")}</a></p>`;
}

function lists(language: Language, figure: PageFigure, sources: Sources): Html {
  const say = (key: MessageKey, values = {}) => translate(language, key, values);
  const { id, lists: counted, documented } = figure;
  if (counted.length === 0) return html``;
  const sentence = say("page.listsSentence", { count: counted.length });
  const shown = figure.estimate.status === "withheld" ? {} : { estimate: figure.estimate.answer };
  const chart = { lists: counted, documented, ...shown };
  return html`<h4 id="${id}-lists">${say("page.lists")}</h4>
<p>${sentence}</p>
<figure>${renderFigureChart(language, chart, say("page.chartDocumented"))}</figure>
<div class="wide" role="region" tabindex="0" aria-labelledby="${id}-title ${id}-lists"><table>
<thead><tr><th scope="col">${say("page.list")}</th><th scope="col">${say("page.organisation")}</th><th scope="col" class="number">${say("page.onList")}</th></tr></thead>
<tbody>
${counted.map(
  (list) =>
    html`<tr><th scope="row">${bdi(list.name)}</th><td>${bdi(sources.get(list.source)?.organisation ?? "")}</td><td class="number">${countWords(language, list.count)}</td></tr>\n`,
)}</tbody>
<tfoot><tr><th scope="row" colspan="2">${say("page.total")}</th><td class="number">${countWords(language, documented)}</td></tr></tfoot>
</table></div>`;
}

function overlaps(language: Language, { id, histories, lists: counted }: PageFigure, sources: Sources): Html {
  const say = (key: MessageKey) => translate(language, key);
  const title = html`<h4 id="${id}-overlaps">${say("page.overlaps")}</h4>`;
  if (histories === "suppressed") return html`${title}\n<p>${say("page.overlapsSuppressed")}</p>`;
  if (histories.length < 2) return html``;
  const names = new Map(counted.map((list) => [list.source, list.name]));
  const nameOf = (source: string) => names.get(source) ?? sources.get(source)?.name ?? source;
  return html`${title}
<div class="wide" role="region" tabindex="0" aria-labelledby="${id}-title ${id}-overlaps"><table>
<thead><tr><th scope="col">${say("page.overlap")}</th><th scope="col" class="number">${say("page.overlapCount")}</th></tr></thead>
<tbody>
${histories.map(
  (history) =>
    html`<tr><th scope="row">${history.lists.map((source, i) => html`${i > 0 && " + "}${bdi(nameOf(source))}`)}</th><td class="number">${formatNumber(language, history.count)}</td></tr>\n`,
)}</tbody>
</table></div>`;
}
