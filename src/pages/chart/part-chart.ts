/** A count in parts: by year as columns from left to right, by place or list as bars from top to bottom. */
import * as Plot from "@observablehq/plot";
import { type DrawingBoard, type Picture, stackDrawings, TEXT_SIZE, takeDrawing, WIDTH } from "./picture.ts";

/** `length` is how long its bar is: 0 where the count may not be shown; `words` is the count as it is said. */
export type PartRow = { readonly name: string; readonly length: number; readonly words: string };

export type PartChart = {
  readonly title: string;
  readonly description: string;
  readonly rows: readonly PartRow[];
  readonly axis: string; // what is counted
  readonly columns: readonly [name: string, count: string];
  readonly formatNumber: (value: number) => string;
};

/** Columns in the order given, for years: a gap of years that has nothing keeps its room when the caller gives it. */
export function drawYears({ document }: DrawingBoard, chart: PartChart): Picture {
  const element = Plot.plot({
    document,
    width: Math.max(WIDTH, 120 + 34 * chart.rows.length),
    height: 260,
    marginLeft: 64,
    marginBottom: 40,
    marginTop: 32,
    x: { domain: chart.rows.map(({ name }) => name), label: null },
    y: { label: chart.axis, grid: true, ticks: 4, zero: true, labelArrow: "none" },
    marks: [
      Plot.axisX({ fontSize: TEXT_SIZE, label: null, tickSize: 0, lineWidth: 4 }),
      Plot.axisY({
        fontSize: TEXT_SIZE,
        ticks: 4,
        tickFormat: chart.formatNumber,
        label: chart.axis,
        labelArrow: "none",
      }),
      Plot.barY(chart.rows, { x: "name", y: "length", fill: "var(--accent)" }),
      Plot.text(chart.rows, {
        x: "name",
        y: "length",
        text: "words",
        dy: -8,
        fontSize: TEXT_SIZE,
        fill: "var(--ink)",
        lineWidth: 5,
        lineAnchor: "bottom",
      }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
  });
  return { ...wordsOf(chart), ...stackDrawings([takeDrawing(element)]) };
}

/** Bars in the order given. */
export function drawBars({ document }: DrawingBoard, chart: PartChart): Picture {
  const names = chart.rows.map(({ name }) => name);
  const longest = Math.max(1, ...chart.rows.map(({ length }) => length));
  const element = Plot.plot({
    document,
    width: WIDTH,
    height: 56 + 40 * names.length,
    marginLeft: 210,
    marginRight: 110,
    marginBottom: 48,
    marginTop: 8,
    x: {
      label: chart.axis,
      grid: true,
      zero: true,
      domain: [0, longest],
    },
    y: { domain: names, label: null },
    marks: [
      Plot.axisY({ lineWidth: 15, fontSize: TEXT_SIZE, tickSize: 0, label: null }),
      Plot.axisX({
        fontSize: TEXT_SIZE,
        ticks: Math.min(5, longest), // whole ones: there is no half of somebody
        tickFormat: chart.formatNumber,
        label: chart.axis,
        labelArrow: "none",
        labelAnchor: "center",
        labelOffset: 40,
      }),
      Plot.barX(chart.rows, { x: "length", y: "name", fill: "var(--accent)", insetTop: 9, insetBottom: 9 }),
      Plot.text(chart.rows, {
        x: "length",
        y: "name",
        text: "words",
        dx: 8,
        textAnchor: "start",
        fontSize: TEXT_SIZE,
        fill: "var(--ink)",
      }),
      Plot.ruleX([0], { stroke: "var(--edge)" }),
    ],
  });
  return { ...wordsOf(chart), ...stackDrawings([takeDrawing(element)]) };
}

function wordsOf({
  title,
  description,
  columns,
  rows,
}: PartChart): Pick<Picture, "title" | "description" | "table"> {
  return { title, description, table: { head: columns, rows: rows.map(({ name, words }) => [name, words]) } };
}
