/** Charts of what a linkage found: weights of pairs, blocking, records that nothing could link, clusters, thresholds. */
import * as Plot from "@observablehq/plot";
import { type DrawingBoard, type Picture, stackDrawings, TEXT_SIZE, takeDrawing } from "../chart/picture.ts";
import { formatNumber } from "../format.ts";
import type { LinkageReportData } from "./report-data.ts";

const WIDTH = 760;
const number = (value: number) => formatNumber("en", value);

type AxisOptions = { readonly label: string; readonly ticks?: number };
const axisX = ({ label, ticks = 8 }: AxisOptions) =>
  Plot.axisX({
    ticks,
    fontSize: TEXT_SIZE,
    label,
    labelArrow: "none",
    labelAnchor: "right",
    labelOffset: 36,
  });
const axisY = ({ label, ticks = 4 }: AxisOptions) =>
  Plot.axisY({
    ticks,
    fontSize: TEXT_SIZE,
    label,
    labelArrow: "none",
    tickFormat: (value: number) => shortNumber(value),
  });

/** 1,500 as 1.5k: an axis has no room for more. */
function shortNumber(value: number): string {
  if (value >= 1e6) return `${+(value / 1e6).toFixed(1)}M`;
  return value >= 1e3 ? `${+(value / 1e3).toFixed(1)}k` : String(+value.toFixed(2));
}

const frame = (document: Document, height = 280) => ({
  document,
  width: WIDTH,
  height,
  marginLeft: 64,
  marginRight: 40,
  marginTop: 30,
  marginBottom: 46,
});

