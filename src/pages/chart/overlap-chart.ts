/** How lists overlap, as an UpSet plot (Lex et al. 2014): a column for each set of lists, its dots below its bar. */
import * as Plot from "@observablehq/plot";
import { type DrawingBoard, type Picture, stackDrawings, TEXT_SIZE, takeDrawing, WIDTH } from "./picture.ts";

export type OverlapChart = {
  readonly title: string;
  readonly description: string;
  readonly lists: readonly { readonly id: string; readonly name: string; readonly words: string }[]; // words: its count
  readonly patterns: readonly { readonly lists: readonly string[]; readonly count: number }[]; // lists by id
  readonly axis: string;
  readonly columns: readonly [lists: string, count: string];
  readonly formatNumber: (value: number) => string;
};

const COLUMNS = 24; // more would not be told apart; the table has them all
const LEFT = 230;

/**
 * Columns by falling count, of equal ones by their lists; lists in the order given. A column's filled dots, joined by a
 * line, are the lists that its entities stand on, and on no other.
 */
export function drawOverlaps({ document }: DrawingBoard, chart: OverlapChart): Picture {
  const { lists, formatNumber } = chart;
  const patterns = [...chart.patterns].sort(
    (a, b) => b.count - a.count || (a.lists.join("\n") < b.lists.join("\n") ? -1 : 1),
  );
  const shown = patterns.slice(0, COLUMNS).map((pattern, i) => ({ ...pattern, column: String(i) }));
  const columns = shown.map(({ column }) => column);
  const labels = new Map(lists.map(({ id, name, words }) => [id, `${name} (${words})`]));
  const rows = lists.map(({ id }) => labels.get(id) ?? id);
  const width = Math.max(WIDTH, LEFT + 40 + 44 * shown.length);
  const frame = { document, width, marginLeft: LEFT, marginRight: 16 };
  const bars = Plot.plot({
    ...frame,
    height: 190,
    marginTop: 28,
    marginBottom: 6,
    x: { domain: columns, axis: null, padding: 0.25 },
    y: { label: null, zero: true },
    marks: [
      Plot.axisY({
        fontSize: TEXT_SIZE,
        ticks: 4,
        tickFormat: formatNumber,
        label: chart.axis,
        labelArrow: "none",
      }),
      Plot.gridY({ ticks: 4 }),
      Plot.barY(shown, { x: "column", y: "count", fill: "var(--accent)" }),
      Plot.text(shown, {
        x: "column",
        y: "count",
        text: ({ count }) => formatNumber(count),
        dy: -8,
        fontSize: TEXT_SIZE,
        fill: "var(--ink)",
      }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
    ],
  });
  const cells = shown.flatMap((pattern) =>
    lists.map(({ id }) => ({
      column: pattern.column,
      list: labels.get(id) ?? id,
      isOn: pattern.lists.includes(id),
    })),
  );
  const on = cells.filter(({ isOn }) => isOn);
  const dots = Plot.plot({
    ...frame,
    height: 16 + 40 * lists.length,
    marginTop: 4,
    marginBottom: 8,
    x: { domain: columns, axis: null, padding: 0.25 },
    y: { domain: rows, label: null },
    marks: [
      Plot.axisY({ lineWidth: 17, fontSize: TEXT_SIZE, tickSize: 0, label: null }),
      Plot.dot(cells, { x: "column", y: "list", r: 5, fill: "var(--line)" }),
      Plot.line(on, { x: "column", y: "list", z: "column", stroke: "var(--ink)", strokeWidth: 2 }),
      Plot.dot(on, { x: "column", y: "list", r: 6, fill: "var(--ink)" }),
    ],
  });
  const names = new Map(lists.map(({ id, name }) => [id, name]));
  return {
    title: chart.title,
    description: chart.description,
    ...stackDrawings([takeDrawing(bars), takeDrawing(dots)]),
    table: {
      head: chart.columns,
      rows: patterns.map((pattern) => [
        pattern.lists.map((id) => names.get(id) ?? id).join(" + "),
        formatNumber(pattern.count),
      ]),
    },
  };
}
