/** Charts of a linkage model: what each comparison level weighs, and the chances that it is made of. */
import * as Plot from "@observablehq/plot";
import { type DrawingBoard, type Picture, stackDrawings, TEXT_SIZE, takeDrawing } from "../chart/picture.ts";
import type { LinkageReportData, ReportComparison, ReportLevel } from "./report-data.ts";

const WIDTH = 760;
const LABELS = 250;
const ROW = 22;
const RARE = 0.0005;
const MOST_BITS = 20; // a bar is no longer: a level that no stranger ever had would hide all others

/** Bits of a level, within 20: log2(m / u). */
function bitsOf({ m, u }: ReportLevel): number {
  return Math.max(-MOST_BITS, Math.min(MOST_BITS, Math.log2(Math.max(m, 1e-12) / Math.max(u, 1e-12))));
}

/** Whether more than a few in ten thousand have the level: others would fill the picture with what nobody meets. */
const isSeen = ({ m, u }: ReportLevel) => m >= RARE || u >= RARE;

// The key numbers levels: two levels of one label keep their places.
const keyOf = ({ label }: ReportLevel, at: number) => `${at} ${label}`;
const labelOf = (key: string) => key.slice(key.indexOf(" ") + 1);

type LevelChart = {
  readonly domain: readonly [number, number];
  readonly unit: string;
  readonly marks: (comparison: ReportComparison) => readonly Plot.Markish[];
};

/** One chart a comparison, below one another on one scale, which stands under the last. */
function drawLevels({ document }: DrawingBoard, all: readonly ReportComparison[], chart: LevelChart) {
  const { domain, unit, marks } = chart;
  const comparisons = all.map(({ name, levels }) => ({ name, levels: levels.filter(isSeen) }));
  return stackDrawings(
    comparisons.map((comparison, i) => {
      const isLast = i === comparisons.length - 1;
      const element = Plot.plot({
        document,
        width: WIDTH,
        height: 30 + ROW * comparison.levels.length + (isLast ? 28 : 0),
        marginLeft: LABELS,
        marginRight: 56,
        marginTop: 26,
        marginBottom: isLast ? 30 : 2,
        x: { domain: [...domain], label: null, axis: null },
        y: { domain: comparison.levels.map(keyOf), label: null, axis: null, type: "band" },
        marks: [
          Plot.gridX({ ticks: 7, stroke: "var(--line)", strokeOpacity: 1 }),
          ...(isLast ? [scaleBelow(unit)] : []),
          levelNames(),
          ...marks(comparison),
          heading(comparison.name),
        ],
      });
      return takeDrawing(element);
    }),
  );
}

const scaleBelow = (unit: string) =>
  Plot.axisX({ ticks: 7, fontSize: TEXT_SIZE, label: unit, labelArrow: "none", labelAnchor: "right" });

const levelNames = () =>
  Plot.axisY({
    fontSize: TEXT_SIZE,
    tickSize: 0,
    label: null,
    lineWidth: 18,
    textOverflow: "ellipsis",
    tickFormat: labelOf,
  });

const heading = (name: string) =>
  Plot.text([name], {
    frameAnchor: "top-left",
    dx: -LABELS,
    dy: -20,
    textAnchor: "start",
    text: (text: string) => text,
    fontSize: TEXT_SIZE + 1,
    fontWeight: 600,
    fill: "var(--ink)",
  });

type LevelBits = { readonly key: string; readonly bits: number };

/** Match weights of all levels on one scale of bits. */
export function drawMatchWeights(board: DrawingBoard, { comparisons }: LinkageReportData): Picture {
  const all = comparisons.flatMap(({ levels }) => levels.filter(isSeen).map(bitsOf));
  const amounts = (rows: readonly LevelBits[], side: 1 | -1) =>
    Plot.text(
      rows.filter(({ bits }) => Math.sign(bits || 1) === side),
      {
        x: "bits",
        y: "key",
        text: ({ bits }: LevelBits) => `${bits > 0 ? "+" : ""}${bits.toFixed(1)}`,
        dx: 6 * side,
        textAnchor: side > 0 ? "start" : "end",
        fontSize: TEXT_SIZE - 1,
        fill: "var(--ink)",
      },
    );
  const drawn = drawLevels(board, comparisons, {
    domain: [Math.min(-4, ...all) - 4, Math.max(4, ...all) + 1],
    unit: "bits",
    marks: ({ levels }) => {
      const rows = levels.map((level, at): LevelBits => ({ key: keyOf(level, at), bits: bitsOf(level) }));
      const fill = ({ bits }: LevelBits) => (bits >= 0 ? "var(--accent)" : "var(--fault)");
      return [
        Plot.barX(rows, { x: "bits", y: "key", fill, insetTop: 3, insetBottom: 3 }),
        amounts(rows, 1),
        amounts(rows, -1),
        Plot.ruleX([0], { stroke: "var(--edge)" }),
      ];
    },
  });
  return {
    title: "What each comparison level weighs",
    description:
      "Bits that a level adds for or takes from two records being of one entity: log2 of how often matches have it over how often strangers do. The rarity of the value itself comes on top. Levels that hardly anybody has stand in the table alone.",
    ...drawn,
    table: {
      head: ["comparison: level", "bits"],
      rows: comparisons.flatMap(({ name, levels }) =>
        levels.map((level) => [`${name}: ${level.label}`, bitsOf(level).toFixed(2)]),
      ),
    },
  };
}

/** The chances m and u of all levels, as two dots on a scale of percent. */
export function drawParameters(board: DrawingBoard, { comparisons }: LinkageReportData): Picture {
  const drawn = drawLevels(board, comparisons, {
    domain: [0, 100],
    unit: "%",
    marks: ({ levels }) => {
      const rows = levels.map((level, at) => ({ key: keyOf(level, at), m: 100 * level.m, u: 100 * level.u }));
      const ring = { fill: "var(--paper)", stroke: "var(--fault)", strokeWidth: 2 };
      return [
        Plot.ruleY(rows, { y: "key", x1: "u", x2: "m", stroke: "var(--edge)" }),
        Plot.dot(rows, { x: "u", y: "key", r: 4, ...ring }),
        Plot.dot(rows, { x: "m", y: "key", r: 4.5, fill: "var(--accent)" }),
      ];
    },
  });
  return {
    title: "How often matches and strangers have each level",
    description:
      "Filled: m, the share of matches that have the level, where both records say something. Ring: u, the share of strangers. The further apart the two, the more the level tells.",
    ...drawn,
    table: {
      head: ["comparison: level", "m", "u"],
      rows: comparisons.flatMap(({ name, levels }) =>
        levels.map(({ label, m, u }) => [`${name}: ${label}`, m.toPrecision(3), u.toPrecision(3)]),
      ),
    },
  };
}
