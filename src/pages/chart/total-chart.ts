/** Totals with their intervals below what is documented: methods, near-best models, or one list left out. */
import * as Plot from "@observablehq/plot";
import { type DrawingBoard, type Picture, stackDrawings, TEXT_SIZE, takeDrawing, WIDTH } from "./picture.ts";

/** A total with its interval; without a total the row stays, with the words for that. */
export type TotalRow = {
  readonly name: string;
  readonly total?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly absent?: string;
};

export type TotalChart = {
  readonly title: string;
  readonly description: string;
  readonly documented: { readonly name: string; readonly count: number };
  readonly rows: readonly TotalRow[];
  readonly axis: string; // what is counted
  readonly columns: readonly [name: string, total: string, lower: string, upper: string];
  readonly formatNumber: (value: number) => string;
};

const ROW = 40; // units of height a row whose name takes at most two lines
const NAME_WIDTH = 15; // em
const LETTERS = 26; // of a name that such a line holds, at least
const LINE = 15; // units of height

/** Rows are all as high as the longest name needs: a model names every list that it ties to another. */
function rowHeight(names: readonly string[]): number {
  const lines = Math.max(...names.map((name) => Math.ceil(name.length / LETTERS)));
  return Math.max(ROW, LINE * lines + 10);
}

/**
 * Documented as a solid bar from zero; each total as a ring with whiskers on a line of its own below, in the order
 * given. All share one axis from zero.
 */
export function drawTotals({ document }: DrawingBoard, chart: TotalChart): Picture {
  const { documented, rows, formatNumber } = chart;
  const names = [documented.name, ...rows.map(({ name }) => name)];
  const row = rowHeight(names);
  const [barInset, tickInset] = [(row - 18) / 2, (row - 14) / 2];
  const shown = rows.flatMap((row) => (row.total === undefined ? [] : [{ ...row, total: row.total }]));
  const absent = rows.filter(({ total }) => total === undefined);
  const most = Math.max(documented.count, ...shown.map(({ total, upper }) => upper ?? total), 1);
  const intervals = shown.filter(({ lower, upper }) => lower !== undefined && upper !== undefined);
  const element = Plot.plot({
    document,
    width: WIDTH,
    height: 60 + row * names.length,
    marginLeft: 210,
    marginRight: 70,
    marginBottom: 48,
    marginTop: 8,
    x: {
      domain: [0, most * 1.02],
      label: chart.axis,
      tickFormat: formatNumber,
      ticks: 5,
      grid: true,
      labelArrow: "none",
      labelAnchor: "center",
    },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.axisY({ lineWidth: NAME_WIDTH, fontSize: TEXT_SIZE, tickSize: 0, label: null }),
      Plot.axisX({
        fontSize: TEXT_SIZE,
        tickFormat: formatNumber,
        ticks: 5,
        label: chart.axis,
        labelArrow: "none",
        labelAnchor: "center",
        labelOffset: 40,
      }),
      Plot.barX([documented], {
        x: "count",
        y: "name",
        fill: "var(--accent)",
        insetTop: barInset,
        insetBottom: barInset,
      }),
      Plot.ruleX([documented.count], { stroke: "var(--accent)", strokeDasharray: "3 3" }),
      Plot.ruleY(intervals, { x1: "lower", x2: "upper", y: "name", stroke: "var(--ink)", strokeWidth: 1.5 }),
      Plot.tickX(intervals, {
        x: "lower",
        y: "name",
        stroke: "var(--ink)",
        strokeWidth: 1.5,
        inset: tickInset,
      }),
      Plot.tickX(intervals, {
        x: "upper",
        y: "name",
        stroke: "var(--ink)",
        strokeWidth: 1.5,
        inset: tickInset,
      }),
      Plot.dot(shown, {
        x: "total",
        y: "name",
        r: 5,
        fill: "var(--paper)",
        stroke: "var(--ink)",
        strokeWidth: 1.5,
      }),
      Plot.text([documented], {
        x: "count",
        y: "name",
        text: ({ count }) => formatNumber(count),
        dx: 8,
        ...valueText,
      }),
      Plot.text(shown, {
        x: ({ total, upper }) => upper ?? total,
        y: "name",
        text: ({ total }) => formatNumber(total),
        dx: 10,
        ...valueText,
      }),
      Plot.text(absent, { x: 0, y: "name", text: "absent", dx: 8, ...valueText, fill: "var(--ink-soft)" }),
      Plot.ruleX([0], { stroke: "var(--edge)" }),
    ],
  });
  const [name, ...numbers] = chart.columns;
  const cell = (value: number | undefined) => (value === undefined ? "" : formatNumber(value));
  return {
    title: chart.title,
    description: chart.description,
    ...stackDrawings([takeDrawing(element)]),
    table: {
      head: [name, ...numbers],
      rows: [
        [documented.name, formatNumber(documented.count), "", ""],
        ...rows.map((row) => [row.name, row.absent ?? cell(row.total), cell(row.lower), cell(row.upper)]),
      ],
    },
  };
}

const valueText = { textAnchor: "start", fontSize: TEXT_SIZE, fill: "var(--ink)" } as const;
