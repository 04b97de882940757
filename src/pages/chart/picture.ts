/** A picture: SVG with its words and its numbers, for a page, or for a file of its own. */
import { type Html, html } from "../html.ts";
import { dark, light } from "../tokens.ts";

/** What every picture is made with: the document that Plot draws into. Node gives it linkedom's, a browser its own. */
export type DrawingBoard = { readonly document: Document };

export type PictureTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[]; // the last columns are numbers; the first is the row's name
};

export type Picture = {
  readonly title: string;
  readonly description: string; // what is to be seen in it, for somebody who has never seen its like
  readonly width: number;
  readonly height: number;
  readonly drawing: string; // the inside of the <svg>, safe markup; colours are the tokens' custom properties
  readonly table: PictureTable;
};

/** Words around a picture. */
export type PictureWords = { readonly asTable: string };

/** Text of charts, in units of the drawing; pages show it at this size on a wide screen. */
export const TEXT_SIZE = 13;
export const WIDTH = 640;

type Drawn = { readonly width: number; readonly height: number; readonly markup: string };

/**
 * What Plot drew, made fit for a page that allows no inline style: its style sheet and class are gone, and text takes
 * the page's font. Labels of its groups ("bar", "rule") are gone too: the picture has a title, a description and a
 * table, and a group without a role may have no label.
 */
export function takeDrawing(element: SVGSVGElement | HTMLElement): Drawn {
  for (const style of element.querySelectorAll("style")) style.remove();
  for (const group of element.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  const [width, height] = ["width", "height"].map((name) => Number(element.getAttribute(name) ?? 0));
  return { width: width ?? 0, height: height ?? 0, markup: element.innerHTML };
}

/** Drawings one below the other. */
export function stackDrawings(drawings: readonly Drawn[]): Pick<Picture, "width" | "height" | "drawing"> {
  let height = 0;
  const parts = drawings.map((drawn) => {
    const at = height;
    height += drawn.height;
    return `<g transform="translate(0,${at})">${drawn.markup}</g>`;
  });
  return { width: Math.max(...drawings.map((drawn) => drawn.width)), height, drawing: parts.join("") };
}

/**
 * A picture as a figure of a page: its title, what it shows, the drawing, and its numbers as a table to be opened. The
 * drawing goes from left to right in every language, since axes do. `id` is unique on the page.
 */
export function renderPicture(id: string, picture: Picture, words: PictureWords): Html {
  const { title, description, table } = picture;
  const numeric = numericColumns(table);
  return html`<figure class="picture" aria-labelledby="${id}-title">
<figcaption id="${id}-title">${title}</figcaption>
<p class="soft">${description}</p>
<div class="wide" dir="ltr" role="group" tabindex="0" aria-labelledby="${id}-title">${svgOf(id, picture)}</div>
<details><summary>${words.asTable}</summary>
<div class="wide" role="group" tabindex="0" aria-labelledby="${id}-title"><table>
<thead><tr>${table.head.map((name, i) => html`<th scope="col"${numeric[i] === true && html` class="number"`}>${name}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row) => html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row"><bdi dir="auto">${cell}</bdi></th>` : html`<td${numeric[i] === true && html` class="number"`}><bdi dir="auto">${cell}</bdi></td>`))}</tr>\n`)}</tbody>
</table></div></details>
</figure>\n`;
}

export type StandaloneOptions = {
  readonly fontFaces?: string; // rules whose fonts stand in the file itself
  readonly isLight?: boolean; // whatever the device asks, for paper
};

/** The picture as a file of its own, in light and dark as the reader's device asks. */
export function standaloneSvg(
  picture: Picture,
  { fontFaces = "", isLight = false }: StandaloneOptions = {},
): string {
  const { width, height, title, description, drawing } = picture;
  const palette = (colours: typeof light) =>
    Object.entries(colours)
      .map(([name, colour]) => `--${name}:${colour};`)
      .join("");
  return html`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${attributes()}>
<title>${title}</title><desc>${description}</desc>
<style>${{ markup: `${fontFaces}svg{${palette(light)}font-family:${families}}${isLight ? "" : `@media (prefers-color-scheme:dark){svg{${palette(dark)}}}`}` }}</style>
<rect width="100%" height="100%" fill="var(--paper)"/>
${{ markup: drawing }}
</svg>
`.markup;
}

const families = `"Noto Sans","Noto Sans Armenian","Noto Sans Georgian","Noto Naskh Arabic",system-ui,sans-serif`;

function svgOf(id: string, { width, height, title, description, drawing }: Picture): Html {
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-svg-title ${id}-svg-desc" ${attributes()}><title id="${id}-svg-title">${title}</title><desc id="${id}-svg-desc">${description}</desc>${{ markup: drawing }}</svg>`;
}

const attributes = () =>
  html`font-size="${TEXT_SIZE}" text-anchor="middle" fill="currentColor" color="var(--ink)"`;

function numericColumns({ head, rows }: PictureTable): readonly boolean[] {
  return head.map((_, i) => i > 0 && rows.every((row) => /^$|\d/.test(row[i] ?? "")));
}