/** Kept pairs by total weight, linked ones above those that stay apart. */
export function drawWeights(
  { document }: DrawingBoard,
  { weights, thresholdBits }: LinkageReportData,
): Picture {
  const rows = weights.flatMap(({ bits, linked, apart }) => [
    { from: bits, until: bits + 1, count: linked, what: "linked" },
    { from: bits, until: bits + 1, count: apart, what: "apart" },
  ]);
  const element = Plot.plot({
    ...frame(document),
    x: { label: null, axis: null },
    y: { label: null, axis: null, zero: true },
    color: { domain: ["linked", "apart"], range: ["var(--accent)", "var(--edge)"] },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
      axisX({ label: "total match weight, bits" }),
      axisY({ label: "pairs" }),
      Plot.rectY(rows, {
        x1: "from",
        x2: "until",
        y: "count",
        fill: "what",
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
      Plot.ruleX([thresholdBits], { stroke: "var(--fault)", strokeWidth: 1.5, strokeDasharray: "4 3" }),
    ],
  });
  return {
    title: "Pairs by match weight",
    description:
      "Every pair likelier than one in a thousand. Coloured: in one entity; grey: kept apart. The dashed line is the threshold; pairs beside it are the ones to look at.",
    ...stackDrawings([takeDrawing(element)]),
    table: {
      head: ["bits from", "linked", "apart"],
      rows: weights.map(({ bits, linked, apart }) => [String(bits), number(linked), number(apart)]),
    },
  };
}

/** Pairs that each blocking rule brought together first. */
export function drawBlocking({ document }: DrawingBoard, { rules }: LinkageReportData): Picture {
  const rows = rules.map(({ keys, pairs }, i) => ({
    key: `${i} ${keys === "" ? "every two rows" : keys}`,
    pairs,
  }));
  const most = Math.max(1, ...rows.map(({ pairs }) => pairs));
  const element = Plot.plot({
    document,
    width: WIDTH,
    height: 50 + 24 * rows.length,
    marginLeft: 330,
    marginRight: 80,
    marginTop: 8,
    marginBottom: 42,
    x: { domain: [0, most], label: null, axis: null },
    y: { domain: rows.map(({ key }) => key), label: null },
    marks: [
      Plot.gridX({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisX({
        ticks: 5,
        fontSize: TEXT_SIZE,
        label: "pairs",
        labelArrow: "none",
        tickFormat: shortNumber,
      }),
      Plot.axisY({
        fontSize: TEXT_SIZE,
        tickSize: 0,
        label: null,
        lineWidth: 24,
        textOverflow: "ellipsis",
        tickFormat: (key: string) => key.slice(key.indexOf(" ") + 1),
      }),
      Plot.barX(rows, { x: "pairs", y: "key", fill: "var(--accent)", insetTop: 4, insetBottom: 4 }),
      Plot.text(rows, {
        x: "pairs",
        y: "key",
        text: ({ pairs }: { pairs: number }) => number(pairs),
        dx: 6,
        textAnchor: "start",
        fontSize: TEXT_SIZE - 1,
        fill: "var(--ink)",
      }),
      Plot.ruleX([0], { stroke: "var(--edge)" }),
    ],
  });
  return {
    title: "Pairs that each blocking rule adds",
    description:
      "Records are compared when they share all keys of a rule. A pair belongs to the first rule that brings it together.",
    ...stackDrawings([takeDrawing(element)]),
    table: {
      head: ["rule", "pairs"],
      rows: rules.map(({ keys, pairs }) => [keys === "" ? "every two rows" : keys, number(pairs)]),
    },
  };
}

/** Share of records that could not reach a weight even beside a record that says the very same. */
export function drawUnlinkable(
  { document }: DrawingBoard,
  { unlinkable, thresholdBits }: LinkageReportData,
): Picture {
  const rows = unlinkable.map(({ bits, share }) => ({ bits, percent: 100 * share }));
  const element = Plot.plot({
    ...frame(document, 240),
    x: { label: null, axis: null },
    y: { domain: [0, 100], label: null, axis: null },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
      axisX({ label: "weight wanted, bits" }),
      axisY({ label: "% of records" }),
      Plot.areaY(rows, { x: "bits", y: "percent", fill: "var(--accent-soft)", curve: "step-after" }),
      Plot.lineY(rows, {
        x: "bits",
        y: "percent",
        stroke: "var(--accent)",
        strokeWidth: 2,
        curve: "step-after",
      }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
      Plot.ruleX([thresholdBits], { stroke: "var(--fault)", strokeWidth: 1.5, strokeDasharray: "4 3" }),
    ],
  });
  return {
    title: "Records that nothing could link",
    description:
      "The share of records that say too little: beside a copy of themselves they would not reach the weight. At the dashed line, the threshold, is the share that can never be linked.",
    ...stackDrawings([takeDrawing(element)]),
    table: {
      head: ["bits", "share of records"],
      rows: unlinkable.map(({ bits, share }) => [String(bits), `${(100 * share).toFixed(1)}%`]),
    },
  };
}

/** Entities by number of records, on a logarithmic scale of how many there are. */
export function drawClusterSizes({ document }: DrawingBoard, { clusterSizes }: LinkageReportData): Picture {
  const powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter((n) =>
    clusterSizes.some(({ count }) => count >= n),
  );
  const element = Plot.plot({
    ...frame(document, 240),
    x: { label: null, axis: null, domain: clusterSizes.map(({ size }) => size), type: "band" },
    y: {
      type: "log",
      label: null,
      axis: null,
      domain: [0.7, Math.max(10, ...clusterSizes.map(({ count }) => count))],
    },
    marks: [
      Plot.gridY(powers, { stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.axisX({
        fontSize: TEXT_SIZE,
        label: "records of an entity",
        labelArrow: "none",
        labelAnchor: "right",
        labelOffset: 36,
        tickSize: 0,
      }),
      Plot.axisY(powers, {
        fontSize: TEXT_SIZE,
        label: "entities (log)",
        labelArrow: "none",
        tickFormat: shortNumber,
      }),
      Plot.ruleX(clusterSizes, { x: "size", y1: 0.7, y2: "count", stroke: "var(--accent)", strokeWidth: 9 }),
      Plot.text(clusterSizes, {
        x: "size",
        y: "count",
        text: ({ count }: { count: number }) => shortNumber(count),
        dy: -9,
        fontSize: TEXT_SIZE - 1,
        fill: "var(--ink)",
      }),
    ],
  });
  return {
    title: "How many records the entities have",
    description:
      "One record: seen once, by one list. A long tail to the right may be people on many lists, or a chain of mistakes: look at its weakest links below.",
    ...stackDrawings([takeDrawing(element)]),
    table: {
      head: ["records", "entities"],
      rows: clusterSizes.map(({ size, count }) => [String(size), number(count)]),
    },
  };
}

/** Links at each threshold; with truth or labels their precision and recall as well. */
export function drawThresholds({ document }: DrawingBoard, data: LinkageReportData): Picture {
  const { thresholds, thresholdBits, labels } = data;
  const rows = thresholds.flatMap(({ bits, precision, recall }) => [
    ...(precision === undefined ? [] : [{ bits, percent: 100 * precision, what: "precision" }]),
    ...(recall === undefined ? [] : [{ bits, percent: 100 * recall, what: "recall" }]),
  ]);
  const line = Plot.ruleX([thresholdBits], {
    stroke: "var(--fault)",
    strokeWidth: 1.5,
    strokeDasharray: "4 3",
  });
  const links = Plot.plot({
    ...frame(document, 230),
    x: { label: null, axis: null },
    y: { label: null, axis: null, zero: true },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
      axisX({ label: "threshold, bits" }),
      axisY({ label: "pairs at or above" }),
      Plot.lineY(thresholds, { x: "bits", y: "links", stroke: "var(--accent)", strokeWidth: 2 }),
      Plot.ruleY([0], { stroke: "var(--edge)" }),
      line,
    ],
  });
  const measured = () =>
    Plot.plot({
      ...frame(document, 260),
      marginRight: 84,
      x: { label: null, axis: null },
      y: { domain: [0, 100], label: null, axis: null },
      color: { domain: ["precision", "recall"], range: ["var(--accent)", "var(--attention)"] },
      marks: [
        Plot.gridY({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
        axisX({ label: "threshold, bits" }),
        axisY({ label: "%", ticks: 5 }),
        Plot.lineY(rows, { x: "bits", y: "percent", stroke: "what", strokeWidth: 2 }),
        Plot.text(
          rows.filter(({ bits }) => bits === thresholds.at(-1)?.bits),
          {
            x: "bits",
            y: "percent",
            text: "what",
            dx: 8,
            textAnchor: "start",
            fontSize: TEXT_SIZE,
            fill: "var(--ink)",
          },
        ),
        Plot.ruleY([0], { stroke: "var(--edge)" }),
        line,
      ],
    });
  const by = labels === undefined ? "" : ` Below, precision and recall of the pairs, by ${labels.what}.`;
  return {
    title: "What another threshold would give",
    description: `Pairs at or above each weight, before clusters are made of them.${by}`,
    ...stackDrawings([takeDrawing(links), ...(labels === undefined ? [] : [takeDrawing(measured())])]),
    table: {
      head: ["bits", "pairs", ...(labels === undefined ? [] : ["precision", "recall"])],
      rows: thresholds.map(({ bits, links: count, precision, recall }) => [
        String(bits),
        number(count),
        ...(labels === undefined ? [] : [precision?.toFixed(4) ?? "", recall?.toFixed(4) ?? ""]),
      ]),
    },
  };
}
