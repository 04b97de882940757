/** Where in the text each finding of the check is, and the decorations that show it there. */
import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { bareNumbers } from "../../../../appeal/bare-numbers.ts";
import type { CheckedDraft, DraftFigure } from "../../../generated/api.ts";
import type { FigureWords } from "./figure-view.ts";
import { formatBlock } from "./text-markdown.ts";
import { directiveOf } from "./text-schema.ts";

export type Finding = CheckedDraft["issues"][number] & { readonly stops: boolean };
export type Placed = Finding & {
  readonly id: string;
  readonly block: number; // position of its block in the text
  readonly from: number; // of what is meant, or of the block
  readonly to: number;
};

/**
 * Findings that are about the head, and those of the text with their places. `file` is the text that was checked; ids
 * begin with `desk`, since two texts may stand side by side.
 */
export function placeFindings(
  { text, file, desk }: { readonly text: Node; readonly file: string; readonly desk: string },
  { issues, advice }: CheckedDraft,
): { readonly head: readonly Finding[]; readonly placed: readonly Placed[] } {
  const all: readonly Finding[] = [
    ...issues.map((one) => ({ ...one, stops: true })),
    ...advice.map((one) => ({ ...one, stops: false })),
  ];
  const blocks = blocksOf(text, file);
  const taken = new Set<number>();
  const head: Finding[] = [];
  const placed: Placed[] = [];
  for (const finding of all) {
    const block = blocks.findLast(({ line }) => line <= finding.line);
    if (block === undefined) {
      head.push(finding);
      continue;
    }
    const { from, to } = rangeOf(block, finding.text, taken);
    taken.add(from);
    placed.push({ ...finding, id: `${desk}-finding-${placed.length}`, block: block.at, from, to });
  }
  return { head, placed: placed.sort((a, b) => a.from - b.from) };
}

type Block = { readonly node: Node; readonly at: number; readonly line: number };

/** The blocks with the lines of the file on which they begin. */
function blocksOf(text: Node, file: string): readonly Block[] {
  const blocks: Block[] = [];
  let offset = file.indexOf("\n---\n", 3) + "\n---\n".length;
  text.forEach((node, at) => {
    const written = formatBlock(node);
    const found = Math.max(offset, file.indexOf(written, offset));
    offset = found + written.length;
    blocks.push({ node, at, line: file.slice(0, found).split("\n").length });
  });
  return blocks;
}

/** Where the words stand in a block for the first time that is not taken; else the whole block. */
function rangeOf(
  { node, at }: Block,
  words: string,
  taken: ReadonlySet<number>,
): { readonly from: number; readonly to: number } {
  const whole = { from: at, to: at + node.nodeSize };
  const letters: number[] = [];
  let read = "";
  let figure: { from: number; to: number } | undefined;
  node.descendants((child, offset) => {
    const from = at + 1 + offset;
    if (child.isText)
      for (const [i, letter] of (child.text ?? "").split("").entries()) {
        read += letter;
        letters.push(from + i);
      }
    else if (child.isLeaf) {
      read += "\ufffc";
      letters.push(from);
      if (child.type.name === "figure" && words.includes(directiveOf(child)))
        figure ??= { from, to: from + 1 };
    }
  });
  if (figure !== undefined) return figure;
  for (let found = read.indexOf(words); words !== "" && found >= 0; found = read.indexOf(words, found + 1)) {
    const [from, last] = [letters[found], letters[found + words.length - 1]];
    if (from !== undefined && last !== undefined && !taken.has(from)) return { from, to: last + 1 };
  }
  return whole;
}

export type Shown = {
  readonly placed: readonly Placed[];
  readonly figures: ReadonlyMap<string, DraftFigure>;
  readonly words: FigureWords | undefined; // undefined until they are there
};
export const findingsKey = new PluginKey<{ readonly shown: Shown; readonly drawn: DecorationSet }>(
  "findings",
);

/** Keeps what is shown beside the text, and draws it in it; numbers without a figure as soon as they are typed. */
export function findingsPlugin(): Plugin {
  return new Plugin({
    key: findingsKey,
    state: {
      init: (_, { doc }) => {
        const shown: Shown = { placed: [], figures: new Map(), words: undefined };
        return { shown, drawn: draw(doc, shown) };
      },
      apply: (transaction, before) => {
        const given: Shown | undefined = transaction.getMeta(findingsKey);
        if (given === undefined && !transaction.docChanged) return before;
        const map = (at: number, side: number) => transaction.mapping.map(at, side);
        const moved = before.shown.placed.map((one) => ({
          ...one,
          block: map(one.block, -1),
          from: map(one.from, 1),
          to: map(one.to, -1),
        }));
        const shown = given ?? { ...before.shown, placed: moved.filter(({ from, to }) => from < to) };
        return { shown, drawn: draw(transaction.doc, shown) };
      },
    },
    props: { decorations: (state) => findingsKey.getState(state)?.drawn },
  });
}

function draw(text: Node, { placed, figures, words }: Shown): DecorationSet {
  const drawn: Decoration[] = [];
  const seen = new Set<number>();
  for (const { from, to, rule, stops } of placed) {
    seen.add(from);
    drawn.push(
      Decoration.inline(from, to, {
        class: `appeal-found ${stops ? "appeal-stops" : ""}`,
        "data-rule": rule,
      }),
    );
  }
  const ids = Map.groupBy(placed, ({ block }) => block);
  text.forEach((node, at) => {
    const own = ids.get(at);
    if (own !== undefined)
      drawn.push(
        Decoration.node(at, at + node.nodeSize, { "aria-describedby": own.map(({ id }) => id).join(" ") }),
      );
  });
  const numbers = new Map<string, string>();
  text.descendants((node, at) => {
    if (node.type.name === "figure") {
      const directive = directiveOf(node);
      const counted = figures.get(directive);
      const number = numbers.get(directive) ?? `F${numbers.size + 1}`;
      numbers.set(directive, number);
      drawn.push(Decoration.node(at, at + 1, {}, { counted, number, words }));
    }
    if (node.isTextblock) drawn.push(...loose(node, at + 1).filter(({ from }) => !seen.has(from)));
  });
  return DecorationSet.create(text, drawn);
}

/** Numbers of a paragraph that no figure stands behind. */
function loose(block: Node, start: number): readonly Decoration[] {
  const plain = block.textBetween(0, block.content.size, "\n", (leaf) => " ".repeat(leaf.nodeSize));
  let at = 0;
  return bareNumbers(plain).flatMap(({ text }) => {
    const found = plain.indexOf(text, at);
    at = found + text.length;
    const isNone = block.nodeAt(found)?.marks.some(({ type }) => type.name === "notfigure") === true;
    return found < 0 || isNone
      ? []
      : [Decoration.inline(start + found, start + at, { class: "appeal-found appeal-stops" })];
  });
}
