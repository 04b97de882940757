/** What an appeal's text is made of in the editor: Markdown's blocks, figures, and numbers that are marked as none. */
import { schema as markdown } from "prosemirror-markdown";
import { type DOMOutputSpec, type Node, Schema } from "prosemirror-model";

/** A figure is one thing in the line; `directive` is what stands between the braces. */
export const textSchema = new Schema({
  nodes: markdown.spec.nodes
    .remove("image")
    .remove("code_block")
    .update("heading", { ...markdown.spec.nodes.get("heading"), content: "inline*" })
    .update("ordered_list", {
      ...markdown.spec.nodes.get("ordered_list"),
      attrs: listAttrs({ order: { default: 1 } }),
    })
    .update("bullet_list", { ...markdown.spec.nodes.get("bullet_list"), attrs: listAttrs({}) })
    .addToEnd("figure", {
      inline: true,
      group: "inline",
      atom: true,
      attrs: { directive: {} },
      toDOM: (node: Node): DOMOutputSpec => ["span", { "data-figure": String(node.attrs["directive"]) }],
      parseDOM: [
        {
          tag: "span[data-figure]",
          getAttrs: (element) => ({ directive: element.getAttribute("data-figure") ?? "" }),
        },
      ],
    }),
  marks: markdown.spec.marks.addToEnd("notfigure", {
    inclusive: false,
    excludes: "_",
    toDOM: (): DOMOutputSpec => ["span", { class: "appeal-none", "data-none": "" }, 0],
    parseDOM: [{ tag: "span[data-none]" }],
  }),
});

/** A list is one statement: its items stand without empty lines between them. */
function listAttrs(more: { readonly [name: string]: { readonly default: number } }) {
  return { ...more, tight: { default: true } };
}

export const directiveOf = (node: Node): string => String(node.attrs["directive"]);
