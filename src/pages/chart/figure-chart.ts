/** A figure as a picture: a bar for each list and for the total from zero, the estimate on its own line below. */
import type { EstimateAnswer } from "../../model/estimate.ts";
import type { PageCount } from "../appeal-page-data.ts";
import { countLength, countWords } from "../count-words.ts";
import { formatNumber } from "../format.ts";
import { type Html, html } from "../html.ts";
import type { Language } from "../language.ts";
import { mark } from "../marks.ts";
import { translate } from "../translate.ts";

export type ChartRow = { readonly name: string; readonly count: PageCount };

export type FigureChart = {
  readonly lists: readonly ChartRow[];
  readonly documented: PageCount;
  readonly estimate?: EstimateAnswer; // absent when it may not be shown
};

/**
 * Rows in the reader's alphabetical order, then the total, then the estimate as a ring with whiskers, or that there is
 * none. All bars share one scale from zero. `sentence` is what a screen reader says instead.
 */
export function renderFigureChart(language: Language, chart: FigureChart, sentence: string): Html {
  const { lists, documented, estimate } = chart;
  const upper = estimate?.estimable === true ? estimate.upper : 0;
  const counts = [documented, ...lists.map(({ count }) => count)];
  const most = Math.max(1, upper, ...counts.map(countLength));
  const percent = (value: number) => `${((100 * value) / most).toFixed(2)}%`;
  const order = new Intl.Collator(language);
  const rows = [...lists].sort((a, b) => order.compare(a.name, b.name));
  return html`<div class="chart" dir="ltr" role="img" aria-label="${sentence}">
${rows.map(({ name, count }) => html`<span class="chart-name"><bdi dir="auto">${name}</bdi></span>${bar(percent(countLength(count)), "list")}<span class="chart-value">${countWords(language, count)}</span>\n`)}
<span class="chart-name chart-total">${mark("documented")} <bdi dir="auto">${translate(language, "page.total")}</bdi></span>${bar(percent(countLength(documented)), "total")}<span class="chart-value chart-total">${countWords(language, documented)}</span>
${estimate !== undefined && estimateRow(language, estimate, percent)}
</div>\n`;
}

function bar(width: string, kind: "list" | "total"): Html {
  return html`<svg class="bar bar-${kind}" width="100%" height="14" aria-hidden="true"><rect x="0" y="1" width="${width}" height="12"/></svg>`;
}

function estimateRow(language: Language, estimate: EstimateAnswer, percent: (value: number) => string): Html {
  if (!estimate.estimable)
    return html`<span class="chart-name">${mark("estimated")} <bdi dir="auto">${translate(language, "count.estimated")}</bdi></span><span class="chart-none"><bdi dir="auto">${translate(language, "count.notEstimable")}</bdi></span><span></span>`;
  const [total, lower, upper] = [estimate.total, estimate.lower, estimate.upper].map(percent);
  return html`<span class="chart-name">${mark("estimated")} <bdi dir="auto">${translate(language, "count.estimated")}</bdi></span><svg class="bar whiskers" width="100%" height="14" aria-hidden="true"><line x1="${lower}" x2="${upper}" y1="7" y2="7"/><line x1="${lower}" x2="${lower}" y1="2" y2="12"/><line x1="${upper}" x2="${upper}" y1="2" y2="12"/><circle cx="${total}" cy="7" r="4.5"/></svg><span class="chart-value">${formatNumber(language, estimate.total)}</span>`;
}
