/** A figure in the line of the text: its number as it is now, with its mark; pressed, it is opened. */
import type { Node } from "prosemirror-model";
import type { Decoration, NodeView } from "prosemirror-view";
import type { DraftFigure } from "../../../generated/api.ts";
import { directiveOf } from "./text-schema.ts";

export type FigureWords = (
  directive: string,
  counted: DraftFigure | undefined,
) => {
  readonly number: string; // as it stands in the line
  readonly whole: string; // as it is read out
};

/** Draws a figure; what it counts, and the words for it, come with its decoration. */
export function figureView(node: Node, decorations: readonly Decoration[], open: () => void): NodeView {
  const dom = document.createElement("span");
  const state = { node };
  const draw = (given: readonly Decoration[]) => {
    const spec: { counted?: DraftFigure; number?: string; words?: FigureWords } = Object.assign(
      {},
      ...given.map((each): unknown => each.spec),
    );
    const { counted, number = "" } = spec;
    const words = spec.words?.(directiveOf(state.node), counted) ?? { number: "…", whole: "…" };
    const isUnbound = counted !== undefined && counted.figure === undefined;
    dom.className = isUnbound ? "appeal-figure appeal-unbound" : "appeal-figure";
    dom.setAttribute("role", "img");
    dom.setAttribute("aria-label", words.whole);
    dom.replaceChildren(words.number, sign(number));
  };
  draw(decorations);
  dom.addEventListener("dblclick", open);
  return {
    dom,
    update: (next, given) => {
      if (next.type !== state.node.type) return false;
      state.node = next;
      draw(given);
      return true;
    },
    ignoreMutation: () => true,
  };
}

function sign(number: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "appeal-figure-id";
  element.textContent = ` [${number}]`;
  return element;
}
