/** A dossier's blocks as a PDF: fonts embedded, every script shaped, directions as its readers read. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import PDFDocument from "pdfkit";
import type { Block } from "../../pages/dossier/dossier-blocks.ts";
import { breakLines, type TextLine } from "../../pages/dossier/text-lines.ts";
import { type FontFile, fontsFor, wholeFonts } from "../../pages/fonts.ts";
import { directionOf, type Language } from "../../pages/language.ts";

const MARGIN = 50; // points
const CELL_GAP = 8;

type Style = {
  readonly size: number;
  readonly weight: FontFile["weight"];
  readonly before: number;
  readonly after: number;
};

const styles: { readonly [kind in Exclude<Block["kind"], "table"> | "cell" | "head"]: Style } = {
  title: { size: 18, weight: 600, before: 0, after: 8 },
  heading: { size: 13, weight: 600, before: 16, after: 6 },
  text: { size: 10, weight: 400, before: 0, after: 4 },
  warning: { size: 10, weight: 600, before: 4, after: 4 },
  head: { size: 8.5, weight: 600, before: 2, after: 3 },
  cell: { size: 8.5, weight: 400, before: 2, after: 3 },
};

export type PdfOptions = { readonly language: Language; readonly title: string; readonly made: Date };

/** The bytes of the PDF. The same blocks and the same `made` give the same bytes. */
export async function writePdf(
  blocks: readonly Block[],
  { language, title, made }: PdfOptions,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, CreationDate: made, ModDate: made, Creator: "Recount", Producer: "Recount" },
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  const page = new PdfPage(document, directionOf(language));
  await page.loadFonts(blocks);
  for (const block of blocks) page.add(block);
  page.number();
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

class PdfPage {
  readonly #document: PDFKit.PDFDocument;
  readonly #direction: "ltr" | "rtl";
  readonly #width: number;
  readonly #bottom: number;
  #y = MARGIN;

  constructor(document: PDFKit.PDFDocument, direction: "ltr" | "rtl") {
    this.#document = document;
    this.#direction = direction;
    this.#width = document.page.width - 2 * MARGIN;
    this.#bottom = document.page.height - MARGIN;
  }

  /** Only the fonts that the text needs; pdfkit cuts out the letters that it does not. */
  async loadFonts(blocks: readonly Block[]): Promise<void> {
    const texts = blocks.map((block) =>
      block.kind === "table" ? [block.head, ...block.rows].flat().join(" ") : block.text,
    );
    for (const font of fontsFor(`a ${texts.join(" ")}`, "sans", wholeFonts)) {
      // fontkit writes no parts of woff2 fonts: the same font as woff.
      const path = fileURLToPath(import.meta.resolve(`${font.package}/files/${font.file.replace(/2$/, "")}`));
      this.#document.registerFont(font.name, await readFile(path));
    }
  }

  add(block: Block): void {
    if (block.kind === "table") {
      this.#addRow(block.head, block.shares, styles.head);
      for (const row of block.rows) {
        this.#addRow(row, block.shares, styles.cell);
        this.#rule();
      }
      return;
    }
    const style = styles[block.kind];
    const lines = this.#lines(block.text, this.#width, style);
    // A heading does not stand alone at the foot of a page.
    this.#need(style.before + lines.length * lineHeight(style) + (block.kind === "heading" ? 60 : 0));
    this.#y += style.before;
    for (const line of lines) {
      this.#need(lineHeight(style));
      this.#draw(line, { x: MARGIN, width: this.#width, style });
      this.#y += lineHeight(style);
    }
    this.#y += style.after;
    if (block.kind === "heading" || block.kind === "title")
      this.#document.outline.addItem(block.text.replace(/[\u2068\u2069]/g, ""));
  }

  #addRow(cells: readonly string[], shares: readonly number[], style: Style): void {
    const total = shares.reduce((sum, share) => sum + share, 0);
    const columns = shares.map((share) => (share / total) * this.#width - CELL_GAP);
    const lines = cells.map((cell, i) => this.#lines(cell, columns[i] ?? this.#width, style));
    const height = Math.max(...lines.map((each) => each.length)) * lineHeight(style);
    this.#need(Math.min(height, this.#bottom - MARGIN) + style.before + style.after);
    this.#y += style.before;
    // Line by line, so that a row that is longer than a page goes on over the next.
    for (let at = 0; at < Math.max(...lines.map((each) => each.length)); at++) {
      this.#need(lineHeight(style));
      let x = this.#direction === "ltr" ? MARGIN : MARGIN + this.#width;
      for (const [i, width] of columns.entries()) {
        if (this.#direction === "rtl") x -= width;
        const line = lines[i]?.[at];
        if (line !== undefined) this.#draw(line, { x, width, style });
        x += this.#direction === "rtl" ? -CELL_GAP : width + CELL_GAP;
      }
      this.#y += lineHeight(style);
    }
    this.#y += style.after;
  }

  #rule(): void {
    this.#document
      .moveTo(MARGIN, this.#y)
      .lineTo(MARGIN + this.#width, this.#y)
      .lineWidth(0.3)
      .strokeColor("#999999")
      .stroke();
  }

  #need(height: number): void {
    if (this.#y + height <= this.#bottom) return;
    this.#document.addPage();
    this.#y = MARGIN;
  }

  #lines(text: string, width: number, { size, weight }: Style): readonly TextLine[] {
    const measure = (part: string, font: FontFile) =>
      this.#document.font(font.name).fontSize(size).widthOfString(part);
    return text
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .flatMap((paragraph) => breakLines(paragraph, { width, weight, direction: "auto", measure }));
  }

  /** Lines of either direction begin at the edge where the page's language begins. */
  #draw(
    line: TextLine,
    { x, width, style }: { readonly x: number; readonly width: number; readonly style: Style },
  ): void {
    let at = this.#direction === "rtl" ? x + width - line.width : x;
    for (const { text, font, width: used } of line.runs) {
      if (text !== " ")
        this.#document
          .font(font.name)
          .fontSize(style.size)
          .fillColor("black")
          .text(text, at, this.#y + baseline(style), { lineBreak: false, baseline: "alphabetic" });
      at += used;
    }
  }

  /** Page numbers below the text of each page, once all pages are there. */
  number(): void {
    const { start, count } = this.#document.bufferedPageRange();
    const [font] = fontsFor("0", "sans", wholeFonts);
    if (font === undefined) return;
    for (let page = start; page < start + count; page++) {
      this.#document.switchToPage(page);
      // Below the margin pdfkit would begin a new page.
      this.#document.page.margins.bottom = 0;
      const text = `${page - start + 1} / ${count}`;
      this.#document.font(font.name).fontSize(8);
      const x = (this.#document.page.width - this.#document.widthOfString(text)) / 2;
      this.#document.text(text, x, this.#document.page.height - MARGIN / 2, { lineBreak: false });
    }
  }
}

const lineHeight = ({ size }: Style) => size * 1.45;
const baseline = ({ size }: Style) => size * 1.08;
