/** The note that each figure of an appeal links to: how it was counted, from what, and how to prove it. */
import type { AppealPageData, PageAudit, PageFigure, PageSource } from "./appeal-page-data.ts";
import { figurePictures } from "./chart/figure-pictures.ts";
import { type DrawingBoard, renderPicture } from "./chart/picture.ts";
import { atLeastWords, countWords } from "./count-words.ts";
import { countedKey } from "./counted-key.ts";
import { estimateSentences } from "./estimate-words.ts";
import { bdi, type Html, type HtmlPart, html } from "./html.ts";
import type { Language } from "./language.ts";
import type { PlainKey } from "./legal-keys.ts";
import { mark } from "./marks.ts";
import { matchingSentences } from "./matching-words.ts";
import { methodName } from "./method-words.ts";
import { periodWords } from "./period-words.ts";
import { orderedNames } from "./place-names.ts";
import { ruleSentences } from "./rule-words.ts";
import { translate, translateHtml } from "./translate.ts";

/** What a note is part of: the whole appeal, and what its pictures are drawn into. */
export type NoteContext = { readonly data: AppealPageData; readonly board: DrawingBoard };

/** The note of one figure, as an article whose id is the figure's. */
export function renderFigureNote(language: Language, { data, board }: NoteContext, figure: PageFigure): Html {
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const { id, query, documented } = figure;
  const sources = new Map(data.sources.map((source) => [source.id, source]));
  const atLeast = atLeastWords(language, query.unit, figure.range?.low ?? documented);
  const matching = matchingSentences(language, figure);
  return html`<article class="note" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${translateHtml(language, "page.figure", { id: html`<span class="figure-id">${id}</span>` })}</h3>
<p class="note-number">${mark("documented")} <span>${atLeast}</span> <span class="note-word">${say("count.documented")}</span></p>
<dl>
${row(say("page.counted"), say(countedKey(query.unit, query.harm)))}
${row(say("page.where"), where(language, figure))}
${row(say("page.when"), periodWords(language, query))}
${row(say("page.rules"), sentences(ruleSentences(language, figure.rules)))}
${matching.length > 0 && row(say("page.rangeTitle"), sentences(matching))}
${row(say("page.estimate"), estimate(language, figure))}
${figure.area !== undefined && row(say("page.area"), area(language, figure.area))}
${row(say("page.beside"), beside(language, figure))}
${row(say("page.leftOut"), leftOut(language, figure))}
${row(say("page.ledger"), say("page.ledgerEntry", { size: data.size }))}
${row(say("page.proof"), proof(language, figure))}
${row(say("page.audit"), audit(language, data.audits?.[id]))}
</dl>
${lists(language, figure, sources)}
${suppressed(language, figure)}
${figurePictures(board, language, figure).map(({ name, picture }) => renderPicture(`${id}-${name}`, picture, { asTable: say("picture.asTable") }))}
<p class="note-back"><a href="#${id}-text">${say("page.back")}</a></p>
</article>\n`;
}

function audit(language: Language, found: PageAudit | undefined): string {
  return found === undefined
    ? translate(language, "page.auditNone")
    : translate(language, "page.auditBound", found);
}

type Sources = ReadonlyMap<string, PageSource>;

function row(term: string, value: HtmlPart): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function where(language: Language, { placeNames, query }: PageFigure): Html {
  if (query.place === undefined) return html`${translate(language, "page.anywhere")}`;
  const names = orderedNames(placeNames);
  const inside = html`<span class="soft">${translate(language, "page.whereInside")}</span>`;
  if (names.length === 0) return html`${bdi(query.place)} ${inside}`;
  return html`${names.map((name, i) => html`${i > 0 && " · "}${bdi(name.text, name.language)}`)} ${inside}`;
}

const sentences = (all: readonly HtmlPart[]) => html`${all.map((sentence) => html`<p>${sentence}</p>`)}`;

function estimate(language: Language, { estimate: published, lists: counted }: PageFigure): Html {
  const names = new Map<string, string>(counted.map(({ source, name }) => [source, name]));
  const said = sentences(estimateSentences(language, published, (list) => names.get(list) ?? list));
  if (!("conclusion" in published) || published.conclusion.verdict !== "estimate") return said;
  const { spokesman } = published.conclusion;
  return html`${said}<p class="soft">${translate(language, "page.method")}: ${methodName(language, spokesman)}</p>`;
}

function area(language: Language, { km2, measured }: NonNullable<PageFigure["area"]>): string {
  return translate(language, "page.areaText", { km2: String(km2), count: measured });
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

function proof(language: Language, { proof: given, documented, consented }: PageFigure): Html {
  const isRounded = typeof documented === "string" && documented !== "fewer than 10";
  const key = given.level === "attested" && isRounded ? "rounded" : given.level;
  const said = html`<p>${translate(language, `page.proof.${key}`)}</p>`;
  if (given.level === "attested") return said;
  const { path } = given;
  const named = consented !== undefined && html`<p>${translate(language, "page.proof.named")}</p>`;
  return html`${said}${named}<p>${translate(language, "page.proofFile")}: <a href="${path}">${bdi(path, "en")}</a></p>`;
}

/** Who holds the lists, and how many of those counted stand on each. */
function lists(language: Language, figure: PageFigure, sources: Sources): Html {
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const { id, lists: counted, documented } = figure;
  if (counted.length === 0) return html``;
  return html`<h4 id="${id}-sources">${say("page.lists")}</h4>
<div class="wide" role="group" tabindex="0" aria-labelledby="${id}-title ${id}-sources"><table>
<thead><tr><th scope="col">${say("page.list")}</th><th scope="col">${say("page.organisation")}</th><th scope="col" class="number">${say("page.onList")}</th></tr></thead>
<tbody>
${counted.map(
  (list) =>
    html`<tr><th scope="row">${bdi(list.name)}</th><td>${bdi(sources.get(list.source)?.organisation ?? "")}</td><td class="number">${countWords(language, list.count)}</td></tr>\n`,
)}</tbody>
<tfoot><tr><th scope="row" colspan="2">${say("page.total")}</th><td class="number">${countWords(language, documented)}</td></tr></tfoot>
</table></div>`;
}

function suppressed(language: Language, { histories }: PageFigure): Html {
  if (histories !== "suppressed") return html``;
  const say = (key: PlainKey) => translate(language, key);
  return html`<h4>${say("page.overlaps")}</h4>\n<p>${say("page.overlapsSuppressed")}</p>`;
}
