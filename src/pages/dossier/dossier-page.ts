/** A dossier as one HTML file that loads nothing. */
import { type Html, html } from "../html.ts";
import { directionOf, type Language } from "../language.ts";
import { pagePolicy } from "../page-policy.ts";
import { tokensCss } from "../tokens.ts";
import type { Block } from "./dossier-blocks.ts";

const style = `${tokensCss}
body { background: var(--paper); color: var(--ink); font: 1rem/var(--leading) var(--sans); margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
.warning { border-inline-start: 4px solid currentColor; padding-inline-start: .8rem; font-weight: 600; }
@media print { body { max-width: none; } tr { break-inside: avoid; } }
`;

/** The page of a dossier's blocks. */
export function renderDossier(blocks: readonly Block[], language: Language): string {
  const title = blocks.find(({ kind }) => kind === "title");
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy({ style })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title !== undefined && title.kind !== "table" ? title.text : ""}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${blocks.map(renderBlock)}</main>
</body>
</html>
`.markup;
}

function renderText({ kind, text }: Exclude<Block, { readonly kind: "table" }>): Html {
  if (kind === "title") return html`<h1 dir="auto">${text}</h1>\n`;
  if (kind === "heading") return html`<h2>${text}</h2>\n`;
  return kind === "text" ? html`<p>${text}</p>\n` : html`<p class="warning">${text}</p>\n`;
}

function renderBlock(block: Block): Html {
  if (block.kind !== "table") return renderText(block);
  const total = block.shares.reduce((sum, share) => sum + share, 0);
  return html`<table>
<colgroup>${block.shares.map((share) => html`<col width="${Math.round((100 * share) / total)}%">`)}</colgroup>
<thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td><bdi dir="auto">${cell}</bdi></td>`)}</tr>\n`)}</tbody>
</table>
`;
}
