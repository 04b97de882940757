/** The marks: one shape for each thing that can be said of a value, the same in text, tables, charts and map. */
import { type Html, html } from "./html.ts";

export type MarkName = "documented" | "estimated" | "disagree" | "restricted" | "missing" | "established";

/** Paths in a square of 16: `fill` is solid ink, `stroke` a line of 1.5. `dash` is a dash pattern of the stroke. */
export type MarkShape = { readonly fill?: string; readonly stroke?: string; readonly dash?: string };

export const marks: { readonly [mark in MarkName]: MarkShape } = {
  documented: { fill: "M2.5 2.5h11v11h-11z" },
  estimated: {
    stroke: "M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0zM1 8h4M11 8h4M1 5v6M15 5v6",
  },
  disagree: { fill: "M2.5 2.5h5.5v11h-5.5z", stroke: "M2.5 2.5h11v11h-11z" },
  restricted: { fill: "M1 5.5h14v5h-14z" },
  missing: { stroke: "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z", dash: "1.6 2.72" },
  established: {
    fill: "M5.5 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z",
    stroke: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
  },
};

/** The mark as SVG, hidden from screen readers: the word beside it is its name. */
export function mark(name: MarkName): Html {
  const { fill, stroke, dash } = marks[name];
  return html`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${
    fill !== undefined && html`<path d="${fill}" fill="currentColor"/>`
  }${
    stroke !== undefined &&
    html`<path d="${stroke}" fill="none" stroke="currentColor" stroke-width="1.5"${
      dash !== undefined && html` stroke-dasharray="${dash}"`
    }/>`
  }</svg>`;
}
