/** The published page of an appeal: one HTML file, its style and its fonts, readable and printable without a script. */
import { utf8 } from "../base/bytes.ts";
import type { AppealPageData, PageFigure } from "./appeal-page-data.ts";
import { disputeLink, renderDisputes, renderResponses, renderSignatories } from "./appeal-standing.ts";
import { appealStyle } from "./appeal-style.ts";
import type { DrawingBoard } from "./chart/picture.ts";
import { countInText, countWords } from "./count-words.ts";
import { type NoteContext, renderFigureNote } from "./figure-note.ts";
import { type FontBytes, fontFaces, fontsFor } from "./fonts.ts";
import { formatDateText } from "./format.ts";
import { bdi, type Html, html } from "./html.ts";
import { directionOf, interfaceLanguage, type Language } from "./language.ts";
import type { PlainKey } from "./legal-keys.ts";
import { renderMarkdown, withoutTitle } from "./markdown.ts";
import { mark } from "./marks.ts";
import { tokensCss } from "./tokens.ts";
import { isReviewed, legalHtml, translate, translateHtml } from "./translate.ts";

export type AppealPageOptions = {
  /** Bytes of the font files, by `name` of `fontFiles`. A font that is not given is left out; the reader's own serves. */
  readonly fonts: FontBytes;
  /** What pictures are drawn into: linkedom's document in Node, a browser's own there. */
  readonly document: Document;
};

/** What the page may load: its own style and fonts, and nothing else from anywhere. */
export const appealPagePolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * The page's files by path in the published folder: `index.html`, `style.css` and the `fonts/` that its letters need.
 * The same data and fonts give the same bytes. The text is the author's, in its own language and direction; the
 * words around it are in that language where the catalogues have it, else in English.
 */
export function renderAppealPage(
  data: AppealPageData,
  { fonts, document }: AppealPageOptions,
): ReadonlyMap<string, Uint8Array> {
  const page = renderDocument(data, { document }).markup;
  const used = fontsFor(page, "serif").filter((font) => fonts.has(font.name));
  const style = `${fontFaces(used, "fonts/")}${tokensCss}${appealStyle}`;
  const fontEntries = used.map(
    (font) => [`fonts/${font.name}`, fonts.get(font.name) ?? new Uint8Array()] as const,
  );
  return new Map([["index.html", utf8(page)], ["style.css", utf8(style)], ...fontEntries]);
}

function renderDocument(data: AppealPageData, board: DrawingBoard): Html {
  const language = interfaceLanguage(data.language);
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const linked = new Set<string>(); // the first link to a figure is the one that its note leads back to
  const insert = (id: string) => {
    if (id.startsWith("D")) return disputeLink(language, id);
    const link = figureLink(language, data.figures, { id, isFirst: !linked.has(id) });
    linked.add(id);
    return link;
  };
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${appealPagePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${data.title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<a class="skip" href="#text">${say("shell.skip")}</a>
${header(data, language)}
<main>
<section id="text" class="text" lang="${data.language}" dir="${directionOf(data.language)}" aria-label="${say("page.text")}">
${renderMarkdown(withoutTitle(textOf(data), data.title), { topHeading: 2, insert })}</section>
${renderSignatories(data.standing, language)}
${renderDisputes(data, language)}
${renderResponses(data, language)}
${figures({ data, board }, language)}
${verification(language)}
</main>
${footer(language)}
</body>
</html>
`;
}

function header(data: AppealPageData, language: Language): Html {
  const say = (key: PlainKey, values = {}) => translate(language, key, values);
  const place = { register: bdi(data.register), size: data.size };
  return html`<header>
<p class="kind">${say("page.appeal")} · ${formatDateText(language, data.date)} · ${say("page.version", { version: data.version })}</p>
<h1 lang="${data.language}" dir="auto">${data.title}</h1>
<p class="soft">${translateHtml(language, "page.register", place)}</p>
${
  data.addressees.length > 0 &&
  html`<div class="addressees"><h2>${say("page.addressees")}</h2>
<ul>${data.addressees.map((name) => html`<li>${bdi(name)}</li>`)}</ul></div>`
}
${data.note !== undefined && html`<p class="soft">${say("page.note")}: ${bdi(data.note, data.language)}</p>`}
${!isReviewed(language) && html`<p class="attention">${say("page.unreviewed")} ${say("shell.originals")}</p>`}
</header>`;
}

function figureLink(
  language: Language,
  figures: readonly PageFigure[],
  { id, isFirst }: { readonly id: string; readonly isFirst: boolean },
): Html | undefined {
  const figure = figures.find((candidate) => candidate.id === id);
  if (figure === undefined) return undefined;
  const count = figure.range?.low ?? figure.documented;
  const number = countWords(language, count);
  const label = translate(language, "page.figureLink", { number, id });
  return html`<a class="figure"${isFirst && html` id="${id}-text"`} href="#${id}" aria-label="${label}">${mark("documented")}<bdi>${countInText(language, count)}</bdi> <span class="figure-id">[${id}]</span></a>`;
}

/** The text, each disputed statement with the links to what is said against it. */
function textOf({ blocks, standing: { disputes } }: AppealPageData): string {
  return blocks
    .map((block, i) => {
      const own = disputes.filter(({ statement }) => statement === i + 1);
      return `${block}${own.map(({ id }) => ` {{${id}}}`).join("")}`;
    })
    .join("\n\n");
}

function figures(context: NoteContext, language: Language): Html {
  const say = (key: PlainKey) => translate(language, key);
  return html`<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">${say("page.figures")}</h2>
<p>${say("page.figuresLead")}</p>
${context.data.figures.map((figure) => renderFigureNote(language, context, figure))}
</section>`;
}

function verification(language: Language): Html {
  const say = (key: PlainKey) => translate(language, key);
  return html`<section id="verify" aria-labelledby="verify-title">
<h2 id="verify-title">${say("page.verify")}</h2>
<p>${legalHtml(language, "page.verifyLead")}</p>
<ol>
<li>${say("page.verifyCommand")} <code dir="ltr">recount verify .</code></li>
<li>${translateHtml(language, "page.verifyPage", { page: bdi("verify.html", "en") })}</li>
<li>${say("page.verifyByHand")} <a href="VERIFY.txt">${bdi("VERIFY.txt", "en")}</a></li>
</ol>
<p class="attention">${legalHtml(language, "page.verifyKeys")}</p>
<h3>${say("page.cannot")}</h3>
<ul>
${(["truth", "complete", "same", "keys"] as const).map((limit) => html`<li>${legalHtml(language, `page.cannot.${limit}`)}</li>\n`)}</ul>
</section>`;
}

function footer(language: Language): Html {
  const say = (key: PlainKey) => translate(language, key);
  const files = [
    ["data/statements.json", "page.file.statements"],
    ["beside.json", "page.file.beside"],
    ["checkpoint", "page.file.checkpoint"],
    ["VERIFY.txt", "page.file.verify"],
  ] as const;
  return html`<footer>
<h2>${say("page.files")}</h2>
<ul>${files.map(([path, key]) => html`<li><a href="${path}">${bdi(path, "en")}</a> · ${say(key)}</li>\n`)}</ul>
</footer>`;
}
