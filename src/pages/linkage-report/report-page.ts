/** A linkage report: one HTML file that loads nothing, for whoever wants to see why records were linked. */
import { type DrawingBoard, type Picture, renderPicture } from "../chart/picture.ts";
import { formatNumber } from "../format.ts";
import { type Html, html } from "../html.ts";
import { pagePolicy } from "../page-policy.ts";
import { tokensCss } from "../tokens.ts";
import { drawMatchWeights, drawParameters } from "./model-charts.ts";
import type { LinkageReportData } from "./report-data.ts";
import { reportScript } from "./report-script.ts";
import { reportStyle } from "./report-style.ts";
import {
  drawBlocking,
  drawClusterSizes,
  drawThresholds,
  drawUnlinkable,
  drawWeights,
} from "./result-charts.ts";

const number = (value: number) => formatNumber("en", value);

/**
 * The page of `data`, with its style, script and pictures inside. It may load nothing, and its policy says so. People's
 * words stand in it only when the data has them.
 */
export function renderLinkageReport(board: DrawingBoard, data: LinkageReportData): string {
  const style = `${tokensCss}${reportStyle}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy({ style, script: reportScript })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${data.title}: linkage report</title>
<style>${{ markup: style }}</style>
</head>
<body>
${renderHead(data)}
<main>
${renderWarnings(data)}
<section id="weights"><h2>Weights</h2>
${picture("match-weights", drawMatchWeights(board, data))}
${picture("parameters", drawParameters(board, data))}
</section>
<section id="found"><h2>Pairs</h2>
${picture("pair-weights", drawWeights(board, data))}
${picture("thresholds", drawThresholds(board, data))}
${data.rules.length > 0 && picture("blocking", drawBlocking(board, data))}
${data.unlinkable.length > 0 && picture("unlinkable", drawUnlinkable(board, data))}
</section>
<section><h2>Why a pair was linked or not</h2>
<p class="soft">${number(data.pairs.length)} of ${number(data.pairsKept)} kept pairs, from the heaviest to the lightest, with the weakest links of the clusters below. What the fields add to the prior makes the total.</p>
${chooser("pairs", "Find a pair")}
</section>
<section id="entities"><h2>Clusters</h2>
${picture("cluster-sizes", drawClusterSizes(board, data))}
<p class="soft">${number(data.clusters.length)} of ${number(data.entities)} entities: those held together by the weakest links, and the largest.</p>
${chooser("clusters", "Find a cluster")}
</section>
</main>
<footer><p>${data.made}</p><p>This file loads nothing from anywhere.</p></footer>
<script type="application/json" id="report-data">${{ markup: embedJson(data) }}</script>
<script>${{ markup: reportScript }}</script>
</body>
</html>
`.markup;
}

const picture = (id: string, drawn: Picture) =>
  renderPicture(id, drawn, { asTable: "The numbers as a table" });

function renderHead(data: LinkageReportData): Html {
  const numbers: readonly (readonly [name: string, value: string])[] = [
    ["records", number(data.records)],
    ["pairs compared", number(data.pairsScored)],
    ["entities", number(data.entities)],
    ["pairs that could go either way", number(data.waiting)],
    ["seed", String(data.seed)],
  ];
  return html`<header>
<p class="soft">Linkage report${data.kind !== "row" && `: ${data.kind} records`}</p>
<h1><bdi dir="auto">${data.title}</bdi></h1>
${data.hasValues ? html`<p class="attention"><strong>This file holds what the records say about people.</strong> Keep it as you keep the lists themselves.</p>` : html`<p class="soft">Records are named by their ids alone; what they say about people is not in this file.</p>`}
<dl class="numbers">${numbers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<details><summary>The lists</summary><table><thead><tr><th scope="col">list</th><th scope="col" class="number">records</th></tr></thead>
<tbody>${data.lists.map(({ name, rows }) => html`<tr><th scope="row"><bdi dir="auto">${name}</bdi></th><td class="number">${number(rows)}</td></tr>`)}</tbody></table></details>
<nav aria-label="Sections"><ul><li><a href="#weights">Weights</a></li><li><a href="#found">Pairs</a></li><li><a href="#pairs">Why a pair</a></li><li><a href="#entities">Clusters</a></li></ul></nav>
</header>`;
}

function renderWarnings({ warnings }: LinkageReportData): Html {
  if (warnings.length === 0) return html``;
  return html`<section><h2>What to know</h2><ul>${warnings.map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

function chooser(id: string, label: string): Html {
  return html`<div class="pick" id="${id}"><div><label>${label}<input type="search" autocomplete="off"></label><ul class="choices"></ul></div><div class="shown" aria-live="polite"></div></div>
<noscript><p>Choosing needs the script that stands in this file.</p></noscript>`;
}

/** What the script reads; no `<` can end its element. */
function embedJson({ rows, pairs, clusters, priorBits, hasValues }: LinkageReportData): string {
  return JSON.stringify({ rows, pairs, clusters, priorBits, hasValues }).replaceAll("<", "\\u003c");
}
